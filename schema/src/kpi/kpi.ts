import type { Decimal } from '../scalars/index.js';
import type { DimensionId, Period, TableId } from '../statistics/index.js';

/** Cells of one table that are added together: of each stratum, the row as divided by `where`, or undivided. */
export interface CellSum {
  readonly table: TableId;
  readonly measure: string;
  /** `TOTALT` alone in a table without strata. */
  readonly strata: readonly string[];
  readonly where?: { readonly dimension: DimensionId; readonly values: readonly string[] };
}

/**
 * What only the facts of the own nämnd can answer, since no released table
 * tells it: cases by who handles them, and days of another period than those released.
 */
export type OwnFigure =
  | 'CASES_PER_ADULT_HANDLER'
  | 'CASES_PER_CHILD_HANDLER'
  | 'KOLADA_MEAN'
  | 'KOLADA_MEDIAN';

/** How a key figure is made of cells. */
export type KpiFormula =
  /** Cells added; by month divided with the months that the reference spans. */
  | { readonly kind: 'SUM'; readonly of: CellSum; readonly isPerMonth?: boolean }
  /** A mean or median as the table has it; `known` is what it was taken over. */
  | { readonly kind: 'MEASURE'; readonly of: CellSum; readonly known: CellSum }
  | {
      readonly kind: 'RATIO';
      readonly numerator: CellSum;
      readonly denominator: CellSum | 'INVANARE';
      /** 100 is a share in per cent: its numerator is a part of its denominator. */
      readonly times: 1 | 100 | 10_000;
    }
  /** 1 where the cells add up to less, else 0. */
  | { readonly kind: 'BELOW'; readonly of: CellSum; readonly limit: Decimal }
  | { readonly kind: 'OWN'; readonly figure: OwnFigure };

export type TargetComparison = '<' | '<=' | '>=';

export interface KpiTarget {
  readonly comparison: TargetComparison;
  readonly value: Decimal;
  /** Where the target comes from. */
  readonly source: string;
}

/** A key figure: what it tells, how it is made, and how it is judged. */
export interface Kpi {
  /** ASCII; of those that Kolada defines, Kolada's own id. */
  readonly id: string;
  readonly name: string;
  /** Definition in our own words. */
  readonly definition: string;
  readonly formulaText: string;
  readonly formula: KpiFormula;
  /** Told of the own nämnd alone also where it is made of cells: among places some part is always hidden. */
  readonly isOwnOnly?: boolean;
  readonly unit: string;
  /** Decimals shown; halves are rounded away from zero. Judged before rounding. */
  readonly decimals: number;
  /** Kinds of period of which it tells; of others it has no value. */
  readonly periods: readonly Period['kind'][];
  /** How a value is held against a target; null where more is neither better nor worse. */
  readonly comparison: TargetComparison | null;
  readonly target: Omit<KpiTarget, 'comparison'> | null;
  /** The light of a target that is missed by more than a tenth; `isStrict` leaves out the tenth. */
  readonly missed: { readonly light: 'GUL' | 'ROD'; readonly isStrict: boolean };
  /** What n counts. */
  readonly nMeaning: string;
  /** Fewer than this and there is no value, in the own nämnd as well. */
  readonly minimumN: number;
  readonly lagrum: string | null;
  /** Where the definition comes from. */
  readonly origin: string;
}

/** A key figure that the records of the hub cannot carry, and why. */
export interface UncarriedKpi {
  readonly id: string;
  readonly name: string;
  readonly why: string;
}

/** The tables whose cells a key figure is made of; empty where the own nämnd's facts alone can answer. */
export function tablesOf({ formula }: Pick<Kpi, 'formula'>): readonly TableId[] {
  return [...new Set(cellSumsOf(formula).map(({ table }) => table))];
}

/** Every sum of cells in a formula. */
export function cellSumsOf(formula: KpiFormula): readonly CellSum[] {
  if (formula.kind === 'OWN') return [];
  if (formula.kind === 'MEASURE') return [formula.of, formula.known];
  if (formula.kind !== 'RATIO') return [formula.of];
  return formula.denominator === 'INVANARE' ? [formula.numerator] : [formula.numerator, formula.denominator];
}

/** Whether released tables answer it, so that it is told of other nämnder than the own. */
export function isReleasedKpi({ formula, isOwnOnly }: Pick<Kpi, 'formula' | 'isOwnOnly'>): boolean {
  return formula.kind !== 'OWN' && isOwnOnly !== true;
}
