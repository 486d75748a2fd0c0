import {
  type AdapterFault,
  adapterFault,
  type FoundFile,
  findFiles,
  headerScore,
  isHeaderScore,
  type MatchedHeader,
  matcher,
  matchHeader,
  nearest,
  type ReadRequest,
  SourceFindings,
  searchedRows,
  type TableCheck,
  type TableRequest,
} from '@kommunhub/adapter-kit';
import { cleanText, SourceRefusedError } from '@kommunhub/schema';
import type { ExcelOrigin, ExcelSettings } from './excel-settings.js';
import { mergedFiller } from './merged-cells.js';
import { readLayout, type SheetLayout } from './sheet-layout.js';
import { readRows, type SheetRow } from './sheet-rows.js';
import { openWorkbook, type Sheet, type Workbook } from './workbook.js';

/** A sheet that is known to be in the agreed form, ready to be read. */
export interface OpenedSheet {
  readonly table: TableRequest<ExcelOrigin>;
  readonly workbook: Workbook;
  readonly sheet: Sheet;
  readonly layout: SheetLayout;
  readonly header: MatchedHeader;
  /** The header's last row: merged headings may run over several. */
  readonly headerRow: number;
}

export interface OpenedSource {
  readonly sheets: readonly OpenedSheet[];
  close(): void;
}

const anyWorkbook = '*.xlsx';

/** The workbooks of a table, in the order of their names. */
export async function filesOf(
  settings: ExcelSettings,
  folder: string,
  origin: ExcelOrigin,
): Promise<readonly FoundFile[]> {
  const named = origin.file ?? settings.file;
  const files = await findFiles(folder, settings.folder, named ?? anyWorkbook);
  if (named !== undefined || files.length === 1) return files;
  // Yesterday's delivery beside today's must not be read as one.
  const fault = adapterFault('SOURCE_FILES_MANY', anyWorkbook, { count: files.length });
  throw new SourceRefusedError(`${anyWorkbook}: ${fault.message}`, { faults: [fault] });
}

/**
 * Opens every sheet of every table; each workbook once.
 *
 * @throws SourceUnavailableError or SourceRefusedError with all that is wrong with any of them.
 */
export async function openSource(
  settings: ExcelSettings,
  request: ReadRequest<ExcelOrigin>,
): Promise<OpenedSource> {
  const workbooks = new Map<string, Promise<Workbook>>();
  const close = async () => {
    for (const opened of workbooks.values()) (await opened.catch(() => null))?.close();
  };
  const sheets: OpenedSheet[] = [];
  const findings = new SourceFindings();
  try {
    for (const table of request.tables) {
      try {
        for (const file of await filesOf(settings, request.folder, table.from)) {
          const isKnown = workbooks.has(file.path);
          const opening = workbooks.get(file.path) ?? openWorkbook(file);
          workbooks.set(file.path, opening);
          // A workbook that cannot be opened is told of once, not once for each of its tables.
          const workbook = isKnown ? await opening.catch(() => null) : await opening;
          if (workbook === null) continue;
          const opened = await openTable(table, workbook);
          sheets.push(...opened.sheets);
          findings.add(...opened.faults);
        }
      } catch (error) {
        findings.note(error);
      }
    }
    findings.throwIfAny();
  } catch (error) {
    await close();
    throw error;
  }
  return { sheets, close: () => void close() };
}

async function openTable(
  table: TableRequest<ExcelOrigin>,
  workbook: Workbook,
): Promise<{ readonly sheets: readonly OpenedSheet[]; readonly faults: readonly AdapterFault[] }> {
  const chosen = chooseSheets(workbook, table.from.sheet);
  if ('code' in chosen) return { sheets: [], faults: [chosen] };
  const sheets: OpenedSheet[] = [];
  const faults: AdapterFault[] = [];
  for (const sheet of chosen) {
    const opened = await openSheet(table, workbook, sheet);
    if ('header' in opened) sheets.push(opened);
    else faults.push(...opened);
  }
  return { sheets, faults };
}

