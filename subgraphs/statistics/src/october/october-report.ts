import {
  BadInputError,
  changeFindings,
  compareOctober,
  defaultOctoberSettings,
  ForbiddenError,
  judgeOctober,
  type OctoberChange,
  type OctoberFinding,
  type OctoberInterruptions,
  type OctoberRowSource,
  type OctoberSettings,
  type OctoberSummary,
  type OctoberUncounted,
  type OktoberRad,
  octoberRows,
  summariseOctober,
} from '@kommunhub/schema';
import type { KeyRing, Session } from '@kommunhub/subgraph-kit';
import {
  type ApprovalRow,
  isInForce,
  type LssNamnd,
  latestOf,
  loadApprovals,
  loadLssNamnder,
} from './approval-rows.js';
import { type GivenInsatser, loadGiven } from './given-rows.js';
import { type LastYear, loadLastYear } from './last-year.js';
import type { OctoberKnowledge, OctoberScope } from './october-scope.js';
import { loadPerformingOffices } from './performing-offices.js';
import { PersonMarks, type SharedPersons } from './shared-persons.js';
import { loadUncounted } from './uncounted-rows.js';

/** A nämnd's part of the report as known at some time, with all that is said about it. */
export interface OctoberReportData {
  readonly scope: OctoberScope;
  readonly knowledge: OctoberKnowledge;
  readonly settings: OctoberSettings;
  readonly sources: readonly OctoberRowSource[];
  readonly findings: readonly OctoberFinding[];
  readonly summary: OctoberSummary;
  readonly changes: readonly OctoberChange[];
  readonly lastYear: LastYear | null;
  /** Kommuner whose offices handle the person's cases, by the row's person. */
  readonly offices: ReadonlyMap<string, readonly string[]>;
  /** Keyed: equal for equal rows, and says nothing of them. */
  readonly rowsHash: Buffer;
  /** The own nämnd's approvals of the year, latest first. */
  readonly approvals: readonly ApprovalRow[];
  readonly approval: ApprovalRow | null;
  /** How many rows differ between the approval and what is known now; null without an approval. */
  readonly changedRows: number | null;
  readonly parts: readonly OctoberPart[];
  /** The own persons in other nämnder's parts, once all have approved. */
  readonly shared: SharedPersons;
  /** Whether this part carries the rows of shared persons: the one approved last. */
  readonly isCarrier: boolean;
}

/** One nämnd's part of the kommun's report. */
export interface OctoberPart {
  readonly namnd: LssNamnd;
  readonly approval: ApprovalRow | null;
}

export interface ReportRequest {
  readonly scope: OctoberScope;
  readonly knowledge: OctoberKnowledge;
  /** Whether the knowledge was asked for; otherwise an approved report is shown as it was approved. */
  readonly isKnowledgeGiven: boolean;
  readonly interruptions: OctoberInterruptions | null;
}

/**
 * Makes the report from the facts, in a number of statements that does not
 * depend on the number of persons.
 */
export async function makeReport(
  session: Session,
  keyRing: KeyRing,
  { scope, knowledge: asked, isKnowledgeGiven, interruptions }: ReportRequest,
): Promise<OctoberReportData> {
  const namnder = await loadLssNamnder(session, scope);
  if (!namnder.some(({ id }) => id === scope.namndId))
    throw new ForbiddenError(
      'The nämnd delivers no LSS decisions of the kommun and has no part in its report.',
    );
  const all = await loadApprovals(session, scope);
  const ofYear = all.filter(({ year }) => year === scope.year);
  const approvals = ofYear.filter(({ namndId }) => namndId === scope.namndId);
  const approval = approvals.find(isInForce) ?? null;
  const isApprovedShown = approval !== null && !isKnowledgeGiven;
  const knowledge = isApprovedShown ? { knownOn: approval.knownOn, at: approval.knownAt } : asked;
  const settings = {
    ...defaultOctoberSettings,
    interruptions: interruptions ?? approval?.interruptions ?? defaultOctoberSettings.interruptions,
  };
  if (!isApprovedShown) await requireKeptFacts(session, scope, knowledge);
  const inHand = await loadGiven(session, scope, knowledge);
  const sources = octoberRows(scope.kommunCode, inHand.persons, inHand.given, settings);
  const rows = sources.map(({ row }) => row);
  const summary = summariseOctober(rows);
  const approvedBefore = all.find(
    (row) => row.year === scope.year - 1 && row.namndId === scope.namndId && isInForce(row),
  );
  const lastYear = await loadLastYear(session, scope, knowledge, approvedBefore);
  const changes = compareOctober(summary, lastYear?.insatser ?? null, settings);
  const uncounted = withoutCounted(await loadUncounted(session, scope, knowledge), inHand, sources);
  const parts = namnder.map((namnd) => ({
    namnd,
    approval: ofYear.find((row) => row.namndId === namnd.id && isInForce(row)) ?? null,
  }));
  const keys = await session.keys(scope.namndId);
  return {
    ...{ scope, knowledge, settings, sources, summary, changes, lastYear, approvals, approval, parts },
    findings: [
      ...judgeOctober(sources, uncounted, { year: scope.year, knownOn: knowledge.knownOn, settings }),
      ...changeFindings(changes),
    ],
    offices: officesOf(sources, inHand, await loadPerformingOffices(session, keyRing, scope)),
    rowsHash: keys.contentHash({ rows }),
    changedRows:
      approval === null ? null : await changedRows(session, scope, approval, isApprovedShown ? rows : null),
    ...(await sharedPersons(session, keyRing, scope, rows, parts)),
  };
}

