import type { CalendarDate } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

export interface AgreementRow {
  readonly id: string;
  readonly name: string;
  readonly homeKommunCode: string;
  readonly performingKommunCode: string;
  readonly kindCodes: readonly string[];
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly note: string | null;
}

/** Agreements, or those in force on a day. */
export function listAgreements(session: Session, on: CalendarDate | null): Promise<AgreementRow[]> {
  return session.query<AgreementRow>(
    `select id, name, home_kommun_code as "homeKommunCode", performing_kommun_code as "performingKommunCode",
            kinds as "kindCodes", valid_from as "validFrom", valid_to as "validTo", note
       from hub.agreements
      where $1::date is null or (valid_from <= $1::date and (valid_to is null or valid_to >= $1::date))
      order by home_kommun_code, performing_kommun_code, valid_from, name`,
    [on],
  );
}
