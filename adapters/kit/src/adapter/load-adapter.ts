import { resolve } from 'node:path';
import { ConfigError, kommunByCode, regionByCode } from '@kommunhub/schema';
import type { AnyConnector, ConnectorRegistry } from '../connector/connector.js';
import { findInlineSecrets } from '../connector/secret.js';
import { type AdapterFault, adapterFault, summarize } from '../faults/adapter-fault.js';
import { nearest } from '../faults/nearest.js';
import { compileTable } from '../mapping/compile-table.js';
import type { CompiledTable } from '../mapping/compiled-table.js';
import { type AdapterSettings, adapterSettings } from '../settings/adapter-settings.js';
import { settingsFaults } from '../settings/settings-faults.js';
import { type Adapter, createAdapter } from './adapter.js';
import { loadSettings, type RawAdapter } from './load-settings.js';
import { defaultSystemsFolder } from './systems-folder.js';

export interface LoadOptions {
  /** Folder of the profiles; that of this repository when left out. */
  readonly systemsFolder?: string;
  readonly connectors: ConnectorRegistry;
  /** Tells the day of reading, by which two-digit years are read; the system clock when left out. */
  readonly clock?: () => Date;
}

/**
 * Reads an adapter folder and checks all of it: settings, mapping and code
 * tables, but not the source itself.
 *
 * @throws ConfigError ADAPTER_INVALID with every fault and its place, as `adapter.yaml:12:5`.
 */
export async function loadAdapter(folder: string, options: LoadOptions): Promise<Adapter> {
  const raw = await loadSettings(folder, options.systemsFolder ?? defaultSystemsFolder());
  const faults: AdapterFault[] = [...raw.faults];
  // Without the YAML every further fault would be an echo of the first.
  const isReadable = !raw.faults.some(({ code }) =>
    ['FILE_MISSING', 'YAML_SYNTAX', 'PROFILE_UNKNOWN'].includes(code),
  );
  const settings = isReadable ? parseSettings(raw, faults) : null;
  if (settings === null) throw invalid(faults);
  const seat = settings.namnd.id.slice(0, 4);
  const tables = Object.entries(settings.tables).map(([name, table]) =>
    compileTable(name, table, {
      locate: raw.locate,
      faults,
      codeTables: raw.codeTables,
      seat,
      delivery: settings.delivery,
    }),
  );
  checkKommuner(settings, raw, faults);
  checkOwnTables(settings, raw, faults);
  const connector = findConnector(settings, options.connectors, raw, faults);
  const bound = connector === null ? null : bindConnector(connector, settings, tables, raw, faults);
  if (bound === null || connector === null || faults.length > 0) throw invalid(faults);
  const isThere = await Promise.all(
    bound.tables.map(
      ({ optional, request }) =>
        !optional || (connector.has?.(bound.settings, resolve(folder), request.from) ?? true),
    ),
  );
  return createAdapter({
    folder: resolve(folder),
    settings,
    connector,
    connectorSettings: bound.settings,
    tables: bound.tables.filter((_, index) => isThere[index]),
    lacking: bound.tables.filter((_, index) => !isThere[index]),
    clock: options.clock ?? (() => new Date()),
  });
}

function invalid(faults: readonly AdapterFault[]): ConfigError {
  return new ConfigError('ADAPTER_INVALID', summarize('The adapter folder has faults', faults), { faults });
}

const knownKeys = [
  'source',
  'system',
  'profile',
  'namnd',
  'kommuner',
  'delivery',
  'intervalHours',
  'demo',
  'connector',
  'tables',
  'from',
  'grain',
  'skip',
  'columns',
  'records',
  'type',
  'aliases',
  'required',
  'optional',
  'table',
  'expression',
  'constant',
  'counts',
  'column',
  'values',
  'deleted',
  'reason',
  'id',
  'name',
];

function parseSettings(raw: RawAdapter, faults: AdapterFault[]): AdapterSettings | null {
  const parsed = adapterSettings.safeParse(raw.merged);
  const connector = (raw.merged as { connector?: unknown } | null)?.connector;
  for (const path of findInlineSecrets(connector, ['connector'])) {
    faults.push(adapterFault('SECRET_INLINE', raw.locate(path), { key: path.join('.') }));
  }
  if (!parsed.success) faults.push(...settingsFaults(parsed.error, raw.locate, knownKeys));
  return parsed.success ? parsed.data : null;
}

function checkKommuner(settings: AdapterSettings, raw: RawAdapter, faults: AdapterFault[]): void {
  const lists = [
    { path: ['kommuner'], codes: settings.kommuner },
    { path: ['namnd', 'kommuner'], codes: settings.namnd.kommuner ?? [] },
  ];
  for (const { path, codes } of lists) {
    for (const [index, code] of codes.entries()) {
      if (kommunByCode(code) !== undefined || regionByCode(code) !== undefined) continue;
      const key = [...path, index].join('.');
      faults.push(adapterFault('KOMMUN_UNKNOWN', raw.locate([...path, index]), { key }));
    }
  }
  if (!settings.kommuner.includes(settings.namnd.id.slice(0, 4))) {
    faults.push(adapterFault('SEAT_MISSING', raw.locate(['kommuner'])));
  }
}

function checkOwnTables(settings: AdapterSettings, raw: RawAdapter, faults: AdapterFault[]): void {
  const named = Object.values(settings.tables).flatMap(({ columns }) =>
    Object.values(columns).map(({ table }) => table),
  );
  const used = new Set(named.filter((table) => table !== undefined));
  for (const table of raw.ownTables.filter((own) => !used.has(own))) {
    faults.push(
      adapterFault('TABLE_UNUSED', `codes/${table}.csv`, { table, nearest: nearest(table, used) ?? '–' }),
    );
  }
}

function findConnector(
  settings: AdapterSettings,
  connectors: ConnectorRegistry,
  raw: RawAdapter,
  faults: AdapterFault[],
): AnyConnector | null {
  const { kind } = settings.connector;
  if (Object.hasOwn(connectors, kind)) return connectors[kind] ?? null;
  const kinds = Object.keys(connectors).join(', ');
  faults.push(adapterFault('CONNECTOR_UNKNOWN', raw.locate(['connector', 'kind']), { kinds }));
  return null;
}

/** Checks the parts of the settings whose form only the connector knows. */
function bindConnector(
  connector: AnyConnector,
  settings: AdapterSettings,
  tables: readonly CompiledTable[],
  raw: RawAdapter,
  faults: AdapterFault[],
): { readonly settings: unknown; readonly tables: readonly CompiledTable[] } | null {
  const { kind: _, ...own } = settings.connector;
  const parsed = connector.settingsSchema.safeParse(own);
  if (!parsed.success) faults.push(...settingsFaults(parsed.error, raw.locate, [], ['connector']));
  const bound = tables.flatMap((table) => {
    const from = connector.originSchema.safeParse(table.request.from);
    if (!from.success) {
      faults.push(...settingsFaults(from.error, raw.locate, [], ['tables', table.name, 'from']));
      return [];
    }
    return [{ ...table, request: { ...table.request, from: from.data } }];
  });
  return parsed.success ? { settings: parsed.data, tables: bound } : null;
}
