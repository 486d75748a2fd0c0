import type { ShiftInput, SickPeriodInput, SjuklonInput, SjuklonPolicy } from '@kommunhub/schema';
import { Rational } from './rational.js';
import { dayOf, personOf, twice, unableSubstitutes } from './second-route-conflicts.js';
import { contributionOf, ratesFor } from './second-route-rates.js';

/**
 * The calculation once more, by another way: it walks through the calendar of
 * each assistant day by day and keeps a ledger for each legal sick period.
 * Written from the rules as the domain document tells them, sharing nothing
 * with the code it checks but the shape of the input.
 */
export function secondRoute(claim: SjuklonInput, policy: SjuklonPolicy): { amount: string; lines: string[] } {
  const ledgers = allLedgers(claim);
  const paidOn = claim.paymentDate ?? claim.applicationDate;
  const leftUnderCeiling = new Map<string, Rational>();
  const lines: string[] = [];
  let total = Rational.zero;
  for (const ledger of ledgers) {
    const { person } = ledger;
    const ceiling = leftUnderCeiling.get(person) ?? Rational.of(25_000);
    const { sum, printed, used } = close(ledger, claim, policy, paidOn, ceiling);
    leftUnderCeiling.set(person, ceiling.minus(used));
    lines.push(...printed);
    total = total.plus(sum);
  }
  if (claim.provider.ivoLicence === false) return { amount: '0.00', lines: [] };
  let pay = total;
  if (claim.requestedAmount !== null) pay = pay.atMost(Rational.read(claim.requestedAmount));
  const hasOldDay = claim.sickPeriods.some((period) => period.firstSickDay < '2024-07-01');
  if (hasOldDay) pay = pay.minus(Rational.read(claim.stateCompensation)).atLeast(Rational.zero);
  if (policy.avrundning === 'KRONA') pay = pay.rounded(1);
  return { amount: pay.money(), lines };
}

interface Entry {
  readonly shift: ShiftInput;
  readonly spell: SickPeriodInput;
  readonly where: string;
  readonly day: number;
}

interface Ledger {
  readonly person: string;
  readonly order: number;
  readonly terms: SickPeriodInput;
  readonly entries: Entry[];
  readonly spells: SickPeriodInput[];
  karensTaken: Rational;
  isKarensDone: boolean;
}

function allLedgers(claim: SjuklonInput): Ledger[] {
  const people = [...new Set(claim.sickPeriods.map(personOf))];
  const ledgers = people.flatMap((person) => ledgersOf(person, claim));
  for (const [index, spell] of claim.sickPeriods.entries()) {
    if (spell.cause === 'SJUKDOM') continue;
    const ledger = newLedger(personOf(spell), index, spell);
    for (const [position, shift] of spell.shifts.entries()) {
      const day = dayOf(shift.date) - dayOf(spell.firstSickDay) + 1;
      ledger.entries.push({ shift, spell, where: `${index}.${position}`, day });
    }
    ledgers.push(ledger);
  }
  for (const ledger of ledgers) {
    ledger.entries.sort((a, b) => sortKey(a).localeCompare(sortKey(b)));
  }
  return ledgers.sort((a, b) => a.order - b.order);
}

const sortKey = ({ shift }: Entry) => `${shift.date} ${shift.start ?? ''}`;

function newLedger(person: string, order: number, terms: SickPeriodInput): Ledger {
  return {
    person,
    order,
    terms,
    entries: [],
    spells: [terms],
    karensTaken: Rational.zero,
    isKarensDone: false,
  };
}

