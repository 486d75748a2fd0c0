import {
  BadInputError,
  compareDecimals,
  dayInStockholm,
  type Fault,
  HubError,
  type SjuklonCalculation,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { ClaimLinkEntity } from '../entities/index.js';
import type { SjuklonerServices } from '../ports/index.js';
import type { ClaimRow } from '../rows/claim-rows.js';
import { actorOf, officeOf } from '../rules/actor.js';
import { type ClaimOutcome, statusAfterDecision } from '../rules/claim-flow.js';
import { calculateClaim } from './calculate-claim.js';
import { claimGrant, claimToHandle } from './claim-access.js';
import { inputOf, sealed } from './claim-content.js';
import { forgetAgreementShifts } from './claimed-elsewhere.js';
import { changeClaim, requireState } from './write-claim.js';

export interface ClaimDecision {
  readonly outcome: ClaimOutcome;
  /** Kronor; the calculated amount when left out, nothing at AVSLAG. */
  readonly amount: string | null;
  readonly motivation: string | null;
}

/**
 * Decides a claim under the home kommun's policy and delegation order, and
 * puts the decision among those of the individual's case, all in the
 * session's transaction.
 *
 * The calculation is made anew and frozen with the decision: it is what the
 * decision rests on.
 *
 * @throws HubError CLAIM_STATE, MANDATE_MISSING.
 * @throws BadInputError with every fault of the decision at once.
 */
export async function decideClaim(
  session: Session,
  services: Pick<SjuklonerServices, 'cases' | 'clock' | 'decisionSink' | 'mandates'>,
  id: string,
  decision: ClaimDecision,
): Promise<void> {
  const claim = await claimToHandle(session, id);
  requireState('DECIDE', claim);
  const now = services.clock();
  const decidedOn = dayInStockholm(now);
  const input = await inputOf(session, claim);
  const keys = await session.keys(claim.namndId);
  const calculation = await calculateClaim(session, keys, services.cases, claim, input, claim.personId);
  const granted = grantedAmount(decision, calculation);
  refuseFaults(decision, granted, calculation);
  const mandate = await requireMandate(session, services, claim, decision.outcome, granted, decidedOn);

  const status = statusAfterDecision(decision.outcome);
  await changeClaim(
    session,
    claim,
    { action: 'DECIDE', status, at: now },
    {
      outcome: decision.outcome,
      granted,
      decidedOn,
      decidedBy: actorOf(session.caller),
      handledBy: actorOf(session.caller),
      mandate,
      calculated: calculation.amount,
      calculationCipher: sealed(keys, id, 'calculation_cipher', calculation),
      motivationCipher:
        decision.motivation === null ? null : sealed(keys, id, 'motivation_cipher', decision.motivation),
    },
  );
  // A refused pass is claimed by nobody: another kommun is not to be told of it.
  if (decision.outcome === 'AVSLAG') await forgetAgreementShifts(session, claim);
  await putAmongDecisions(session, services, claim, { ...decision, granted, decidedOn });
}

function grantedAmount({ outcome, amount }: ClaimDecision, calculation: SjuklonCalculation): string {
  if (outcome === 'AVSLAG') return amount ?? '0.00';
  return amount ?? calculation.amount;
}

/** A decision that grants more than the calculation has no ground; one that departs from it must say why (FL 32 §). */
function refuseFaults(decision: ClaimDecision, granted: string, calculation: SjuklonCalculation): void {
  const { motivation, outcome } = decision;
  const isZero = compareDecimals(granted, '0') === 0;
  const faults: Fault[] = [];
  const fault = (path: string, code: string, message: string) => faults.push({ path, code, message });
  if (compareDecimals(granted, '0') < 0 || (granted.split('.')[1]?.length ?? 0) > 2) {
    fault('amount', 'AMOUNT_FORM', 'Beloppet är i kronor, inte negativt, med högst två decimaler.');
  }
  if (compareDecimals(granted, calculation.amount) > 0) {
    fault('amount', 'AMOUNT_ABOVE_CALCULATED', 'Beloppet är högre än det beräknade.');
  }
  if (outcome === 'AVSLAG' && !isZero) {
    fault('amount', 'AMOUNT_AT_AVSLAG', 'Vid avslag är beloppet noll.');
  }
  if (outcome === 'DELVIS_BIFALL' && isZero) {
    fault('outcome', 'OUTCOME_WITHOUT_AMOUNT', 'Ett delvis bifall beviljar något; annars är det ett avslag.');
  }
  if (outcome === 'BIFALL' && compareDecimals(granted, calculation.amount) < 0) {
    fault(
      'outcome',
      'OUTCOME_NOT_WHOLE',
      'Ett bifall beviljar hela det beräknade; annars är det ett delvis bifall.',
    );
  }
  const departs = outcome !== calculation.outcome || compareDecimals(granted, calculation.amount) !== 0;
  if ((outcome === 'AVSLAG' || departs) && (motivation ?? '').trim() === '') {
    fault(
      'motivation',
      'MOTIVATION_MISSING',
      'Ange skälen: beslutet är ett avslag eller avviker från beräkningen (FL 32 §).',
    );
  }
  if (faults.length > 0) {
    throw new BadInputError('The decision cannot be taken as it stands; see the faults.', { faults });
  }
}

/** The reason of the check; null where the home nämnd has no order in force in the hub. */
async function requireMandate(
  session: Session,
  { mandates }: Pick<SjuklonerServices, 'mandates'>,
  { kommunCode, namndId }: ClaimRow,
  outcome: ClaimOutcome,
  amount: string,
  on: string,
): Promise<string | null> {
  const { caller } = session;
  const office = officeOf(caller.role);
  if (office === undefined) throw new HubError('FORBIDDEN', `The role ${caller.role} decides no claims.`);
  const answer = await mandates.mayDecide(session, {
    ...{ kommunCode, namndId, outcome, amount, on },
    role: office.befattning,
    employerKommunCode: caller.kommunCode ?? kommunCode,
  });
  if (answer === null) return null;
  if (answer.allowed) return answer.reason;
  throw new HubError('MANDATE_MISSING', `${answer.reason}: ${answer.explanation}`);
}

async function putAmongDecisions(
  session: Session,
  { decisionSink }: Pick<SjuklonerServices, 'decisionSink'>,
  claim: ClaimRow,
  decision: ClaimDecision & { readonly granted: string; readonly decidedOn: string },
): Promise<void> {
  if (claim.caseId === null) return;
  const { kommunCode, namndId, caseId, id: claimId } = claim;
  const decisionId = await decisionSink.record(session, {
    ...{ kommunCode, namndId, caseId, claimId },
    outcome: decision.outcome,
    decidedOn: decision.decidedOn,
    validFrom: claim.firstSickDay,
    validTo: claim.lastSickDay,
    level: officeOf(session.caller.role)?.level ?? null,
    decidedById: claimGrant(session, claim)?.handlaggareIds[0] ?? null,
    amount: decision.granted,
  });
  const manager = await session.manager();
  await manager.update(ClaimLinkEntity, { kommunCode, claimId }, { decisionId });
}
