import type { FieldClass } from './field-rules.js';
import type { Resource } from './resource.js';

type ClassesOfFields = Readonly<Record<string, FieldClass>>;

const of = (fieldClass: FieldClass, fields: string): ClassesOfFields =>
  Object.fromEntries(fields.split(' ').map((field) => [field, fieldClass]));

/**
 * Every field of every type that tells of a person or an employee. A field of
 * the graph that is not named here fails a test and is withheld from everybody.
 */
export const fieldClasses: Readonly<Record<string, ClassesOfFields>> = {
  Case: {
    ...of('LINK', 'id kommun namnd person investigations decisions history sjukloner'),
    ...of('FACT', 'caseNumber law status openedOn closedOn'),
    ...of('STAFF', 'handlaggare'),
  },
  CaseVersion: of('FACT', 'law status openedOn closedOn knownFrom knownTo'),
  Person: {
    ...of('LINK', 'id cases withheld'),
    ...of('IDENTITY', 'personnummer name'),
    ...of('FACT', 'birthYear sex protection'),
    ...of('SENSITIVE', 'personkrets'),
  },
  Investigation: { ...of('LINK', 'id'), ...of('FACT', 'category appliedOn openedOn closedOn') },
  Decision: {
    ...of('LINK', 'id case executions followUps history withheld mandate'),
    ...of('FACT', 'kind insats subtype outcome decidedOn validFrom validTo lagrum level amount amountUnit'),
    // The source's own words may name a home, and D14 tells that the person lives elsewhere.
    ...of('LEADING', 'insatsText outcomeText extraKinds'),
    ...of('STAFF', 'decidedBy'),
  },
  DecisionVersion: of(
    'FACT',
    'subtype outcome decidedOn validFrom validTo lagrum level amount amountUnit knownFrom knownTo insats',
  ),
  Execution: {
    ...of('LINK', 'id interruptions withheld'),
    ...of('FACT', 'regi orderedOn startedOn endedOn'),
    ...of('LEADING', 'provider executingKommun'),
  },
  FollowUp: { ...of('LINK', 'id'), ...of('FACT', 'type plannedOn doneOn result') },
  Interruption: { ...of('LINK', 'id'), ...of('FACT', 'startedOn endedOn cause') },
  Handlaggare: {
    ...of('LINK', 'id kommun namnd'),
    ...of('STAFF', 'befattning fte activeFrom activeTo name'),
  },
};

/** Every other type of the graph, with the resource that it is read under: none of them tells of a person. */
export const openTypes: Readonly<Record<string, Resource>> = {
  ...under(
    'PUBLIC',
    'Query Mutation Kommun County Omrade Namnd Population Staffing StaffCount Insats PageInfo',
  ),
  ...under('PUBLIC', 'DecisionKind DelegationOrder DelegationPoint DelegationCondition'),
  ...under('DELEGATION_EDIT', 'DelegationImport ImportedOrder FileFault'),
  ...under('PERSON_LEVEL', 'CaseConnection CaseEdge DecisionConnection DecisionEdge'),
  ...under('OWN_AGGREGATES', 'InsatsCount'),
  ...under('SOURCE_COUNTS', 'Source SyncRun SkipCount RemovedCount'),
  ...under(
    'SOURCE_CONTROL',
    'QuarantineConnection QuarantineEdge QuarantineEntry QuarantineCount UnmappedCode',
  ),
  ...under('AGREEMENTS', 'Agreement Viewer ViewerGrant'),
  ...under('AGREEMENT_CONTROL', 'Uppdrag'),
  ...under('BREAK_GLASS_EVENTS', 'BreakGlassEvent BreakGlassEventConnection BreakGlassEventEdge'),
  ...under('SAMPLE_DRAW', 'DrawnSample'),
};

function under(resource: Resource, types: string): Record<string, Resource> {
  return Object.fromEntries(types.split(' ').map((type) => [type, resource]));
}
