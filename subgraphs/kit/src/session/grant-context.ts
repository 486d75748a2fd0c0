import {
  type Caller,
  type Grant,
  mayAccess,
  ownNamndScope,
  type RowScope,
  type UppdragTask,
  uppdragTasks,
} from '@kommunhub/schema';

/**
 * What the row rules read: nämnd, kommuner, task, scope and own handläggare ids
 * of every grant. Who handles LSS cases of the own nämnd sees the sjuklön
 * decisions in them; in joint work they are a task of their own.
 */
export function grantContext(caller: Caller): object[] {
  return caller.grants.flatMap((grant) =>
    tasksOf(caller, grant).map(([task, scope]) => ({
      n: grant.namndId,
      k: grant.kommunCodes,
      t: task,
      h: grant.handlaggareIds,
      s: scope,
      ...(grant.uppdragId !== null && { u: grant.uppdragId }),
      ...(grant.sample && { p: grant.sample.period, l: grant.sample.threshold }),
    })),
  );
}

function tasksOf({ role }: Caller, grant: Grant): [UppdragTask, RowScope][] {
  const scope = grant.scope ?? 'OWN_CASES';
  if (grant.ground === 'AGREEMENT' || grant.task !== 'LSS_HANDLAGGNING') return [[grant.task, scope]];
  return uppdragTasks
    .filter((task) => task === grant.task || ownNamndScope(role, task) !== null)
    .map((task) => [task, scope]);
}

/** The nämnd whose counts the caller may see; empty for none. */
export function aggregateNamnd(caller: Caller): string {
  return mayAccess(caller, 'OWN_AGGREGATES').allowed ? (caller.namndId ?? '') : '';
}

/** The nämnd whose quarantine and unmapped codes the caller may see; empty for none. */
export function sourceNamnd(caller: Caller): string {
  return mayAccess(caller, 'SOURCE_CONTROL').allowed ? (caller.namndId ?? '') : '';
}

/** The nämnd whose uppdrag the caller gives and whose break-glass it reviews; empty for none. */
export function steeredNamnd(caller: Caller): string {
  return mayAccess(caller, 'AGREEMENT_CONTROL').allowed ? (ownGrant(caller)?.namndId ?? '') : '';
}

/** Who asks, for what is the caller's own: glass broken, the nämnd's sample. */
export function identityContext(caller: Caller): object {
  const { issuer, subject } = caller;
  return { issuer, subject, namnd: ownGrant(caller)?.namndId ?? null };
}

/** The nämnd of a token is the caller's own only when the hub has found it to be. */
function ownGrant({ grants }: Caller): Grant | undefined {
  return grants.find(({ ground }) => ground !== 'AGREEMENT');
}
