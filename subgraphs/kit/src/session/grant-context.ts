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
 * What the row rules read of the caller's grants, as settings of the
 * transaction: for each task nämnder, kommuner, pairs of both and own
 * handläggare ids, and the pairs of each scope. Who handles LSS cases of the own
 * nämnd sees the sjuklön decisions in them; in joint work they are a task of
 * their own. Lists that hold nothing are left out: a missing one is empty.
 */
export function grantContext(caller: Caller): Readonly<Record<string, string>> {
  const lists = new Map<string, Set<string>>();
  const add = (name: string, values: readonly string[]) => {
    const known = lists.get(name) ?? new Set();
    for (const value of values) known.add(value);
    lists.set(name, known);
  };
  for (const grant of caller.grants) {
    const { namndId, kommunCodes, handlaggareIds, uppdragId } = grant;
    const areas = kommunCodes.map((code) => `${namndId} ${code}`);
    add('reached_kommuner', kommunCodes);
    if (uppdragId !== null) add('uppdrag', [uppdragId]);
    for (const [task, scope] of tasksOf(caller, grant)) {
      const of = task.toLowerCase();
      add(`kommuner_${of}`, kommunCodes);
      add(`namnder_${of}`, [namndId]);
      add(`areas_${of}`, areas);
      add(`handlaggare_${of}`, handlaggareIds);
      add(`areas_${of}_${scope.toLowerCase()}`, areas);
      if (markedScopes.includes(scope)) add('marked_areas', areas);
    }
  }
  const sample = caller.grants.find((grant) => grant.sample)?.sample;
  return {
    ...Object.fromEntries([...lists].map(([name, values]) => [name, arrayLiteral([...values])])),
    ...(sample && { sample_period: sample.period, sample_threshold: String(sample.threshold) }),
  };
}

/** Scopes under which cases are marked one by one. */
const markedScopes: readonly RowScope[] = ['SAMPLE', 'PUT_BEFORE', 'CLAIMS'];

/** The values as PostgreSQL writes an array of text. */
function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
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
