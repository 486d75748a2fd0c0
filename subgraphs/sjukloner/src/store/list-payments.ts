import {
  BadInputError,
  dayInStockholm,
  ForbiddenError,
  mayAccess,
  printPaymentList,
  type SjuklonPayment,
} from '@kommunhub/schema';
import { requireAccess, type Session } from '@kommunhub/subgraph-kit';
import type { ClaimRow } from '../rows/claim-rows.js';
import { loadAttestedClaims, type PaymentSelection } from '../rows/payment-rows.js';
import { claimGrant } from './claim-access.js';
import { inputOf } from './claim-content.js';

/** More than a kommun attests in years: a list is whole or refused, never cut. */
const mostPayments = 5_000;

/** What is to be paid, or was: a file for the kommun's own payment system. */
export interface PaymentList {
  readonly csv: string;
  readonly count: number;
  /** Kronor. */
  readonly total: string;
  readonly claims: readonly ClaimRow[];
}

/**
 * The attested claims of a kommun as a payment list.
 *
 * @throws ForbiddenError unless the caller handles the kommun's claims or is a chef of its nämnd.
 * @throws BadInputError for a state that is not attested, or more payments than fit a list.
 */
export async function listPayments(session: Session, selection: PaymentSelection): Promise<PaymentList> {
  requirePaymentAccess(session, selection.kommunCode);
  if (!['ATTESTERAD', 'UTBETALD', 'ATERKRAV'].includes(selection.status)) {
    throw new BadInputError('Only attested claims are paid: ask for ATTESTERAD, UTBETALD or ATERKRAV.');
  }
  const claims = await loadAttestedClaims(session, selection, mostPayments + 1);
  if (claims.length > mostPayments) {
    throw new BadInputError(`A payment list has at most ${mostPayments} rows; narrow the days of attest.`);
  }
  const payments = await Promise.all(claims.map((claim) => paymentOf(session, claim)));
  return { csv: printPaymentList(payments), count: payments.length, total: totalOf(payments), claims };
}

/** Summed in whole öre: amounts have two decimals, always. */
function totalOf(payments: readonly SjuklonPayment[]): string {
  const ore = payments.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
  const digits = String(ore).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function requirePaymentAccess(session: Session, kommunCode: string): void {
  const { caller } = session;
  const resource = mayAccess(caller, 'SJUKLON_ATTEST').allowed ? 'SJUKLON_ATTEST' : 'SJUKLON_CONTROL';
  requireAccess(caller, resource);
  const isReached = caller.grants.some(
    ({ kommunCodes, namndId, task }) =>
      kommunCodes.includes(kommunCode) &&
      // A chef attests for the own nämnd alone; a handler reaches what an uppdrag for sjuklöner covers.
      (resource === 'SJUKLON_ATTEST' ? namndId === caller.namndId : task === 'SJUKLON'),
  );
  if (!isReached) throw new ForbiddenError('The caller handles no payments of this kommun.');
}

async function paymentOf(session: Session, claim: ClaimRow): Promise<SjuklonPayment> {
  const { provider, claimNumber, invoiceNumber } = await inputOf(session, claim);
  return {
    kommunCode: claim.kommunCode,
    claimNumber: claimNumber ?? claim.id,
    receiver: provider.name,
    organisationNumber: provider.organisationNumber,
    bankgiro: provider.bankgiro,
    amount: claim.granted ?? '0.00',
    invoiceNumber,
    decidedOn: claim.decidedOn ?? '',
    attestedOn: claim.attestedAt === null ? '' : dayInStockholm(new Date(claim.attestedAt)),
  };
}

/** Notes in the log that the claims' payments were handed out. */
export function recordPayments(session: Session, claims: readonly ClaimRow[]): void {
  for (const claim of claims) {
    const { id, namndId, kommunCode } = claim;
    session.recordRead({
      ...{ entity: 'Sjuklon', namndId, kommunCode, ids: [id] },
      fields: ['attestedAt', 'decidedOn', 'grantedAmount', 'provider'],
      task: claimGrant(session, claim)?.task ?? 'SJUKLON',
    });
  }
}
