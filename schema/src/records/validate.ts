import type { z } from 'zod';
import type { Fault } from '../errors/index.js';
import type { RowWarning } from '../ports/index.js';
import { type CalendarDate, containsPersonnummer, parsePersonnummer } from '../scalars/index.js';
import { recordSchema } from './record-schemas.js';
import type { HubRecord, PersonRecord } from './records.js';

/** Something odd about a record that does not stop it, at the field it concerns. */
export interface RecordWarning {
  readonly code: RowWarning['code'];
  readonly path: string;
}

export type RecordFaultCode = 'VALUE_MISSING' | 'VALUE_INVALID' | 'FIELD_UNKNOWN';

export type ValidatedRecord =
  | { readonly kind: 'value'; readonly value: HubRecord; readonly warnings: readonly RecordWarning[] }
  | { readonly kind: 'rejected'; readonly faults: readonly (Fault & { readonly code: RecordFaultCode })[] };

/**
 * Whether something that came over a trust boundary is a record, with every
 * fault when it is not. Faults name fields and never repeat what stood there.
 *
 * Only what is impossible is refused; what is merely odd, as a case closed
 * before it was opened, is kept with a warning.
 */
export function validateRecord(input: unknown, today: CalendarDate): ValidatedRecord {
  const parsed = recordSchema.safeParse(input);
  if (!parsed.success)
    return { kind: 'rejected', faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, input)) };
  const record: HubRecord = parsed.data;
  const identity = record.kind === 'person' ? identityFaults(record, today) : [];
  if (identity.length > 0) return { kind: 'rejected', faults: identity };
  return { kind: 'value', value: record, warnings: warningsOf(record, today) };
}

function faultsOf(issue: z.core.$ZodIssue, input: unknown): (Fault & { code: RecordFaultCode })[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      path: [path, safeName(name)].filter(Boolean).join('.'),
      code: 'FIELD_UNKNOWN',
      message: 'The record has no such field: leave it out.',
    }));
  }
  return isMissing(input, issue.path)
    ? [
        {
          path,
          code: 'VALUE_MISSING',
          message: 'The field is missing: give it, or null where it may be null.',
        },
      ]
    : [{ path, code: 'VALUE_INVALID', message: 'The field does not hold what the record demands.' }];
}

function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  const found = path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    input,
  );
  return found === undefined;
}

/** A field's name is the sender's text: repeated only when it looks like a name and not like data. */
function safeName(name: string): string {
  return /^[A-Za-z][A-Za-z_]{0,40}$/u.test(name) ? name : '?';
}

/** A number and its type say the same: SAKNAS has none, the others have theirs in the canonical form. */
function identityFaults(record: PersonRecord, today: CalendarDate): (Fault & { code: RecordFaultCode })[] {
  const fault = (message: string) => [{ path: 'personnummer', code: 'VALUE_INVALID' as const, message }];
  if (record.personnummer === null) {
    return record.idType === 'SAKNAS' ? [] : fault('The idType says that there is a number: give it.');
  }
  const read = parsePersonnummer(record.personnummer, today);
  const isCanonical =
    read.kind === 'value' &&
    read.value.canonical === record.personnummer &&
    read.value.idType === record.idType;
  return isCanonical ? [] : fault('Give the number in its canonical form and of the idType named.');
}

function warningsOf(record: HubRecord, today: CalendarDate): RecordWarning[] {
  const warnings: RecordWarning[] = [];
  const inOrder = (path: string, earlier: CalendarDate | null, later: CalendarDate | null) => {
    if (earlier !== null && later !== null && later < earlier) warnings.push({ code: 'DATE_ORDER', path });
  };
  switch (record.kind) {
    case 'staff':
      inOrder('activeTo', record.activeFrom, record.activeTo);
      break;
    case 'person':
      if (hasWrongCheckDigit(record, today)) warnings.push({ code: 'CHECK_DIGIT', path: 'personnummer' });
      break;
    case 'case':
      inOrder('closedOn', record.openedOn, record.closedOn);
      if (containsPersonnummer(record.caseNumber, today)) {
        warnings.push({ code: 'PERSONNUMMER_IN_CASE_NUMBER', path: 'caseNumber' });
      }
      break;
    case 'investigation':
      inOrder('openedOn', record.appliedOn, record.openedOn);
      inOrder('closedOn', record.openedOn, record.closedOn);
      break;
    case 'decision':
      inOrder('validTo', record.validFrom, record.validTo);
      break;
    case 'execution':
      inOrder('startedOn', record.orderedOn, record.startedOn);
      inOrder('endedOn', record.startedOn, record.endedOn);
      break;
    case 'interruption':
      inOrder('endedOn', record.startedOn, record.endedOn);
      break;
    case 'kommun':
    case 'followUp':
    case 'insatsCount':
      break;
  }
  return warnings;
}

function hasWrongCheckDigit(record: PersonRecord, today: CalendarDate): boolean {
  const read = record.personnummer === null ? null : parsePersonnummer(record.personnummer, today);
  return read?.kind === 'value' && read.value.warnings.length > 0;
}
