import {
  dayInStockholm,
  type RawRow,
  type RecordKind,
  type RecordSource,
  recordKinds,
  type SourceDescription,
  type SourceRow,
} from '@kommunhub/schema';
import { type CodeEntry, linesOf, nearestLine } from '../codes/code-table.js';
import type { AnyConnector, ReadRequest } from '../connector/connector.js';
import type { CompiledTable } from '../mapping/compiled-table.js';
import { type RowMapper, rowMapper } from '../mapping/map-row.js';
import { remapRow } from '../mapping/remap-row.js';
import { type CheckReport, checkSource } from '../reports/check-report.js';
import type { UnmappedLine } from '../reports/run-report.js';
import type { AdapterSettings } from '../settings/adapter-settings.js';

/** A source with its mapping, ready to be checked, tried and read. */
export interface Adapter extends RecordSource {
  readonly folder: string;
  /** Finds the source and compares its headers with the mapping; reads no rows and never throws for the source's sake. */
  check(): Promise<CheckReport>;
  /** Every line of the code tables that the mapping uses. */
  codeLines(): readonly CodeEntry[];
  /** The line of a code table whose local text is most like one that no line has. */
  nearestCode(table: string, text: string): UnmappedLine['nearest'];
  /** The source's {@link RecordSource.remap}, which every adapter has. */
  remap(rows: AsyncIterable<RawRow>): AsyncIterable<SourceRow>;
}

export interface AdapterParts {
  readonly folder: string;
  readonly settings: AdapterSettings;
  readonly connector: AnyConnector;
  readonly connectorSettings: unknown;
  readonly tables: readonly CompiledTable[];
  /** Optional tables that the source lacks: of their kinds nothing is known, so nothing is removed. */
  readonly lacking: readonly CompiledTable[];
  readonly clock: () => Date;
}

/** Binds checked settings to their connector. */
export function createAdapter(parts: AdapterParts): Adapter {
  const description = describeSource(parts.settings, parts.tables, parts.lacking);
  const lacking = parts.lacking.map(({ name }) => name);
  const request = (signal?: AbortSignal): ReadRequest<unknown> => ({
    folder: parts.folder,
    tables: parts.tables.map((table) => table.request),
    ...(signal === undefined ? {} : { signal }),
  });
  return {
    folder: parts.folder,
    description,
    check: () => checkSource(description, lacking, parts.connector, parts.connectorSettings, request()),
    asOf: () => parts.connector.asOf(parts.connectorSettings, request()),
    read: (signal) => readRows(parts, request(signal)),
    codeLines: () => linesOfTables(parts.tables),
    nearestCode: (table, text) => {
      const line = nearestLine(codeTableOf(parts.tables, table), text);
      return line === null ? null : { local: line.local, code: line.code };
    },
    remap: (rows) => remapRows(parts, rows),
  };
}

function linesOfTables(tables: readonly CompiledTable[]): readonly CodeEntry[] {
  const used = new Set(tables.flatMap(({ columns }) => columns.flatMap(({ codes }) => codes ?? [])));
  return [...used].flatMap((codes) => [...codes.values()].flatMap((entry) => [...linesOf(entry)]));
}

function codeTableOf(tables: readonly CompiledTable[], name: string) {
  return tables.flatMap(({ columns }) => columns).find(({ settings }) => settings.table === name)?.codes;
}

async function* readRows(parts: AdapterParts, request: ReadRequest<unknown>): AsyncGenerator<SourceRow> {
  const mappers = rowMappers(parts);
  for await (const row of parts.connector.read(parts.connectorSettings, request)) {
    request.signal?.throwIfAborted();
    const mapped = mappers.get(row.table)!(row);
    yield mapped instanceof Promise ? await mapped : mapped;
  }
}

async function* remapRows(parts: AdapterParts, rows: AsyncIterable<RawRow>): AsyncGenerator<SourceRow> {
  const mappers = rowMappers(parts);
  const tables = new Map([...parts.tables, ...parts.lacking].map((table) => [table.name, table]));
  for await (const row of rows) {
    yield await remapRow(row, tables.get(row.table), mappers.get(row.table));
  }
}

/** One mapper a table, by the day of this reading. */
function rowMappers({ clock, settings, tables, lacking }: AdapterParts): ReadonlyMap<string, RowMapper> {
  const today = dayInStockholm(clock());
  const kommunCodes = new Set(settings.kommuner);
  // Rows that were set aside earlier may be of a table that the source lacks today.
  return new Map(
    [...tables, ...lacking].map((table) => [table.name, rowMapper(table, { kommunCodes, today })]),
  );
}

/** What an adapter declares of its source, from its settings. */
export function describeSource(
  settings: AdapterSettings,
  tables: readonly Pick<CompiledTable, 'records'>[],
  lacking: readonly Pick<CompiledTable, 'records'>[] = [],
): SourceDescription {
  const records = tables.flatMap((table) => table.records);
  const lost = lacking.flatMap((table) => table.records);
  const isWhole = (kind: RecordKind) => {
    const ofKind = records.filter((record) => record.kind === kind);
    const isLost = lost.some((record) => record.kind === kind);
    return ofKind.length > 0 && !isLost && ofKind.every(({ complete }) => complete);
  };
  const { id, name, kommuner } = settings.namnd;
  const seat = id.slice(0, 4);
  return {
    id: settings.source,
    system: settings.system,
    namnd: { id, name, ...(kommuner && { kommunCodes: kommuner }) },
    kommunCodes: [seat, ...settings.kommuner.filter((code) => code !== seat)],
    kinds: recordKinds.filter(isWhole),
    delivery: settings.delivery,
    intervalHours: settings.intervalHours,
    demo: settings.demo ?? false,
  };
}
