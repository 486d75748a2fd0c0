import type { Profile } from '@kommunhub/adapter-kit';
import type { ExportFile } from '../export-row.js';
import type { ShapeTables, Word } from './shape-tables.js';

/** A table of the other system, its cells in the order of the profile's columns. */
export interface ReshapedTable {
  readonly name: string;
  readonly from: Readonly<Record<string, unknown>>;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type Cells = Readonly<Record<string, string>>;

/**
 * Writes the rows of a Treserva export as the other system would: the same
 * rows under its headers and with its own words, so that whatever shape a
 * kommun has, the hub must count the same.
 *
 * Words that Treserva's tables do not know stay as they are.
 */
export function reshape(
  files: readonly ExportFile[],
  shape: ShapeTables,
  treserva: Profile,
  profile: Profile,
): ReshapedTable[] {
  const executions = new Map(
    rowsOf(files, 'beslut.csv').map((row) => [row.Verkställighetsid ?? '', row] as const),
  );
  const translate = translator(treserva, profile);
  const word: Word = (codes, text) => translate(text, codes, codes);
  // In the order of the profile, which a template is filled in by.
  return Object.entries(profile.tables).flatMap(([name, settings]) => {
    const [file, table] = Object.entries(shape).find(([, one]) => one.table === name) ?? [];
    if (file === undefined || table === undefined) return [];
    const columns = Object.entries(settings.columns).filter(([, { expression }]) => expression === undefined);
    const origin = Object.values(treserva.tables).find(({ from }) => from.file === file);
    const rows = rowsOf(files, file).map((row) => {
      const whole = file === 'avbrott.csv' ? { ...executions.get(row.Verkställighetsid ?? ''), ...row } : row;
      return columns.map(([column, { table: codes }]) => {
        const source = table.columns[column];
        if (source === undefined) return '';
        if (typeof source === 'function') return source(whole, word);
        return translate(whole[source] ?? '', origin?.columns[source]?.table, codes);
      });
    });
    return [{ name, from: settings.from, header: columns.map(([column]) => column), rows }];
  });
}

function rowsOf(files: readonly ExportFile[], name: string): Cells[] {
  const file = files.find((one) => one.name === name);
  return (file?.rows ?? []).map(({ cells }) =>
    Object.fromEntries(file!.header.map((column, index) => [column, cells[index] ?? ''])),
  );
}

/** From the words of one profile's code tables to the first word of the other's for the same code. */
function translator(treserva: Profile, profile: Profile) {
  const codes = new Map(
    [...treserva.codeTables].map(([table, lines]) => [
      table,
      new Map([...lines.values()].map(({ local, code }) => [local.toLowerCase(), code])),
    ]),
  );
  const words = new Map(
    [...profile.codeTables].map(([table, lines]) => {
      const byCode = new Map<string, string>();
      for (const { local, code } of lines.values()) if (!byCode.has(code)) byCode.set(code, local);
      return [table, byCode] as const;
    }),
  );
  return (text: string, from: string | undefined, to: string | undefined): string => {
    if (from === undefined || to === undefined) return text;
    const code = codes.get(from)?.get(text.toLowerCase());
    if (code === undefined) return text;
    const word = words.get(to)?.get(code);
    if (word === undefined) throw new RangeError(`the code table ${to} has no word for ${code}`);
    return word;
  };
}
