import { dayInStockholm, mayAccess, purposesOf, type Sample } from '@kommunhub/schema';
import type { EntityManager } from 'typeorm';
import type { CallerIdentity } from './load-grants.js';

/** What a caller has done in the own nämnd that widens what it sees there for a time. */
export interface OwnMarks {
  /** The moment at which the glass that the caller broke closes again; null when none is broken. */
  readonly brokenUntil: string | null;
  /** The sample drawn for this month; null when none is. */
  readonly sample: Sample | null;
}

/** Reads them in a transaction whose context says who the caller is. */
export async function ownMarks(
  manager: EntityManager,
  identity: CallerIdentity,
  moment: Date,
): Promise<OwnMarks> {
  const mayBreak = identity.namndId !== null && hasRight(identity, 'BREAK_GLASS');
  const mayDraw = identity.namndId !== null && hasRight(identity, 'SAMPLE_DRAW');
  return {
    brokenUntil: mayBreak ? await brokenUntil(manager, identity, moment) : null,
    sample: mayDraw
      ? await drawnSample(manager, identity.namndId!, dayInStockholm(moment).slice(0, 7))
      : null,
  };
}

function hasRight({ role }: CallerIdentity, resource: 'BREAK_GLASS' | 'SAMPLE_DRAW'): boolean {
  return purposesOf(role).some((purpose) => mayAccess({ role, purpose }, resource).allowed);
}

async function brokenUntil(
  manager: EntityManager,
  { issuer, subject, namndId }: CallerIdentity,
  moment: Date,
): Promise<string | null> {
  const [row] = await manager.query<{ until: string | null }[]>(
    `select max(expires_at) as until from hub.break_glass
      where issuer = $1 and subject = $2 and namnd_id = $3 and opened_at <= $4 and expires_at > $4`,
    [issuer, subject, namndId, moment],
  );
  return row?.until ?? null;
}

async function drawnSample(manager: EntityManager, namndId: string, period: string): Promise<Sample | null> {
  const [row] = await manager.query<Sample[]>(
    'select period, threshold from hub.samples where namnd_id = $1 and period = $2',
    [namndId, period],
  );
  return row ?? null;
}
