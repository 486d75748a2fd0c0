import { BadInputError, HubError, type ReleasedQuery } from '@kommunhub/schema';
import type { CursorCodec } from '@kommunhub/subgraph-kit';
import type { OrderValue } from './row-order.js';

/** Where a page ended, and which releases there were when the first page was read. */
export interface PageEnd {
  /** Releases that were made later are of no concern to the pages that follow. */
  readonly upTo: number;
  /** What the columns that were sorted by held in the last row. */
  readonly values: readonly OrderValue[];
  readonly period: string;
  readonly ordinal: number;
}

/** Writes and reads the places where pages of one question end; those of another question are refused. */
export class PageToken {
  private readonly list: string;

  constructor(
    private readonly codec: CursorCodec,
    { table, release, filter, orderBy, allowPartial }: ReleasedQuery,
  ) {
    this.list = `released ${JSON.stringify([table, release, filter, orderBy ?? [], allowPartial === true])}`;
  }

  write({ upTo, values, period, ordinal }: PageEnd): string {
    return this.codec.encode(this.list, [JSON.stringify([upTo, values, period, ordinal])]);
  }

  /** @throws BadInputError for what was not made here for this question. */
  read(text: string): PageEnd {
    try {
      const [body = ''] = this.codec.decode(this.list, text);
      const [upTo, values, period, ordinal] = JSON.parse(body) as [number, OrderValue[], string, number];
      return { upTo, values, period, ordinal };
    } catch (cause) {
      if (!(cause instanceof HubError)) throw cause;
      throw new BadInputError('The place to go on from is not of this question; begin with its first page.', {
        cause,
      });
    }
  }
}
