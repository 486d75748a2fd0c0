import type { UppdragTask } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

export interface UppdragRow {
  readonly id: string;
  readonly homeNamndId: string;
  readonly homeKommunCode: string;
  readonly performingKommunCode: string;
  readonly holderIssuer: string | null;
  readonly holderSubject: string | null;
  readonly holderFunction: string | null;
  readonly task: UppdragTask;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly grantedBy: string;
  readonly grantedAt: string;
  readonly revokedAt: string | null;
  readonly revokedBy: string | null;
  readonly note: string | null;
}

export interface NewUppdragRow extends Omit<UppdragRow, 'revokedAt' | 'revokedBy'> {
  readonly staffKeyCipher: Buffer | null;
}

const columns = `id, home_namnd_id as "homeNamndId", home_kommun_code as "homeKommunCode",
  performing_kommun_code as "performingKommunCode", holder_issuer as "holderIssuer",
  holder_subject as "holderSubject", holder_function as "holderFunction", task, valid_from as "validFrom",
  valid_to as "validTo", granted_by as "grantedBy", granted_at as "grantedAt", revoked_at as "revokedAt",
  revoked_by as "revokedBy", note`;

/** The uppdrag that the nämnd has granted, the latest first; those that are over only when wanted. */
export function listUppdrag(
  session: Session,
  { namndId, today, includeEnded }: { namndId: string; today: string; includeEnded: boolean },
): Promise<UppdragRow[]> {
  return session.query(
    `select ${columns} from hub.uppdrag
      where home_namnd_id = $1
        and ($3 or (revoked_at is null and (valid_to is null or valid_to >= $2::date)))
      order by granted_at desc, id`,
    [namndId, today, includeEnded],
  );
}

/** Uppdrag with the ids, among those that the row rules show: the own nämnd's and the caller's own. */
export function loadUppdrag(session: Session, ids: readonly string[]): Promise<UppdragRow[]> {
  return session.query(`select ${columns} from hub.uppdrag where id = any ($1::uuid[])`, [ids]);
}

export async function insertUppdrag(session: Session, row: NewUppdragRow): Promise<UppdragRow> {
  const [stored] = await session.query<UppdragRow>(
    `insert into hub.uppdrag (id, home_namnd_id, home_kommun_code, performing_kommun_code, holder_issuer,
            holder_subject, holder_function, task, valid_from, valid_to, granted_by, granted_at, note, staff_key_cipher)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning ${columns}`,
    [
      ...[row.id, row.homeNamndId, row.homeKommunCode, row.performingKommunCode, row.holderIssuer],
      ...[row.holderSubject, row.holderFunction, row.task, row.validFrom, row.validTo, row.grantedBy],
      ...[row.grantedAt, row.note, row.staffKeyCipher],
    ],
  );
  return stored!;
}

/** Ends the uppdrag now; null when it is not the own nämnd's or has been revoked before. */
export async function endUppdrag(
  session: Session,
  { id, at, by }: { readonly id: string; readonly at: Date; readonly by: string },
): Promise<UppdragRow | null> {
  const [ended] = await session.query<UppdragRow>(
    `update hub.uppdrag set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null
     returning ${columns}`,
    [id, at, by],
  );
  return ended ?? null;
}
