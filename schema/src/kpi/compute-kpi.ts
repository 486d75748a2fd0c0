import type { Decimal } from '../scalars/index.js';
import {
  add,
  divide,
  type Fraction,
  fractionOf,
  isLess,
  multiply,
  one,
  toShortDecimal,
  whole,
  zero,
} from '../sjuklon/fraction.js';
import { type DimensionId, type Period, type TableId, TOTAL } from '../statistics/index.js';
import { type CellSum, isReleasedKpi, type Kpi, type KpiFormula, type OwnFigure } from './kpi.js';
import type { OwnParts } from './own-parts.js';

/**
 * Why there is no value, the first that applies: the key figure is not told of
 * such a period or of others' nämnder, a part was not released, lacks a kommun
 * or is hidden, a figure beside the tables is not known, or there is nothing
 * to take a mean or share of.
 */
export const kpiReasons = {
  ANNAN_PERIOD: 'Nyckeltalet gäller inte perioder av det slaget.',
  ENDAST_EGEN_NAMND: 'Nyckeltalet finns bara för den egna nämnden; ingen släppt tabell bär det.',
  EJ_SLAPPT: 'Någon av tabellerna är inte släppt för platsen och perioden.',
  OFULLSTANDIG: 'En kommun saknas i någon av summorna.',
  SMA_TAL: 'Få personer ligger bakom någon av delarna.',
  UPPGIFT_SAKNAS: 'Folkmängd, tjänster eller en annan uppgift bredvid tabellerna är inte känd.',
  INGA: 'Det finns inget att räkna medelvärde eller andel av.',
  FOR_FA: 'Det som räknas är färre än nyckeltalets definition kräver.',
} as const;
export type KpiReason = keyof typeof kpiReasons;

const worstFirst = Object.keys(kpiReasons) as KpiReason[];

/** A figure of one cell, exact also where no decimal is, or why there is none. */
export type Figure =
  | { readonly value: Decimal | Fraction; readonly reason: null }
  | { readonly value: null; readonly reason: KpiReason };

/** Where a cell stands in its table; undivided rows have the dimension null. */
export interface CellAddress {
  readonly table: TableId;
  readonly measure: string;
  readonly stratum: string;
  readonly dimension: DimensionId | null;
  readonly value: string;
}

/** What a key figure of one place and period is computed from. */
export interface KpiFigures {
  cell(address: CellAddress): Figure;
  inhabitants(): Figure;
  /** What only the own nämnd's facts can answer. Left out across nämnder. */
  own?(figure: OwnFigure): OwnParts;
  /** Of released figures, how few hide a share; null in the own nämnd, whose figures are exact. */
  readonly threshold: number | null;
  /** Months that figures of what happened span. */
  readonly months: number;
}

/** A computed key figure. The parts are exact, the value is rounded; n is told where it may be. */
export interface KpiResult {
  readonly value: Decimal | null;
  readonly reason: KpiReason | null;
  readonly n: Decimal | null;
  readonly numerator: Decimal | null;
  readonly denominator: Decimal | null;
}

/** A result with its value before rounding, by which it is judged. */
export interface ExactKpiResult extends KpiResult {
  readonly exact: Fraction | null;
}

const without = (reason: KpiReason): ExactKpiResult => ({
  ...{ value: null, reason, n: null, numerator: null, denominator: null, exact: null },
});

/**
 * Computes the key figure from figures that may be told.
 *
 * It has no value where one of its parts has none: no part is taken for zero,
 * and a mean over nothing is null. Shares of released figures also need a
 * denominator that reaches the threshold and a numerator that is 0 or does.
 */
export function computeKpi(kpi: Kpi, period: Period['kind'], figures: KpiFigures): ExactKpiResult {
  if (!kpi.periods.includes(period)) return without('ANNAN_PERIOD');
  if (!isReleasedKpi(kpi) && figures.own === undefined) return without('ENDAST_EGEN_NAMND');
  const result = computed(kpi, kpi.formula, figures);
  const isTooFew = result.n !== null && isLess(fractionOf(result.n), whole(kpi.minimumN));
  return isTooFew && result.exact !== null && kpi.minimumN > 1
    ? { ...without('FOR_FA'), n: result.n }
    : result;
}

