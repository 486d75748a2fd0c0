import { BadInputError } from '@kommunhub/schema';
import type { CursorCodec, Position } from './cursor-codec.js';

/** The most nodes of one page. */
export const MAX_PAGE = 500;

/** What a connection field answers with: one page of a list. */
export interface Page<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  /** Run only when the client asks for `totalCount`. */
  count(): Promise<number>;
}

export interface PageRequest {
  readonly first: number;
  readonly after: string | null | undefined;
  readonly codec: CursorCodec;
  /** Names the list, its order and its filter: a cursor of another is refused. */
  readonly list: string;
}

/** What the statement of a page needs: its position and how many rows to fetch. */
export interface PageStart {
  readonly position: Position | null;
  /** One more than asked for, which tells whether there is a next page. */
  readonly limit: number;
}

/**
 * @throws BadInputError when `first` is not 1–500.
 * @throws HubError CURSOR_INVALID when `after` is a cursor of something else.
 */
export function startOfPage({ first, after, codec, list }: PageRequest): PageStart {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw new BadInputError(`"first" must be between 1 and ${MAX_PAGE}.`);
  }
  const position = after === null || after === undefined ? null : codec.decode(list, after);
  return { position, limit: first + 1 };
}

/** Makes the page of the rows that were fetched with {@link startOfPage}'s limit. */
export function pageOf<Row, Node>(
  request: PageRequest,
  rows: readonly Row[],
  positionOf: (row: Row) => Position,
  nodeOf: (row: Row) => Node,
  count: () => Promise<number>,
): Page<Node> {
  const { first, after, codec, list } = request;
  const edges = rows.slice(0, first).map((row) => ({
    node: nodeOf(row),
    cursor: codec.encode(list, positionOf(row)),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null && after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count,
  };
}
