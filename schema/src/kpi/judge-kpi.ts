import type { Decimal } from '../scalars/index.js';
import { type Fraction, fractionOf, isLess, multiply } from '../sjuklon/fraction.js';
import type { Kpi, KpiTarget, TargetComparison } from './kpi.js';

/** Good example; to develop; must be remedied. */
export const kpiLights = {
  GRON: 'Målet är nått.',
  GUL: 'Målet är missat med högst en tiondel.',
  ROD: 'Målet är missat.',
} as const;
export type KpiLight = keyof typeof kpiLights;

const tenthOver = fractionOf('1.1');
const tenthUnder = fractionOf('0.9');

/** The target that the definition itself has; null where it has none. */
export function definedTargetOf({ comparison, target }: Kpi): KpiTarget | null {
  return comparison === null || target === null ? null : { ...target, comparison };
}

/**
 * Holds an exact value, before rounding, against the target: green when it is
 * met, yellow when missed by at most a tenth of the target, else red. Key
 * figures whose rule says so have no such tenth, or a mere yellow for the rest.
 */
export function judgeKpi(
  kpi: Pick<Kpi, 'missed'>,
  exact: Fraction | null,
  target: KpiTarget | null,
): KpiLight | null {
  if (exact === null || target === null) return null;
  const limit = fractionOf(target.value);
  if (isMet(exact, target.comparison, limit)) return 'GRON';
  if (kpi.missed.isStrict) return kpi.missed.light;
  const isNear =
    target.comparison === '>='
      ? !isLess(exact, multiply(limit, tenthUnder))
      : limit.n > 0n && !isLess(multiply(limit, tenthOver), exact);
  return isNear ? 'GUL' : kpi.missed.light;
}

function isMet(exact: Fraction, comparison: TargetComparison, limit: Fraction): boolean {
  if (comparison === '<=') return !isLess(limit, exact);
  return isLess(exact, limit) === (comparison === '<');
}

/** Whether the text can be a target: a decimal from 0 to under a million with at most two decimals. */
export function isTargetValue(value: Decimal): boolean {
  return /^\d{1,6}(\.\d{1,2})?$/u.test(value);
}
