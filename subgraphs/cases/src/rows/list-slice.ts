import type { Parameters } from './statement.js';

/** A row's place in a list ordered by date: what a cursor holds. */
export interface ListPlace {
  readonly on: string;
  readonly id: string;
}

/** Which rows of an ordered list are wanted. */
export interface ListSlice {
  readonly descending: boolean;
  /** The place to begin after; null for the beginning. */
  readonly after: ListPlace | null;
  readonly limit: number;
}

/** The parts of a statement that cut a slice out of `listed`, ordered by the date column and the id. */
export function cutSlice(slice: ListSlice, dateColumn: string, parameters: Parameters) {
  const { after, descending } = slice;
  const order = descending ? 'desc' : 'asc';
  const place = after === null ? null : [parameters.add(after.on, 'date'), parameters.add(after.id, 'text')];
  return {
    condition:
      place === null
        ? null
        : `(listed.${dateColumn}, listed.id) ${descending ? '<' : '>'} (${place.join(', ')})`,
    ending: `order by listed.${dateColumn} ${order}, listed.id ${order} limit ${parameters.add(slice.limit, 'int')}`,
  };
}