function computed(kpi: Kpi, formula: KpiFormula, figures: KpiFigures): ExactKpiResult {
  switch (formula.kind) {
    case 'SUM': {
      const sum = sumOf(formula.of, figures);
      if (sum.value === null) return without(sum.reason);
      if (formula.isPerMonth !== true) return told(kpi, sum.value, { n: sum.value });
      return quotient(kpi, sum.value, whole(figures.months), { n: sum.value });
    }
    case 'MEASURE': {
      const [known, mean] = [sumOf(formula.known, figures), sumOf(formula.of, figures)];
      // Nothing decided is told before the mean that there is not of it.
      if (known.value !== null && known.value.n === 0n) return { ...without('INGA'), n: '0' };
      const n = known.value;
      return mean.value === null
        ? { ...without(mean.reason), n: n === null ? null : short(n) }
        : told(kpi, mean.value, n === null ? {} : { n });
    }
    case 'BELOW': {
      const sum = sumOf(formula.of, figures);
      if (sum.value === null) return without(sum.reason);
      return told(kpi, isLess(sum.value, fractionOf(formula.limit)) ? one : zero, { n: sum.value });
    }
    case 'RATIO':
      return ratioOf(kpi, formula, figures);
    case 'OWN': {
      const own = figures.own?.(formula.figure);
      if (own === undefined) return without('ENDAST_EGEN_NAMND');
      const result = quotient(kpi, own.numerator, own.denominator, { n: whole(own.n) });
      // The middle days are no parts of anything.
      const isMedian = formula.figure === 'KOLADA_MEDIAN';
      return isMedian ? { ...result, numerator: null, denominator: null } : result;
    }
  }
}

function ratioOf(kpi: Kpi, formula: KpiFormula & { kind: 'RATIO' }, figures: KpiFigures): ExactKpiResult {
  const numerator = sumOf(formula.numerator, figures);
  const { denominator: below } = formula;
  const denominator = below === 'INVANARE' ? exactly(figures.inhabitants()) : sumOf(below, figures);
  const reason = worstOf([numerator, denominator]);
  if (reason !== null || numerator.value === null || denominator.value === null) {
    return without(reason ?? 'UPPGIFT_SAKNAS');
  }
  if (formula.times === 100 && isSmallShare(numerator.value, denominator.value, figures.threshold)) {
    return without('SMA_TAL');
  }
  const scaled = multiply(numerator.value, whole(formula.times));
  const parts = { n: denominator.value, numerator: numerator.value };
  return quotient(kpi, scaled, denominator.value, parts);
}

/** Percentages need a denominator that reaches the threshold, and a numerator that is not small itself. */
function isSmallShare(numerator: Fraction, denominator: Fraction, threshold: number | null): boolean {
  if (threshold === null || denominator.n === 0n) return false;
  const isSmall = (figure: Fraction) => isLess(figure, whole(threshold));
  return isSmall(denominator) || (numerator.n !== 0n && isSmall(numerator));
}

interface Parts {
  readonly n?: Fraction;
  readonly numerator?: Fraction;
}

function quotient(kpi: Kpi, numerator: Fraction, denominator: Fraction, parts: Parts): ExactKpiResult {
  const shown = { numerator: short(parts.numerator ?? numerator), denominator: short(denominator) };
  if (denominator.n === 0n) return { ...without('INGA'), ...shown, n: parts.n ? short(parts.n) : null };
  return { ...told(kpi, divide(numerator, denominator), parts), ...shown };
}

function told(kpi: Kpi, exact: Fraction, { n }: Parts): ExactKpiResult {
  const value = toShortDecimal(exact, kpi.decimals);
  return {
    value,
    reason: null,
    n: n === undefined ? null : short(n),
    numerator: null,
    denominator: null,
    exact,
  };
}

/** Parts are whole numbers, decimals of the tables, or sums of shares of persons. */
const short = (figure: Fraction): Decimal => toShortDecimal(figure, 4);

type ExactFigure =
  | { readonly value: Fraction; readonly reason: null }
  | { readonly value: null; readonly reason: KpiReason };

function exactly(figure: Figure): ExactFigure {
  const { value } = figure;
  if (value === null) return figure;
  return { value: typeof value === 'string' ? fractionOf(value) : value, reason: null };
}

function worstOf(figures: readonly { readonly reason: KpiReason | null }[]): KpiReason | null {
  return worstFirst.find((reason) => figures.some((figure) => figure.reason === reason)) ?? null;
}

function sumOf(sum: CellSum, figures: KpiFigures): ExactFigure {
  const parts = addressesOf(sum).map((address) => exactly(figures.cell(address)));
  const reason = worstOf(parts);
  if (reason !== null) return { value: null, reason };
  return { value: parts.reduce((total, { value }) => add(total, value ?? zero), zero), reason: null };
}

/** Every cell that a sum is of. */
export function addressesOf({ table, measure, strata, where }: CellSum): readonly CellAddress[] {
  const values = where?.values ?? [TOTAL];
  const dimension = where?.dimension ?? null;
  return strata.flatMap((stratum) => values.map((value) => ({ table, measure, stratum, dimension, value })));
}
