import {
  dimensions,
  type FilterValue,
  isCalendarDate,
  parsePeriod,
  statisticTables,
  type TableColumn,
  TOTAL,
} from '@kommunhub/schema';

/** What may be asked for in a column: how its text is read, and the words for what is allowed. */
export interface ColumnValues {
  /** The value that the text stands for; undefined where it stands for none. */
  read(text: string): FilterValue | undefined;
  readonly allowed: string;
}

const levels = ['KOMMUN', 'REGION', 'OMRADE', 'LAN', 'SAMVERKAN', 'ALLA'];
const sourceStates = ['OK', 'STALE', 'PARTIAL', 'UNAVAILABLE', 'UNTRUSTED'];

/** Columns whose values are a closed set, beside the dimensions. */
const closed: Readonly<Record<string, readonly string[]>> = {
  platsniva: levels,
  skal: ['SMA_TAL', 'OFULLSTANDIG'],
  tabell: statisticTables.map(({ id }) => id),
  tillstand: sourceStates,
};

/** Says what may be asked for in the column; an empty text asks for cells without a value. */
export function valuesOf(column: TableColumn): ColumnValues {
  const values = valuesThemselvesOf(column);
  if (!column.isNullable) return values;
  return {
    read: (text) => (text === '' ? null : values.read(text)),
    allowed: `${values.allowed}, or nothing`,
  };
}

function valuesThemselvesOf({ name, type, part }: TableColumn): ColumnValues {
  const codes = closed[name] ?? (part === 'dimension' ? codesOf(name) : undefined);
  if (codes !== undefined)
    return { read: (text) => (codes.includes(text) ? text : undefined), allowed: codes.join(', ') };
  if (part === 'period')
    return {
      read: (text) => (parsePeriod(text) === null ? undefined : text),
      allowed: 'a year (2026) or a quarter (2026Q3)',
    };
  return byType[type];
}

function codesOf(name: string): readonly string[] | undefined {
  if (!Object.hasOwn(dimensions, name)) return undefined;
  return [...dimensions[name as keyof typeof dimensions].values.map(({ code }) => code), TOTAL];
}

const whole = /^-?\d{1,15}$/;
const decimal = /^-?\d{1,15}(?:\.\d{1,6})?$/;

const byType: Readonly<Record<TableColumn['type'], ColumnValues>> = {
  string: {
    read: (text) => (/^\P{Cc}{1,100}$/u.test(text) ? text : undefined),
    allowed: 'a text of at most 100 characters',
  },
  integer: { read: (text) => (whole.test(text) ? Number(text) : undefined), allowed: 'a whole number' },
  decimal: {
    read: (text) => (decimal.test(text) ? Number(text) : undefined),
    allowed: 'a number with a decimal point',
  },
  boolean: {
    read: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
    allowed: 'true, false',
  },
  date: { read: (text) => (isCalendarDate(text) ? text : undefined), allowed: 'a date (2026-10-01)' },
};
