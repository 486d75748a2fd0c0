import type { Fault } from '../errors/index.js';
import { type CalendarDate, parsePersonnummer } from '../scalars/index.js';
import { checkSjuklonInput, type SjuklonInput } from '../sjuklon/index.js';
import { type ClaimTable, claimColumns, claimKey, periodKey } from './claim-columns.js';
import { describePlace, type FilePlace, formFault, placedFault } from './file-faults.js';
import type { FormRow, FormRows } from './form-rows.js';
import { readCell } from './read-cell.js';

/** A claim of a form, and where in the file each part of it stands. */
export interface FormClaim {
  readonly input: SjuklonInput;
  /** The place of a path like `sickPeriods.0.shifts.1.hours`, in words. */
  placeOf(path: string): string;
}

export interface FormOptions {
  readonly today: CalendarDate;
  /** The kommun of rows that name none; a row that names another is refused. */
  readonly kommunCode?: string | undefined;
}

/** Where the parts of one claim stand. */
interface ClaimRows {
  readonly claim: FormRow;
  readonly periods: readonly { readonly row: FormRow; readonly shifts: readonly FormRow[] }[];
}

/**
 * The claims of a form, or every fault in it with its place. A claim that
 * cannot be read stops them all: nothing of a file is handed in half.
 */
export function claimsOfForm(
  { tables, faults: ofRows }: FormRows,
  options: FormOptions,
): { readonly claims: readonly FormClaim[]; readonly faults: readonly Fault[] } {
  const faults = [...ofRows];
  const claims = grouped(tables, faults).flatMap((rows) => {
    const read = readClaim(rows, options);
    faults.push(...read.faults);
    return read.claim ?? [];
  });
  return faults.length > 0 ? { claims: [], faults } : { claims, faults };
}

function grouped(tables: FormRows['tables'], faults: Fault[]): readonly ClaimRows[] {
  const { claims, periods, shifts } = tables;
  repeatedKeys(claims, [claimKey], faults);
  repeatedKeys(periods, [claimKey, periodKey], faults);
  const only = <Row>(rows: readonly Row[]) => (rows.length === 1 ? rows[0] : undefined);
  const ownerOf = (
    row: FormRow,
    owners: readonly FormRow[],
    keys: readonly string[],
  ): FormRow | undefined => {
    const isMeant = (owner: FormRow) => keys.every((key) => owner.cells[key] === row.cells[key]);
    const isEmpty = keys.every((key) => (row.cells[key] ?? '') === '');
    const owner = owners.find(isMeant) ?? (isEmpty ? only(owners) : undefined);
    const { sheet, row: number } = row;
    const place = { sheet, row: number, column: keys.at(-1) ?? null };
    if (owner === undefined && owners.length > 0)
      faults.push(formFault(place, isEmpty ? 'KEY_MISSING' : 'KEY_UNKNOWN'));
    return owner;
  };
  const claimOf = new Map(periods.map((row) => [row, ownerOf(row, claims, [claimKey])]));
  const periodOf = new Map(shifts.map((row) => [row, ownerOf(row, periods, [claimKey, periodKey])]));
  return claims.map((claim) => ({
    claim,
    periods: periods
      .filter((row) => claimOf.get(row) === claim)
      .map((row) => ({ row, shifts: shifts.filter((shift) => periodOf.get(shift) === row) })),
  }));
}

function repeatedKeys(rows: readonly FormRow[], keys: readonly string[], faults: Fault[]): void {
  const seen = new Set<string>();
  for (const { sheet, row, cells } of rows) {
    const key = JSON.stringify(keys.map((name) => cells[name]));
    if (seen.has(key)) faults.push(formFault({ sheet, row, column: keys.at(-1) ?? null }, 'KEY_REPEATED'));
    seen.add(key);
  }
}

function readClaim(
  rows: ClaimRows,
  { today, kommunCode }: FormOptions,
): { readonly claim?: FormClaim; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const broken = new Set<string>();
  const read = (table: ClaimTable, row: FormRow, path: string): Record<string, unknown> => {
    const value: Record<string, unknown> = {};
    for (const column of claimColumns[table]) {
      const cell = readCell(column, row.cells[column.header] ?? '');
      if (cell === undefined) continue;
      if ('value' in cell) set(value, column.field, cell.value);
      else {
        faults.push(formFault({ sheet: row.sheet, row: row.row, column: column.header }, cell.fault));
        broken.add(path === '' ? column.field : `${path}.${column.field}`);
      }
    }
    return value;
  };
  const raw = read('claims', rows.claim, '');
  raw.provider ??= {};
  raw.kommunCode ??= broken.has('kommunCode') ? undefined : kommunCode;
  if (kommunCode !== undefined && raw.kommunCode !== undefined && raw.kommunCode !== kommunCode) {
    faults.push(formFault(placeOf(rows, 'kommunCode'), 'KOMMUN_OTHER'));
  }
  raw.sickPeriods = rows.periods.map(({ row, shifts }, index) => {
    const path = `sickPeriods.${index}`;
    const period = read('periods', row, path);
    period.assistant = withBirthYear(period.assistant ?? {}, today);
    period.shifts = shifts.map((shift, at) => read('shifts', shift, `${path}.shifts.${at}`));
    return period;
  });
  const checked = checkSjuklonInput(raw, today);
  if (checked.kind === 'rejected') {
    // What could not be read is told already; that it is missing then is no second fault.
    const others = checked.faults.filter(({ path }) => !broken.has(path));
    faults.push(...others.map((fault) => placedFault(placeOf(rows, fault.path), fault)));
  }
  if (checked.kind === 'rejected' || faults.length > 0) return { faults };
  return {
    claim: { input: checked.value, placeOf: (path) => describePlace(placeOf(rows, path)) },
    faults,
  };
}

function set(target: Record<string, unknown>, field: string, value: unknown): void {
  const [head = '', ...rest] = field.split('.');
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const inner = (target[head] ?? {}) as Record<string, unknown>;
  set(inner, rest.join('.'), value);
  target[head] = inner;
}

/** Who gives the number need not write the year too. */
function withBirthYear(assistant: object, today: CalendarDate): object {
  const { personnummer, birthYear } = assistant as { personnummer?: unknown; birthYear?: unknown };
  if (birthYear !== undefined || typeof personnummer !== 'string') return assistant;
  const parsed = parsePersonnummer(personnummer, today);
  return parsed.kind === 'value' && parsed.value.birthYear !== null
    ? { ...assistant, birthYear: parsed.value.birthYear }
    : assistant;
}

/** The cell of a path in the claim; of what has no cell of its own the row that it belongs to. */
function placeOf(rows: ClaimRows, path: string): FilePlace {
  const [, period, shift, rest] = /^sickPeriods\.(\d+)(?:\.shifts\.(\d+))?(?:\.(.*))?$/u.exec(path) ?? [];
  const at = ({ sheet, row }: FormRow, table: ClaimTable, field: string): FilePlace => {
    const column = claimColumns[table].find((one) => one.field === field)?.header ?? null;
    return { sheet, row, column };
  };
  if (period === undefined) return at(rows.claim, 'claims', path.replace(/^(documents)\.\d+$/u, '$1'));
  const spell = rows.periods[Number(period)];
  if (spell === undefined) return at(rows.claim, 'claims', '');
  const pass = shift === undefined ? undefined : spell.shifts[Number(shift)];
  return pass === undefined ? at(spell.row, 'periods', rest ?? '') : at(pass, 'shifts', rest ?? '');
}
