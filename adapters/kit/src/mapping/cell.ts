import type { PersonIdentity } from '@kommunhub/schema';

/** What a cell says once it is read as its declared type. */
export type Cell =
  | { readonly kind: 'value'; readonly value: string | number | boolean | PersonIdentity }
  | { readonly kind: 'blank' }
  /** A local text that the code table does not know. */
  | { readonly kind: 'unknown'; readonly text: string }
  /** Cannot be read; the remedy never repeats the text, and is null where the connector has told it. */
  | { readonly kind: 'invalid'; readonly remedy: string | null };

export const blankCell: Cell = Object.freeze({ kind: 'blank' });

/** Reads the text of one column. */
export type CellReader = (text: string) => Cell;
