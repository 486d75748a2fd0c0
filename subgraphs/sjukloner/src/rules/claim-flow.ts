import { termSet } from '@kommunhub/schema';

/** Where a claim stands (`domain.md` 4.3). */
export const claimStatusTerms = termSet({
  INKOMMEN: ['Inkommen', 'FL 19 §'],
  KOMPLETTERING: ['Väntar på komplettering', 'FL 20 §'],
  UTREDS: ['Utreds', 'FL 23 §'],
  BESLUT_BIFALL: ['Beviljad', 'LSS 9 § 2'],
  BESLUT_DELVIS: ['Delvis beviljad', 'LSS 9 § 2'],
  BESLUT_AVSLAG: ['Avslagen', 'LSS 9 § 2'],
  ATTESTERAD: ['Attesterad', null],
  UTBETALD: ['Utbetald', null],
  ATERKRAV: ['Återkrävd', 'LSS 12 §'],
});
export type ClaimStatus = keyof typeof claimStatusTerms;

/** What can be done with a claim, in the order of its flow. */
export const claimActions = [
  'REGISTER',
  'REQUEST_COMPLETION',
  'COMPLETE',
  'INVESTIGATE',
  'DECIDE',
  'ATTEST',
  'PAY',
  'RECOVER',
] as const;
export type ClaimAction = (typeof claimActions)[number];

/** From which states each action leads on. A refusal is decided and not paid, so it is not attested. */
const startsFrom: Readonly<Record<Exclude<ClaimAction, 'REGISTER'>, readonly ClaimStatus[]>> = {
  REQUEST_COMPLETION: ['INKOMMEN', 'UTREDS', 'KOMPLETTERING'],
  COMPLETE: ['KOMPLETTERING'],
  INVESTIGATE: ['INKOMMEN', 'KOMPLETTERING'],
  DECIDE: ['INKOMMEN', 'UTREDS'],
  ATTEST: ['BESLUT_BIFALL', 'BESLUT_DELVIS'],
  PAY: ['ATTESTERAD'],
  RECOVER: ['UTBETALD'],
};

/** Whether the action can be done with a claim that stands there. */
export function canDo(action: Exclude<ClaimAction, 'REGISTER'>, status: ClaimStatus): boolean {
  return startsFrom[action].includes(status);
}

/** The states from which the action can be done, for the sentence that says so. */
export function statesFor(action: Exclude<ClaimAction, 'REGISTER'>): readonly ClaimStatus[] {
  return startsFrom[action];
}

export const claimOutcomes = ['BIFALL', 'DELVIS_BIFALL', 'AVSLAG'] as const;
export type ClaimOutcome = (typeof claimOutcomes)[number];

const statusOfOutcome: Readonly<Record<ClaimOutcome, ClaimStatus>> = {
  BIFALL: 'BESLUT_BIFALL',
  DELVIS_BIFALL: 'BESLUT_DELVIS',
  AVSLAG: 'BESLUT_AVSLAG',
};

export function statusAfterDecision(outcome: ClaimOutcome): ClaimStatus {
  return statusOfOutcome[outcome];
}
