import { type Caller, mayAccess, uppdragTasks } from '@kommunhub/schema';

/**
 * What the row rules read: nämnd, kommuner, task and own handläggare ids of
 * every grant. Who handles LSS cases of the own nämnd sees the sjuklön
 * decisions in them; in joint work they are a task of their own.
 */
export function grantContext(caller: Caller): object[] {
  return caller.grants.flatMap(({ namndId, kommunCodes, task, ground, handlaggareIds }) => {
    const seesAll = ground === 'OWN_NAMND' && task === 'LSS_HANDLAGGNING';
    const tasks = seesAll ? uppdragTasks : [task];
    return tasks.map((one) => ({ n: namndId, k: kommunCodes, t: one, h: handlaggareIds }));
  });
}

/** The nämnd whose counts the caller may see; empty for none. */
export function aggregateNamnd(caller: Caller): string {
  return mayAccess(caller, 'OWN_AGGREGATES').allowed ? (caller.namndId ?? '') : '';
}

/** The nämnd whose quarantine and unmapped codes the caller may see; empty for none. */
export function sourceNamnd(caller: Caller): string {
  return mayAccess(caller, 'SOURCE_CONTROL').allowed ? (caller.namndId ?? '') : '';
}
