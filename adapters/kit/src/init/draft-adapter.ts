import { basename, dirname, extname, relative, resolve, sep } from 'node:path';
import { BadInputError, dayInStockholm, type RecordKind } from '@kommunhub/schema';
import { listProfiles, loadProfile, type Profile } from '../adapter/load-profile.js';
import { defaultSystemsFolder } from '../adapter/systems-folder.js';
import type { ConnectorRegistry } from '../connector/connector.js';
import { type DraftCodes, draftCodes } from './draft-codes.js';
import { draftSkips } from './draft-skips.js';
import { assignKinds, type DraftTable, draftTable } from './draft-table.js';
import { type KnownHeaders, knownHeaders } from './known-headers.js';
import { type PrintedTable, printDraft } from './print-draft.js';
import { type SurveyedTable, surveyTable } from './survey-table.js';

export interface DraftOptions {
  readonly connectors: ConnectorRegistry;
  /** Folder of the profiles, from which headers and codes are known. */
  readonly systemsFolder?: string;
  /** Folder the adapter will lie in: the files are named from there. The current one when left out. */
  readonly folder?: string;
  readonly source?: string;
  readonly system?: string;
  readonly namnd?: { readonly id: string; readonly name: string };
  /** Kommun codes; where there is one, it stands in for a missing column. */
  readonly kommuner?: readonly string[];
  /** Who stands for the codes that are certain; left empty for a person when left out. */
  readonly approvedBy?: string;
  readonly clock?: () => Date;
}

/** A mapping as far as it can be guessed. No value stands in it but codes without personnummer. */
export interface AdapterDraft {
  readonly adapterYaml: string;
  /** `codes/insats.csv` → content. */
  readonly codeTables: ReadonlyMap<string, string>;
  readonly summary: DraftSummary;
}

export interface DraftSummary {
  readonly tables: readonly {
    readonly name: string;
    readonly file: string;
    readonly kinds: readonly RecordKind[];
    readonly columns: number;
    readonly unused: number;
    readonly missing: readonly string[];
  }[];
  /** Files and sheets in which nothing was recognised. */
  readonly passedOver: readonly string[];
  readonly codes: readonly ({ readonly table: string } & Omit<DraftCodes, 'csv'>)[];
}

/**
 * Drafts an adapter from files: columns by their headers, types held against
 * the values, codes by the texts that occur.
 *
 * @throws BadInputError when the files are of different kinds or folders.
 * @throws SourceUnavailableError or SourceRefusedError when a file cannot be read.
 */
export async function draftAdapter(files: readonly string[], options: DraftOptions): Promise<AdapterDraft> {
  const today = dayInStockholm((options.clock ?? (() => new Date()))());
  const systemsFolder = options.systemsFolder ?? defaultSystemsFolder();
  const names = await listProfiles(systemsFolder);
  const profiles = await Promise.all(names.map((name) => loadProfile(name, systemsFolder)));
  const known = knownHeaders(profiles);
  const { kind, folder } = oneKind(files, options.connectors);
  const surveyed = await surveyFiles(files, options.connectors, known, today);
  const kinds = assignKinds(surveyed.tables, known);
  const [kommunCode] = options.kommuner ?? [];
  const isOneKommun = options.kommuner?.length === 1;
  const tables = surveyed.tables
    .filter((survey) => (kinds.get(survey)?.length ?? 0) > 0)
    .map((survey) =>
      draftTable(survey, kinds.get(survey) ?? [], known, isOneKommun && kommunCode ? kommunCode : null),
    );
  const ordered = inOrder(tables);
  const tableNames = nameTables(ordered.map(({ survey }) => survey));
  const printed = ordered.map((table, index) => ({
    name: tableNames[index]![0],
    table,
    skips: draftSkips(table),
  }));
  const codes = collectCodes(printed, profiles, { today, approvedBy: options.approvedBy ?? '' });
  const place = relative(resolve(options.folder ?? '.'), folder)
    .split(sep)
    .join('/');
  const unknown = surveyed.tables.filter((survey) => (kinds.get(survey)?.length ?? 0) === 0);
  const adapterYaml = printDraft(
    {
      source: options.source ?? null,
      system: options.system ?? null,
      namnd: options.namnd ?? null,
      kommuner: options.kommuner ?? [],
      connector: { kind, folder: place === '' ? '.' : place },
      files: files.map((file) => basename(file)),
      day: today,
      unknown: nameTables([...printed.map(({ table }) => table.survey), ...unknown])
        .map(([name, survey]) => ({ name, survey }))
        .filter(({ survey }) => unknown.includes(survey)),
    },
    printed,
  );
  const codeTables = new Map([...codes].map(([table, { csv }]) => [`codes/${table}.csv`, csv]));
  return {
    adapterYaml,
    codeTables,
    summary: {
      tables: printed.map(({ name, table }) => ({
        name,
        file: placeOf(table.survey.from),
        kinds: table.records.map((record) => record.kind),
        columns: table.columns.length,
        unused: table.unused.length,
        missing: table.records.flatMap((record) => record.missing.map((field) => `${record.kind}.${field}`)),
      })),
      passedOver: [...surveyed.passedOver, ...unknown.map(({ from }) => placeOf(from))],
      codes: [...codes].map(([table, { csv: _, ...counts }]) => ({ table, ...counts })),
    },
  };
}

