export { casesEntities } from './entities/index.js';
export { caseTableSpecs } from './ingest/table-specs.js';
export { casesMigrations } from './migrations/index.js';
export { type ParticipationPort, participationByAgreement } from './ports/index.js';
export { isWithheld, shownProtection } from './rules/withheld.js';
export { caseDecisionSink, sjuklonCases } from './sjuklon/index.js';
export { type CasesOptions, createCasesSubgraph } from './subgraph.js';
