import type { IncomingMessage } from 'node:http';
import { badInput } from './odata-error.js';
import type { RawOptions } from './query-options.js';

/** Rows of a page, unless the client wants fewer. */
export const pageRows = 5_000;

/** How a page is to be cut, and where it begins. */
export interface PageWish {
  readonly rows: number;
  /** What the client's preference was called, where it is followed. */
  readonly preference: string | null;
  /** Where the page before ended, as the reader said. */
  readonly after: string | null;
}

/**
 * The size of the page and its beginning: from the token of a next link, else
 * from the preference odata.maxpagesize (Protocol 8.2.8.5).
 *
 * @throws ODataError BAD_INPUT for a token that no next link holds.
 */
export function pageWishOf({ headers }: Pick<IncomingMessage, 'headers'>, { system }: RawOptions): PageWish {
  const token = system.get('$skiptoken');
  if (token === undefined) return { ...preferred(headers.prefer), after: null };
  const [, rows, after] = /^(\d{1,4})~([\w.~-]+)$/.exec(token) ?? [];
  if (rows === undefined || after === undefined || Number(rows) < 1 || Number(rows) > pageRows)
    throw badInput('$skiptoken is not of a next link; begin with the first page.', '$skiptoken');
  return { rows: Number(rows), preference: null, after };
}

function preferred(prefer: string | string[] | undefined): Pick<PageWish, 'rows' | 'preference'> {
  const text = Array.isArray(prefer) ? prefer.join(',') : (prefer ?? '');
  for (const one of text.split(/[,;]/)) {
    const [, name, digits] = /^\s*((?:odata\.)?maxpagesize)\s*=\s*"?(\d{1,9})"?\s*$/i.exec(one) ?? [];
    const rows = Number(digits);
    if (name !== undefined && rows > 0)
      return { rows: Math.min(rows, pageRows), preference: name.toLowerCase() };
  }
  return { rows: pageRows, preference: null };
}

/**
 * The absolute address of the page that follows: the question as it was sent,
 * the rows still wanted, and where to go on. The total is told by the first page only.
 */
export function nextLink(
  collection: string,
  { sent }: RawOptions,
  { rows, after, left }: { readonly rows: number; readonly after: string; readonly left: number | null },
): string {
  const kept = sent
    .filter(([name]) => !['$top', '$skip', '$skiptoken', '$count'].includes(name))
    .map(([, pair]) => pair.replace(beyondAddresses, encodeURIComponent));
  const pairs = [...kept, ...(left === null ? [] : [`$top=${left}`]), `$skiptoken=${rows}~${after}`];
  return `${collection}?${pairs.join('&')}`;
}

/** What stands in no address (RFC 3986), though requests that hold it are answered. */
const beyondAddresses = /[^\w.~!$&'()*+,;=:@/?%-]/g;
