import {
  type AuditInput,
  audit,
  type DisclosureCell,
  type DisclosureInput,
  type DisclosureMargin,
  type EarlierVersion,
  type PatternPlace,
  protect,
  publishedCells,
} from '@kommunhub/schema';
import { coalitions, countyTree, lateDeliveries, lateKommun, leaves, levels } from './county.js';
import type { Telling } from './equations.js';

/** A period of a table: what it counts, from which quarter to which, and whether kommuner are told of. */
export interface TablePeriod {
  readonly cells: readonly DisclosureCell[];
  readonly from: number;
  readonly to: number;
  readonly isYear: boolean;
}

type Counted = Pick<TablePeriod, 'cells' | 'isYear'>;

/** Years that overlap, as decisions are told: a calendar year, three rolling ones, the next calendar year. */
export const rollingYears = [
  [4, 7],
  [5, 8],
  [6, 9],
  [7, 10],
  [8, 11],
] as const;

export const threshold = 5;

const inputOf = (
  { cells, isYear }: Counted,
  margins: readonly DisclosureMargin[],
  sticky: readonly PatternPlace[],
): DisclosureInput => ({
  ...{ tree: countyTree, included: leaves, cells, margins, threshold, coalitions, sticky, versions: [] },
  strata: [...new Set(cells.map(({ stratum }) => stratum))],
  levels: isYear ? levels.year : levels.quarter,
});

/** What the builder stores: protected, told, and passed by the audit. */
export function release(input: DisclosureInput): AuditInput {
  const published = publishedCells(input, protect(input));
  const released = { ...input, published };
  const found = audit(released);
  if (found.length > 0) throw new Error(`The audit refuses the release: ${found.length} figures.`);
  return released;
}

/** What suppression without complements would let out: every place in which no figure is small itself. */
export function releaseWithPrimaryOnly(period: Counted, margins: readonly DisclosureMargin[]): AuditInput {
  const input = inputOf(period, margins, []);
  const { published, suppressed } = protect(input);
  const all = { published: [...published, ...suppressed] };
  const persons = input.cells.map((cell) => ({ ...cell, units: cell.persons }));
  const keyOf = ({ stratum, margin, node }: PatternPlace) => `${stratum}|${margin}|${node}`;
  const small = publishedCells({ ...input, cells: persons }, all).filter(
    ({ units }) => units > 0 && units < threshold,
  );
  const isSmall = new Set(small.map(keyOf));
  return { ...input, published: publishedCells(input, all).filter((cell) => !isSmall.has(keyOf(cell))) };
}

/** Periods of one table in order; what one suppresses stays so in its calendar year, and where quarters are shared. */
export function releaseAll(
  periods: readonly TablePeriod[],
  margins: readonly DisclosureMargin[],
  where: Pick<DisclosureInput, 'tree' | 'included' | 'coalitions'> = {
    tree: countyTree,
    included: leaves,
    coalitions,
  },
): AuditInput[] {
  const before: { readonly period: TablePeriod; readonly suppressed: readonly PatternPlace[] }[] = [];
  return periods.map((period) => {
    const binding = before.filter(
      ({ period: { to } }) => yearOf(to) === yearOf(period.to) || to >= period.from,
    );
    const sticky = binding.flatMap(({ suppressed }) => suppressed);
    const input = { ...inputOf(period, margins, sticky), ...where };
    before.push({ period, suppressed: protect(input).suppressed });
    return release(input);
  });
}

const yearOf = (quarter: number) => Math.floor(quarter / 4);

/** A release and its correction: first as it was delivered at first, then with everything. */
export function releaseTwice(
  first: Counted,
  full: Counted,
  margins: readonly DisclosureMargin[],
): AuditInput {
  const then = { ...inputOf(first, margins, []), included: leaves.filter((code) => code !== lateKommun) };
  const { tree, included, cells, published } = release(then);
  const version: EarlierVersion = { tree, included, cells, published, changed: [...lateDeliveries] };
  return release({ ...inputOf(full, margins, []), strata: strataOf([first, full]), versions: [version] });
}

const strataOf = (periods: readonly Pick<TablePeriod, 'cells'>[]) => [
  ...new Set(periods.flatMap(({ cells }) => cells.map(({ stratum }) => stratum))),
];

/** Releases of overlapping years, as sums of the quarters that they are made of. */
export function tellingsOfFlow(
  releases: readonly AuditInput[],
  periods: readonly Pick<TablePeriod, 'from' | 'to'>[],
  cellsIn: (from: number, to: number) => readonly DisclosureCell[],
): Telling[] {
  return releases.map(({ tree, included, margins, published, cells }, index) => {
    const { from, to } = periods[index] ?? { from: 0, to: -1 };
    const quarters = Array.from({ length: to - from + 1 }, (_, step) => from + step);
    return {
      ...{ tree, included, margins, published, cells },
      deliveries: new Map(included.map((leaf) => [leaf, leaf])),
      slices: new Map(quarters.map((quarter) => [String(quarter), cellsIn(quarter, quarter)])),
    };
  });
}
