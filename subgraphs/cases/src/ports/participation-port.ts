import type { CalendarDate } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { type AgreementInForce, participatingKommuner, type Subject } from '../rules/participation.js';

/** Tells which kommuner take part in a subject of joint work on a day. */
export interface ParticipationPort {
  kommunCodes(session: Session, subject: Subject, on: CalendarDate): Promise<ReadonlySet<string>>;
}

/** Participation by the agreements that the hub holds. */
export const participationByAgreement: ParticipationPort = {
  async kommunCodes(session, subject, on) {
    const agreements = await session.query<AgreementInForce>(
      `select home_kommun_code as "homeKommunCode", performing_kommun_code as "performingKommunCode", kinds
         from hub.agreements
        where valid_from <= $1::date and (valid_to is null or valid_to >= $1::date)`,
      [on],
    );
    return participatingKommuner(agreements, subject);
  },
};
