import type { HubRecord, RecordKind } from '../records/index.js';

/** Where in the delivery something stands. */
export interface Place {
  /** File name without folder. */
  readonly file: string;
  readonly sheet: string | null;
  /** Row number as a person would count it in the file: the header of a plain CSV is row 1. */
  readonly row: number;
}

/** Why a row was set aside. Codes are stable; sentences never hold a value. */
export const quarantineReasons = [
  'ROW_UNREADABLE',
  'VALUE_MISSING',
  'VALUE_INVALID',
  'KOMMUN_FOREIGN',
  'RECORD_INVALID',
  'REFERENCE_MISSING',
  'DUPLICATE_CONFLICT',
  'STILL_REFERENCED',
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

/** Why a row was left out on purpose. GALLRAD: what it tells has been gallrat in the hub and is not let in again. */
export const skipReasons = [
  'BLANK',
  'TOTAL',
  'MAKULERAD',
  'OUTSIDE_LSS_SOL',
  'DUPLICATE',
  'GALLRAD',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** A code that the code tables do not know: kept as OKAND and counted. */
export interface UnmappedCode {
  readonly table: string;
  readonly column: string;
  readonly value: string;
}

export interface RowFault {
  readonly reason: QuarantineReason;
  /** Header of the column, null when the whole row is at fault. */
  readonly column: string | null;
  /** What the data owner should do, one sentence, no value. */
  readonly remedy: string;
}

/** What a record is known by within its source; an own id is never used twice for one kind. */
export interface RecordKey {
  readonly kind: RecordKind;
  readonly sourceId: string;
}

/**
 * One row of a delivery with its fate so far. Every row read gives exactly one.
 *
 * A used row may still be quarantined or skipped at the merge (missing
 * reference, duplicate); a quarantined or skipped one stays so. A quarantined
 * row says what it would have made, since that is not gone from the source.
 */
export type SourceRow =
  | {
      readonly fate: 'used';
      readonly place: Place;
      /** The table of the mapping that read the row; without it, the row cannot be mapped again. */
      readonly table?: string;
      readonly records: readonly HubRecord[];
      /**
       * Records that the row says are deleted in the source. A delta delivery
       * removes them; of a complete one they are simply no part.
       */
      readonly tombstones?: readonly RecordKey[];
      readonly unmapped: readonly UnmappedCode[];
      readonly warnings: readonly RowWarning[];
      /** The cells as they were read, for the case that the merge sets the row aside. */
      readonly raw: Readonly<Record<string, string>>;
    }
  | {
      readonly fate: 'quarantined';
      readonly place: Place;
      /** The table of the mapping that the row was for; without it, the row cannot be mapped again. */
      readonly table?: string;
      readonly faults: readonly RowFault[];
      readonly raw: Readonly<Record<string, string>>;
      /** The records it would have made, as far as their key cells could be read. */
      readonly keys: readonly RecordKey[];
      /** Kinds of which it may have made a record that nobody can tell the key of. */
      readonly kindsWithoutKey: readonly RecordKind[];
    }
  | { readonly fate: 'skipped'; readonly place: Place; readonly reason: SkipReason };

/** A row as the source once gave it, kept to be mapped again when mapping or code tables have been mended. */
export interface RawRow {
  /** The table of the mapping that it belongs to. */
  readonly table: string;
  readonly place: Place;
  readonly raw: Readonly<Record<string, string>>;
}

/** Something odd that does not stop the row, as a wrong check digit. */
export interface RowWarning {
  readonly code: 'CHECK_DIGIT' | 'PERSONNUMMER_IN_CASE_NUMBER' | 'DATE_ORDER';
  readonly column: string | null;
}
