import { addDays, BadInputError, NotFoundError } from '@kommunhub/schema';
import { type Report, type ReportedSelection, storeReported } from '../rows/reported-rows.js';
import { checkAll, type DelegatedDecision, isOfNamnd } from './delegated-decisions.js';
import { listForNamnd, withMeetings } from './reporting-list.js';
import { type BookScan, scanBook } from './scan-book.js';

/** The first day that a decision can have. */
const beginning = '0001-01-01';

/**
 * Marks the period's list, or the decisions named, as reported at the meeting.
 * Urgent decisions from before that nobody has reported go with them: they
 * belong to the next meeting (KL 6 kap. 40 §).
 *
 * @throws BadInputError when the period goes on after the meeting.
 * @throws NotFoundError when a named decision is not the nämnd's, or not of the period.
 */
export async function reportAtMeeting(
  scan: BookScan,
  selection: ReportedSelection & { readonly ids: readonly string[] | null },
  report: Report,
): Promise<{ reported: number; alreadyReported: number; urgentFromBefore: number }> {
  if (selection.to > report.meetingOn) {
    throw new BadInputError(
      'A meeting cannot be told of decisions taken after it: end the period on its day.',
    );
  }
  const { ids, ...period } = selection;
  const listed =
    ids === null
      ? await listForNamnd(scan, period, null, null, Number.MAX_SAFE_INTEGER)
      : await named(scan, period, [...new Set(ids)]);
  const due = listed.filter(({ meetingOn }) => meetingOn === null);
  const urgent = await urgentBefore(scan, period);
  const reported = await storeReported(scan.session, [...due, ...urgent], report);
  return { reported, alreadyReported: listed.length - due.length, urgentFromBefore: urgent.length };
}

async function named(
  scan: BookScan,
  period: ReportedSelection,
  ids: readonly string[],
): Promise<readonly DelegatedDecision[]> {
  if (ids.length > 5_000) throw new BadInputError('Name at most 5000 decisions at once.');
  const found = await scan.book.read(scan.session, { ...period, ids, onlyUrgent: false }, null, ids.length);
  if (found.length < ids.length) {
    throw new NotFoundError('One of the decisions is not among those of the nämnd in the period.');
  }
  if (found.some(isOfNamnd)) {
    throw new BadInputError('One of the decisions is the nämnd’s own, which is not delegated.');
  }
  return withMeetings(scan, await checkAll(scan.loaders, found));
}

async function urgentBefore(
  scan: BookScan,
  period: ReportedSelection,
): Promise<readonly DelegatedDecision[]> {
  if (period.from <= beginning) return [];
  const before = { ...period, from: beginning, to: addDays(period.from, -1), ids: null, onlyUrgent: true };
  const found: DelegatedDecision[] = [];
  for await (const block of scanBook(scan, before, null)) found.push(...(await withMeetings(scan, block)));
  return found.filter(({ meetingOn }) => meetingOn === null);
}