function chooseSheets(workbook: Workbook, named: string | undefined): readonly Sheet[] | AdapterFault {
  if (named === undefined) {
    const first = workbook.sheets.find(({ isHidden }) => !isHidden);
    return first === undefined ? adapterFault('SOURCE_EMPTY', workbook.file.name) : [first];
  }
  const chosen = sheetsNamed(workbook.sheets, named);
  if (chosen.length > 0) return chosen;
  const near = nearest(
    named,
    workbook.sheets.map(({ name }) => name),
  );
  return adapterFault('SOURCE_SHEET_MISSING', workbook.file.name, { sheet: named, nearest: near ?? '–' });
}

/** The sheets that a name means, in which `*` stands for any text. */
export function sheetsNamed<Named extends { readonly name: string }>(
  sheets: readonly Named[],
  named: string,
): readonly Named[] {
  const isMeant = matcher(cleanText(named));
  return sheets.filter(({ name }) => isMeant(cleanText(name)));
}

/** A file and sheet for faults and reports. */
export const placeOf = (workbook: Workbook, sheet: Sheet) => `${workbook.file.name} (${sheet.name})`;

async function openSheet(
  table: TableRequest<ExcelOrigin>,
  workbook: Workbook,
  sheet: Sheet,
): Promise<OpenedSheet | readonly AdapterFault[]> {
  const path = placeOf(workbook, sheet);
  const layout = await readLayout(workbook, sheet);
  const best = await bestRow(table, workbook, sheet, layout);
  if (best === null) return [adapterFault('SOURCE_EMPTY', path)];
  if (!isHeaderScore(best.score, table.columns)) {
    return [adapterFault('SOURCE_HEADER_MISSING', path, { rows: searchedRows })];
  }
  const cells = Array.from(best.row.cells, (cell) => cell ?? '');
  const header = matchHeader(cells, table.columns, { path, row: best.row.row, showsHeaders: true });
  if (!('columns' in header)) return header;
  const merged = layout.merged.filter(({ top, bottom }) => top <= best.row.row && bottom >= best.row.row);
  const headerRow = Math.max(best.row.row, ...merged.map(({ bottom }) => bottom));
  return { table, workbook, sheet, layout, header, headerRow };
}

/** The row among the first ones that names most of the columns. */
async function bestRow(
  table: TableRequest<ExcelOrigin>,
  workbook: Workbook,
  sheet: Sheet,
  layout: SheetLayout,
): Promise<{ readonly row: SheetRow; readonly score: number } | null> {
  const scoreOf = headerScore(table.columns);
  // A heading merged with the cell below it belongs to both of its rows.
  const fillDown = mergedFiller(layout.merged, 'down');
  let best: { row: SheetRow; score: number } | null = null;
  let seen = 0;
  for await (const read of readRows(workbook, sheet)) {
    const row = fillDown(read);
    const cells = Array.from(row.cells, (cell) => cell ?? '');
    if (cells.every((cell) => cleanText(cell) === '')) continue;
    const score = scoreOf(cells);
    if (best === null || score > best.score) best = { row, score };
    seen += 1;
    if (seen >= searchedRows) break;
  }
  return best;
}

/** What was found out about a sheet; hidden rows and columns are read, so a person should know of them. */
export function describeSheet({
  table,
  workbook,
  sheet,
  layout,
  header,
  headerRow,
}: OpenedSheet): TableCheck {
  const counted = (name: string, count: number) =>
    count === 0 ? [] : [{ name, value: String(count), detected: true }];
  return {
    table: table.name,
    origin: placeOf(workbook, sheet),
    modifiedAt: workbook.file.modifiedAt,
    form: [
      { name: 'headerRow', value: String(headerRow), detected: true },
      ...counted('hiddenRows', layout.hiddenRows),
      ...counted('hiddenColumns', layout.hiddenColumns),
      ...counted('hiddenSheet', sheet.isHidden ? 1 : 0),
      ...counted('mergedRanges', layout.merged.length),
      ...(workbook.is1904 ? [{ name: 'dateSystem', value: '1904', detected: true }] : []),
    ],
    found: header.columns.map(({ name, header: text }) => ({ column: name, header: text })),
    absent: header.absent,
    ignored: header.ignored,
  };
}
