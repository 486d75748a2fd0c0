import type { OctoberInterruptions, OctoberSummary } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import type { OctoberScope } from './october-scope.js';

/** An approval as it is kept: figures without persons, and a keyed hash of the rows. */
export interface ApprovalRow {
  readonly id: string;
  /** Later approvals have greater ones. */
  readonly ordinal: number;
  readonly kommunCode: string;
  readonly namndId: string;
  readonly year: number;
  readonly approvedAt: string;
  readonly approvedBy: string;
  readonly knownOn: string;
  /** SQL text of the instant of the knowledge, to the microsecond. */
  readonly knownAt: string;
  readonly interruptions: OctoberInterruptions;
  readonly accepted: readonly string[];
  readonly note: string | null;
  readonly figures: OctoberSummary;
  readonly rowsHash: Buffer;
  /** The kommun's whole report, set where this approval made it complete. */
  readonly kommunFigures: KommunFigures | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawalReason: string | null;
}

/**
 * The kommun's report over all its nämnder, one row per person. No figures by
 * column: less its own a nämnd would read another's, however small.
 */
export interface KommunFigures {
  readonly persons: number;
  /** Persons in more than one nämnd's part, who count once. */
  readonly sharedPersons: number;
}

const columns = `id, ordinal, kommun_code as "kommunCode", namnd_id as "namndId", year, approved_at as "approvedAt",
  approved_subject as "approvedBy", known_on as "knownOn", known_at::text as "knownAt", interruptions, accepted, note,
  figures, rows_hash as "rowsHash", kommun_figures as "kommunFigures", withdrawn_at as "withdrawnAt",
  withdrawn_subject as "withdrawnBy", withdrawal_reason as "withdrawalReason"`;

/** All approvals of the kommun for the year and the year before, of all its nämnder, latest first. */
export function loadApprovals(session: Session, { kommunCode, year }: OctoberScope): Promise<ApprovalRow[]> {
  return session.query(
    `select ${columns} from statistics.october_approvals
      where kommun_code = $1 and year between $2::int - 1 and $2::int order by ordinal desc`,
    [kommunCode, year],
  );
}

export function isInForce({ withdrawnAt }: ApprovalRow): boolean {
  return withdrawnAt === null;
}

/** The one that was given last. */
export function latestOf(approvals: readonly ApprovalRow[]): ApprovalRow | undefined {
  return approvals.toSorted((one, other) => other.ordinal - one.ordinal)[0];
}

export type NewApproval = Omit<
  ApprovalRow,
  'ordinal' | 'approvedAt' | 'knownAt' | 'withdrawnAt' | 'withdrawnBy' | 'withdrawalReason'
> & {
  readonly issuer: string;
  readonly approvedAt: Date;
  /** Null for what is known in this very transaction. */
  readonly knownAt: string | null;
};

export async function insertApproval(session: Session, row: NewApproval): Promise<void> {
  await session.query(
    `insert into statistics.october_approvals (id, kommun_code, namnd_id, year, approved_at, approved_issuer,
            approved_subject, known_on, known_at, interruptions, accepted, note, figures, rows_hash, kommun_figures)
     values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::timestamptz, now()), $10, $11, $12, $13, $14, $15)`,
    [
      ...[row.id, row.kommunCode, row.namndId, row.year, row.approvedAt, row.issuer, row.approvedBy],
      ...[row.knownOn, row.knownAt, row.interruptions, row.accepted, row.note, JSON.stringify(row.figures)],
      ...[row.rowsHash, row.kommunFigures === null ? null : JSON.stringify(row.kommunFigures)],
    ],
  );
}

/** Ends the approval; its figures and its reason stay. */
export async function withdrawApproval(
  session: Session,
  { id, at, subject, reason }: { readonly id: string; at: Date; subject: string; reason: string },
): Promise<void> {
  await session.query(
    `update statistics.october_approvals set withdrawn_at = $2, withdrawn_subject = $3, withdrawal_reason = $4
      where id = $1 and withdrawn_at is null`,
    [id, at, subject, reason],
  );
}

/**
 * Lets no delivery change the nämnd's facts until the transaction ends, and
 * gives the instant of what is known: just after the last change, so that one
 * that is under way and began before is not taken for known later on. Null
 * where nothing was delivered yet.
 */
export async function freezeKnowledge(session: Session, { namndId }: OctoberScope): Promise<string | null> {
  await session.query(`select pg_advisory_xact_lock(hashtextextended('kommunhub facts ' || $1, 0))`, [
    namndId,
  ]);
  const [row] = await session.query<{ at: string }>(
    `select (refreshed_at + interval '1 microsecond')::text as at from statistics.refreshes where namnd_id = $1`,
    [namndId],
  );
  return row?.at ?? null;
}

/** Lets one approval or withdrawal in a kommun follow another, so that the last one knows of the first. */
export async function lockYear(session: Session, { kommunCode, year }: OctoberScope): Promise<void> {
  await session.query(`select pg_advisory_xact_lock(hashtextextended('october ' || $1 || ' ' || $2, 0))`, [
    kommunCode,
    String(year),
  ]);
}

export interface LssNamnd {
  readonly id: string;
  readonly name: string;
}

/** The nämnder whose systems deliver decisions of the kommun: each approves its own part. */
export function loadLssNamnder(session: Session, { kommunCode }: OctoberScope): Promise<LssNamnd[]> {
  return session.query(
    `select namnd.id, namnd.name from hub.namnder namnd
      where exists (select from hub.sources source where source.namnd_id = namnd.id
        and $1 = any (source.kommun_codes) and 'decision' = any (source.kinds))
      order by namnd.id`,
    [kommunCode],
  );
}
