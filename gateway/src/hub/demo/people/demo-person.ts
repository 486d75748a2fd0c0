import type { IdType, Personkrets, Protection } from '@kommunhub/schema';
import type { Day } from '../calendar.js';
import type { LssInsats } from '../data/lss-2021.js';

export type DemoSex = 'KVINNA' | 'MAN';

/** What brings the person into the register. */
export type Standing =
  /** Holds one or more insatser. */
  | 'HOLDER'
  /** Has applied and waits for a decision. */
  | 'APPLICANT'
  /** Was refused and holds nothing. */
  | 'REFUSED'
  /** Held an insats that has ended. */
  | 'FORMER';

/** An invented person with the insatser held today. */
export interface DemoPerson {
  readonly sourceId: string;
  readonly kommunCode: string;
  readonly sex: DemoSex;
  readonly bornOn: Day;
  readonly idType: IdType;
  /** 12 digits, or the reservnummer as written; null for SAKNAS. */
  readonly number: string | null;
  readonly name: string;
  readonly protection: Protection;
  readonly personkrets: Personkrets;
  readonly standing: Standing;
  readonly insatser: readonly LssInsats[];
}
