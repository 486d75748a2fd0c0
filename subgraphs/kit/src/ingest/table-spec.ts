import type { HubRecord, RecordKind } from '@kommunhub/schema';

type RecordOf<Kind extends RecordKind> = Extract<HubRecord, { kind: Kind }>;

/** What a plain column can hold; objects and arrays of objects are stored as jsonb. */
export type PlainValue = string | number | boolean | null | readonly string[] | object;

/** How one column of a model table comes out of a record. */
export type ColumnSpec<Kind extends RecordKind = RecordKind> = {
  readonly name: string;
} & (
  | {
      readonly as: 'plain';
      readonly type: string;
      value(record: RecordOf<Kind>): PlainValue;
    }
  | { readonly as: 'encrypted'; value(record: RecordOf<Kind>): string | null }
  | { readonly as: 'lookup'; value(record: RecordOf<Kind>): string | null }
  | {
      readonly as: 'reference';
      readonly to: RecordKind;
      /** A missing target leaves null instead of setting the row aside. */
      readonly optional: boolean;
      /** The target's own id in the source. */
      value(record: RecordOf<Kind>): string | null;
    }
);

/** Where records of a kind are stored, and how. The common columns are the kit's. */
export interface TableSpec<Kind extends RecordKind = RecordKind> {
  readonly kind: Kind;
  /** Schema and name, as `cases.persons`. */
  readonly table: string;
  readonly columns: readonly ColumnSpec<Kind>[];
}

/** A column stored as it is, of an SQL type. */
export function plain<Kind extends RecordKind>(
  name: string,
  type: string,
  value: (record: RecordOf<Kind>) => PlainValue,
): ColumnSpec<Kind> {
  return { as: 'plain', name, type, value };
}

/** A column stored encrypted with the nämnd's data key. */
export function encrypted<Kind extends RecordKind>(
  name: string,
  value: (record: RecordOf<Kind>) => string | null,
): ColumnSpec<Kind> {
  return { as: 'encrypted', name, value };
}

/** A column of keyed hashes to search by; `value` gives the normalised text. */
export function lookup<Kind extends RecordKind>(
  name: string,
  value: (record: RecordOf<Kind>) => string | null,
): ColumnSpec<Kind> {
  return { as: 'lookup', name, value };
}

/** A column with the opaque id of another record of the same source; a row whose target is missing is set aside. */
export function reference<Kind extends RecordKind>(
  name: string,
  to: RecordKind,
  value: (record: RecordOf<Kind>) => string | null,
): ColumnSpec<Kind> {
  return { as: 'reference', name, to, optional: false, value };
}

/** The same, but null where the target is missing. */
export function optionalReference<Kind extends RecordKind>(
  name: string,
  to: RecordKind,
  value: (record: RecordOf<Kind>) => string | null,
): ColumnSpec<Kind> {
  return { as: 'reference', name, to, optional: true, value };
}

/** Declares the table of a kind, so that the record's type reaches every column. */
export function tableSpec<Kind extends RecordKind>(spec: TableSpec<Kind>): TableSpec {
  return spec as unknown as TableSpec;
}
