import type { Session } from '@kommunhub/subgraph-kit';

/** A policy as it is kept: public content with its dates. */
export interface PolicyRow {
  readonly id: string;
  readonly kommunCode: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly content: unknown;
}

/** The policies of the kommuner that have not been replaced, latest begun first, in one statement. */
export function loadPolicies(session: Session, kommunCodes: readonly string[]): Promise<PolicyRow[]> {
  return session.query(
    `select id, kommun_code as "kommunCode", valid_from as "validFrom", valid_to as "validTo", content
       from sjukloner.policies
      where kommun_code = any ($1) and replaced_at is null
      order by kommun_code, valid_from desc`,
    [kommunCodes],
  );
}
