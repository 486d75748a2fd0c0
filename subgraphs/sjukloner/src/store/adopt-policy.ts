import { randomUUID } from 'node:crypto';
import {
  BadInputError,
  checkSjuklonPolicy,
  type Fault,
  ForbiddenError,
  type SjuklonPolicy,
} from '@kommunhub/schema';
import { requireAccess, type Session } from '@kommunhub/subgraph-kit';
import { PolicyEntity } from '../entities/index.js';
import { actorOf } from '../rules/actor.js';

export interface PolicyAdoption {
  readonly kommunCode: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** The policy file's text. */
  readonly content: string;
  readonly now: Date;
  readonly dryRun: boolean;
}

/**
 * Puts a policy of the caller's own nämnd in force for one of its kommuner.
 * One that begins on the same day is replaced and kept.
 *
 * @throws BadInputError with every fault of the file at once.
 * @throws ForbiddenError for a kommun that the caller's nämnd does not serve.
 */
export async function adoptPolicy(session: Session, adoption: PolicyAdoption): Promise<SjuklonPolicy> {
  const { caller } = session;
  requireAccess(caller, 'DELEGATION_EDIT');
  const { kommunCode, validFrom, validTo, content, now } = adoption;
  const [serves] = await session.query(
    'select from hub.namnd_kommuner where namnd_id = $1 and kommun_code = $2',
    [caller.namndId, kommunCode],
  );
  if (serves === undefined || caller.namndId === null) {
    throw new ForbiddenError('A policy is adopted by the nämnd of the kommun itself.');
  }
  const policy = parsed(content, validFrom, validTo);
  if (adoption.dryRun) return policy;
  await session.query(
    `update sjukloner.policies set replaced_at = $3
      where kommun_code = $1 and valid_from = $2::date and replaced_at is null`,
    [kommunCode, validFrom, now],
  );
  const manager = await session.manager();
  await manager.insert(PolicyEntity, {
    ...{ kommunCode, id: randomUUID(), namndId: caller.namndId, validFrom, validTo },
    content: policy as object,
    adoptedBy: actorOf(caller),
    adoptedAt: now,
  });
  return policy;
}

function parsed(content: string, validFrom: string, validTo: string | null): SjuklonPolicy {
  const faults: Fault[] = [];
  if (validTo !== null && validTo < validFrom) {
    faults.push({ path: 'validTo', code: 'DATE_ORDER', message: 'Sista dagen ligger före första dagen.' });
  }
  const checked = checkSjuklonPolicy(jsonOf(content));
  if (checked.kind === 'rejected') faults.push(...checked.faults);
  else if (faults.length === 0) return checked.value;
  throw new BadInputError('The policy has faults; see each with its place and remedy.', { faults });
}

/** What is no JSON is told as a fault of the whole file, never repeated. */
function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
