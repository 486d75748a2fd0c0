import { stringify } from 'yaml';
import { isHeaderText } from '../connector/match-header.js';
import type { ColumnType } from '../settings/mapping-settings.js';
import type { DraftSkip } from './draft-skips.js';
import type { DraftColumn, DraftField, DraftRecord, DraftTable } from './draft-table.js';
import type { SurveyedColumn, SurveyedTable } from './survey-table.js';

/** Marks what a person must decide; the same word everywhere, so that it can be searched for. */
export const decide = 'AVGÖR';

export interface DraftHead {
  readonly source: string | null;
  readonly system: string | null;
  readonly namnd: { readonly id: string; readonly name: string } | null;
  readonly kommuner: readonly string[];
  readonly connector: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly day: string;
  /** Tables in which no record was recognised. */
  readonly unknown: readonly { readonly name: string; readonly survey: SurveyedTable }[];
}

export interface PrintedTable {
  readonly name: string;
  readonly table: DraftTable;
  readonly skips: readonly DraftSkip[];
}

function printSource(source: DraftField[1]): string {
  if (typeof source === 'string') return scalar(source);
  return 'namnd' in source ? '{ namnd: seat }' : `{ constant: '${source.constant}' }`;
}

/** Any text as YAML on one line. */
const scalar = (text: string) => stringify(text, { lineWidth: 0 }).trim();
const flow = (value: unknown) =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trim();

/** Writes adapter.yaml with what is known, and in comments what a person must decide. */
export function printDraft(head: DraftHead, tables: readonly PrintedTable[]): string {
  const lines = [
    `# Utkast av adapter init ${head.day} efter ${head.files.map(scalar).join(', ')}.`,
    `# Sök efter ${decide}: där måste en person ta ställning. Kör sedan adapter check.`,
    head.source === null
      ? `# ${decide} source: eget namn på källan, till exempel falun-treserva`
      : `source: ${head.source}`,
    head.system === null ? `# ${decide} system: verksamhetssystemets namn` : `system: ${scalar(head.system)}`,
    head.namnd === null
      ? `# ${decide} namnd: { id: 2080-LSS, name: Nämndens namn }`
      : `namnd: ${flow(head.namnd)}`,
    head.kommuner.length === 0
      ? `# ${decide} kommuner: ['2080']`
      : `kommuner: [${head.kommuner.map((code) => `'${code}'`).join(', ')}]`,
    `# ${decide}: complete om filerna alltid innehåller allt; delta om de bara innehåller det som har ändrats.`,
    'delivery: delta',
    'intervalHours: 24',
    `connector: ${flow(head.connector)}`,
    tables.length === 0 ? `# ${decide}: inget i filerna kändes igen.\ntables: {}` : 'tables:',
    ...tables.flatMap(printTable),
    ...head.unknown.flatMap(printUnknown),
  ];
  return `${lines.join('\n')}\n`;
}

/** A table that nobody knows yet, with its columns, to be filled in where the number sign is taken away. */
function printUnknown({ name, survey: { from, columns, rows } }: DraftHead['unknown'][number]): string[] {
  const lines = [
    `${name}:`,
    `  from: ${flow(from)}`,
    '  columns:',
    ...columns
      .filter(({ header }) => isHeaderText(header))
      .map((column) => `    ${scalar(column.header)}: ${typeOf(column)}`),
    '  records: {}   # poster och deras fält: se Poster och fält i adapters/README.md',
  ];
  return [
    `  # ${decide}: ${rows} rader kändes inte igen. Behövs de: ta bort # nedan, fyll i records och stryk kolumner som inte används.`,
    ...lines.map((line) => `  # ${line}`),
  ];
}

/** What all values of a column can be read as. */
function typeOf({ filled, readable }: SurveyedColumn): ColumnType {
  const types = ['personnummer', 'date', 'decimal'] as const;
  return types.find((type) => filled > 0 && readable[type] === filled) ?? 'text';
}

function printTable({ name, table, skips }: PrintedTable): string[] {
  const { from, remarks } = table.survey;
  return [
    `  ${name}:`,
    ...remarks.map((remark) => `    # ${decide}: ${remark}`),
    `    from: ${flow(from)}`,
    ...(skips.length === 0
      ? []
      : ['    skip:', ...skips.map((skip) => `      - ${flow({ ...skip, values: [...skip.values] })}`)]),
    '    columns:',
    ...table.columns.flatMap(printColumn),
    ...(table.unused.length === 0
      ? []
      : [
          `      # Kolumner som inte kändes igen och därför inte läses. ${decide} om någon av dem behövs:`,
          ...table.unused.map(({ header }) => `      # ${scalar(header)}`),
        ]),
    '    records:',
    ...table.records.flatMap(printRecord),
  ];
}

function printColumn(column: DraftColumn): string[] {
  const settings = {
    type: column.type,
    ...(column.table === null ? {} : { table: column.table }),
    ...(column.required ? { required: true } : {}),
    ...(column.dropTime ? { dropTime: true } : {}),
    ...(column.expression === null ? {} : { expression: column.expression }),
  };
  const short = Object.keys(settings).length === 1 ? column.type : flow(settings);
  return [
    ...column.remarks.map((remark) => `      # ${decide}: ${remark}`),
    `      ${scalar(column.name)}: ${short}`,
  ];
}

/** Lists of one law seldom have a column for it. */
const hint = (field: string) => (field === 'law' ? '; är allt i filen LSS: law: { constant: LSS }' : '');

function printRecord({ kind, when, complete, fields, missing }: DraftRecord): string[] {
  return [
    `      ${kind}:`,
    ...(when === null ? [] : [`        when: ${scalar(when)}`]),
    ...(complete ? [] : ['        complete: false']),
    ...fields.map(([field, source]) => `        ${field}: ${printSource(source)}`),
    ...missing.map(
      (field) => `        # ${decide} ${field}: kolumnen hittades inte, men uppgiften krävs${hint(field)}`,
    ),
  ];
}
