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

/** A period of a table: what it counts, and whether kommuner are told of. */
export interface TablePeriod {
  readonly cells: readonly DisclosureCell[];
  readonly isYear: boolean;
}

export const threshold = 5;

const inputOf = (
  { cells, isYear }: TablePeriod,
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
export function releaseWithPrimaryOnly(
  period: TablePeriod,
  margins: readonly DisclosureMargin[],
): AuditInput {
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

/** Periods of one table in order; a place once hidden in a calendar year stays so. */
export function releaseAll(
  periods: readonly TablePeriod[],
  margins: readonly DisclosureMargin[],
): AuditInput[] {
  let sticky: PatternPlace[] = [];
  return periods.map((period) => {
    const input = inputOf(period, margins, sticky);
    const { suppressed } = protect(input);
    sticky = period.isYear ? [] : [...sticky, ...suppressed];
    return release(input);
  });
}

/** A release and its correction: first as it was delivered at first, then with everything. */
export function releaseTwice(
  first: TablePeriod,
  full: TablePeriod,
  margins: readonly DisclosureMargin[],
): AuditInput {
  const then = { ...inputOf(first, margins, []), included: leaves.filter((code) => code !== lateKommun) };
  const { tree, included, cells, published } = release(then);
  const version: EarlierVersion = { tree, included, cells, published, changed: [...lateDeliveries] };
  return release({ ...inputOf(full, margins, []), strata: strataOf([first, full]), versions: [version] });
}

const strataOf = (periods: readonly TablePeriod[]) => [
  ...new Set(periods.flatMap(({ cells }) => cells.map(({ stratum }) => stratum))),
];

/** Releases of overlapping years, as sums of the quarters that they are made of. */
export function tellingsOfFlow(
  releases: readonly AuditInput[],
  windows: readonly (readonly [from: number, to: number])[],
  cellsIn: (from: number, to: number) => DisclosureCell[],
): Telling[] {
  return releases.map(({ tree, included, margins, published, cells }, index) => {
    const [from, to] = windows[index] ?? [0, -1];
    const quarters = Array.from({ length: to - from + 1 }, (_, step) => from + step);
    return {
      ...{ tree, included, margins, published, cells },
      deliveries: new Map(included.map((leaf) => [leaf, leaf])),
      slices: new Map(quarters.map((quarter) => [String(quarter), cellsIn(quarter, quarter)])),
    };
  });
}
