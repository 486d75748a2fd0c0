import { type CalendarDate, cleanText, normaliseHeader } from '@kommunhub/schema';
import type { ExploredTable } from '../connector/connector.js';
import { isHeaderText, searchedRows } from '../connector/match-header.js';
import { cellReader } from '../mapping/cell-readers.js';
import { isTotalLabel } from '../mapping/row-skipping.js';
import type { ColumnType } from '../settings/mapping-settings.js';

/** What the values of one column have been seen to be; the values themselves stay here. */
export interface SurveyedColumn {
  readonly header: string;
  readonly filled: number;
  /** Text → rows; null when there were too many to be codes. */
  readonly distinct: ReadonlyMap<string, number> | null;
  /** Filled cells that can be read as the type. */
  readonly readable: Readonly<Record<ProbedType, number>>;
  /** Dates with a time of day. */
  readonly timed: number;
}

export interface SurveyedTable {
  readonly from: ExploredTable['from'];
  readonly remarks: readonly string[];
  /** Row of the header, 1 being the first row that is there. */
  readonly headerRow: number;
  readonly rows: number;
  readonly columns: readonly SurveyedColumn[];
}

const probedTypes = ['date', 'decimal', 'personnummer', 'kommunkod'] as const satisfies readonly ColumnType[];
export type ProbedType = (typeof probedTypes)[number];

/** A draft needs to know what is there, not how often: more rows tell nothing new. */
const surveyedRows = 50_000;
const mostCodes = 300;

/**
 * Reads a table through and notes what its columns hold.
 *
 * @returns null when no row looks like a header.
 */
export async function surveyTable(
  table: ExploredTable,
  headersIn: (cells: readonly string[]) => number,
  today: CalendarDate,
): Promise<SurveyedTable | null> {
  const header = await findHeader(table, headersIn);
  if (header === null) return null;
  const columns = header.cells.map((text) => new ColumnSurvey(text, today));
  let seen = 0;
  let rows = 0;
  for await (const cells of table.rows()) {
    seen += 1;
    const first = cells.map(cleanText).find((text) => text !== '');
    if (seen <= header.row || first === undefined || isTotalLabel(first)) continue;
    rows += 1;
    for (const [index, column] of columns.entries()) column.add(cells[index] ?? '');
    if (rows >= surveyedRows) break;
  }
  const named = columns.filter(({ header: text }) => text !== '');
  return { from: table.from, remarks: table.remarks ?? [], headerRow: header.row, rows, columns: named };
}

/** The row with most known headers; where none has any, the fullest row of texts without numbers. */
async function findHeader(
  table: ExploredTable,
  headersIn: (cells: readonly string[]) => number,
): Promise<{ readonly row: number; readonly cells: readonly string[] } | null> {
  let best: { row: number; cells: readonly string[]; score: number } | null = null;
  let row = 0;
  for await (const record of table.rows()) {
    row += 1;
    const cells = record.map(cleanText);
    const filled = cells.filter((cell) => cell !== '');
    const isDistinct = new Set(filled.map(normaliseHeader)).size === filled.length;
    if (filled.length > 1 && isDistinct && filled.every((cell) => isHeaderText(cell) && !/^\d/.test(cell))) {
      const score = headersIn(cells) * 1000 + filled.length;
      if (best === null || score > best.score) best = { row, cells, score };
    }
    if (row >= searchedRows) break;
  }
  return best;
}

class ColumnSurvey implements SurveyedColumn {
  filled = 0;
  timed = 0;
  readonly readable: Record<ProbedType, number> = { date: 0, decimal: 0, personnummer: 0, kommunkod: 0 };
  #distinct: Map<string, number> | null = new Map();
  readonly #probes;

  constructor(
    readonly header: string,
    today: CalendarDate,
  ) {
    const probe = (type: ProbedType, dropTime = false) => cellReader({ type, dropTime }, undefined, today);
    this.#probes = probedTypes.map((type) => ({ type, read: probe(type), readTimed: probe(type, true) }));
  }

  get distinct(): ReadonlyMap<string, number> | null {
    return this.#distinct;
  }

  add(cell: string): void {
    const text = cleanText(cell);
    if (text === '') return;
    this.filled += 1;
    for (const { type, read, readTimed } of this.#probes) {
      if (read(text).kind !== 'invalid') this.readable[type] += 1;
      else if (type === 'date' && readTimed(text).kind !== 'invalid') {
        this.readable.date += 1;
        this.timed += 1;
      }
    }
    if (this.#distinct === null) return;
    this.#distinct.set(text, (this.#distinct.get(text) ?? 0) + 1);
    if (this.#distinct.size > mostCodes) this.#distinct = null;
  }
}
