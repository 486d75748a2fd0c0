import { type NumberForm, plainNumber } from './number-forms.js';
import { numberText } from './number-text.js';
import { readXml, type XmlListener } from './read-xml.js';
import { unescapeText } from './shared-strings.js';
import type { Sheet, Workbook } from './workbook.js';
import { broken } from './zip-archive.js';

/** Why a cell has no text that could be trusted; each is the name of a remedy. */
export type CellFault = 'CELL_ERROR' | 'FORMULA_UNCALCULATED' | 'NUMBER_LOST';

/** A row as it stands in the sheet. */
export interface SheetRow {
  /** As the sheet numbers it. */
  readonly row: number;
  /** Text by column, 0 being A; holes are empty cells. */
  readonly cells: readonly (string | undefined)[];
  readonly faults: ReadonlyMap<number, CellFault>;
}

const noFaults: ReadonlyMap<number, CellFault> = new Map();

/**
 * Streams the rows that stand in the sheet's file, which leaves out rows that
 * were never written in. Hidden rows and columns are rows and columns like others.
 *
 * @throws SourceRefusedError when the sheet is damaged.
 */
export async function* readRows(workbook: Workbook, sheet: Sheet): AsyncGenerator<SheetRow> {
  const builder = new RowBuilder(workbook, sheet);
  for await (const _ of readXml(workbook.archive, sheet.path, builder)) yield* builder.take();
}

class RowBuilder implements XmlListener {
  #rows: SheetRow[] = [];
  #isData = false;
  #row = 0;
  #cells: (string | undefined)[] = [];
  #faults: Map<number, CellFault> | null = null;
  #column = -1;
  #type = 'n';
  #style = 0;
  #text = '';
  #hasValue = false;
  #hasFormula = false;
  #isText = false;
  #isPhonetic = false;

  constructor(
    private readonly workbook: Workbook,
    private readonly sheet: Sheet,
  ) {}

  take(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (!this.#isData) this.#isData = name === 'sheetData';
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') {
      this.#isText = true;
      this.#hasValue = true;
    } else if (name === 't') this.#isText = true;
    else if (name === 'f') this.#hasFormula = true;
    else if (name === 'rPh') this.#isPhonetic = true;
    else if (name === 'row') this.#openRow(attributes);
  }

  close(name: string): void {
    if (!this.#isData) return;
    if (name === 'c') this.#closeCell();
    else if (name === 'v' || name === 't') this.#isText = false;
    else if (name === 'rPh') this.#isPhonetic = false;
    else if (name === 'row') {
      this.#rows.push({ row: this.#row, cells: this.#cells, faults: this.#faults ?? noFaults });
    } else if (name === 'sheetData') this.#isData = false;
  }

  text(piece: string): void {
    if (this.#isText && !this.#isPhonetic) this.#text += piece;
  }

  #openRow({ r }: Readonly<Record<string, string>>): void {
    const row = r === undefined ? this.#row + 1 : Number(r);
    // Rows out of order would be told of at the wrong place.
    if (!Number.isSafeInteger(row) || row <= this.#row) throw broken(this.workbook.file, this.sheet.path);
    this.#row = row;
    this.#cells = [];
    this.#faults = null;
    this.#column = -1;
  }

  #openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    if (this.#column < 0 || this.#column >= 16_384) throw broken(this.workbook.file, this.sheet.path);
    this.#type = t ?? 'n';
    this.#style = s === undefined ? 0 : Number(s);
    this.#text = '';
    this.#hasValue = false;
    this.#hasFormula = false;
  }

  #closeCell(): void {
    const read = this.#readCell();
    if (read === null) return;
    if (typeof read === 'string') this.#cells[this.#column] = read;
    else {
      this.#faults ??= new Map();
      this.#faults.set(this.#column, read.fault);
    }
  }

  /** The cell's text, null when it is empty. */
  #readCell(): string | { readonly fault: CellFault } | null {
    const text = this.#text;
    switch (this.#type) {
      case 's':
        return text === '' ? null : this.#sharedString(Number(text));
      case 'inlineStr':
        return unescapeText(text);
      case 'str':
        return this.#hasFormula && !this.#hasValue ? { fault: 'FORMULA_UNCALCULATED' } : unescapeText(text);
      case 'b':
        return text === '' ? null : text === '1' || text === 'true' ? 'SANT' : 'FALSKT';
      case 'e':
        return { fault: 'CELL_ERROR' };
      case 'd':
        return text.replace(/T00:00:00(?:\.0+)?Z?$/, '');
      default:
        return this.#readNumber(text.trim());
    }
  }

  #sharedString(index: number): string {
    const text = this.workbook.sharedStrings.at(index);
    if (text === undefined) throw broken(this.workbook.file, this.sheet.path);
    return text;
  }

  #readNumber(text: string): string | { readonly fault: CellFault } | null {
    // A program that writes formulas without working them out leaves the value empty.
    if (text === '') return this.#hasFormula ? { fault: 'FORMULA_UNCALCULATED' } : null;
    const form: NumberForm = this.workbook.numberForms[this.#style] ?? plainNumber;
    return numberText(Number(text), form, this.workbook.is1904) ?? { fault: 'NUMBER_LOST' };
  }
}

/** `AB12` is column 27. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const letter = reference.charCodeAt(index) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}
