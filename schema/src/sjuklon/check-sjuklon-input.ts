import type { Fault } from '../errors/index.js';
import { kommunByCode } from '../reference/index.js';
import { addMonths, type CalendarDate, decimalScales } from '../scalars/index.js';
import { checkSickPeriod } from './check-sick-period.js';
import { earliestSickDay, money, readDocumentCodes, readPersonnummer } from './claim-scalars.js';
import { FieldReader, type Fields } from './field-reader.js';
import type { InputFaultCode } from './input-faults.js';
import type { ProviderInput, SickPeriodInput, SjuklonInput } from './sjuklon-input.js';

export type CheckedSjuklonInput =
  | { readonly kind: 'value'; readonly value: SjuklonInput }
  | { readonly kind: 'rejected'; readonly faults: readonly (Fault & { readonly code: InputFaultCode })[] };

const mostPeriods = 200;

/** Of all periods together: shifts are compared with each other, so a claim without bound would cost without bound. */
const mostShifts = 5_000;

const claimFields = [
  'kommunCode',
  'personId',
  'personnummer',
  'provider',
  'applicationDate',
  'paymentDate',
  'requestedAmount',
  'stateCompensation',
  'claimNumber',
  'invoiceNumber',
  'powerOfAttorney',
  'grantedHours',
  'documents',
  'sickPeriods',
] as const;

/**
 * Whether something is a claim that can be computed, with every fault when it
 * is not: place (`sickPeriods.0.shifts.1.hours`), code and Swedish sentence,
 * never what stood there.
 */
export function checkSjuklonInput(input: unknown, today: CalendarDate): CheckedSjuklonInput {
  const reader = new FieldReader();
  const fields = reader.fields(input, '', claimFields);
  const value = fields === undefined ? undefined : readClaim(fields, today);
  if (value === undefined || reader.faults.length > 0) return { kind: 'rejected', faults: reader.faults };
  return { kind: 'value', value };
}

function readClaim(fields: Fields, today: CalendarDate): SjuklonInput | undefined {
  const kommunCode = fields.required('kommunCode', fields.text('kommunCode', 10));
  if (kommunCode !== undefined && kommunByCode(kommunCode) === undefined) {
    fields.fault('kommunCode', 'KOMMUN_UNKNOWN');
  }
  const provider = readProvider(fields);
  const applicationDate = fields.required('applicationDate', fields.date('applicationDate'));
  if (applicationDate !== undefined && applicationDate > today)
    fields.fault('applicationDate', 'DATE_FUTURE');
  if (applicationDate !== undefined && applicationDate < earliestSickDay) {
    fields.fault('applicationDate', 'DATE_TOO_EARLY');
  }
  const optional = {
    personId: fields.text('personId', 200) ?? null,
    personnummer: readPersonnummer(fields, 'personnummer', today)?.canonical ?? null,
    paymentDate: readPaymentDate(fields, today),
    requestedAmount: fields.decimal('requestedAmount', money) ?? null,
    stateCompensation: fields.decimal('stateCompensation', money) ?? null,
    claimNumber: fields.text('claimNumber', 100) ?? null,
    invoiceNumber: fields.text('invoiceNumber', 100) ?? null,
    powerOfAttorney: fields.boolean('powerOfAttorney') ?? null,
    grantedHours: fields.decimal('grantedHours', { decimals: decimalScales.hours, most: 100_000 }) ?? null,
    documents: readDocumentCodes(fields, 'documents'),
  };
  const sickPeriods = readSickPeriods(fields, today);
  if (!kommunCode || !provider || !applicationDate || !sickPeriods) return undefined;
  return { ...optional, kommunCode, provider, applicationDate, sickPeriods };
}

function readProvider(parent: Fields): ProviderInput | undefined {
  const names = ['name', 'organisationNumber', 'ivoLicence', 'bankgiro'];
  const fields = parent.reader.fields(parent.raw('provider'), parent.at('provider'), names);
  if (fields === undefined) return undefined;
  const name = fields.required('name', fields.text('name', 300));
  const organisationNumber = digits(
    fields,
    'organisationNumber',
    /^(\d{6})-?(\d{4})$/u,
    'ORGANISATION_NUMBER_FORM',
  );
  const bankgiro = digits(fields, 'bankgiro', /^(\d{3,4})-?(\d{4})$/u, 'BANKGIRO_FORM');
  const ivoLicence = fields.boolean('ivoLicence') ?? null;
  return name === undefined ? undefined : { name, organisationNumber, ivoLicence, bankgiro };
}

function digits(fields: Fields, name: string, form: RegExp, code: InputFaultCode): string | null {
  const text = fields.text(name, 40);
  if (text === null || text === undefined) return null;
  const [, before, after] = form.exec(text) ?? [];
  return before === undefined ? (fields.fault(name, code) ?? null) : `${before}-${after}`;
}

/** A payment may be planned, but not for a year that nobody knows the rates of. */
function readPaymentDate(fields: Fields, today: CalendarDate): CalendarDate | null {
  const date = fields.date('paymentDate') ?? null;
  if (date !== null && date < earliestSickDay) fields.fault('paymentDate', 'DATE_TOO_EARLY');
  if (date !== null && date > addMonths(today, 24)) fields.fault('paymentDate', 'DATE_TOO_LATE');
  return date;
}

function readSickPeriods(fields: Fields, today: CalendarDate): readonly SickPeriodInput[] | undefined {
  const items = fields.required('sickPeriods', fields.list('sickPeriods', mostPeriods));
  if (items === undefined) return undefined;
  if (shiftsIn(items) > mostShifts) return fields.fault('sickPeriods', 'LIST_TOO_LONG');
  const periods: SickPeriodInput[] = [];
  for (const { raw, path } of items) {
    if (fields.reader.isFull) break;
    const period = checkSickPeriod(raw, path, fields, { today });
    if (period !== undefined) periods.push(period);
  }
  return periods;
}

function shiftsIn(items: readonly { readonly raw: unknown }[]): number {
  return items.reduce((sum, { raw }) => {
    const isPeriod = typeof raw === 'object' && raw !== null && 'shifts' in raw;
    return sum + (isPeriod && Array.isArray(raw.shifts) ? raw.shifts.length : 0);
  }, 0);
}
