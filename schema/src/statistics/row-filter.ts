/** A value that a column is held against. */
export type FilterValue = string | number | boolean | null;

/**
 * A condition on the rows of a released table, as every door translates its
 * own language into. Columns are those of the table, by name.
 */
export type RowFilter =
  | { readonly op: 'and' | 'or'; readonly terms: readonly RowFilter[] }
  | { readonly op: 'not'; readonly term: RowFilter }
  | {
      readonly op: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
      readonly column: string;
      readonly value: FilterValue;
    }
  | { readonly op: 'in'; readonly column: string; readonly values: readonly FilterValue[] }
  | { readonly op: 'contains' | 'startswith' | 'endswith'; readonly column: string; readonly value: string };

/** Columns to sort by, the first being the foremost. The row's own order comes last. */
export interface RowOrder {
  readonly column: string;
  readonly descending: boolean;
}
