import { isOfOwningGroup, withheldFields } from '@kommunhub/schema';
import type { DecisionRow, ExecutionRow, PersonRow } from '../rows/model-rows.js';
import { isWithheld } from '../rules/withheld.js';
import type { CasesContext } from './context.js';
import { readerOf } from './reads.js';

/** Whether the protection of the person withholds from the caller what leads to it. */
export function isWithheldOfPerson(person: PersonRow, { session }: CasesContext): boolean {
  return isWithheld(person.recordedProtection, readerOf(session, person));
}

/** Whether what leads to the decision's person is withheld from the caller; asks the database only where it may be. */
export async function isWithheldOfDecision(row: DecisionRow, context: CasesContext): Promise<boolean> {
  if (isOfOwningGroup(readerOf(context.session, row))) return false;
  const ownCase = await context.loaders.at(row.knownOn).caseById.load(row.caseId);
  const person =
    ownCase === null ? null : await context.loaders.at(row.knownOn).personById.load(ownCase.personId);
  // Without the person there is no knowing that nobody is to be protected.
  return person === null || isWithheldOfPerson(person, context);
}

/** The same for an execution, through its decision. */
export async function isWithheldOfExecution(row: ExecutionRow, context: CasesContext): Promise<boolean> {
  if (isOfOwningGroup(readerOf(context.session, row))) return false;
  const decision = await context.loaders.at(row.knownOn).decisionById.load(row.decisionId);
  return decision === null || isWithheldOfDecision(decision, context);
}

/** Names of the row's fields that are empty because the caller may not see them. */
export function namesOfWithheld(
  row: PersonRow | DecisionRow | ExecutionRow,
  type: 'Person' | 'Decision' | 'Execution',
  isProtected: boolean,
  { session }: CasesContext,
): readonly string[] {
  return withheldFields(readerOf(session, row), type, isProtected);
}