const placeOf = ({ file = '', sheet }: SurveyedTable['from']) =>
  sheet === undefined ? file : `${file} (${sheet})`;

function explorerOf(file: string, connectors: ConnectorRegistry) {
  const ending = extname(file).toLowerCase();
  return Object.values(connectors).find(({ explorer }) => explorer?.extensions.includes(ending));
}

/** An adapter has one connector and one folder. */
function oneKind(files: readonly string[], connectors: ConnectorRegistry): { kind: string; folder: string } {
  const kinds = new Set(files.map((file) => explorerOf(file, connectors)?.kind));
  const folders = new Set(files.map((file) => dirname(resolve(file))));
  const [kind] = kinds;
  const [folder] = folders;
  if (kind === undefined || folder === undefined || kinds.size > 1 || folders.size > 1) {
    const endings = Object.values(connectors).flatMap(({ explorer }) => explorer?.extensions ?? []);
    throw new BadInputError(
      `Name one or more files of one kind in one folder; files may end with ${endings.join(', ')}.`,
    );
  }
  return { kind, folder };
}

async function surveyFiles(
  files: readonly string[],
  connectors: ConnectorRegistry,
  known: KnownHeaders,
  today: string,
): Promise<{ readonly tables: readonly SurveyedTable[]; readonly passedOver: readonly string[] }> {
  const headersIn = (cells: readonly string[]) =>
    cells.filter((cell) => known.targetsOf(cell).length > 0).length;
  const tables: SurveyedTable[] = [];
  const passedOver: string[] = [];
  for (const file of files) {
    for (const table of (await explorerOf(file, connectors)?.explorer?.explore(file, headersIn)) ?? []) {
      const surveyed = await surveyTable(table, headersIn, today);
      if (surveyed === null) passedOver.push(placeOf(table.from));
      else tables.push(surveyed);
    }
  }
  return { tables, passedOver };
}

const order: readonly RecordKind[] = [
  'kommun',
  'person',
  'case',
  'staff',
  'investigation',
  'decision',
  'execution',
  'followUp',
  'interruption',
  'insatsCount',
];

/** Persons before cases before decisions: rows refer to what was read before them. */
function inOrder(tables: readonly DraftTable[]): readonly DraftTable[] {
  const rank = ({ records }: DraftTable) => Math.min(...records.map(({ kind }) => order.indexOf(kind)));
  return tables.toSorted((left, right) => rank(left) - rank(right));
}

/** Names of tables as the file or sheet is called, in ASCII. */
function nameTables(surveys: readonly SurveyedTable[]): readonly (readonly [string, SurveyedTable])[] {
  const taken = new Set<string>();
  return surveys.map((survey, index) => {
    const { sheet, file = '' } = survey.from;
    const plain = (sheet ?? file.replace(/\.[^.]*$/, ''))
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase();
    const base = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'tabell';
    const name = taken.has(base) ? `${base}-${index + 1}` : base;
    taken.add(name);
    return [name, survey] as const;
  });
}

function collectCodes(
  tables: readonly PrintedTable[],
  profiles: readonly Profile[],
  options: { readonly today: string; readonly approvedBy: string },
): ReadonlyMap<string, DraftCodes> {
  const values = new Map<string, { field: string; texts: Set<string> }>();
  for (const { table, skips } of tables) {
    for (const { name, table: codes, survey } of table.columns) {
      if (codes === null) continue;
      const skipped = new Set(skips.filter(({ column }) => column === name).flatMap((skip) => skip.values));
      const field =
        table.records.flatMap(({ fields }) => fields).find(([, source]) => source === name)?.[0] ?? '';
      const entry = values.get(codes) ?? { field, texts: new Set() };
      for (const text of survey?.distinct?.keys() ?? []) if (!skipped.has(text)) entry.texts.add(text);
      values.set(codes, entry);
    }
  }
  return new Map(
    [...values].map(([name, { field, texts }]) => [name, draftCodes(name, field, texts, profiles, options)]),
  );
}
