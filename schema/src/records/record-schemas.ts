import { z } from 'zod';
import { kommunByCode, regionByCode } from '../reference/index.js';
import { isCalendarDate, isDecimal } from '../scalars/index.js';
import {
  amountUnitTerms,
  befattningTerms,
  caseStatusTerms,
  codesOf,
  decisionLevels,
  decisionOutcomeTerms,
  followUpResultTerms,
  followUpTypeTerms,
  idTypeTerms,
  insatser,
  interruptionCauseTerms,
  investigationCategoryTerms,
  lawTerms,
  personkretsTerms,
  protectionTerms,
  regiTerms,
  sexTerms,
  subtypes,
} from '../terms/index.js';
import type { HubRecord, RecordKind } from './records.js';

/** The form of each record kind, strict: an unknown field is a fault, so nothing unmapped slips through. */

/** PostgreSQL texts hold no NUL and no half character; the length bounds what one cell can cost. */
const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((read) => !/\p{Surrogate}/u.test(read) && !read.includes('\0'), {
      params: { fault: 'TEXT_UNSTORABLE' },
    });

const calendarDate = z.string().refine(isCalendarDate, { params: { fault: 'DATE_FORM' } });
const decimal = z
  .string()
  .max(40)
  .refine(isDecimal, { params: { fault: 'DECIMAL_FORM' } });
const kommunCode = z
  .string()
  .refine((code) => kommunByCode(code) !== undefined, { params: { fault: 'KOMMUNKOD_UNKNOWN' } });
/** Full-time equivalents of a group: any number of them, but never less than none. */
const fullTimes = decimal.refine((fte) => Number(fte) >= 0, { params: { fault: 'RANGE' } });
const fullTime = decimal.refine((fte) => Number(fte) >= 0 && Number(fte) <= 1, {
  params: { fault: 'RANGE' },
});

const key = text(200);
const sourced = { sourceId: key, kommunCode };
const befattning = z.enum(codesOf(befattningTerms));
const unknownCode = z.literal('OKAND');

const kommun = z.strictObject({
  kind: z.literal('kommun'),
  ...sourced,
  population: z.int().nonnegative().nullable(),
  populationOn: calendarDate.nullable(),
  populationEstimated: z.boolean().nullable(),
  omrade: text(200).nullable(),
  omradeStatus: z.enum(['FORSLAG', 'BESLUTAD']).nullable(),
  lssFteList: fullTimes.nullable(),
  lssFteOmrade: fullTimes.nullable(),
  includesSocialpsykiatri: z.boolean().nullable(),
  otherStaff: z.array(z.strictObject({ befattning, count: z.int().nonnegative() })).max(100),
  origin: text(200),
});

const staff = z.strictObject({
  kind: z.literal('staff'),
  ...sourced,
  name: text(300).nullable(),
  befattning: z.union([befattning, unknownCode]),
  befattningRaw: text(300).nullable(),
  fte: fullTime.nullable(),
  activeFrom: calendarDate.nullable(),
  activeTo: calendarDate.nullable(),
});

const person = z.strictObject({
  kind: z.literal('person'),
  ...sourced,
  idType: z.enum(codesOf(idTypeTerms)),
  personnummer: text(13).nullable(),
  name: text(300).nullable(),
  birthYear: z.int().min(1800).max(2199).nullable(),
  sex: z.enum(codesOf(sexTerms)),
  protection: z.enum(codesOf(protectionTerms)),
  personkrets: z.enum(codesOf(personkretsTerms)).nullable(),
});

const caseSchema = z.strictObject({
  kind: z.literal('case'),
  ...sourced,
  personSourceId: key,
  handlaggareSourceId: key.nullable(),
  caseNumber: text(200),
  law: z.enum(codesOf(lawTerms)),
  status: z.enum(codesOf(caseStatusTerms)),
  openedOn: calendarDate,
  closedOn: calendarDate.nullable(),
});

const investigation = z.strictObject({
  kind: z.literal('investigation'),
  ...sourced,
  caseSourceId: key,
  category: z.enum(codesOf(investigationCategoryTerms)),
  appliedOn: calendarDate.nullable(),
  openedOn: calendarDate,
  closedOn: calendarDate.nullable(),
});

