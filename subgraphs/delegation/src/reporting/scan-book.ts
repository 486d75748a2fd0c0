import type { Session } from '@kommunhub/subgraph-kit';
import type { DelegationLoaders } from '../graph/loaders.js';
import type { BookPlace, BookSelection, DecisionBook } from '../ports/index.js';
import { type CheckedDecision, checkAll } from './delegated-decisions.js';

/** Decisions read and checked at a time: what a list leaves out is known only when it has been checked. */
const blockSize = 1_000;

export interface BookScan {
  readonly book: DecisionBook;
  readonly session: Session;
  readonly loaders: DelegationLoaders;
}

/** Every decision of the selection with its mandate, a block at a time. */
export async function* scanBook(
  { book, session, loaders }: BookScan,
  selection: BookSelection,
  after: BookPlace | null,
): AsyncGenerator<readonly CheckedDecision[]> {
  let place = after;
  while (true) {
    const block = await book.read(session, selection, place, blockSize);
    if (block.length === 0) return;
    yield await checkAll(loaders, block);
    const last = block.at(-1)!;
    if (block.length < blockSize) return;
    place = { on: last.decidedOn, id: last.id };
  }
}

/** The first decisions of the selection that belong to the list, at most `limit`. */
export async function takeFromBook(
  scan: BookScan,
  selection: BookSelection,
  after: BookPlace | null,
  limit: number,
  belongs: (checked: CheckedDecision) => boolean | Promise<boolean>,
): Promise<readonly CheckedDecision[]> {
  const taken: CheckedDecision[] = [];
  for await (const block of scanBook(scan, selection, after)) {
    for (const checked of block) {
      if (await belongs(checked)) taken.push(checked);
      if (taken.length === limit) return taken;
    }
  }
  return taken;
}
