import { dryRun, loadAdapter } from '@kommunhub/adapter-kit';
import { adapterFolder } from '@kommunhub/adapter-kit/testing';
import type { HubRecord, SourceRow } from '@kommunhub/schema';
import { afterEach, expect } from 'vitest';
import { excelConnector } from '../excel-connector.js';
import { aWorkbook, type WrittenCell, type WrittenSheet, type WrittenWorkbook } from './a-workbook.js';

const yaml = ({ origin = '', connector = '', nameType = 'text' }: Options) => `source: test-kalla
system: Testsystem
namnd: { id: 0781-LSS, name: Socialnämnden }
kommuner: ['0781', '2080']
delivery: complete
intervalHours: 24
connector: { kind: excel, folder: .${connector} }
tables:
  personer:
    from: { ${origin} }
    columns:
      Id: { type: text, required: true, aliases: [Personid] }
      Personnummer: { type: personnummer, optional: true }
      Namn: { type: ${nameType}, optional: true }
      Kommun: { type: kommunkod, required: true }
    records:
      person: { sourceId: Id, kommunCode: Kommun, name: Namn, personnummer: Personnummer }
`;

// Each test file has folders of its own: vitest loads this file anew for each.
const made: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await folder.remove();
});

export interface Options {
  readonly origin?: string;
  readonly connector?: string;
  /** How the column Namn is declared. */
  readonly nameType?: string;
}

/** An adapter of persons over files of the test. */
export async function openFiles(files: Readonly<Record<string, string | Uint8Array>>, options: Options = {}) {
  const folder = await adapterFolder({
    'adapter.yaml': yaml(options),
    ...files,
  });
  made.push(folder);
  const clock = () => new Date('2026-11-22T12:00:00Z');
  return loadAdapter(folder.folder, { connectors: { excel: excelConnector }, clock });
}

export const openWorkbook = (workbook: WrittenWorkbook, options: Options = {}) =>
  openFiles({ 'personer.xlsx': aWorkbook(workbook) }, options);

export async function read(workbook: WrittenWorkbook, options: Options = {}): Promise<SourceRow[]> {
  return Array.fromAsync((await openWorkbook(workbook, options)).read());
}

export const recordsOf = (rows: readonly SourceRow[]) =>
  rows.flatMap((row): readonly HubRecord[] => (row.fate === 'used' ? row.records : []));

/** The record of one row whose cells are given, under the header. */
export async function person(
  cells: readonly WrittenCell[],
  header = ['Id', 'Personnummer', 'Namn', 'Kommun'],
) {
  const [row] = await read({ sheets: [{ rows: [header, cells] }] });
  return row?.fate === 'used' ? row.records[0] : row;
}

export async function refusal(files: Readonly<Record<string, string | Uint8Array>>, options: Options = {}) {
  const report = await dryRun(await openFiles(files, options));
  expect(report).toMatchObject({ complete: false, rowsRead: 0 });
  return report;
}

export const header = ['Id', 'Namn', 'Kommun'];
export const plain: WrittenSheet = { rows: [header, ['1', 'Åsa Öberg', '2080'], ['2', 'Björn Älv', '2080']] };
export const names = (rows: readonly SourceRow[]) =>
  recordsOf(rows).map((record) => (record.kind === 'person' ? record.name : null));
