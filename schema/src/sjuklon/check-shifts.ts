import type { CalendarDate } from '../scalars/index.js';
import { decimalScales } from '../scalars/index.js';
import { type CheckContext, money, readPersonnummer } from './claim-scalars.js';
import { dayIndexOf, spansOverlap, timeSpanOf } from './day-index.js';
import type { Fields } from './field-reader.js';
import { type identityOf, isSamePerson, substituteOf, untimedShiftKey } from './same-person.js';
import { type ShiftInput, shiftTypes } from './sjuklon-input.js';

interface ShiftContext extends CheckContext {
  readonly firstSickDay: CalendarDate | undefined;
  readonly lastSickDay: CalendarDate | undefined;
  /** Who is ill, as far as the claim says so readably. */
  readonly sick: ReturnType<typeof identityOf> | undefined;
}

const mostShifts = 500;

const shiftFields = [
  'date',
  'start',
  'end',
  'hours',
  'supplement',
  'type',
  'scheduled',
  'substitute',
  'substitutePersonnummer',
  'substituteHours',
] as const;

/** Reads the shifts of one spell; what is wrong stands among the reader's faults. */
export function checkShifts(parent: Fields, context: ShiftContext): readonly ShiftInput[] | undefined {
  const items = parent.required('shifts', parent.list('shifts', mostShifts));
  if (items === undefined) return undefined;
  const shifts: { shift: ShiftInput; path: string }[] = [];
  for (const { raw, path } of items) {
    if (parent.reader.isFull) break;
    const shift = checkShift(raw, path, parent, context);
    if (shift !== undefined) shifts.push({ shift, path });
  }
  tellOverlaps(shifts, parent);
  tellLongDays(shifts, parent);
  return shifts.map(({ shift }) => shift);
}

function checkShift(
  raw: unknown,
  path: string,
  parent: Fields,
  { today, firstSickDay, lastSickDay, sick }: ShiftContext,
): ShiftInput | undefined {
  const fields = parent.reader.fields(raw, path, shiftFields);
  if (fields === undefined) return undefined;
  const date = fields.required('date', fields.date('date'));
  const isBefore = date !== undefined && firstSickDay !== undefined && date < firstSickDay;
  const isAfter = date !== undefined && lastSickDay !== undefined && date > lastSickDay;
  if (isBefore || isAfter) fields.fault('date', 'SHIFT_OUTSIDE_PERIOD');
  const start = checkTime(fields, 'start');
  const end = checkTime(fields, 'end');
  if ((fields.raw('start') === undefined) !== (fields.raw('end') === undefined)) {
    fields.fault(fields.raw('start') === undefined ? 'start' : 'end', 'TIME_HALF');
  }
  const aDay = { decimals: decimalScales.hours, most: 24, above: 'HOURS_ABSURD' } as const;
  const hours = fields.required('hours', fields.decimal('hours', { ...aDay, isPositive: true }));
  const supplement = fields.decimal('supplement', money) ?? '0';
  const type = fields.oneOf('type', shiftTypes) ?? 'AKTIV';
  const scheduled = fields.boolean('scheduled') ?? true;
  const substitute = fields.text('substitute', 300) ?? null;
  const substituteNumber = readPersonnummer(fields, 'substitutePersonnummer', today);
  const substituteHours = fields.decimal('substituteHours', aDay) ?? null;
  const shift: ShiftInput = {
    date: date ?? '',
    start: start ?? null,
    end: end ?? null,
    hours: hours ?? '0',
    supplement,
    type,
    scheduled,
    substitute,
    substitutePersonnummer: substituteNumber?.canonical ?? null,
    substituteHours,
  };
  const stoodIn = substituteOf(shift);
  if (sick && stoodIn && isSamePerson(sick, stoodIn)) {
    fields.fault(substitute === null ? 'substitutePersonnummer' : 'substitute', 'SUBSTITUTE_IS_SICK');
  }
  if (date === undefined) return undefined;
  if (isLongerThanSpan(shift)) fields.fault('hours', 'HOURS_ABOVE_SPAN');
  return shift;
}

function checkTime(fields: Fields, name: 'start' | 'end'): string | null | undefined {
  const text = fields.text(name, 10);
  if (text === null || text === undefined) return text;
  const isTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text) || (name === 'end' && text === '24:00');
  return isTime ? text : fields.fault(name, 'TIME_FORM');
}

function isLongerThanSpan(shift: ShiftInput): boolean {
  const span = timeSpanOf(shift);
  if (span === undefined) return false;
  const minutes = span[1] - span[0] + (holdsExtraHour(shift.date) ? 60 : 0);
  return Number(shift.hours) * 60 > minutes;
}

/** The night when summer time ends, the last Sunday of October, has an hour more than its clock says. */
function holdsExtraHour(date: CalendarDate): boolean {
  const day = new Date(dayIndexOf(date) * 86_400_000);
  const isSaturday = day.getUTCDay() === 6;
  const sunday = day.getUTCDate() + (isSaturday ? 1 : 0);
  return day.getUTCMonth() === 9 && (isSaturday || day.getUTCDay() === 0) && sunday >= 25 && sunday <= 31;
}

interface ReadShift {
  readonly shift: ShiftInput;
  readonly path: string;
}

/** Shifts alike in time are the same one claimed twice, which the calculation cuts (S09); others may not meet. */
function tellOverlaps(shifts: readonly ReadShift[], parent: Fields): void {
  const timed = shifts
    .flatMap(({ shift, path }) => {
      const span = timeSpanOf(shift);
      return span === undefined ? [] : [{ span, path }];
    })
    .sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  for (const [index, { span, path }] of timed.entries()) {
    const before = timed.slice(Math.max(0, index - 50), index);
    const overlaps = before.some(
      (earlier) => spansOverlap(earlier.span, span) && !isSameSpan(earlier.span, span),
    );
    if (overlaps) parent.reader.fault(path, 'SHIFT_OVERLAPS');
  }
}

function isSameSpan(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** No day holds more than 24 hours of different shifts. */
function tellLongDays(shifts: readonly ReadShift[], parent: Fields): void {
  const days = new Map<CalendarDate, { hours: number; kinds: Set<string> }>();
  for (const { shift, path } of shifts) {
    const day = days.get(shift.date) ?? { hours: 0, kinds: new Set() };
    days.set(shift.date, day);
    const kind = shift.start === null ? untimedShiftKey(shift) : `${shift.start} ${shift.end} ${shift.hours}`;
    if (day.kinds.has(kind)) continue;
    day.kinds.add(kind);
    day.hours += Number(shift.hours);
    if (day.hours > 24.0001) parent.reader.fault(`${path}.hours`, 'HOURS_ABSURD');
  }
}
