import {
  type ClaimColumn,
  type ClaimTable,
  claimColumns,
  claimSheets,
  claimTableNames,
  keysOf,
  kommuner,
  sjuklonDocuments,
} from '@kommunhub/schema';
import writeWorkbook, { type Cell, type Sheet } from 'write-excel-file/node';
import { dropDowns } from './drop-downs.js';
import { dataCell, headerCell } from './sheet-cells.js';
import { timeless } from './timeless.js';

type Rows = readonly (readonly string[])[];

const listSheet = 'Listor';
const yesNo = 'Ja eller Nej';

/**
 * Makes the form in which a company sends claims for sjuklön: one row a claim,
 * one a sick period, one a shift. Headers and lists are those that it is read
 * by, so the two cannot part.
 */
export async function writeClaimForm(
  rows: Readonly<Record<ClaimTable, Rows>> = { claims: [], periods: [], shifts: [] },
): Promise<Buffer> {
  const lists = makeLists();
  const sheets: Sheet<Buffer>[] = [
    { sheet: 'Läs mig', columns: [{ width: 110 }], showGridLines: false, data: instructions() },
    ...claimTableNames.map((table) => tableSheet(table, rows[table])),
    {
      sheet: listSheet,
      columns: lists.map(() => ({ width: 34 })),
      stickyRowsCount: 1,
      data: listRows(lists),
    },
  ];
  const ranges = claimTableNames.map((table) => [
    ...keysOf[table].map(() => undefined),
    ...claimColumns[table].map((column) => rangeOf(lists, listNameOf(column))),
  ]);
  return timeless(await writeWorkbook(sheets, { features: [dropDowns([[], ...ranges])] }).toBuffer());
}

interface List {
  readonly name: string;
  readonly texts: readonly string[];
}

/** The list that a column is chosen from; of documents several can be named, so none is offered there. */
function listNameOf({ kind, header }: ClaimColumn): string | undefined {
  if (kind === 'yesNo') return yesNo;
  return kind === 'choice' || kind === 'kommun' ? header : undefined;
}

function makeLists(): readonly List[] {
  const all = claimTableNames.flatMap((table) => claimColumns[table]);
  const choices = all.flatMap(({ header, choices: named }) =>
    named === undefined ? [] : [{ name: header, texts: Object.values(named) }],
  );
  const names = kommuner.map(({ name }) => name).toSorted(new Intl.Collator('sv').compare);
  return [
    { name: yesNo, texts: ['Ja', 'Nej'] },
    ...choices,
    { name: 'Kommun', texts: names },
    { name: 'Handling, kod', texts: Object.keys(sjuklonDocuments) },
    { name: 'Handling', texts: Object.values(sjuklonDocuments) },
  ];
}

function rangeOf(lists: readonly List[], name: string | undefined): string | undefined {
  const index = lists.findIndex((list) => list.name === name);
  const letter = String.fromCharCode(65 + index);
  return index < 0
    ? undefined
    : `${listSheet}!$${letter}$2:$${letter}$${(lists[index]?.texts.length ?? 0) + 1}`;
}

function listRows(lists: readonly List[]): Cell[][] {
  const length = Math.max(...lists.map(({ texts }) => texts.length));
  return [
    lists.map(({ name }) => headerCell(name, false)),
    ...Array.from({ length }, (_, row) => lists.map(({ texts }) => texts[row] ?? null)),
  ];
}

function tableSheet(table: ClaimTable, rows: Rows): Sheet<Buffer> {
  const columns = [
    ...keysOf[table].map((header) => ({ header, kind: 'text', isRequired: true })),
    ...claimColumns[table].map(({ header, kind, isRequired = false }) => ({ header, kind, isRequired })),
  ];
  const cells = (row: readonly string[]) =>
    columns.map(({ kind }, index) => dataCell(kind, row[index] ?? ''));
  return {
    sheet: claimSheets[table],
    stickyRowsCount: 1,
    columns: columns.map(({ header }) => ({ width: Math.max(14, header.length + 4) })),
    // The first row's cells carry the number formats of their columns, filled or not.
    data: [
      columns.map(({ header, isRequired }) => headerCell(header, isRequired)),
      ...(rows.length === 0 ? [[]] : rows).map(cells),
    ],
  };
}

function instructions(): Cell[][] {
  const lines = [
    `Bladet ${claimSheets.claims}: en rad för varje ansökan. Välj själva en beteckning i kolumnen Ansökan, som A1.`,
    `Bladet ${claimSheets.periods}: en rad för varje sjukperiod och assistent, med ansökans beteckning och en egen, som P1.`,
    `Bladet ${claimSheets.shifts}: en rad för varje pass som assistenten skulle ha arbetat, också dem som ingen tog.`,
    'Kolumner med mörk rubrik måste fyllas i på varje rad. Ändra inte rubrikerna och lägg inte till egna kolumner.',
    'Celler med pil väljs ur en lista. Datum skrivs ÅÅÅÅ-MM-DD, klockslag TT:MM, procent 12 för 12 procent.',
    'Ett pass som slutar efter midnatt har sitt första datum. Blir assistenten sjuk igen inom fem dagar: en ny rad, samma assistent.',
    'Skriv personnummer bara i kolumnerna för dem. Skicka filen på det sätt som kommunen har angett, aldrig med vanlig e-post.',
  ];
  const columns = claimTableNames.flatMap((table) => [
    '',
    claimSheets[table],
    ...claimColumns[table].map(({ header, meaning }) => `    ${header}: ${meaning}`),
  ]);
  const title = 'Ansökan om ersättning när ordinarie assistent är sjuk (LSS 9 § 2)';
  return [
    [{ value: title, fontWeight: 'bold', fontSize: 16 }],
    [null],
    ...[...lines, ...columns].map((value): Cell[] => [value === '' ? null : { value, wrap: true }]),
  ];
}
