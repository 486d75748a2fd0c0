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
  Sjuklon: {
    ...of('LINK', 'id kommun namnd person case decision calculation events duplicates'),
    ...of(
      'FACT',
      'status receivedAt applicationDate dueOn firstSickDay lastSickDay missing outcome decidedOn',
    ),
    ...of('FACT', 'attestedAt paidOn recoveredOn mandate claimedElsewhere ageDays motivation decisionLetter'),
    ...of('FACT', 'requestedAmount calculatedAmount grantedAmount recoveredAmount'),
    ...of('LEADING', 'provider'),
  },
  SjuklonEvent: { ...of('FACT', 'at action status'), ...of('STAFF', 'actor role') },
  SjuklonDuplicate: { ...of('LINK', 'claimId'), ...of('FACT', 'date kind') },
  MandateCheck: {
    ...of('FACT', 'allowed unclear reason explanation missing toConfirm lagrum lowestLevel'),
    ...of('LINK', 'point order kinds'),
  },
  KindMandate: of('FACT', 'allowed reason explanation kind'),
  DecisionWithoutMandate: { ...of('LINK', 'decision kommun mandate'), ...of('FACT', 'decidedOn kind level') },
  DelegatedDecision: {
    ...of('LINK', 'decision kommun'),
    ...of(
      'FACT',
      'decidedOn kind level reporting pointNumber orderVersion reason meetingOn paragraph urgent',
    ),
    ...of('FACT', 'caseNumber'),
  },
  AuditEntry: {
    ...of('LINK', 'id kommunCode namnd operationId operationName uppdragId ids'),
    ...of('STAFF', 'issuer subject role'),
    ...of('FACT', 'at purpose ground entity fields'),
  },
  OctoberRow: {
    ...of('LINK', 'person otherPersons'),
    ...of('SENSITIVE', 'personkrets'),
    ...of('FACT', 'columns insatser checks isMerged isReportedElsewhere'),
    ...of('LEADING', 'boendekommun'),
    ...of('STAFF', 'handledBy'),
  },
  FollowUp: { ...of('LINK', 'id'), ...of('FACT', 'type plannedOn doneOn result') },
  Interruption: { ...of('LINK', 'id'), ...of('FACT', 'startedOn endedOn cause') },
  Caseload: { ...of('STAFF', 'handlaggare'), ...of('FACT', 'adults children unknown total') },
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
  ...under('PUBLIC', 'DelegationComparison DelegationComparisonRow DelegationCell DelegationDifference'),
  ...under(
    'PUBLIC',
    'DelegationSimilarity ComparedKommun RepealedLagrum UnmappedPoint KindSuggestion DelegationOrderChange',
  ),
  ...under('PUBLIC', 'CommonOrderProposal ProposedPoint ProposedChange ProposedKommun MayDecideAnswer'),
  ...under('PUBLIC', 'SjuklonPolicy ApprovedAgreement'),
  // Sums of money and days of what the caller itself has sent, or of a claim that is read under its own rule.
  ...under('PUBLIC', 'SjuklonCalculation SjuklonLine SjuklonPart SjuklonCut SjuklonWarning'),
  ...under('SJUKLON', 'SjuklonConnection SjuklonEdge DecisionLetter SjuklonPaymentList'),
  ...under('SJUKLON', 'SjuklonPolicyComparison SjuklonPolicyCost SjuklonKommunCost'),
  ...under('SJUKLON_CONTROL', 'ClaimedElsewhere'),
  ...under('DELEGATION_REPORT', 'MandateShare MandateReasonCount ReportingReminder ReportOutcome'),
  ...under('DELEGATION_REPORT', 'DecisionWithoutMandateConnection DecisionWithoutMandateEdge'),
  ...under('DELEGATION_REPORT', 'DelegatedDecisionConnection DelegatedDecisionEdge'),
  ...under('AUDIT_LOG', 'AuditEntryConnection AuditEntryEdge'),
  ...under('AUDIT_REVIEW', 'AuditReview AuditReviewCaller'),
  ...under('DELEGATION_EDIT', 'DelegationImport ImportedOrder FileFault'),
  ...under('PERSON_LEVEL', 'CaseConnection CaseEdge DecisionConnection DecisionEdge'),
  ...under('OWN_AGGREGATES', 'InsatsCount OwnKpiReport OwnKpiTarget'),
  ...under('RELEASED_TABLES', 'StatisticTable StatisticDimension StatisticMeasure DimensionValue Release'),
  ...under('RELEASED_TABLES', 'StatisticResult StatisticCell MeasureValue Coverage KommunCoverage'),
  ...under('OWN_AGGREGATES', 'OwnStatisticResult OwnStatisticCell'),
  ...under('RELEASED_TABLES', 'Kpi KpiTarget KpiValue KpiPlace KpiRelease UncarriedKpi'),
  ...under('SOURCE_COUNTS', 'Source SyncRun SkipCount RemovedCount'),
  ...under(
    'SOURCE_CONTROL',
    'QuarantineConnection QuarantineEdge QuarantineEntry QuarantineCount UnmappedCode RowFate',
  ),
  ...under('AGREEMENTS', 'Agreement Viewer ViewerGrant'),
  ...under('AGREEMENT_CONTROL', 'Uppdrag'),
  ...under('OCTOBER_REPORT', 'OctoberReport OctoberRowConnection OctoberRowEdge OctoberCheck OctoberTotal'),
  ...under('OCTOBER_REPORT', 'OctoberComparison OctoberChange OctoberApproval'),
  ...under('OCTOBER_REPORT', 'OctoberKommunReport OctoberNamndPart'),
  ...under('BREAK_GLASS_EVENTS', 'BreakGlassEvent BreakGlassEventConnection BreakGlassEventEdge'),
  ...under('SAMPLE_DRAW', 'DrawnSample'),
};

function under(resource: Resource, types: string): Record<string, Resource> {
  return Object.fromEntries(types.split(' ').map((type) => [type, resource]));
}
