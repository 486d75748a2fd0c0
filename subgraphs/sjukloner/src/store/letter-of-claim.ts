import { type DecisionLetter, decisionLetter, kommunByCode, type Role } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import type { ClaimEventRow, ClaimRow } from '../rows/claim-rows.js';
import { appealCourtOf } from '../rules/appeal-court.js';
import { calculationOf, inputOf, motivationOf } from './claim-content.js';

export interface LetterContext {
  readonly namndName: string;
  readonly events: readonly ClaimEventRow[];
  /** Who signs; without it a line to sign on. */
  readonly deciderName: string | null;
}

const titles: Readonly<Partial<Record<Role, string>>> = {
  sjuklonehandlaggare: 'sjuklönehandläggare',
  chef: 'enhetschef',
};

/**
 * The letter of a decided claim; null before the decision.
 *
 * The individual's name lies in another subgraph behind its own rules, so the
 * letter names the claim by number and leaves the name to who sends it.
 */
export async function letterOfClaim(
  session: Session,
  claim: ClaimRow,
  { namndName, events, deciderName }: LetterContext,
): Promise<DecisionLetter | null> {
  const { outcome, decidedOn, granted } = claim;
  if (outcome === null || decidedOn === null || granted === null) return null;
  const [input, calculation, motivation] = await Promise.all([
    inputOf(session, claim),
    calculationOf(session, claim),
    motivationOf(session, claim),
  ]);
  const role = events.find(({ action }) => action === 'DECIDE')?.role;
  const facts = {
    ...{ outcome, decidedOn, namndName, motivation },
    personName: null,
    kommunName: kommunByCode(claim.kommunCode)?.name ?? claim.kommunCode,
    claimNumber: input.claimNumber ?? claim.id,
    providerName: input.provider.name,
    applicationDate: claim.applicationDate,
    firstSickDay: claim.firstSickDay,
    lastSickDay: claim.lastSickDay,
    amount: granted,
    deciderName: deciderName ?? '________________________',
    deciderTitle: (role && titles[role]) ?? 'handläggare',
    court: appealCourtOf(claim.kommunCode),
  };
  return decisionLetter(facts, calculation);
}
