import { cleanText, normaliseHeader, SourceRefusedError, SourceUnavailableError } from '@kommunhub/schema';
import { z } from 'zod';
import type { Connector, ReadRequest, TableRequest } from '../connector/connector.js';
import { type AdapterFault, adapterFault, summarize } from '../faults/adapter-fault.js';
import type { WrittenTable } from './describe-connector.js';

const settings = z.strictObject({});
const origin = z.strictObject({ name: z.string() });
type Origin = z.infer<typeof origin>;

/** A source of tables in memory: for tests of what comes after the connector. */
export function memoryConnector(
  tables: Readonly<Record<string, WrittenTable>>,
  modifiedAt: Date | null = null,
): Connector<object, Origin> {
  const open = (request: ReadRequest<Origin>) => {
    const faults: AdapterFault[] = [];
    const opened = request.tables.map((table) => {
      const content = tables[table.from.name];
      if (content === undefined) {
        const fault = adapterFault('SOURCE_MISSING', table.from.name, { file: table.from.name });
        throw new SourceUnavailableError(fault.message, { faults: [fault] });
      }
      const indexes = indexColumns(table, content.header, faults);
      return { table, content, indexes };
    });
    if (faults.length > 0) {
      throw new SourceRefusedError(summarize('The source is not as agreed', faults), { faults });
    }
    return opened;
  };
  return {
    kind: 'memory',
    settingsSchema: settings,
    originSchema: origin,
    async check(_settings, request) {
      return open(request).map(({ table, content, indexes }) => ({
        table: table.name,
        origin: table.from.name,
        modifiedAt,
        form: [],
        found: indexes.map(([column, index]) => ({ column, header: content.header[index] ?? '' })),
        absent: table.columns
          .map(({ name }) => name)
          .filter((name) => !indexes.some(([found]) => found === name)),
        ignored: content.header.filter((_, index) => !indexes.some(([, found]) => found === index)),
      }));
    },
    async asOf() {
      return modifiedAt;
    },
    async *read(_settings, request) {
      for (const { table, content, indexes } of open(request)) {
        for (const [index, row] of content.rows.entries()) {
          const place = { file: table.from.name, sheet: null, row: index + 2 };
          const cells = Object.fromEntries(indexes.map(([column, cell]) => [column, row[cell] ?? '']));
          yield { table: table.name, place, cells };
        }
      }
    },
  };
}

function indexColumns(
  table: TableRequest<Origin>,
  header: readonly string[],
  faults: AdapterFault[],
): (readonly [column: string, index: number])[] {
  const compared = header.map((text) => normaliseHeader(cleanText(text)));
  const found = table.columns.flatMap(({ name, aliases, optional }) => {
    const index = [name, ...aliases]
      .map((text) => compared.indexOf(normaliseHeader(text)))
      .find((at) => at >= 0);
    if (index !== undefined) return [[name, index] as const];
    if (!optional) faults.push(adapterFault('SOURCE_COLUMN_MISSING', table.from.name, { column: name }));
    return [];
  });
  return found.sort(([, left], [, right]) => left - right);
}