/** A day from before facts were kept would look like a nämnd without persons. */
async function requireKeptFacts(
  session: Session,
  { namndId }: OctoberScope,
  { at }: OctoberKnowledge,
): Promise<void> {
  if (at === null) return;
  const [kept] = await session.query(
    'select from statistics.refreshes where namnd_id = $1 and kept_since < $2::timestamptz',
    [namndId, at],
  );
  if (kept === undefined)
    throw new BadInputError('"knownOn" is a day before the hub kept facts of the nämnd: choose a later one.');
}

/** What is not counted, but for insatser that another decision of the person counts, and interruptions. */
function withoutCounted(
  uncounted: readonly OctoberUncounted[],
  { given }: GivenInsatser,
  sources: readonly OctoberRowSource[],
): OctoberUncounted[] {
  const rowOfRecord = new Map(
    sources.flatMap(({ row, persons }) => persons.map(({ id }) => [id, row.personId])),
  );
  const keyOf = ({ personId, insats }: { personId: string; insats: string }) =>
    `${rowOfRecord.get(personId) ?? personId} ${insats}`;
  const counted = new Set(sources.flatMap((source) => source.given.map(keyOf)));
  const running = new Set(given.filter(({ isInterrupted }) => !isInterrupted).map(keyOf));
  const interrupted = given
    .filter((one) => one.isInterrupted && !running.has(keyOf(one)))
    .map(({ personId, insats }) => ({ personId, insats, reason: 'AVBROTT' as const }));
  return [...uncounted.filter((one) => !counted.has(keyOf(one))), ...interrupted];
}

/** The office of each handläggare is another kommun's where an uppdrag says so, else the own. */
function officesOf(
  sources: readonly OctoberRowSource[],
  { staffOfPerson }: GivenInsatser,
  performing: ReadonlyMap<string, string>,
): Map<string, readonly string[]> {
  return new Map(
    sources.map(({ row, persons }) => {
      const staff = persons.flatMap(({ id }) => [...(staffOfPerson.get(id) ?? [])]);
      const offices = staff.map((id) => performing.get(id) ?? row.kommunCode);
      return [row.personId, [...new Set(offices)].toSorted()];
    }),
  );
}

/** Rows that are not the same in the approval and in what is known now, new and gone ones included. */
async function changedRows(
  session: Session,
  scope: OctoberScope,
  approval: ApprovalRow,
  approved: readonly OktoberRad[] | null,
): Promise<number> {
  const settings = { ...defaultOctoberSettings, interruptions: approval.interruptions };
  const rowsAt = async (at: string | null) => {
    const { persons, given } = await loadGiven(session, scope, { knownOn: approval.knownOn, at });
    return octoberRows(scope.kommunCode, persons, given, settings).map(({ row }) => row);
  };
  const then = new Map((approved ?? (await rowsAt(approval.knownAt))).map(contentByPerson));
  const now = new Map((await rowsAt(null)).map(contentByPerson));
  const persons = new Set([...then.keys(), ...now.keys()]);
  return [...persons].filter((id) => then.get(id) !== now.get(id)).length;
}

function contentByPerson(row: OktoberRad): [string, string] {
  return [row.personId, JSON.stringify(row)];
}

async function sharedPersons(
  session: Session,
  keyRing: KeyRing,
  scope: OctoberScope,
  rows: readonly OktoberRad[],
  parts: readonly OctoberPart[],
): Promise<{ shared: SharedPersons; isCarrier: boolean }> {
  const isComplete = parts.every(({ approval }) => approval !== null);
  const others = parts.map(({ namnd }) => namnd.id).filter((id) => id !== scope.namndId);
  if (!isComplete || others.length === 0) return { shared: { elsewhere: new Map() }, isCarrier: true };
  const last = latestOf(parts.flatMap(({ approval }) => approval ?? []));
  const shared = await new PersonMarks(session, keyRing, scope).compare(rows, others);
  return { shared, isCarrier: last?.namndId === scope.namndId };
}
