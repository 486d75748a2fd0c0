import { randomUUID } from 'node:crypto';
import {
  BadInputError,
  containsPersonnummer,
  dayInStockholm,
  HubError,
  type OctoberCheckCode,
  type OctoberInterruptions,
  type OctoberSummary,
  octoberChecks,
  octoberDeadline,
} from '@kommunhub/schema';
import type { KeyRing, Session } from '@kommunhub/subgraph-kit';
import {
  freezeKnowledge,
  insertApproval,
  type KommunFigures,
  lockYear,
  withdrawApproval,
} from './approval-rows.js';
import { makeReport, type OctoberReportData } from './october-report.js';
import { hasReferenceDay, type OctoberKnowledge, type OctoberScope } from './october-scope.js';
import { PersonMarks, type SharedPersons } from './shared-persons.js';

const longestText = 500;

export interface ApprovalRequest {
  readonly scope: OctoberScope;
  readonly knowledge: OctoberKnowledge;
  readonly interruptions: OctoberInterruptions | null;
  readonly accepted: readonly OctoberCheckCode[];
  readonly note: string | null;
  readonly now: Date;
}

/**
 * Approves the nämnd's part: who, when, the knowledge frozen, the figures, and
 * a keyed hash of the rows. Where it is the last part of the kommun's report,
 * every person is counted once (LSS 15 a §).
 *
 * @throws HubError OCTOBER_STATE before 1 October, while an approval stands, or
 *   where another part has to be approved anew.
 * @throws HubError OCTOBER_FAULTS with every fault that is neither mended nor accepted.
 */
export async function approveReport(
  session: Session,
  keyRing: KeyRing,
  request: ApprovalRequest,
): Promise<void> {
  const { scope, knowledge, interruptions, accepted, now } = request;
  const note = checkedText('note', request.note, now);
  if (!hasReferenceDay(scope.year, now))
    throw new HubError('OCTOBER_STATE', 'The report describes 1 October, which has not come.');
  await lockYear(session, scope);
  const frozenAt = await freezeKnowledge(session, scope);
  const report = await makeReport(session, keyRing, {
    ...{ scope, knowledge, interruptions, isKnowledgeGiven: true },
  });
  if (report.approval !== null)
    throw new HubError('OCTOBER_STATE', 'The part is approved; withdraw the approval to approve anew.');
  refuseFaults(report, accepted);
  const rows = report.sources.map(({ row }) => row);
  const others = report.parts.filter(({ namnd }) => namnd.id !== scope.namndId);
  const isLast = others.every(({ approval }) => approval !== null);
  const marks = new PersonMarks(session, keyRing, scope);
  const otherIds = others.map(({ namnd }) => namnd.id);
  if (others.length > 0) {
    await marks.store(rows);
    refuseUnmarked(others, await marks.namnder());
  }
  const kommunFigures = isLast ? summed(report, await marks.compare(rows, otherIds)) : null;
  const { caller } = session;
  await insertApproval(session, {
    ...{ id: randomUUID(), ...scope, approvedAt: now, issuer: caller.issuer, approvedBy: caller.subject },
    ...{
      knownOn: knowledge.knownOn,
      knownAt: knowledge.at ?? frozenAt,
      interruptions: report.settings.interruptions,
    },
    ...{
      accepted: [...new Set(accepted)].toSorted(),
      note,
      figures: report.summary,
      rowsHash: report.rowsHash,
    },
    kommunFigures,
  });
  noteAct(session, scope, 'approve');
}

/** The act stands in the nämnd's log, too. */
function noteAct(
  session: Session,
  { kommunCode, namndId, year }: OctoberScope,
  act: 'approve' | 'withdraw',
): void {
  const ids = [`${kommunCode}-${year}`];
  session.recordRead({ entity: 'OctoberApproval', namndId, kommunCode, ids, fields: [act] });
}

