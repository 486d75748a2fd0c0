import { loadProfile, type Profile } from '@kommunhub/adapter-kit';
import writeWorkbook, { type Cell, type Sheet } from 'write-excel-file/node';
import { dropDowns } from './drop-downs.js';
import { dataCell, headerCell } from './sheet-cells.js';
import type { TemplateText } from './template-texts.js';
import { timeless } from './timeless.js';

const listSheet = 'Listor';

type Column = Profile['tables'][string]['columns'][string];
type Rows = readonly (readonly string[])[];

interface Table {
  readonly sheet: string;
  readonly columns: readonly (readonly [header: string, settings: Column])[];
}

/**
 * Makes a workbook that a kommun with nothing but Excel fills in: headers and
 * lists are those of the profile, so the two cannot part.
 *
 * @param examples rows of each table in the profile's order; none for the template itself.
 */
export async function writeTemplate(
  template: TemplateText,
  examples: readonly Rows[] = [],
  systemsFolder?: string,
): Promise<Buffer> {
  const profile = await loadProfile(template.profile, systemsFolder);
  const tables = Object.values(profile.tables).map(tableOf);
  const lists = listsOf(tables, profile);
  const sheets: Sheet<Buffer>[] = [
    {
      sheet: 'Läs mig',
      columns: [{ width: 110 }],
      showGridLines: false,
      data: instructions(template, tables),
    },
    ...tables.map((table, index) => dataSheet(table, examples[index] ?? [])),
    {
      sheet: listSheet,
      columns: lists.map(() => ({ width: 30 })),
      stickyRowsCount: 1,
      data: listRows(lists),
    },
  ];
  const ranges = tables.map(({ columns }) =>
    columns.map(([, { table }]) => lists.find((list) => list.table === table)?.range),
  );
  return timeless(await writeWorkbook(sheets, { features: [dropDowns([[], ...ranges])] }).toBuffer());
}

function tableOf({ from, columns }: Profile['tables'][string]): Table {
  const written = Object.entries(columns).filter(([, { expression }]) => expression === undefined);
  return { sheet: String(from.sheet), columns: written };
}

interface List {
  readonly table: string;
  /** Header of the first column that takes it. */
  readonly header: string;
  readonly texts: readonly string[];
  readonly range: string;
}

function listsOf(tables: readonly Table[], { codeTables }: Profile): readonly List[] {
  const headers = new Map<string, string>();
  for (const [header, { table }] of tables.flatMap(({ columns }) => columns)) {
    if (table !== undefined && !headers.has(table)) headers.set(table, header);
  }
  return [...headers].map(([table, header], index) => {
    const texts = [...(codeTables.get(table)?.values() ?? [])].map(({ local }) => local);
    const letter = String.fromCharCode(65 + index);
    return { table, header, texts, range: `${listSheet}!$${letter}$2:$${letter}$${texts.length + 1}` };
  });
}

function dataSheet({ sheet, columns }: Table, rows: Rows): Sheet<Buffer> {
  const written = rows.map((row) => row.map((text, index) => dataCell(columns[index]?.[1].type, text)));
  // The first row's cells carry the number formats of their columns, filled or not.
  const first = columns.map(([, settings], index) => dataCell(settings.type, rows[0]?.[index] ?? ''));
  return {
    sheet,
    stickyRowsCount: 1,
    columns: columns.map(([header]) => ({ width: Math.max(14, header.length + 4) })),
    data: [
      columns.map(([header, { required }]) => headerCell(header, required ?? false)),
      first,
      ...written.slice(1),
    ],
  };
}

function listRows(lists: readonly List[]): Cell[][] {
  const length = Math.max(...lists.map(({ texts }) => texts.length));
  return [
    lists.map(({ header }) => headerCell(header, false)),
    ...Array.from({ length }, (_, row) => lists.map(({ texts }) => texts[row] ?? null)),
  ];
}

function instructions({ title, before, after }: TemplateText, tables: readonly Table[]): Cell[][] {
  const required = tables.map(({ sheet, columns }) => {
    const names = columns.filter(([, settings]) => settings.required).map(([header]) => header);
    return `    ${sheet}: ${names.join(', ')}`;
  });
  const lines = [
    ...before,
    'Kolumner med mörk rubrik måste fyllas i på varje rad:',
    ...required,
    ...after,
    'Spara som Excel-arbetsbok (.xlsx), utan lösenord, i den mapp som er IT har angett.',
  ];
  return [
    [{ value: title, fontWeight: 'bold', fontSize: 16 }],
    [null],
    ...lines.map((value): Cell[] => [{ value, wrap: true }]),
  ];
}
