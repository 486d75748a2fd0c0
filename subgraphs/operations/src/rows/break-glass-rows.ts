import type { Role } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

export interface BreakGlassRow {
  readonly id: string;
  readonly namndId: string;
  readonly kommunCode: string;
  readonly issuer: string;
  readonly subject: string;
  readonly role: Role;
  readonly reasonCipher: Buffer;
  readonly openedAt: string;
  readonly expiresAt: string;
  readonly reviewedAt: string | null;
  readonly reviewedBy: string | null;
}

const columns = `id, namnd_id as "namndId", kommun_code as "kommunCode", issuer, subject, role,
  reason_cipher as "reasonCipher", opened_at as "openedAt", expires_at as "expiresAt",
  reviewed_at as "reviewedAt", reviewed_by as "reviewedBy"`;

export async function insertBreakGlass(
  session: Session,
  row: Omit<BreakGlassRow, 'reviewedAt' | 'reviewedBy'>,
): Promise<void> {
  await session.query(
    `insert into hub.break_glass (id, namnd_id, kommun_code, issuer, subject, role, reason_cipher, opened_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[row.id, row.namndId, row.kommunCode, row.issuer, row.subject, row.role, row.reasonCipher],
      ...[row.openedAt, row.expiresAt],
    ],
  );
}

export interface BreakGlassSelection {
  readonly namndId: string;
  readonly unreviewedOnly: boolean;
}

const selected = 'namnd_id = $1 and (not $2 or reviewed_at is null)';

/** What has been opened in the nämnd, the latest first; `after` is a place in that order. */
export function listBreakGlass(
  session: Session,
  { namndId, unreviewedOnly }: BreakGlassSelection,
  after: { readonly openedAt: string; readonly id: string } | null,
  limit: number,
): Promise<BreakGlassRow[]> {
  return session.query(
    `select ${columns} from hub.break_glass
      where ${selected} and ($3::timestamptz is null or (opened_at, id) < ($3::timestamptz, $4::uuid))
      order by opened_at desc, id desc limit $5`,
    [namndId, unreviewedOnly, after?.openedAt ?? null, after?.id ?? null, limit],
  );
}

export async function countBreakGlass(
  session: Session,
  { namndId, unreviewedOnly }: BreakGlassSelection,
): Promise<number> {
  const [counted] = await session.query<{ count: number }>(
    `select count(*) as count from hub.break_glass where ${selected}`,
    [namndId, unreviewedOnly],
  );
  return counted?.count ?? 0;
}

/** Notes that a chef has looked into it; null when it is the chef's own, another nämnd's or reviewed before. */
export async function reviewBreakGlass(
  session: Session,
  { id, at, by }: { readonly id: string; readonly at: Date; readonly by: string },
): Promise<BreakGlassRow | null> {
  const [row] = await session.query<BreakGlassRow>(
    `update hub.break_glass set reviewed_at = $2, reviewed_by = $3 where id = $1 and reviewed_at is null
     returning ${columns}`,
    [id, at, by],
  );
  return row ?? null;
}
