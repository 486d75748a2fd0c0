import type { RowFilter, RowOrder } from './row-filter.js';
import type { TableId } from './tables.js';

/** A release of a table for a period. Nothing of it ever changes; a correction is a new version. */
export interface Release {
  readonly id: string;
  readonly table: TableId;
  readonly period: string;
  /** 1 is the first. */
  readonly version: number;
  readonly releasedAt: string;
  /** Why there is a new version; null for the first. */
  readonly reason: string | null;
  /** Fewer persons than this behind a figure hide it. */
  readonly threshold: number;
  /** Whether every kommun that the release is about is in it. */
  readonly complete: boolean;
}

/** One row, by the names of `columnsOf`; decimals are texts with a point, exact. */
export type ReleasedRow = Readonly<Record<string, string | number | boolean | null>>;

export interface ReleasedQuery {
  readonly table: TableId;
  /** One release by its id; left out: the latest version of every period. */
  readonly release?: string;
  readonly filter?: RowFilter;
  /** Left out or after these: the row's key, so that pages never overlap. */
  readonly orderBy?: readonly RowOrder[];
  readonly skip?: number;
  readonly limit: number;
  /** Where an earlier page with the same question ended, as `ReleasedPage.next` said. */
  readonly after?: string;
  /** Gives figures also of places where a kommun is missing; they are marked then. */
  readonly allowPartial?: boolean;
}

export interface ReleasedPage {
  readonly rows: readonly ReleasedRow[];
  /** Where the next page begins; null when this was the last. */
  readonly next: string | null;
}

/**
 * Reads the released tables: the same stored cells for every door.
 *
 * A question whose `release` is not of its table finds nothing. Pages of one
 * question see one state of the releases as long as `after` is given on: a
 * release that comes meanwhile does not change later pages.
 *
 * @throws BadInputError for a column that the table does not have, a value that
 *   does not fit it, or an `after` that is not of the question.
 */
export interface ReleasedTables {
  /** Every release, the latest version of each period first; of one table when named. */
  releases(table?: TableId): Promise<readonly Release[]>;
  /** What an ETag is made of: changes exactly when an answer from the table would. */
  stateOf(table: TableId): Promise<string>;
  read(query: ReleasedQuery): Promise<ReleasedPage>;
  /** How many rows the question has without `skip`, `limit` and `after`. */
  count(query: Pick<ReleasedQuery, 'table' | 'release' | 'filter' | 'allowPartial'>): Promise<number>;
}
