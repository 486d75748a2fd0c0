import { findInsatsCase, findPerson, hasAssistance } from './find-person.js';

export { caseDecisionSink } from './decision-sink.js';

/** What a claim for sjuklön asks of cases; each answers by what the row rules show the caller. */
export const sjuklonCases = { findPerson, findInsatsCase, hasAssistance };