/** Day by day: ill or well, which day of the period it is, and which shifts fall on it. */
function ledgersOf(person: string, claim: SjuklonInput): Ledger[] {
  const spells = claim.sickPeriods
    .map((spell, index) => ({ spell, index }))
    .filter(({ spell }) => spell.cause === 'SJUKDOM' && personOf(spell) === person);
  if (spells.length === 0) return [];
  const isInClaim = (day: number) =>
    spells.some(({ spell }) => dayOf(spell.firstSickDay) <= day && day <= dayOf(spell.lastSickDay));
  const former = new Map<string, { from: number; to: number; deducted: string | null }>();
  for (const { spell } of spells) {
    const before = spell.previousPeriod;
    if (before === null) continue;
    const [from, to] = [dayOf(before.firstSickDay), dayOf(before.lastSickDay)];
    const ownDays = Array.from({ length: to - from + 1 }, (_, index) => isInClaim(from + index));
    const isKnown = ownDays.every(Boolean);
    if (!isKnown) former.set(`${from}-${to}`, { from, to, deducted: before.karensDeducted });
  }
  const outside = [...former.values()];
  const isOutside = (day: number) => outside.some(({ from, to }) => from <= day && day <= to);
  const days = [
    ...spells.flatMap(({ spell }) => [dayOf(spell.firstSickDay), dayOf(spell.lastSickDay)]),
    ...outside.flatMap(({ from, to }) => [from, to]),
  ];
  const ledgers: Ledger[] = [];
  let current: Ledger | undefined;
  let waiting: { karens: Rational; done: boolean } = { karens: Rational.zero, done: false };
  let number = 0;
  let lastIll = Number.NEGATIVE_INFINITY;
  for (let day = Math.min(...days); day <= Math.max(...days); day += 1) {
    if (!isInClaim(day) && !isOutside(day)) continue;
    if (day - lastIll > 5) {
      number = 0;
      current = undefined;
      waiting = { karens: Rational.zero, done: false };
    }
    number += 1;
    lastIll = day;
    for (const spell of outside.filter(({ from }) => from === day)) {
      const startsBefore = current === undefined && !isInClaim(day);
      const amount = Rational.read(spell.deducted);
      if (current !== undefined) current.karensTaken = current.karensTaken.plus(amount);
      else waiting.karens = waiting.karens.plus(amount);
      if (startsBefore && spell.deducted === null) waiting.done = true;
    }
    for (const { spell, index } of spells.filter((own) => dayOf(own.spell.firstSickDay) === day)) {
      if (current !== undefined) {
        current.spells.push(spell);
        continue;
      }
      current = newLedger(person, index, spell);
      current.karensTaken = waiting.karens;
      current.isKarensDone = waiting.done;
      ledgers.push(current);
    }
    for (const { spell, index } of spells) {
      for (const [position, shift] of spell.shifts.entries()) {
        if (dayOf(shift.date) !== day) continue;
        current?.entries.push({ shift, spell, where: `${index}.${position}`, day: number });
      }
    }
  }
  return ledgers;
}

/** Why a shift gives nothing; and whether the karensavdrag falls on it all the same. */
function verdict(entry: Entry, ledger: Ledger, claim: SjuklonInput, policy: SjuklonPolicy) {
  const { shift, spell, day } = entry;
  const isIll = spell.cause === 'SJUKDOM';
  const earnsHoliday = ['VAB', 'FORALDRALEDIGHET', 'GRAVIDITET'].includes(spell.cause);
  const giveUp = [
    !shift.scheduled,
    twice(claim).has(entry.where),
    day >= 15,
    !isIll && !(policy.annanFranvaro === 'SEMESTERDEL' && earnsHoliday),
    shift.type === 'VANTETID' && !policy.jourIngar,
    shift.type === 'BEREDSKAP' && !policy.beredskapIngar,
    isIll && day >= policy.lakarintygFranDag && !hasCertificate(ledger, shift.date),
    spell.karensException === 'SARSKILT_HOGRISKSKYDD',
  ].some(Boolean);
  const unfit =
    Number(shift.date.slice(0, 4)) - spell.assistant.birthYear <= 17 ||
    unableSubstitutes(claim).has(entry.where);
  return { isCut: giveUp || unfit, bearsKarens: !giveUp && isIll && spell.karensException === 'INGEN' };
}

function hasCertificate({ spells }: Ledger, date: string): boolean {
  return spells.some(({ medicalCertificate: paper }) => {
    return paper !== null && paper.from <= date && date <= paper.to;
  });
}

