import type { RecordKind } from '@kommunhub/schema';
import type { CodeTable } from '../codes/code-table.js';
import type { TableRequest } from '../connector/connector.js';
import type { ColumnSettings } from '../settings/mapping-settings.js';
import type { Expression } from './expression.js';
import type { FieldRule } from './record-fields.js';
import type { DeletedRule, SkipRule } from './row-skipping.js';

/** Where a field takes its value. */
export type FieldOrigin =
  | { readonly from: 'column'; readonly column: string }
  | { readonly from: 'constant'; readonly value: string | number | boolean }
  | { readonly from: 'counts'; readonly columns: readonly (readonly [code: string, column: string])[] };

export interface CompiledField {
  readonly field: string;
  readonly rule: FieldRule;
  readonly origin: FieldOrigin;
}

export interface CompiledRecord {
  /** Its key under `records`, which is the kind where nothing else is said. */
  readonly name: string;
  readonly kind: RecordKind;
  readonly when: string | null;
  /** False when a delivery holds only some of the kind. */
  readonly complete: boolean;
  readonly fields: readonly CompiledField[];
}

export interface CompiledColumn {
  readonly name: string;
  readonly settings: ColumnSettings;
  readonly codes: CodeTable | undefined;
  readonly expression: Expression | null;
}

/** A table of the mapping, checked and ready to read rows by. */
export interface CompiledTable {
  readonly name: string;
  readonly request: TableRequest<unknown>;
  /** A delivery may lack it; what it would hold is then not told of, and not taken for removed. */
  readonly optional: boolean;
  readonly columns: readonly CompiledColumn[];
  readonly required: readonly string[];
  /** Columns that hold ids of the records, as they are read. */
  readonly keyColumns: ReadonlySet<string>;
  readonly skipRules: readonly SkipRule[];
  readonly deleted: DeletedRule | null;
  readonly records: readonly CompiledRecord[];
}
