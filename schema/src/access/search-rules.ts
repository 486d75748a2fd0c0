import type { Resource } from './resource.js';

/**
 * What may be searched by, for every argument and input field of the questions
 * that lead to persons (förordning 2001:637, 12 § and 15 §).
 *
 * `PERSON_LEVEL`: the own work list by status and dates, read as not being a
 * search, and places in a list. `PERSON_LOOKUP`: number, name and case number.
 * `FOLLOW_UP`: anything else, for follow-up alone. An argument that is not named
 * here fails a test.
 */
export const searchRules: Readonly<Record<string, Resource>> = {
  ...under('PERSON_LEVEL', 'Query.cases', 'filter orderBy first after validOn knownOn'),
  ...under('PERSON_LEVEL', 'Query.case', 'id'),
  ...under('PERSON_LEVEL', 'Query.decisions', 'filter orderBy first after validOn knownOn'),
  ...under('PERSON_LEVEL', 'CaseFilter', 'kommunCodes assignment status openedFrom openedTo'),
  ...under('PERSON_LEVEL', 'DecisionFilter', 'kommunCodes caseId decidedFrom decidedTo'),
  ...under('FOLLOW_UP', 'CaseFilter', 'personkrets'),
  ...under('FOLLOW_UP', 'DecisionFilter', 'insats outcome'),
  ...under('DELEGATION_REPORT', 'Query.delegatedDecisions', 'namndId from to reported first after'),
  ...under(
    'DELEGATION_REPORT',
    'Query.decisionsWithoutMandate',
    'namndId from to includeUnclear first after',
  ),
  ...under('SJUKLON', 'Query.sjukloner', 'filter orderBy first after'),
  ...under('SJUKLON', 'Query.sjuklon', 'id'),
  ...under('SJUKLON', 'Query.sjuklonPayments', 'kommunCode attestedFrom attestedTo status'),
  ...under('SJUKLON', 'Query.compareSjuklonPolicies', 'kommunCodes claimIds inputs on'),
  ...under(
    'SJUKLON',
    'SjuklonFilter',
    'kommunCodes status caseId appliedFrom appliedTo dueBefore minimumAmount',
  ),
  ...under('OCTOBER_REPORT', 'Query.octoberReport', 'kommunCode year namndId knownOn interruptions'),
  ...under('STAFF_FIGURES', 'Query.caseloads', 'on'),
  ...under('AUDIT_LOG', 'Query.auditEntries', 'personId first after'),
  ...under('PERSON_LOOKUP', 'Query.personLookup', 'input'),
  ...under('PERSON_LOOKUP', 'PersonLookupInput', 'personnummer name caseNumber kommunCodes'),
};

/** The rights that the given terms of an input need, each once; null for a term without a rule, which is nobody's. */
export function rightsOfTerms(input: string, terms: object): readonly (Resource | null)[] {
  const given = Object.entries(terms).filter(([, value]) => value !== null && value !== undefined);
  return [...new Set(given.map(([term]) => searchRules[`${input}.${term}`] ?? null))];
}

function under(resource: Resource, owner: string, names: string): Record<string, Resource> {
  return Object.fromEntries(names.split(' ').map((name) => [`${owner}.${name}`, resource]));
}
