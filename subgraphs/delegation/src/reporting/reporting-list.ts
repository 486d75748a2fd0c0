import type { BookPlace } from '../ports/index.js';
import { type ReportedSelection, reportedAmong } from '../rows/reported-rows.js';
import {
  type CheckedDecision,
  type DelegatedDecision,
  delegatedOf,
  isToBeReported,
} from './delegated-decisions.js';
import { type BookScan, scanBook } from './scan-book.js';

/** The decisions that stand in the nämnd's list for the period, each with its meeting when it has been reported. */
export async function listForNamnd(
  scan: BookScan,
  selection: ReportedSelection,
  reported: boolean | null,
  after: BookPlace | null,
  limit: number,
): Promise<readonly DelegatedDecision[]> {
  const taken: DelegatedDecision[] = [];
  const whole = { ...selection, ids: null, onlyUrgent: false };
  for await (const block of scanBook(scan, whole, after)) {
    for (const row of await withMeetings(scan, block.filter(isToBeReported))) {
      if (reported === null || (row.meetingOn !== null) === reported) taken.push(row);
      if (taken.length === limit) return taken;
    }
  }
  return taken;
}

export async function withMeetings(
  { session }: BookScan,
  checked: readonly CheckedDecision[],
): Promise<readonly DelegatedDecision[]> {
  if (checked.length === 0) return [];
  const meetings = await reportedAmong(
    session,
    checked.map(({ decision }) => decision.id),
  );
  return checked.map((one) => {
    const { meetingOn = null, paragraph = null } = meetings.get(one.decision.id) ?? {};
    return { ...delegatedOf(one), meetingOn, paragraph };
  });
}

/** What of the period's list is still to be reported. */
export async function remindOf(scan: BookScan, selection: ReportedSelection) {
  const rest = await listForNamnd(scan, selection, false, null, Number.MAX_SAFE_INTEGER);
  return {
    unreported: rest.length,
    urgent: rest.filter(({ isUrgent }) => isUrgent).length,
    oldestDecidedOn: rest[0]?.decidedOn ?? null,
  };
}
