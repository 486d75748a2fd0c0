import type { Kpi, KpiLight, KpiResult, KpiTarget, TableId } from '@kommunhub/schema';

/** A key figure of a place and period, computed and judged. */
export interface KpiValueRow extends KpiResult {
  readonly kpi: Kpi;
  readonly period: string;
  /** The level is null for a place that no release holds. */
  readonly place: { readonly code: string; readonly name: string; readonly level: string | null };
  readonly target: KpiTarget | null;
  readonly light: KpiLight | null;
  /** The day of the number of inhabitants that the value is held against. */
  readonly inhabitantsOn: string | null;
  /** The releases that the value is from. */
  readonly releases: readonly {
    readonly table: TableId;
    readonly version: number;
    readonly releasedOn: string;
  }[];
}

/** Whether the key figure is held against a number of inhabitants. */
export function usesInhabitants({ formula }: Kpi): boolean {
  return formula.kind === 'RATIO' && formula.denominator === 'INVANARE';
}
