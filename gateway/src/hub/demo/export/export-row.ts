import type { QuarantineReason, RecordKind, SkipReason } from '@kommunhub/schema';

/** What shall become of a row: in the adapter, or only at the merge, when other rows are known. */
export type PlannedFate =
  | { readonly fate: 'used' }
  | { readonly fate: 'quarantined'; readonly reason: QuarantineReason; readonly by: 'ADAPTER' | 'MERGE' }
  | { readonly fate: 'skipped'; readonly reason: SkipReason; readonly by: 'ADAPTER' | 'MERGE' };

export const used: PlannedFate = { fate: 'used' };

/** A local text that no code table knows. */
export interface PlannedUnmapped {
  readonly table: string;
  readonly column: string;
  readonly value: string;
}

/** A row of an export file with its expected fate. */
export interface ExportRow {
  readonly cells: readonly string[];
  readonly planned: PlannedFate;
  readonly unmapped: readonly PlannedUnmapped[];
  /** Records that the row gives when it is used; several rows may give the same one. */
  readonly records: readonly {
    readonly kind: RecordKind;
    readonly kommunCode: string;
    readonly sourceId: string;
  }[];
}

export interface ExportFile {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly ExportRow[];
}
