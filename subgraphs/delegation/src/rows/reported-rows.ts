import { kommunCodeOfId, type Session } from '@kommunhub/subgraph-kit';
import type { BookPlace } from '../ports/index.js';
import type { DelegatedDecision } from '../reporting/delegated-decisions.js';

export const reportedTable = 'delegation.reported_decisions';

interface ReportedRow extends Omit<DelegatedDecision, 'caseNumber'> {
  readonly cipher: Buffer;
}

const columns = `decision_id as id, kommun_code as "kommunCode", namnd_id as "namndId", decided_on as "decidedOn",
  kind, level, urgent as "isUrgent", reporting, point_number as "pointNumber", order_version as "orderVersion",
  reason, reason as "reasonOfKind", case_number_cipher as cipher, meeting_on as "meetingOn", paragraph`;

const asDelegated = ({ cipher, ...row }: ReportedRow): DelegatedDecision => ({
  ...row,
  caseNumber: { table: reportedTable, id: row.id, cipher },
});

export interface ReportedSelection {
  readonly namndId: string;
  readonly kommunCodes: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** Decisions of the period that have been reported, by day and id. */
export async function listReported(
  session: Session,
  { namndId, kommunCodes, from, to }: ReportedSelection,
  after: BookPlace | null,
  limit: number,
): Promise<readonly DelegatedDecision[]> {
  const rows = await session.query<ReportedRow>(
    `select ${columns} from delegation.reported_decisions
      where kommun_code = any ($1::text[]) and namnd_id = $2 and decided_on between $3::date and $4::date
        and ($5::date is null or (decided_on, decision_id) > ($5::date, $6::text))
      order by decided_on, decision_id limit $7`,
    [kommunCodes, namndId, from, to, after?.on ?? null, after?.id ?? null, limit],
  );
  return rows.map(asDelegated);
}

/** Meeting and paragraph of those of the decisions that have been reported. */
export async function reportedAmong(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly meetingOn: string; readonly paragraph: string | null }>> {
  const rows = await session.query<{ id: string; meetingOn: string; paragraph: string | null }>(
    `select reported.decision_id as id, reported.meeting_on as "meetingOn", reported.paragraph
       from unnest($1::text[], $2::text[]) as wanted (kommun_code, id)
       join delegation.reported_decisions reported
         on reported.kommun_code = wanted.kommun_code and reported.decision_id = wanted.id`,
    [ids.map(kommunCodeOfId), ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface Report {
  readonly meetingOn: string;
  readonly paragraph: string | null;
  readonly at: Date;
}

/** Marks decisions as reported and gives how many were not before; what was reported stays with its first meeting. */
export async function storeReported(
  session: Session,
  decisions: readonly DelegatedDecision[],
  { meetingOn, paragraph, at }: Report,
): Promise<number> {
  const { issuer, subject } = session.caller;
  const rows = await Promise.all(
    decisions.map(async ({ caseNumber, ...decision }) => {
      const keys = await session.keys(decision.namndId);
      const number = keys.decrypt(caseNumber.table, caseNumber.id, 'case_number_cipher', caseNumber.cipher);
      const cipher = keys.encrypt(reportedTable, decision.id, 'case_number_cipher', number);
      return { ...decision, cipher: cipher.toString('hex') };
    }),
  );
  const stored = await session.query(
    `insert into delegation.reported_decisions (kommun_code, decision_id, namnd_id, meeting_on, paragraph, decided_on,
            kind, level, urgent, reporting, point_number, order_version, reason, case_number_cipher,
            reported_at, reported_by_issuer, reported_by_subject)
     select "kommunCode", id, "namndId", $2::date, $3, "decidedOn", kind, level, "isUrgent", reporting,
            "pointNumber", "orderVersion", "reasonOfKind", decode(cipher, 'hex'), $4::timestamptz, $5, $6
       from jsonb_to_recordset($1::jsonb) as reported ("kommunCode" text, id text, "namndId" text, "decidedOn" date,
            kind text, level text, "isUrgent" boolean, reporting text, "pointNumber" text, "orderVersion" text,
            "reasonOfKind" text, cipher text)
     on conflict (kommun_code, decision_id) do nothing returning decision_id`,
    [JSON.stringify(rows), meetingOn, paragraph, at, issuer, subject],
  );
  return stored.length;
}
