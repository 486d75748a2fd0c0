import type { Session } from '@kommunhub/subgraph-kit';

export interface AuditRow {
  readonly id: string;
  /** In microseconds: where a page ends. */
  readonly place: string;
  readonly at: string;
  readonly kommunCode: string;
  readonly namndId: string;
  readonly operationId: string;
  readonly operationName: string | null;
  readonly issuer: string;
  readonly subject: string;
  readonly role: string;
  readonly purpose: string;
  readonly ground: string;
  readonly uppdragId: string | null;
  readonly entity: string;
  readonly ids: readonly string[];
  readonly fields: readonly string[];
}

/** Lets the statements of the session that follow see the log of the kommun. */
export async function openLogOf(session: Session, kommunCode: string): Promise<void> {
  await session.query(`select set_config('hub.audit_kommun', $1, true)`, [kommunCode]);
}

const concerns = '($1::text[] is null or entry.ids && $1::text[])';

/** Entries of the kommun whose log is open, latest first, after a place; of all or of those with one of the ids. */
export function listEntries(
  session: Session,
  kommunCode: string,
  ids: readonly string[] | null,
  after: readonly string[] | null,
  limit: number,
): Promise<AuditRow[]> {
  return session.query<AuditRow>(
    `select id::text, (extract(epoch from at) * 1000000)::bigint::text as place, at, kommun_code as "kommunCode",
            namnd_id as "namndId", operation_id as "operationId", operation_name as "operationName", issuer, subject,
            role, purpose, ground, uppdrag_id as "uppdragId", entity, ids, fields
       from audit.entries entry
      where kommun_code = $2 and ${concerns}
        and ($3::bigint is null or (at, id) < (timestamptz 'epoch' + $3 * interval '1 microsecond', $4::bigint))
      order by at desc, id desc limit $5::int`,
    [ids, kommunCode, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export async function countEntries(
  session: Session,
  kommunCode: string,
  ids: readonly string[] | null,
): Promise<number> {
  const [row] = await session.query<{ count: number }>(
    `select count(*) from audit.entries entry where ${concerns} and kommun_code = $2`,
    [ids, kommunCode],
  );
  return row!.count;
}

export interface ReviewRow {
  readonly issuer: string;
  readonly subject: string;
  readonly role: string;
  readonly operations: number;
  readonly persons: number;
  readonly outsideHours: number;
  readonly breakGlass: number;
  readonly misses: number;
  readonly otherNamnder: number;
}

/**
 * Counts per caller of the kommun whose log is open. Outside hours: before 7
 * and from 18, Saturdays and Sundays, by the clock of Stockholm.
 */
export function reviewCallers(
  session: Session,
  { kommunCode, namndId, from, to }: { kommunCode: string; namndId: string | null; from: string; to: string },
): Promise<ReviewRow[]> {
  return session.query<ReviewRow>(
    `with entry as (
       select issuer, subject, role, operation_id, ground, entity, ids, at at time zone 'Europe/Stockholm' as clock
         from audit.entries
        where kommun_code = $1 and ($2::text is null or namnd_id = $2)
          and at >= ($3::date)::timestamp at time zone 'Europe/Stockholm'
          and at < ($4::date + 1)::timestamp at time zone 'Europe/Stockholm'
     )
     select issuer, subject, role, count(distinct operation_id) as operations,
            (select count(distinct id) from entry other, unnest(other.ids) as id
              where other.issuer = entry.issuer and other.subject = entry.subject and other.role = entry.role
                and other.entity = 'Person') as persons,
            count(distinct operation_id) filter (
              where extract(isodow from clock) > 5 or extract(hour from clock) not between 7 and 17) as "outsideHours",
            count(distinct operation_id) filter (where ground = 'BREAK_GLASS') as "breakGlass",
            count(*) filter (where ids = '{}') as misses,
            count(distinct operation_id) filter (where ground = 'AGREEMENT') as "otherNamnder"
       from entry group by issuer, subject, role order by operations desc, issuer, subject, role`,
    [kommunCode, namndId, from, to],
  );
}