function refuseFaults({ findings }: OctoberReportData, accepted: readonly OctoberCheckCode[]): void {
  const codes = [...new Set(findings.map(({ code }) => code))];
  const standing = codes.filter(
    (code) => octoberChecks[code].severity === 'ERROR' && !accepted.includes(code),
  );
  if (standing.length === 0) return;
  throw new HubError(
    'OCTOBER_FAULTS',
    'The report has faults that are neither mended nor accepted by code.',
    {
      faults: standing.map((code) => ({ path: 'accept', code, message: octoberChecks[code].text })),
    },
  );
}

/** A part that was approved while its nämnd was alone in the kommun has no marks: its persons would count twice. */
function refuseUnmarked(others: OctoberReportData['parts'], marked: readonly string[]): void {
  const unmarked = others.find(
    ({ namnd, approval }) =>
      approval !== null && personsIn(approval.figures) > 0 && !marked.includes(namnd.id),
  );
  if (unmarked === undefined) return;
  throw new HubError(
    'OCTOBER_STATE',
    `The part of ${unmarked.namnd.id} was approved before the kommun had several nämnder; it is to be approved anew first.`,
  );
}

/** The kommun's report: the parts added up, less what is counted more than once. */
function summed({ summary, parts, scope }: OctoberReportData, { elsewhere }: SharedPersons): KommunFigures {
  const others = parts.filter(({ namnd }) => namnd.id !== scope.namndId);
  const all = [summary, ...others.map(({ approval }) => approval!.figures)];
  const twice = [...elsewhere.values()].reduce((sum, held) => sum + held.length, 0);
  return {
    persons: all.reduce((sum, figures) => sum + personsIn(figures), 0) - twice,
    sharedPersons: elsewhere.size,
  };
}

function personsIn({ persons }: OctoberSummary): number {
  return Object.values(persons).reduce((sum, count) => sum + count, 0);
}

/**
 * Withdraws the approval in force, up to the last day to report; its figures
 * and the reason stay in the history.
 *
 * @throws HubError OCTOBER_STATE when none stands, or the day is past.
 */
export async function withdrawReport(
  session: Session,
  keyRing: KeyRing,
  request: { readonly scope: OctoberScope; readonly reason: string; readonly now: Date },
): Promise<void> {
  const { scope, now } = request;
  const reason = checkedText('reason', request.reason, now);
  if (reason === null) throw new BadInputError('"reason" says why the approval is withdrawn.');
  await lockYear(session, scope);
  const [standing] = await session.query<{ id: string }>(
    `select id from statistics.october_approvals
      where kommun_code = $1 and namnd_id = $2 and year = $3 and withdrawn_at is null`,
    [scope.kommunCode, scope.namndId, scope.year],
  );
  if (standing === undefined) throw new HubError('OCTOBER_STATE', 'No approval of the part stands.');
  if (dayInStockholm(now) > octoberDeadline(scope.year))
    throw new HubError(
      'OCTOBER_STATE',
      'An approval can be withdrawn until 25 October, the last day to report.',
    );
  await withdrawApproval(session, { id: standing.id, at: now, subject: session.caller.subject, reason });
  await new PersonMarks(session, keyRing, scope).remove();
  noteAct(session, scope, 'withdraw');
}

/** Trimmed text of an argument; null for none. It is kept with the approval, so that no number may stand in it. */
function checkedText(name: string, text: string | null, now: Date): string | null {
  const trimmed = text?.normalize('NFC').trim() ?? '';
  if (trimmed.length > longestText) throw new BadInputError(`"${name}" has at most ${longestText} letters.`);
  if (/[\p{Cc}\p{Surrogate}]/u.test(trimmed)) throw new BadInputError(`"${name}" is one line of plain text.`);
  if (containsPersonnummer(trimmed, dayInStockholm(now)))
    throw new BadInputError(`"${name}" holds a personnummer; it is kept when persons are not.`);
  return trimmed === '' ? null : trimmed;
}
