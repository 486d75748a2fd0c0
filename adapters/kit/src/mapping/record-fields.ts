import {
  amountUnitTerms,
  befattningTerms,
  caseStatusTerms,
  codesOf,
  decisionLevelTerms,
  decisionOutcomeTerms,
  followUpResultTerms,
  followUpTypeTerms,
  type HubRecord,
  insatser,
  interruptionCauseTerms,
  investigationCategoryTerms,
  lawTerms,
  personkretsTerms,
  protectionTerms,
  type RecordKind,
  regiTerms,
  sexTerms,
  subtypes,
} from '@kommunhub/schema';
import type { ColumnType } from '../settings/mapping-settings.js';

/** What a code that the table does not know becomes. */
type UnknownCode = 'OKAND' | null | 'SEKRETESSMARKERING' | 'quarantine';

interface PlainField {
  readonly type: Exclude<ColumnType, 'code'>;
  /** Must have a value, or the row is set aside. */
  readonly required: boolean;
  /** Shown masked in reports: it names or points at a person. */
  readonly personal: boolean;
}

interface CodeField {
  readonly type: 'code';
  readonly required: boolean;
  readonly codes: readonly string[];
  readonly unknown: UnknownCode;
  /** What an empty cell means. */
  readonly blank: string | null;
  /** Field that keeps the local text of an unknown code. */
  readonly raw: string | null;
}

/** Worked out by the kit from other fields. */
interface DerivedField {
  readonly type: 'derived';
  readonly personal: boolean;
}

export type FieldRule = PlainField | CodeField | DerivedField | { readonly type: 'counts' };

const plain = (
  type: PlainField['type'],
  options: { required?: boolean; personal?: boolean } = {},
): PlainField => ({
  type,
  required: options.required ?? false,
  personal: options.personal ?? false,
});
const code = (
  codes: readonly string[],
  options: Partial<Omit<CodeField, 'type' | 'codes'>> = {},
): CodeField => ({
  type: 'code',
  codes,
  required: options.required ?? false,
  unknown: options.unknown ?? null,
  blank: options.blank ?? null,
  raw: options.raw ?? null,
});
const derived: DerivedField = { type: 'derived', personal: false };
const key = plain('text', { required: true, personal: true });
const common = { sourceId: key, kommunCode: plain('kommunkod', { required: true }) };

type Fields = {
  readonly [Kind in RecordKind]: Readonly<
    Record<Exclude<keyof Extract<HubRecord, { kind: Kind }>, 'kind'>, FieldRule>
  >;
};

/**
 * Every field of every record with what may be mapped to it. The compiler sees
 * to it that a field added to a record is added here.
 *
 * An unknown protection is read as sekretessmarkering: to show somebody who
 * should be hidden is worse than to hide somebody who need not be.
 */
export const recordFields: Fields = {
  kommun: {
    ...common,
    population: plain('integer'),
    populationOn: plain('date'),
    populationEstimated: plain('boolean'),
    omrade: plain('text'),
    omradeStatus: code(['FORSLAG', 'BESLUTAD']),
    lssFteList: plain('decimal'),
    lssFteOmrade: plain('decimal'),
    includesSocialpsykiatri: plain('boolean'),
    otherStaff: { type: 'counts' },
    origin: plain('text', { required: true }),
  },
  staff: {
    ...common,
    name: plain('text', { personal: true }),
    befattning: code(codesOf(befattningTerms), { unknown: 'OKAND', blank: 'OKAND', raw: 'befattningRaw' }),
    befattningRaw: derived,
    fte: plain('decimal'),
    activeFrom: plain('date'),
    activeTo: plain('date'),
  },
  person: {
    ...common,
    idType: derived,
    personnummer: plain('personnummer', { personal: true }),
    name: plain('text', { personal: true }),
    birthYear: plain('integer', { personal: true }),
    sex: code(codesOf(sexTerms), { unknown: 'OKAND', blank: 'OKAND' }),
    protection: code(codesOf(protectionTerms), { unknown: 'SEKRETESSMARKERING', blank: 'INGEN' }),
    personkrets: code(codesOf(personkretsTerms), { unknown: 'OKAND' }),
  },
  case: {
    ...common,
    personSourceId: key,
    handlaggareSourceId: plain('text', { personal: true }),
    caseNumber: key,
    law: code(codesOf(lawTerms), { required: true, unknown: 'quarantine' }),
    status: code(codesOf(caseStatusTerms), { required: true, unknown: 'quarantine' }),
    openedOn: plain('date', { required: true }),
    closedOn: plain('date'),
  },
  investigation: {
    ...common,
    caseSourceId: key,
    category: code(codesOf(investigationCategoryTerms), { required: true, unknown: 'quarantine' }),
    appliedOn: plain('date'),
    openedOn: plain('date', { required: true }),
    closedOn: plain('date'),
  },
  decision: {
    ...common,
    caseSourceId: key,
    insats: code(codesOf(insatser), { required: true, unknown: 'OKAND', raw: 'insatsRaw' }),
    insatsRaw: derived,
    subtype: code(codesOf(subtypes)),
    outcome: code(codesOf(decisionOutcomeTerms), { required: true, unknown: 'OKAND', raw: 'outcomeRaw' }),
    outcomeRaw: derived,
    decidedOn: plain('date', { required: true }),
    validFrom: plain('date'),
    validTo: plain('date'),
    lagrum: plain('text'),
    level: code(codesOf(decisionLevelTerms)),
    decidedBySourceId: plain('text', { personal: true }),
    amount: plain('decimal'),
    amountUnit: code(codesOf(amountUnitTerms)),
  },
  execution: {
    ...common,
    decisionSourceId: key,
    provider: plain('text', { personal: true }),
    regi: code(codesOf(regiTerms)),
    orderedOn: plain('date'),
    startedOn: plain('date'),
    endedOn: plain('date'),
    executingKommunCode: plain('kommunkod'),
  },
  followUp: {
    ...common,
    decisionSourceId: key,
    type: code(codesOf(followUpTypeTerms), { unknown: 'OKAND', raw: 'typeRaw' }),
    typeRaw: derived,
    plannedOn: plain('date', { required: true }),
    doneOn: plain('date'),
    result: code(codesOf(followUpResultTerms)),
  },
  interruption: {
    ...common,
    executionSourceId: key,
    startedOn: plain('date', { required: true }),
    endedOn: plain('date'),
    cause: code(codesOf(interruptionCauseTerms), { unknown: 'OKAND', raw: 'causeRaw' }),
    causeRaw: derived,
  },
  insatsCount: {
    ...common,
    countedOn: plain('date', { required: true }),
    insats: code(codesOf(insatser), { required: true, unknown: 'OKAND', raw: 'insatsRaw' }),
    insatsRaw: derived,
    staffSourceId: plain('text', { personal: true }),
    sex: code(codesOf(sexTerms), { unknown: 'OKAND' }),
    count: plain('integer', { required: true }),
  },
};

/** The rule of a field; undefined when the record has no such field. */
export function fieldRule(kind: RecordKind, field: string): FieldRule | undefined {
  const fields: Readonly<Record<string, FieldRule>> = recordFields[kind];
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** Whether reports show the field masked. */
export function isPersonal(kind: RecordKind, field: string): boolean {
  const rule = fieldRule(kind, field);
  return rule !== undefined && 'personal' in rule && rule.personal;
}