function close(
  ledger: Ledger,
  claim: SjuklonInput,
  policy: SjuklonPolicy,
  paidOn: string,
  ceiling: Rational,
): { sum: Rational; printed: string[]; used: Rational } {
  const judged = ledger.entries.map((entry) => ({ entry, ...verdict(entry, ledger, claim, policy) }));
  const eighty = Rational.of(4, 5);
  const week = weekOf(ledger.terms).times(eighty);
  const isFree = ledger.isKarensDone || ledger.terms.karensException === 'TIO_KARENS';
  const stillDue = isFree
    ? Rational.zero
    : week.times(Rational.of(1, 5)).minus(ledger.karensTaken).atLeast(Rational.zero);
  const allSick = judged.reduce(
    (sum, { entry, bearsKarens }) => (bearsKarens ? sum.plus(lossOf(entry).times(eighty)) : sum),
    Rational.zero,
  );
  const deducted = stillDue.atMost(allSick);

  let [loss, karens, run] = [Rational.zero, Rational.zero, Rational.zero];
  for (const { entry, isCut, bearsKarens } of judged) {
    const gross = lossOf(entry).times(eighty);
    let mine = Rational.zero;
    if (bearsKarens && policy.karensFordelning === 'PROPORTIONELL' && deducted.top > 0n) {
      mine = deducted.times(gross).over(allSick);
    } else if (bearsKarens && policy.karensFordelning === 'KRONOLOGISK') {
      mine = gross.atMost(deducted.minus(run));
      run = run.plus(mine);
    }
    if (isCut) continue;
    const share = shareCovered(entry, judged, claim, policy);
    loss = loss.plus(lossOf(entry).times(share));
    karens = karens.plus(mine.times(share));
  }

  const line1 = loss.rounded(100);
  const onlyHoliday = ledger.terms.cause !== 'SJUKDOM' && policy.annanFranvaro === 'SEMESTERDEL';
  const isHolidayOnly = onlyHoliday && ['VAB', 'FORALDRALEDIGHET', 'GRAVIDITET'].includes(ledger.terms.cause);
  const line2 = isHolidayOnly ? Rational.zero : line1.times(eighty).rounded(100);
  const eatsAll = karens.equals(loss.times(eighty));
  const line3 = isHolidayOnly ? Rational.zero : eatsAll ? line2 : karens.rounded(100).atMost(line2);
  const sickPay = line2.minus(line3);
  const rates = ratesFor(ledger.terms, policy);
  const onLoss = isHolidayOnly || policy.semesterBas === 'B';
  const holiday = (onLoss ? line1 : sickPay).times(rates.holiday).rounded(100);
  const base = sickPay.plus(holiday);
  const contribution = contributionOf(ledger.terms.assistant.birthYear, paidOn);
  const under = contribution.hasCeiling ? base.atMost(ceiling) : base;
  const lowFee = contribution.low === null ? Rational.zero : under.times(contribution.low).rounded(100);
  const rest = contribution.low === null ? base : base.minus(under);
  const fee = rest.times(Rational.of(3142, 10_000)).rounded(100);
  const insurance = base.times(rates.insurance).rounded(100);
  const pension = base.times(rates.pension).rounded(100);
  const tax = pension.times(Rational.of(2426, 10_000)).rounded(100);
  const parts = [line2, Rational.zero.minus(line3), holiday, lowFee, fee, insurance, pension, tax];
  return {
    sum: parts.reduce((sum, part) => sum.plus(part), Rational.zero),
    printed: parts.filter((part) => part.top !== 0n).map((part) => part.money()),
    used: contribution.low !== null && contribution.hasCeiling ? under : Rational.zero,
  };
}

function weekOf({ assistant }: SickPeriodInput): Rational {
  const hours = Rational.read(assistant.averageWeeklyHours);
  const extra = Rational.read(assistant.averageWeeklySupplements);
  if (assistant.hourlyPay !== null) return Rational.read(assistant.hourlyPay).times(hours).plus(extra);
  return Rational.read(assistant.monthlyPay).times(Rational.of(12, 52)).plus(extra);
}

function lossOf({ shift, spell: { assistant } }: Entry): Rational {
  const extra = Rational.read(shift.supplement);
  if (shift.type !== 'AKTIV') return extra;
  const anHour =
    assistant.hourlyPay !== null
      ? Rational.read(assistant.hourlyPay)
      : Rational.read(assistant.monthlyPay)
          .times(Rational.of(12, 52))
          .over(Rational.read(assistant.averageWeeklyHours));
  return anHour.times(Rational.read(shift.hours)).plus(extra);
}

/** Hours that somebody stood in, as the policy wants it shown. */
function stoodIn(shift: ShiftInput, claim: SjuklonInput, policy: SjuklonPolicy): Rational {
  const isCertified = policy.vikarieKrav === 'INTYG' && claim.documents.includes('INTYG_UTFORD_ASSISTANS');
  const isNamed = shift.substitute !== null || shift.substitutePersonnummer !== null;
  if (shift.substituteHours !== null) return isNamed ? Rational.read(shift.substituteHours) : Rational.zero;
  return isNamed || isCertified ? Rational.read(shift.hours) : Rational.zero;
}

function shareCovered(
  { shift }: Entry,
  judged: readonly { entry: Entry; isCut: boolean }[],
  claim: SjuklonInput,
  policy: SjuklonPolicy,
): Rational {
  const pool =
    policy.vikarieKrav === 'PER_DAG'
      ? judged
          .filter(({ entry, isCut }) => !isCut && entry.shift.date === shift.date)
          .map(({ entry }) => entry.shift)
      : [shift];
  const needed = pool.reduce((sum, one) => sum.plus(Rational.read(one.hours)), Rational.zero);
  const worked = pool.reduce((sum, one) => sum.plus(stoodIn(one, claim, policy)), Rational.zero);
  if (worked.equals(Rational.zero)) return Rational.zero;
  const missing = needed.minus(worked).times(Rational.of(60));
  return missing.isAbove(Rational.of(policy.vikarieToleransMin)) ? worked.over(needed) : Rational.of(1);
}
