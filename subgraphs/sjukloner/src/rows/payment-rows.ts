import type { Session } from '@kommunhub/subgraph-kit';
import type { ClaimStatus } from '../rules/claim-flow.js';
import { type ClaimRow, claimFields, joinLink } from './claim-rows.js';

/** Which attested claims are wanted; the days are those of attest in Stockholm, null means open. */
export interface PaymentSelection {
  readonly kommunCode: string;
  readonly status: ClaimStatus;
  readonly attestedFrom: string | null;
  readonly attestedTo: string | null;
}

/** Attested claims of a kommun in the order of attest, at most `limit`. */
export function loadAttestedClaims(
  session: Session,
  { kommunCode, status, attestedFrom, attestedTo }: PaymentSelection,
  limit: number,
): Promise<ClaimRow[]> {
  return session.query<ClaimRow>(
    `select ${claimFields} from sjukloner.claims claim ${joinLink}
      where claim.kommun_code = $1 and claim.status = $2 and claim.attested_at is not null
        and ($3::date is null or (claim.attested_at at time zone 'Europe/Stockholm')::date >= $3::date)
        and ($4::date is null or (claim.attested_at at time zone 'Europe/Stockholm')::date <= $4::date)
      order by claim.attested_at, claim.id limit $5`,
    [kommunCode, status, attestedFrom, attestedTo, limit],
  );
}
