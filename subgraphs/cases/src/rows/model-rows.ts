import type {
  AmountUnit,
  Befattning,
  CaseStatus,
  DecisionLevel,
  DecisionOutcome,
  FollowUpResult,
  FollowUpType,
  IdType,
  Insatskod,
  InterruptionCause,
  InvestigationCategory,
  Law,
  Personkrets,
  Protection,
  Regi,
  Sex,
  Subtype,
} from '@kommunhub/schema';

/** A row of a tenant: whose it is decides on which ground it is read. */
export interface TenantRow {
  readonly id: string;
  readonly kommunCode: string;
  readonly namndId: string;
  /** The day whose knowledge the row shows; left out when it is what is known now. */
  readonly knownOn?: string;
}

const tenantColumns = { id: 'id', kommunCode: 'kommun_code', namndId: 'namnd_id' } as const;

export interface CaseRow extends TenantRow {
  readonly personId: string;
  readonly handlaggareId: string | null;
  readonly caseNumberCipher: Buffer;
  readonly law: Law;
  readonly status: CaseStatus;
  readonly openedOn: string;
  readonly closedOn: string | null;
}

export interface PersonRow extends TenantRow {
  readonly idType: IdType;
  readonly personnummerCipher: Buffer | null;
  readonly nameCipher: Buffer | null;
  readonly birthYear: number | null;
  readonly sex: Sex;
  readonly recordedProtection: Protection;
  readonly personkrets: Personkrets | null;
}

export interface InvestigationRow extends TenantRow {
  readonly caseId: string;
  readonly category: InvestigationCategory;
  readonly appliedOn: string | null;
  readonly openedOn: string;
  readonly closedOn: string | null;
}

export interface DecisionRow extends TenantRow {
  readonly caseId: string;
  readonly insatsCode: Insatskod | 'OKAND';
  readonly insatsRawCipher: Buffer | null;
  readonly subtype: Subtype | null;
  readonly outcome: DecisionOutcome | 'OKAND';
  readonly outcomeRawCipher: Buffer | null;
  readonly decidedOn: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly lagrum: string;
  readonly level: DecisionLevel | null;
  readonly decidedById: string | null;
  readonly amount: string | null;
  readonly amountUnit: AmountUnit | null;
}

export interface ExecutionRow extends TenantRow {
  readonly decisionId: string;
  readonly providerCipher: Buffer | null;
  readonly regi: Regi | null;
  readonly orderedOn: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly executingKommunCode: string | null;
}

export interface HandlaggareRow extends TenantRow {
  readonly nameCipher: Buffer | null;
  readonly befattning: Befattning | 'OKAND';
  readonly fte: string | null;
  readonly activeFrom: string | null;
  readonly activeTo: string | null;
}

export interface FollowUpRow extends TenantRow {
  readonly decisionId: string;
  readonly type: FollowUpType | 'OKAND' | null;
  readonly typeRawCipher: Buffer | null;
  readonly plannedOn: string;
  readonly doneOn: string | null;
  readonly result: FollowUpResult | null;
}

export interface InterruptionRow extends TenantRow {
  readonly executionId: string;
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly cause: InterruptionCause | 'OKAND' | null;
  readonly causeRawCipher: Buffer | null;
}

type Columns<Row> = Readonly<Record<Exclude<keyof Row, 'knownOn'>, string>>;

/** Column of each member, per table. */
export const rowColumns = {
  cases: {
    ...tenantColumns,
    personId: 'person_id',
    handlaggareId: 'handlaggare_id',
    caseNumberCipher: 'case_number_cipher',
    law: 'law',
    status: 'status',
    openedOn: 'opened_on',
    closedOn: 'closed_on',
  } satisfies Columns<CaseRow>,
  persons: {
    ...tenantColumns,
    idType: 'id_type',
    personnummerCipher: 'personnummer_cipher',
    nameCipher: 'name_cipher',
    birthYear: 'birth_year',
    sex: 'sex',
    recordedProtection: 'protection',
    personkrets: 'personkrets',
  } satisfies Columns<PersonRow>,
  investigations: {
    ...tenantColumns,
    caseId: 'case_id',
    category: 'category',
    appliedOn: 'applied_on',
    openedOn: 'opened_on',
    closedOn: 'closed_on',
  } satisfies Columns<InvestigationRow>,
  decisions: {
    ...tenantColumns,
    caseId: 'case_id',
    insatsCode: 'insats',
    insatsRawCipher: 'insats_raw_cipher',
    subtype: 'subtype',
    outcome: 'outcome',
    outcomeRawCipher: 'outcome_raw_cipher',
    decidedOn: 'decided_on',
    validFrom: 'valid_from',
    validTo: 'valid_to',
    lagrum: 'lagrum',
    level: 'level',
    decidedById: 'decided_by_id',
    amount: 'amount',
    amountUnit: 'amount_unit',
  } satisfies Columns<DecisionRow>,
  executions: {
    ...tenantColumns,
    decisionId: 'decision_id',
    providerCipher: 'provider_cipher',
    regi: 'regi',
    orderedOn: 'ordered_on',
    startedOn: 'started_on',
    endedOn: 'ended_on',
    executingKommunCode: 'executing_kommun_code',
  } satisfies Columns<ExecutionRow>,
  follow_ups: {
    ...tenantColumns,
    decisionId: 'decision_id',
    type: 'type',
    typeRawCipher: 'type_raw_cipher',
    plannedOn: 'planned_on',
    doneOn: 'done_on',
    result: 'result',
  } satisfies Columns<FollowUpRow>,
  interruptions: {
    ...tenantColumns,
    executionId: 'execution_id',
    startedOn: 'started_on',
    endedOn: 'ended_on',
    cause: 'cause',
    causeRawCipher: 'cause_raw_cipher',
  } satisfies Columns<InterruptionRow>,
  handlaggare: {
    ...tenantColumns,
    nameCipher: 'name_cipher',
    befattning: 'befattning',
    fte: 'fte',
    activeFrom: 'active_from',
    activeTo: 'active_to',
  } satisfies Columns<HandlaggareRow>,
} as const;
export type ModelTableName = keyof typeof rowColumns;

/** The select list that makes rows of the table, read under the alias. */
export function selectList(table: ModelTableName, alias: string): string {
  return Object.entries(rowColumns[table])
    .map(([member, column]) => `${alias}.${column} as "${member}"`)
    .join(', ');
}
