import { parseConditions } from '../conditions.js';
import { type MandateAnswer, type MandateQuestion, noFacts } from '../mandate.js';
import { type AgreementParties, mayDecide } from '../may-decide.js';
import type { DelegationPointRecord } from '../order-record.js';

/** A handläggare of Säter who asks about personal assistance, with no fact told. */
export const aQuestion = (facts: Partial<MandateQuestion> = {}): MandateQuestion => ({
  ...noFacts,
  ...{ kind: 'D02', kommunCode: '2082', servedKommunCodes: ['2082'], role: 'LSS_HANDLAGGARE', level: null },
  ...{ employerKommunCode: null, on: '2026-03-01', asDeputy: false, subDelegated: false },
  ...facts,
});

/** A point that lets the handläggare decide about personal assistance without conditions. */
export const aPoint = (changes: Partial<DelegationPointRecord> = {}): DelegationPointRecord => ({
  ...{ ordinal: 1, number: '1', kinds: ['D02'], kindText: 'Assistans', lagrum: ['LSS 9 § 2'] },
  ...{ level: 'HANDLAGGARE', delegate: null, deputy: null, externalKommunCode: null, conditions: [] },
  ...{ subDelegation: false, reporting: 'ALLA', note: null },
  ...changes,
});

export const conditionsIn = (text: string) => parseConditions(text).conditions;

/** Asks the rule about an order of the points. */
export const ask = (
  facts: Partial<MandateQuestion>,
  points: readonly DelegationPointRecord[],
  agreements: readonly AgreementParties[] = [],
): MandateAnswer => {
  const ruling = { order: { version: '2025:1', points }, rulesFrom: '2025-01-01', rulesTo: '2026-12-31' };
  return mayDecide(aQuestion(facts), ruling, agreements);
};

/** Falun's employees may decide about personal assistance for Säter, until the day that questions are about. */
export const agreement: AgreementParties = {
  ...{ homeKommunCode: '2082', performingKommunCode: '2080', kinds: ['D02'] },
  ...{ validFrom: '2025-06-01', validTo: '2026-03-01' },
};

export const short = ({ reason, lowestLevel, missing }: MandateAnswer) => [reason, lowestLevel, ...missing];
