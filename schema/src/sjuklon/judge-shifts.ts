import type { SjuklonRates } from './contribution-rates.js';
import { add, divide, type Fraction, fractionOf, multiply, whole, zero } from './fraction.js';
import type { LegalPeriod } from './legal-periods.js';
import type { ShiftConflicts } from './shift-conflicts.js';
import type { SjuklonCheckCode } from './sjuklon-calculation.js';
import type { AssistantInput, CertificateInput, ShiftInput, SickPeriodInput } from './sjuklon-input.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';

/** A shift of a legal sick period with what it is worth and why it would not be paid. */
export interface JudgedShift {
  readonly periodIndex: number;
  readonly shiftIndex: number;
  readonly shift: ShiftInput;
  readonly dayNumber: number;
  /** Reasons to cut the whole shift, first the one that counts; uncovered time (S05) is judged apart. */
  readonly reasons: readonly SjuklonCheckCode[];
  readonly hours: Fraction;
  /** Pay lost when the whole shift is missed. */
  readonly loss: Fraction;
  /** Whether the assistant loses sick pay on it through the karensavdrag. */
  readonly bearsKarens: boolean;
}

export interface JudgeContext {
  readonly sickPeriods: readonly SickPeriodInput[];
  readonly policy: SjuklonPolicy;
  readonly rates: SjuklonRates;
  readonly conflicts: ShiftConflicts;
}

/** Causes that earn holiday pay while away (semesterlagen 17 §); taking holiday earns none. */
const earningCauses: readonly string[] = ['VAB', 'FORALDRALEDIGHET', 'GRAVIDITET'];

/** Whether the policy gives holiday pay, and no sick pay, for the absence. */
export function isHolidayPayOnly({ cause }: SickPeriodInput, { annanFranvaro }: SjuklonPolicy): boolean {
  return annanFranvaro === 'SEMESTERDEL' && earningCauses.includes(cause);
}

/** Whether an absence gives nothing at all under the policy. */
function isRefusedCause(period: SickPeriodInput, policy: SjuklonPolicy): boolean {
  return period.cause !== 'SJUKDOM' && !isHolidayPayOnly(period, policy);
}

/** Every shift of the legal period, in the order in which they were worked. */
export function judgeShifts(legal: LegalPeriod, context: JudgeContext): readonly JudgedShift[] {
  const certificates = legal.sickPeriods.flatMap(
    (position) => context.sickPeriods[position]?.medicalCertificate ?? [],
  );
  const judged = legal.sickPeriods.flatMap((periodIndex) => {
    const period = context.sickPeriods[periodIndex];
    if (period === undefined) return [];
    const hourlyPay = hourlyPayOf(period.assistant);
    return period.shifts.map((shift, shiftIndex) => {
      const dayNumber = legal.dayNumberOf(shift.date);
      const place = { period, periodIndex, shift, shiftIndex, dayNumber };
      const reasons = reasonsAgainst(place, certificates, context);
      const hours = fractionOf(shift.hours);
      return {
        periodIndex,
        shiftIndex,
        shift,
        dayNumber,
        reasons,
        hours,
        loss: lossOf(shift, hours, hourlyPay),
        bearsKarens: period.karensException === 'INGEN' && !reasons.some(freesFromKarens),
      };
    });
  });
  return judged.sort(byTime);
}

function byTime(a: JudgedShift, b: JudgedShift): number {
  const [earlier, later] = [`${a.shift.date}${a.shift.start ?? ''}`, `${b.shift.date}${b.shift.start ?? ''}`];
  return earlier < later ? -1 : earlier > later ? 1 : 0;
}

/** Monthly pay × 12 / 52 / weekly hours (reading 2), never rounded. */
export function hourlyPayOf({ hourlyPay, monthlyPay, averageWeeklyHours }: AssistantInput): Fraction {
  if (hourlyPay !== null) return fractionOf(hourlyPay);
  return divide(weeklyShareOf(monthlyPay ?? '0'), fractionOf(averageWeeklyHours));
}

/** Average pay of a week with regular supplements, never rounded. */
export function weeklyPayOf(assistant: AssistantInput): Fraction {
  const { hourlyPay, monthlyPay, averageWeeklyHours, averageWeeklySupplements } = assistant;
  const pay =
    hourlyPay === null
      ? weeklyShareOf(monthlyPay ?? '0')
      : multiply(fractionOf(hourlyPay), fractionOf(averageWeeklyHours));
  return add(pay, fractionOf(averageWeeklySupplements));
}

function weeklyShareOf(monthlyPay: string): Fraction {
  return divide(multiply(fractionOf(monthlyPay), whole(12)), whole(52));
}

/** Active hours are lost with their pay; jour and beredskap with what they give only (reading 3). */
function lossOf(shift: ShiftInput, hours: Fraction, hourlyPay: Fraction): Fraction {
  const supplement = shift.supplement === '0' ? zero : fractionOf(shift.supplement);
  return shift.type === 'AKTIV' ? add(multiply(hours, hourlyPay), supplement) : supplement;
}

interface ShiftPlace {
  readonly period: SickPeriodInput;
  readonly periodIndex: number;
  readonly shift: ShiftInput;
  readonly shiftIndex: number;
  readonly dayNumber: number;
}

/** In the order of reading 11: S04 S09 S06 S11 JOUR S16 S08 S10 (S05) S12. */
function reasonsAgainst(
  { period, periodIndex, shift, shiftIndex, dayNumber }: ShiftPlace,
  certificates: readonly CertificateInput[],
  { policy, rates, conflicts }: JudgeContext,
): readonly SjuklonCheckCode[] {
  const reasons: SjuklonCheckCode[] = [];
  const isIll = period.cause === 'SJUKDOM';
  const place = `${periodIndex}.${shiftIndex}`;
  if (!shift.scheduled) reasons.push('S04');
  if (conflicts.claimedTwice.has(place)) reasons.push('S09');
  if (dayNumber > rates.lastSickPayDay) reasons.push('S06');
  if (isRefusedCause(period, policy)) reasons.push('S11');
  if (shift.type === 'VANTETID' && !policy.jourIngar) reasons.push('JOUR');
  if (shift.type === 'BEREDSKAP' && !policy.beredskapIngar) reasons.push('JOUR');
  if (isSurelyUnder18(shift, period.assistant)) reasons.push('S16');
  const needsCertificate = isIll && dayNumber >= policy.lakarintygFranDag;
  if (needsCertificate && !certificates.some(({ from, to }) => from <= shift.date && shift.date <= to)) {
    reasons.push('S08');
  }
  if (conflicts.substituteUnable.has(place)) reasons.push('S10');
  if (period.karensException === 'SARSKILT_HOGRISKSKYDD') reasons.push('S12');
  return reasons;
}

/** LSS 9 d §: by the birth year alone, somebody is under 18 for certain only before the year they turn 18. */
function isSurelyUnder18({ date }: ShiftInput, { birthYear }: AssistantInput): boolean {
  return Number(date.slice(0, 4)) - birthYear < 18;
}

/**
 * A shift that was not the assistant's to work, that gives no sick pay or that
 * the kommun's rules keep out bears no karensavdrag (readings 3 and 5); one that
 * only lacks a fit substitute does, for the assistant was ill on it.
 */
function freesFromKarens(reason: SjuklonCheckCode): boolean {
  return reason !== 'S10' && reason !== 'S16';
}
