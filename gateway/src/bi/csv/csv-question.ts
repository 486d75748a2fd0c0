import {
  BadInputError,
  columnsOf,
  type Fault,
  type ReleasedQuery,
  type RowFilter,
  type StatisticTable,
  type TableColumn,
} from '@kommunhub/schema';
import { valuesOf } from './column-values.js';
import { type DialectName, dialects } from './dialect.js';

/** What the address of a file asks for. */
export interface CsvQuestion {
  readonly dialect: DialectName;
  readonly header: 'name' | 'label';
  readonly query: Omit<ReleasedQuery, 'limit' | 'skip' | 'orderBy' | 'after'>;
  /** The periods asked for; null for all. */
  readonly periods: readonly string[] | null;
}

/** What is asked for once, and beside the columns. */
const options = {
  dialect: Object.keys(dialects),
  header: ['name', 'label'],
  allowPartial: ['true', 'false'],
};

/**
 * Reads the parameters of an address: columns by name with the values wanted,
 * repeated or with commas between them, and the options of the file.
 *
 * @throws BadInputError with every fault at once, each naming what is allowed.
 */
export function readQuestion(table: StatisticTable, parameters: URLSearchParams): CsvQuestion {
  const columns = columnsOf(table);
  const faults: Fault[] = [];
  const fault = (path: string, what: string) =>
    faults.push({ path, code: 'BAD_INPUT', message: `"${path}" ${what}` });
  const names = columns.map(({ name }) => name);
  const known = [...names, 'release', ...Object.keys(options)];
  for (const name of new Set(parameters.keys()))
    if (!known.includes(name)) fault(pathOf(name), `is no parameter here; allowed are ${known.join(', ')}.`);
  for (const [name, allowed] of Object.entries(options))
    if (parameters.getAll(name).some((value, index) => index > 0 || !allowed.includes(value)))
      fault(name, `takes one of ${allowed.join(', ')}, once.`);
  if (parameters.getAll('release').length > 1) fault('release', 'takes the id of one release, once.');
  const terms = columns.flatMap((column) => termOf(column, parameters, fault) ?? []);
  if (faults.length > 0) {
    const sentence = faults.map(({ message }) => message).join(' ');
    throw new BadInputError(sentence, { faults });
  }
  const [only] = terms;
  const filter: RowFilter | undefined = terms.length > 1 ? { op: 'and', terms } : only;
  const release = parameters.get('release');
  return {
    dialect: (parameters.get('dialect') ?? 'excel') as DialectName,
    header: parameters.get('header') === 'label' ? 'label' : 'name',
    query: {
      table: table.id,
      ...(release !== null && { release }),
      ...(filter && { filter }),
      allowPartial: parameters.get('allowPartial') === 'true',
    },
    periods: parameters.has('period') ? wantedIn(parameters, 'period') : null,
  };
}

function termOf(
  column: TableColumn,
  parameters: URLSearchParams,
  fault: (path: string, what: string) => void,
): RowFilter | undefined {
  const { name } = column;
  if (!parameters.has(name)) return undefined;
  const { read, allowed } = valuesOf(column);
  const wanted = wantedIn(parameters, name).map(read);
  const values = wanted.filter((value) => value !== undefined);
  if (values.length < wanted.length) fault(name, `has a value of the wrong form; allowed is ${allowed}.`);
  const [first] = values;
  return values.length === 1 && first !== undefined
    ? { op: 'eq', column: name, value: first }
    : { op: 'in', column: name, values };
}

function wantedIn(parameters: URLSearchParams, name: string): readonly string[] {
  const texts = parameters.getAll(name);
  // The row's key is the hub's own; what it holds is not looked into.
  return [...new Set(name === 'rad' ? texts : texts.flatMap((text) => text.split(',')))];
}

/** The name as it may be repeated: what is no name may be anything, a personnummer too. */
function pathOf(name: string): string {
  return /^[A-Za-z_]{1,40}$/.test(name) ? name : '?';
}
