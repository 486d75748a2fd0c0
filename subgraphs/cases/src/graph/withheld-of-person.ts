import type { DecisionRow, ExecutionRow } from '../rows/model-rows.js';
import { isWithheld } from '../rules/withheld.js';
import type { CasesContext } from './context.js';
import { groundOf } from './reads.js';

/** Whether what leads to the decision's person is withheld from the caller; asks the database only where it may be. */
export async function isWithheldOfDecision(row: DecisionRow, context: CasesContext): Promise<boolean> {
  if (groundOf(context.session, row) === 'OWN_NAMND') return false;
  const ownCase = await context.loaders.at(row.knownOn).caseById.load(row.caseId);
  const person =
    ownCase === null ? null : await context.loaders.at(row.knownOn).personById.load(ownCase.personId);
  // Without the person there is no knowing that nobody is to be protected.
  return person === null || isWithheld(person.recordedProtection, groundOf(context.session, person));
}

/** The same for an execution, through its decision. */
export async function isWithheldOfExecution(row: ExecutionRow, context: CasesContext): Promise<boolean> {
  if (groundOf(context.session, row) === 'OWN_NAMND') return false;
  const decision = await context.loaders.at(row.knownOn).decisionById.load(row.decisionId);
  return decision === null || isWithheldOfDecision(decision, context);
}
