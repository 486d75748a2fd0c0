import type { SjuklonRates } from './contribution-rates.js';
import type { Coverage } from './coverage.js';
import {
  divide,
  type Fraction,
  fractionOf,
  isLess,
  multiply,
  subtract,
  toMoney,
  toShortDecimal,
  zero,
} from './fraction.js';
import type { JudgedShift } from './judge-shifts.js';
import type { SjuklonCheckCode, SjuklonCut } from './sjuklon-calculation.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';
import { quantity } from './swedish-figures.js';

/** Codes in the order of reading 11: the first that applies is the one that counts. */
const order: readonly SjuklonCheckCode[] = [
  'S04',
  'S09',
  'S06',
  'S11',
  'JOUR',
  'S16',
  'S08',
  'S10',
  'S05',
  'S12',
];

/** One cut for each shift that is not paid, or not paid in full. */
export function shiftCutsOf(
  shifts: readonly JudgedShift[],
  coverage: readonly Coverage[],
  givesSickPay: boolean,
  policy: SjuklonPolicy,
  rates: SjuklonRates,
): readonly SjuklonCut[] {
  const cuts: SjuklonCut[] = [];
  for (const [index, judged] of shifts.entries()) {
    const covered = coverage[index]?.coveredHours ?? zero;
    const uncovered = subtract(judged.hours, covered);
    const isUncovered = isLess(zero, uncovered);
    if (judged.reasons.length === 0 && !isUncovered) continue;
    const codes = isUncovered ? inOrder([...judged.reasons, 'S05']) : judged.reasons;
    const [code] = codes;
    if (code === undefined) continue;
    const hours = judged.reasons.length > 0 ? judged.hours : uncovered;
    cuts.push({
      code,
      codes,
      message: messageOf(code, judged, uncovered, policy, rates),
      path: `sickPeriods.${judged.periodIndex}.shifts.${judged.shiftIndex}`,
      date: judged.shift.date,
      hours: toShortDecimal(hours, 4),
      amount: givesSickPay ? toMoney(sickPayOf(judged, hours, rates)) : null,
    });
  }
  return cuts;
}

function inOrder(codes: readonly SjuklonCheckCode[]): readonly SjuklonCheckCode[] {
  return [...codes].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

function sickPayOf({ loss, hours: all }: JudgedShift, hours: Fraction, { sickPay }: SjuklonRates): Fraction {
  const gross = multiply(fractionOf(sickPay), loss);
  return hours === all ? gross : multiply(gross, divide(hours, all));
}

function messageOf(
  code: SjuklonCheckCode,
  { dayNumber, shift, hours: all }: JudgedShift,
  uncovered: Fraction,
  policy: SjuklonPolicy,
  { lastSickPayDay }: SjuklonRates,
): string {
  switch (code) {
    case 'S04':
      return 'Passet ingick inte i assistentens ordinarie schema.';
    case 'S09':
      return 'Passet är redan med i ett ärende. Är det två skilda pass, ange deras start- och sluttider.';
    case 'S06':
      return `Dag ${dayNumber} i sjukperioden, utanför sjuklöneperioden (dag 1–${lastSickPayDay}).`;
    case 'S11':
      return 'Frånvaron beror inte på assistentens sjukdom och ersätts inte enligt kommunens regler.';
    case 'JOUR':
      return shift.type === 'BEREDSKAP'
        ? 'Beredskap ersätts inte enligt kommunens regler.'
        : 'Jour (väntetid) ersätts inte enligt kommunens regler.';
    case 'S16':
      return 'Assistenten var under 18 år: assistansen ersätts inte (LSS 9 d §).';
    case 'S08':
      return `Läkarintyg saknas för dag ${dayNumber}: det krävs från dag ${policy.lakarintygFranDag}.`;
    case 'S10':
      return 'Vikarien är den sjuka assistenten, är själv sjuk eller arbetade ett annat pass samtidigt.';
    case 'S12':
      return 'Försäkringskassan ersätter sjuklönen vid särskilt högriskskydd (lag 1991:1047, 17 §).';
    default:
      return !isLess(uncovered, all)
        ? 'Ingen vikarie: ingen assistans utfördes under passet.'
        : `Vikarie saknas för ${quantity(toShortDecimal(uncovered, 4))} av passets ${quantity(shift.hours)} timmar.`;
  }
}
