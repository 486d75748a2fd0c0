import { caseTemplate, countTemplate, writeReport, writeTemplate } from '@kommunhub/adapter-excel';
import type { Profile } from '@kommunhub/adapter-kit';
import type { DemoShape } from '../../data/namnder.js';
import { csvText, windows1252 } from '../csv-text.js';
import type { ExportFile } from '../export-row.js';
import { type ReshapedTable, reshape } from './reshape.js';
import { shapeTables } from './shape-tables.js';

/** A file as it lies in the kommun's folder. */
export interface WrittenFile {
  readonly name: string;
  readonly content: Buffer;
}

interface ShapeSystem {
  readonly system: string;
  readonly connector: 'csv' | 'excel';
  /** The file that a part of the export stands in. */
  fileOf(name: string): string;
}

const textOf = (name: string) => name.replace('personer.csv', 'klienter.txt').replace('.csv', '.txt');

/** What each shape is called and read by. */
export const shapeSystems: Readonly<Record<DemoShape, ShapeSystem>> = {
  treserva: { system: 'Treserva', connector: 'csv', fileOf: (name) => name },
  lifecare: { system: 'Lifecare', connector: 'excel', fileOf: () => 'rapport.xlsx' },
  viva: { system: 'Viva', connector: 'csv', fileOf: textOf },
  'hub-excel': { system: 'Excel', connector: 'excel', fileOf: () => 'arenden.xlsx' },
  'hub-excel-antal': { system: 'Excel', connector: 'excel', fileOf: (name) => name },
};

/** Writes a source's planned rows as its own system does. */
export async function writeSource(
  files: readonly ExportFile[],
  shape: DemoShape,
  profiles: ReadonlyMap<string, Profile>,
): Promise<WrittenFile[]> {
  const { fileOf } = shapeSystems[shape];
  if (shape === 'treserva') return files.map((file) => ({ name: file.name, content: asCsv(file) }));
  if (shape === 'hub-excel-antal') {
    const rows = files.map((file) => file.rows.map(({ cells }) => cells));
    return [{ name: fileOf('antal.xlsx'), content: await writeTemplate(countTemplate, rows) }];
  }
  const [treserva, profile] = [profiles.get('treserva'), profiles.get(shape)];
  if (treserva === undefined || profile === undefined) throw new RangeError(`no profile for ${shape}`);
  const tables = reshape(files, shapeTables[shape], treserva, profile);
  switch (shape) {
    case 'viva':
      return tables.map((table) => ({ name: String(table.from.file), content: asUnicodeText(table) }));
    case 'lifecare':
      return [{ name: fileOf(''), content: await asReport(tables) }];
    case 'hub-excel': {
      const rows = tables.map((table) => table.rows);
      return [{ name: fileOf(''), content: await writeTemplate(caseTemplate, rows) }];
    }
  }
}

function asCsv({ header, rows }: ExportFile): Buffer {
  return windows1252(csvText([header, ...rows.map(({ cells }) => cells)]));
}

/** What Excel calls Unicode text: UTF-16 with tabs. */
function asUnicodeText({ header, rows }: ReshapedTable): Buffer {
  const lines = [header, ...rows].map((cells) => `${cells.join('\t')}\r\n`);
  return Buffer.from(`\ufeff${lines.join('')}`, 'utf16le');
}

/** A report: each sheet with its title over the header; the sheets of decisions share a name's beginning. */
function asReport(tables: readonly ReshapedTable[]): Promise<Buffer> {
  return writeReport(
    tables.map(({ from, header, rows }) => {
      const name = String(from.sheet).replace('*', 'LSS och SoL');
      return { name, rows: [[`${name}, samtliga`], [], header, ...rows] };
    }),
  );
}
