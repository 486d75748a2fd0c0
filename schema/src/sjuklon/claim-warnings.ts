import { addMonths } from '../scalars/index.js';
import type { SjuklonRates } from './contribution-rates.js';
import { dayIndexOf } from './day-index.js';
import { type Fraction, fractionOf, isLess, multiply, sumOf, toMoney } from './fraction.js';
import { weeklyPayOf } from './judge-shifts.js';
import type { LegalPeriod } from './legal-periods.js';
import type { SjuklonWarning } from './sjuklon-calculation.js';
import { documentName, missingDocuments } from './sjuklon-documents.js';
import type { SickPeriodInput, SjuklonInput } from './sjuklon-input.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';
import { kronor, quantity } from './swedish-figures.js';

/** What a claim as a whole should be looked at for: papers, time limits, granted hours. */
export function claimWarningsOf(
  input: SjuklonInput,
  policy: SjuklonPolicy,
  claimedTwice: ReadonlySet<string>,
): readonly SjuklonWarning[] {
  return [
    ...paperWarnings(input, policy),
    ...periodWarnings(input, policy),
    ...grantedHoursWarnings(input, claimedTwice),
  ];
}

function paperWarnings(input: SjuklonInput, policy: SjuklonPolicy): readonly SjuklonWarning[] {
  const warnings: SjuklonWarning[] = [];
  const missing = missingDocuments(input, policy);
  if (input.powerOfAttorney === false || missing.includes('FULLMAKT')) {
    const message = 'Fullmakt saknas för den som ansöker och tar emot ersättningen: begär komplettering.';
    warnings.push({ code: 'S03', message, path: 'powerOfAttorney' });
  }
  for (const code of missing.filter((document) => document !== 'FULLMAKT')) {
    const message = `Handling saknas: ${documentName(code)}.`;
    warnings.push({ code: 'DOKUMENT', message, path: 'documents' });
  }
  const hasInvoice = input.invoiceNumber !== null;
  if (policy.fakturaKrav === 'JA' && !hasInvoice) {
    warnings.push({ code: 'FAKTURA', message: 'Kommunen kräver fakturanummer.', path: 'invoiceNumber' });
  }
  if (policy.fakturaKrav === 'FORBJUDET' && hasInvoice) {
    const message = 'Kommunen tar inte emot faktura: ansökan ska göras utan.';
    warnings.push({ code: 'FAKTURA', message, path: 'invoiceNumber' });
  }
  return warnings;
}

function periodWarnings(
  { applicationDate, sickPeriods }: SjuklonInput,
  { ansokningsfristManader, maxPeriod }: SjuklonPolicy,
): readonly SjuklonWarning[] {
  const warnings: SjuklonWarning[] = [];
  for (const [index, { lastSickDay }] of sickPeriods.entries()) {
    if (ansokningsfristManader === null) break;
    if (applicationDate <= addMonths(lastSickDay, ansokningsfristManader)) continue;
    const message = `Ansökan kom mer än ${ansokningsfristManader} månader efter sista sjukdagen.`;
    warnings.push({ code: 'S17', message, path: `sickPeriods.${index}.lastSickDay` });
  }
  const months = new Set(
    sickPeriods.flatMap(({ firstSickDay, lastSickDay }) => [
      firstSickDay.slice(0, 7),
      lastSickDay.slice(0, 7),
    ]),
  );
  if (maxPeriod === 'MANAD' && months.size > 1) {
    const message = 'Ansökan gäller mer än en kalendermånad: kommunen vill ha en ansökan per månad.';
    warnings.push({ code: 'PERIOD', message, path: 'sickPeriods' });
  }
  return warnings;
}

function grantedHoursWarnings(
  { grantedHours, sickPeriods }: SjuklonInput,
  claimedTwice: ReadonlySet<string>,
): readonly SjuklonWarning[] {
  if (grantedHours === null) return [];
  const hours = sickPeriods.flatMap(({ shifts }, period) =>
    shifts
      .filter((_, shift) => !claimedTwice.has(`${period}.${shift}`))
      .map((shift) => fractionOf(shift.hours)),
  );
  if (!isLess(fractionOf(grantedHours), sumOf(hours))) return [];
  const message = `Passens timmar är fler än de beviljade ${quantity(grantedHours)} timmarna.`;
  return [{ code: 'S19', message, path: 'grantedHours' }];
}

/** What to look at in how spells of illness hang together and what was deducted for them (S07). */
export function relapseWarningsOf(
  sickPeriods: readonly SickPeriodInput[],
  legal: LegalPeriod,
  rates: SjuklonRates,
): readonly SjuklonWarning[] {
  const warnings: SjuklonWarning[] = [];
  const warn = (path: string, message: string) => warnings.push({ code: 'S07', message, path });
  for (const position of legal.sickPeriods) {
    const period = sickPeriods[position];
    if (period === undefined) continue;
    const path = `sickPeriods.${position}`;
    const { assistant, previousPeriod: former, cause } = period;
    if (assistant.name === null && assistant.personnummer === null) {
      const message =
        'Assistenten har varken namn eller personnummer: återinsjuknande mellan perioder kan inte prövas.';
      warn(`${path}.assistant`, message);
    }
    if (former === null || cause !== 'SJUKDOM') continue;
    const isOutside = [...legal.earlier, ...legal.between].some(
      ({ firstSickDay, lastSickDay }) =>
        firstSickDay === former.firstSickDay && lastSickDay === former.lastSickDay,
    );
    const gap = dayIndexOf(period.firstSickDay) - dayIndexOf(former.lastSickDay);
    if (gap > rates.relapseDays && !isOutside) {
      const message = `Mer än ${rates.relapseDays} dagar sedan förra sjukperioden: en ny period med eget karensavdrag.`;
      warn(`${path}.previousPeriod`, message);
    } else if (isOutside && former.karensDeducted === null) {
      const message = 'Förra periodens karensavdrag är inte angivet: det räknas som helt draget då.';
      warn(`${path}.previousPeriod.karensDeducted`, message);
    } else if (isOutside && isOverdrawn(former.karensDeducted, fullKarens(period, rates))) {
      const most = kronor(toMoney(fullKarens(period, rates)));
      const message = `Mer karensavdrag än 20 % av en genomsnittlig veckas sjuklön (${most}) gjordes i förra perioden.`;
      warn(`${path}.previousPeriod.karensDeducted`, message);
    }
  }
  return warnings;
}

function fullKarens({ assistant }: SickPeriodInput, { sickPay, karensavdrag }: SjuklonRates): Fraction {
  return multiply(multiply(fractionOf(sickPay), fractionOf(karensavdrag)), weeklyPayOf(assistant));
}

function isOverdrawn(deducted: string | null, full: Fraction): boolean {
  return deducted !== null && isLess({ n: full.n * 100n + full.d, d: full.d * 100n }, fractionOf(deducted));
}
