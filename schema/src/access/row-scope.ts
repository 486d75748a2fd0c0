import type { Role, RowScope, UppdragTask } from './caller.js';

type ScopesOfTasks = Readonly<Partial<Record<UppdragTask, RowScope>>>;

/** Rows that a role sees in the own nämnd, by task; a task that is not named gives none. */
const ownNamndScopes: Readonly<Partial<Record<Role, ScopesOfTasks>>> = {
  // Who handles a case sees the sjuklön decisions in it.
  handlaggare: { LSS_HANDLAGGNING: 'OWN_CASES', SJUKLON: 'OWN_CASES' },
  sjuklonehandlaggare: { SJUKLON: 'CLAIMS' },
  chef: { LSS_HANDLAGGNING: 'ALL', SJUKLON: 'ALL' },
  kvalitet: { LSS_HANDLAGGNING: 'SAMPLE', SJUKLON: 'SAMPLE' },
  namnd: { LSS_HANDLAGGNING: 'PUT_BEFORE', SJUKLON: 'PUT_BEFORE' },
};

/** The same where an uppdrag of another nämnd is held (KL 9 kap. 37 §). */
const uppdragScopes: Readonly<Partial<Record<Role, ScopesOfTasks>>> = {
  handlaggare: { LSS_HANDLAGGNING: 'OWN_CASES', SJUKLON: 'OWN_CASES' },
  sjuklonehandlaggare: { SJUKLON: 'CLAIMS' },
};

/** Which rows of its own nämnd the role sees for the task; null for none. */
export function ownNamndScope(role: Role, task: UppdragTask): RowScope | null {
  return ownNamndScopes[role]?.[task] ?? null;
}

/** Which rows the role sees under an uppdrag for the task; null when it cannot hold one. */
export function uppdragScope(role: Role, task: UppdragTask): RowScope | null {
  return uppdragScopes[role]?.[task] ?? null;
}
