import type { AgreementParties } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

/** Agreements about the kommuner's decisions, of whatever time: the rule holds them against the day. */
export function loadAgreementsOfHome(
  session: Session,
  homeKommunCodes: readonly string[],
): Promise<AgreementParties[]> {
  return session.query(
    `select home_kommun_code as "homeKommunCode", performing_kommun_code as "performingKommunCode", kinds,
            valid_from as "validFrom", valid_to as "validTo"
       from hub.agreements where home_kommun_code = any ($1::text[])`,
    [homeKommunCodes],
  );
}
