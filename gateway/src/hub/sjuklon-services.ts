import { caseDecisionSink, sjuklonCases } from '@kommunhub/cases';
import { answerQuestion, createDelegationLoaders } from '@kommunhub/delegation';
import { noFacts } from '@kommunhub/schema';
import type { MandatePort, SjuklonerServices } from '@kommunhub/sjukloner';

/** Mandate for sjuklöner (D05) by the delegation orders of the hub. */
const mandates: MandatePort = {
  async mayDecide(session, question) {
    const loaders = createDelegationLoaders({ session });
    const { allowed, explanation, reason } = await answerQuestion(loaders, {
      ...noFacts,
      ...question,
      kind: 'D05',
      level: null,
      asDeputy: false,
      subDelegated: false,
    });
    return reason === 'INGEN_ORDNING' ? null : { allowed, explanation, reason };
  },
};

/** What the sjukloner subgraph gets of the other parts. */
export const sjuklonServices: Pick<SjuklonerServices, 'cases' | 'decisionSink' | 'mandates'> = {
  cases: sjuklonCases,
  decisionSink: caseDecisionSink,
  mandates,
};