const decision = z.strictObject({
  kind: z.literal('decision'),
  ...sourced,
  caseSourceId: key,
  insats: z.union([z.enum(codesOf(insatser)), unknownCode]),
  insatsRaw: text(300).nullable(),
  subtype: z.enum(codesOf(subtypes)).nullable(),
  outcome: z.union([z.enum(codesOf(decisionOutcomeTerms)), unknownCode]),
  outcomeRaw: text(300).nullable(),
  decidedOn: calendarDate,
  validFrom: calendarDate.nullable(),
  validTo: calendarDate.nullable(),
  lagrum: text(300),
  level: z.enum(decisionLevels).nullable(),
  decidedBySourceId: key.nullable(),
  amount: decimal.nullable(),
  amountUnit: z.enum(codesOf(amountUnitTerms)).nullable(),
});

const execution = z.strictObject({
  kind: z.literal('execution'),
  ...sourced,
  decisionSourceId: key,
  provider: text(300).nullable(),
  regi: z.enum(codesOf(regiTerms)).nullable(),
  orderedOn: calendarDate.nullable(),
  startedOn: calendarDate.nullable(),
  endedOn: calendarDate.nullable(),
  executingKommunCode: kommunCode.nullable(),
});

const followUp = z.strictObject({
  kind: z.literal('followUp'),
  ...sourced,
  decisionSourceId: key,
  type: z.union([z.enum(codesOf(followUpTypeTerms)), unknownCode]).nullable(),
  typeRaw: text(300).nullable(),
  plannedOn: calendarDate,
  doneOn: calendarDate.nullable(),
  result: z.enum(codesOf(followUpResultTerms)).nullable(),
});

const interruption = z.strictObject({
  kind: z.literal('interruption'),
  ...sourced,
  executionSourceId: key,
  startedOn: calendarDate,
  endedOn: calendarDate.nullable(),
  cause: z.union([z.enum(codesOf(interruptionCauseTerms)), unknownCode]).nullable(),
  causeRaw: text(300).nullable(),
});

/** A kommun, or the region, of which nothing but råd och stöd can be counted (LSS 2 §). */
const countingCode = z
  .string()
  .refine((code) => kommunByCode(code) !== undefined || regionByCode(code) !== undefined, {
    params: { fault: 'KOMMUNKOD_UNKNOWN' },
  });

const insatsCount = z
  .strictObject({
    kind: z.literal('insatsCount'),
    ...sourced,
    kommunCode: countingCode,
    countedOn: calendarDate,
    insats: z.union([z.enum(codesOf(insatser)), unknownCode]),
    insatsRaw: text(300).nullable(),
    staffSourceId: key.nullable(),
    sex: z.enum(codesOf(sexTerms)).nullable().exactOptional(),
    count: z.int().nonnegative().max(1_000_000),
  })
  .refine(({ kommunCode: code, insats }) => regionByCode(code) === undefined || insats === 'LSS_9_1', {
    path: ['insats'],
    params: { fault: 'INSATS_OF_KOMMUN' },
  });

export const recordSchemas = {
  kommun,
  staff,
  person,
  case: caseSchema,
  investigation,
  decision,
  execution,
  followUp,
  interruption,
  insatsCount,
};

export const recordSchema = z.discriminatedUnion('kind', [
  kommun,
  staff,
  person,
  caseSchema,
  investigation,
  decision,
  execution,
  followUp,
  interruption,
  insatsCount,
]);

type Same<A, B> =
  (<Probe>() => Probe extends A ? 1 : 2) extends <Probe>() => Probe extends B ? 1 : 2 ? true : false;
type Flat<T> = T extends readonly (infer Item)[]
  ? Flat<Item>[]
  : T extends object
    ? { -readonly [Field in keyof T]: Flat<T[Field]> }
    : T;
type Fits<Kind extends RecordKind> = Same<
  Flat<z.output<(typeof recordSchemas)[Kind]>>,
  Flat<Extract<HubRecord, { kind: Kind }>>
>;

/** Does not compile when a schema and the interface of its record drift apart, in either direction. */
export const schemasFitRecords: { readonly [Kind in RecordKind]: Fits<Kind> } = {
  kommun: true,
  staff: true,
  person: true,
  case: true,
  investigation: true,
  decision: true,
  execution: true,
  followUp: true,
  interruption: true,
  insatsCount: true,
};
