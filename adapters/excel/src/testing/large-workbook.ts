import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { unzipSync, Zip, ZipDeflate } from 'fflate';
import { aWorkbook } from './a-workbook.js';

/** A part of a workbook, piece by piece. */
type Part = Iterable<string>;

/**
 * Writes a workbook of one sheet with more rows than a test would hold in
 * memory. Texts are shared by the workbook, as Excel writes them.
 *
 * @param cellsOf gives a row's cells, from row 2 on; a number is a cell's number, a text a shared text.
 */
export async function writeLargeWorkbook(
  path: string,
  header: readonly string[],
  rows: number,
  cellsOf: (row: number) => readonly (string | number)[],
): Promise<void> {
  // The small parts are those of any workbook of one sheet.
  const small = unzipSync(aWorkbook({ sheets: [{ rows: [] }] }));
  const texts = new Map<string, number>();
  const file = createWriteStream(path);
  const ended = new Promise<void>((resolve, reject) => {
    file.once('close', resolve);
    file.once('error', reject);
  });
  let drained: Promise<unknown> = Promise.resolve();
  const zip = new Zip((error, chunk, isLast) => {
    if (error) file.destroy(error);
    else if (!file.write(chunk)) drained = once(file, 'drain');
    if (isLast) file.end();
  });
  const add = async (name: string, part: Part) => {
    const entry = new ZipDeflate(name, { level: 1 });
    zip.add(entry);
    let text = '';
    for (const piece of part) {
      text += piece;
      if (text.length < 200_000) continue;
      entry.push(new TextEncoder().encode(text));
      text = '';
      await drained;
    }
    entry.push(new TextEncoder().encode(text), true);
  };
  for (const [name, bytes] of Object.entries(small)) {
    if (!/sheet1\.xml$|sharedStrings\.xml$/.test(name)) await add(name, [new TextDecoder().decode(bytes)]);
  }
  await add('xl/worksheets/sheet1.xml', sheet(header, rows, cellsOf, texts));
  await add('xl/sharedStrings.xml', shared(texts));
  zip.end();
  await ended;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

function* sheet(
  header: readonly string[],
  rows: number,
  cellsOf: (row: number) => readonly (string | number)[],
  texts: Map<string, number>,
): Part {
  const numberOf = (text: string) => {
    const known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    return known;
  };
  yield `<worksheet xmlns="${main}"><sheetData>`;
  for (let row = 1; row <= rows + 1; row += 1) {
    const cells = (row === 1 ? header : cellsOf(row)).map((cell, column) => {
      const reference = `${String.fromCharCode(65 + column)}${row}`;
      return typeof cell === 'number'
        ? `<c r="${reference}"><v>${cell}</v></c>`
        : `<c r="${reference}" t="s"><v>${numberOf(cell)}</v></c>`;
    });
    yield `<row r="${row}">${cells.join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function* shared(texts: ReadonlyMap<string, number>): Part {
  yield `<sst xmlns="${main}">`;
  for (const text of texts.keys()) yield `<si><t>${text}</t></si>`;
  yield '</sst>';
}
