import {
  type CalendarDate,
  containsPersonnummer,
  type HubRecord,
  insatser,
  maskPersonnummer,
  type PersonIdentity,
  type RowFault,
  type RowWarning,
} from '@kommunhub/schema';
import { remedy } from '../faults/remedies.js';
import type { Cell } from './cell.js';
import { columnOf } from './check-record.js';
import type { CompiledField, CompiledRecord } from './compiled-table.js';
import { type FieldRule, recordFields } from './record-fields.js';

/** What one row has given so far: the records being built put their faults and warnings here. */
export interface RowFindings {
  readonly faults: RowFault[];
  readonly warnings: RowWarning[];
}

type Draft = Record<string, unknown>;

const isIdentity = (value: unknown): value is PersonIdentity => typeof value === 'object' && value !== null;

/** The record before anything is mapped: null, or what an empty cell of a code means. */
function emptyDraft(kind: HubRecord['kind']): Draft {
  const draft: Draft = { kind };
  for (const [field, rule] of Object.entries<FieldRule>(recordFields[kind])) {
    draft[field] = rule.type === 'code' ? rule.blank : null;
  }
  return draft;
}

const emptyDrafts = Object.fromEntries(
  (Object.keys(recordFields) as HubRecord['kind'][]).map((kind) => [kind, emptyDraft(kind)]),
) as Readonly<Record<HubRecord['kind'], Readonly<Draft>>>;

/**
 * Builds one record from the cells of a row.
 *
 * A missing or unfit value is noted as a fault of its column; the record is of
 * use only when the row has none.
 */
export function buildRecord(
  plan: CompiledRecord,
  cells: ReadonlyMap<string, Cell>,
  today: CalendarDate,
  findings: RowFindings,
): HubRecord {
  const draft: Draft = { ...emptyDrafts[plan.kind] };
  for (const field of plan.fields) fillField(draft, field, cells, findings);
  if (plan.kind === 'person') completePerson(draft);
  if (plan.kind === 'case') maskCaseNumber(draft, plan, today, findings);
  if (plan.kind === 'decision') draft.lagrum ??= lagrumOf(draft.insats);
  if (plan.kind === 'kommun') draft.otherStaff ??= [];
  return draft as unknown as HubRecord;
}

function fillField(
  draft: Draft,
  { field, rule, origin }: CompiledField,
  cells: ReadonlyMap<string, Cell>,
  findings: RowFindings,
): void {
  if (origin.from === 'constant') {
    draft[field] = origin.value;
    return;
  }
  if (origin.from === 'counts') {
    draft[field] = origin.columns.flatMap(([befattning, column]) => {
      const cell = cells.get(column);
      return cell?.kind === 'value' && cell.value !== 0 ? [{ befattning, count: cell.value }] : [];
    });
    return;
  }
  const cell = cells.get(origin.column);
  if (cell === undefined || cell.kind === 'invalid') return;
  if (cell.kind === 'unknown') fillUnknown(draft, field, rule, origin.column, cell.text, findings);
  else if (cell.kind === 'value') draft[field] = valueFor(rule, cell.value);
  const isMissing = draft[field] === null && 'required' in rule && rule.required;
  if (isMissing && cell.kind !== 'unknown') {
    findings.faults.push({
      reason: 'VALUE_MISSING',
      column: origin.column,
      remedy: remedy('VALUE_REQUIRED'),
    });
  }
}

function fillUnknown(
  draft: Draft,
  field: string,
  rule: FieldRule,
  column: string,
  text: string,
  findings: RowFindings,
): void {
  if (rule.type !== 'code') return;
  if (rule.unknown === 'quarantine') {
    findings.faults.push({ reason: 'VALUE_INVALID', column, remedy: remedy('CODE_UNKNOWN') });
    return;
  }
  draft[field] = rule.unknown;
  if (rule.raw !== null) draft[rule.raw] = text;
}

/** A value in the form that a field of the rule has. */
export function valueFor(rule: FieldRule, value: string | number | boolean | PersonIdentity): unknown {
  if (isIdentity(value)) return rule.type === 'text' ? value.canonical : value;
  return rule.type === 'text' || rule.type === 'decimal' ? String(value) : value;
}

/** A number tells kind of id, birth year and sex; what the source itself says of the last two comes first. */
function completePerson(draft: Draft): void {
  const identity = draft.personnummer;
  if (!isIdentity(identity)) {
    draft.idType = 'SAKNAS';
    return;
  }
  draft.idType = identity.idType;
  draft.personnummer = identity.canonical;
  draft.birthYear ??= identity.birthYear;
  if (draft.sex === 'OKAND') draft.sex = identity.sex;
  if (identity.saysProtected && draft.protection === 'INGEN') draft.protection = 'SEKRETESSMARKERING';
}

function maskCaseNumber(
  draft: Draft,
  plan: CompiledRecord,
  today: CalendarDate,
  findings: RowFindings,
): void {
  const caseNumber = draft.caseNumber;
  if (typeof caseNumber !== 'string' || !containsPersonnummer(caseNumber, today)) return;
  draft.caseNumber = maskPersonnummer(caseNumber, today);
  findings.warnings.push({ code: 'PERSONNUMMER_IN_CASE_NUMBER', column: columnOf(plan, 'caseNumber') });
}

/** The paragraph of the insats, where the source leaves it out; OKAND where the insats is unknown too. */
function lagrumOf(insats: unknown): string {
  const term = Object.entries(insatser).find(([code]) => code === insats)?.[1];
  return term?.lagrum ?? 'OKAND';
}
