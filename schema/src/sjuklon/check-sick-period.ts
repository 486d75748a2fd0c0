import type { CalendarDate, Decimal } from '../scalars/index.js';
import { decimalScales } from '../scalars/index.js';
import { checkShifts } from './check-shifts.js';
import { type CheckContext, earliestSickDay, money, rate, readPersonnummer } from './claim-scalars.js';
import type { Fields } from './field-reader.js';
import { identityOf } from './same-person.js';
import type {
  AssistantInput,
  CertificateInput,
  PreviousSickPeriodInput,
  SickPeriodInput,
} from './sjuklon-input.js';
import { absenceCauses, karensExceptions } from './sjuklon-input.js';

const periodFields = [
  'assistant',
  'cause',
  'firstSickDay',
  'lastSickDay',
  'previousPeriod',
  'karensException',
  'medicalCertificate',
  'holidayPayRate',
  'insuranceRate',
  'pensionRate',
  'agreement',
  'shifts',
] as const;

/** Reads one spell of absence; undefined when something in it is wrong. */
export function checkSickPeriod(
  raw: unknown,
  path: string,
  parent: Fields,
  context: CheckContext,
): SickPeriodInput | undefined {
  const { reader } = parent;
  const before = reader.faults.length;
  const fields = reader.fields(raw, path, periodFields);
  if (fields === undefined) return undefined;
  const { assistant, sick } = checkAssistant(fields, context);
  const cause = fields.oneOf('cause', absenceCauses);
  const firstSickDay = sickDay(fields, 'firstSickDay', context);
  const lastSickDay = sickDay(fields, 'lastSickDay', context);
  if (firstSickDay && lastSickDay && lastSickDay < firstSickDay) fields.fault('lastSickDay', 'DATE_ORDER');
  const previousPeriod = checkPrevious(fields, firstSickDay);
  const medicalCertificate = checkCertificate(fields);
  const period = {
    cause: cause ?? 'SJUKDOM',
    karensException: fields.oneOf('karensException', karensExceptions) ?? 'INGEN',
    previousPeriod: previousPeriod ?? null,
    medicalCertificate: medicalCertificate ?? null,
    holidayPayRate: fields.decimal('holidayPayRate', rate) ?? null,
    insuranceRate: fields.decimal('insuranceRate', rate) ?? null,
    pensionRate: fields.decimal('pensionRate', rate) ?? null,
    agreement: fields.text('agreement', 200) ?? null,
  };
  const shifts = checkShifts(fields, { ...context, firstSickDay, lastSickDay, sick });
  if (reader.faults.length > before || !assistant || !firstSickDay || !lastSickDay || !shifts)
    return undefined;
  return { ...period, assistant, firstSickDay, lastSickDay, shifts };
}

function sickDay(fields: Fields, name: string, { today }: CheckContext): CalendarDate | undefined {
  const date = fields.required(name, fields.date(name));
  if (date === undefined) return undefined;
  if (date > today) return fields.fault(name, 'DATE_FUTURE');
  return date < earliestSickDay ? fields.fault(name, 'DATE_TOO_EARLY') : date;
}

function checkPrevious(
  parent: Fields,
  firstSickDay: CalendarDate | undefined,
): PreviousSickPeriodInput | undefined {
  const raw = parent.raw('previousPeriod');
  if (raw === undefined) return undefined;
  const names = ['firstSickDay', 'lastSickDay', 'karensDeducted'];
  const fields = parent.reader.fields(raw, parent.at('previousPeriod'), names);
  if (fields === undefined) return undefined;
  const first = fields.required('firstSickDay', fields.date('firstSickDay'));
  const last = fields.required('lastSickDay', fields.date('lastSickDay'));
  const karensDeducted = fields.decimal('karensDeducted', money) ?? null;
  if (first && first < earliestSickDay) fields.fault('firstSickDay', 'DATE_TOO_EARLY');
  if (first && last && last < first) fields.fault('lastSickDay', 'DATE_ORDER');
  if (last && firstSickDay && last >= firstSickDay) fields.fault('lastSickDay', 'PREVIOUS_NOT_BEFORE');
  return first && last ? { firstSickDay: first, lastSickDay: last, karensDeducted } : undefined;
}

function checkCertificate(parent: Fields): CertificateInput | undefined {
  const raw = parent.raw('medicalCertificate');
  if (raw === undefined) return undefined;
  const fields = parent.reader.fields(raw, parent.at('medicalCertificate'), ['from', 'to']);
  if (fields === undefined) return undefined;
  const from = fields.required('from', fields.date('from'));
  const to = fields.required('to', fields.date('to'));
  if (from && to && to < from) fields.fault('to', 'DATE_ORDER');
  return from && to ? { from, to } : undefined;
}

const assistantFields = [
  'name',
  'personnummer',
  'birthYear',
  'hourlyPay',
  'monthlyPay',
  'averageWeeklyHours',
  'averageWeeklySupplements',
] as const;

interface CheckedAssistant {
  readonly assistant?: AssistantInput;
  /** Who it is, told also where something else about the assistant is wrong. */
  readonly sick?: ReturnType<typeof identityOf>;
}

function checkAssistant(parent: Fields, { today }: CheckContext): CheckedAssistant {
  const fields = parent.reader.fields(parent.raw('assistant'), parent.at('assistant'), assistantFields);
  if (fields === undefined) return {};
  const name = fields.text('name', 300) ?? null;
  const number = readPersonnummer(fields, 'personnummer', today);
  const birthYear = fields.required(
    'birthYear',
    fields.integer('birthYear', 1900, Number(today.slice(0, 4))),
  );
  if (number && birthYear && number.birthYear !== null && number.birthYear !== birthYear) {
    fields.fault('birthYear', 'BIRTH_YEAR');
  }
  const averageWeeklyHours = fields.required(
    'averageWeeklyHours',
    fields.decimal('averageWeeklyHours', { decimals: decimalScales.hours, most: 168, isPositive: true }),
  );
  const averageWeeklySupplements = fields.decimal('averageWeeklySupplements', money) ?? '0';
  const pay = checkPay(fields);
  const sick = { name, personnummer: number?.canonical ?? null, birthYear: birthYear ?? 0 };
  const identity = identityOf(sick);
  if (birthYear === undefined || averageWeeklyHours === undefined || pay === undefined)
    return { sick: identity };
  return { assistant: { ...sick, ...pay, averageWeeklyHours, averageWeeklySupplements }, sick: identity };
}

function checkPay(
  fields: Fields,
): { readonly hourlyPay: Decimal | null; readonly monthlyPay: Decimal | null } | undefined {
  const hourlyPay = fields.decimal('hourlyPay', { ...money, most: 10_000, isPositive: true });
  const monthlyPay = fields.decimal('monthlyPay', { ...money, most: 1_000_000, isPositive: true });
  const isGiven = (name: string) => fields.raw(name) !== undefined;
  // Told at the assistant: which of the two is the wrong one, only the sender knows.
  if (isGiven('hourlyPay') && isGiven('monthlyPay')) return fields.reader.fault(fields.path, 'PAY_BOTH');
  if (!isGiven('hourlyPay') && !isGiven('monthlyPay')) return fields.reader.fault(fields.path, 'PAY_NEITHER');
  return hourlyPay === undefined || monthlyPay === undefined ? undefined : { hourlyPay, monthlyPay };
}
