import { strToU8, zipSync } from 'fflate';

/** A cell as a test writes it; `xml` is everything between `<c r="A1"` and `</c>`, for what programs write oddly. */
export type WrittenCell =
  | string
  | number
  | boolean
  | null
  | { readonly number: number; readonly format: string }
  | { readonly xml: string };

export interface WrittenSheet {
  readonly name?: string;
  /** An empty list is a row with nothing in it, undefined one that does not stand in the file. */
  readonly rows: readonly (readonly WrittenCell[] | undefined)[];
  readonly merged?: readonly string[];
  /** Counted from 1. */
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  readonly state?: 'hidden' | 'veryHidden';
}

export interface WrittenWorkbook {
  readonly sheets: readonly WrittenSheet[];
  readonly is1904?: boolean;
  /** Writes texts into the cells, as programs other than Excel do. */
  readonly inlineStrings?: boolean;
  /** Parts put in place of those made here; null leaves a part out. */
  readonly parts?: Readonly<Record<string, string | null>>;
}

const escapeXml = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\r', '_x000D_');

/** A letter for each column up to Z; no test needs more. */
const letter = (column: number) => String.fromCharCode(65 + column);

/** Writes an .xlsx file part by part, so that a test can have in it whatever a real one may. */
export function aWorkbook({ sheets, is1904, inlineStrings, parts = {} }: WrittenWorkbook): Uint8Array {
  const strings: string[] = [];
  const formats: string[] = [];
  const indexOf = (list: string[], text: string) =>
    list.includes(text) ? list.indexOf(text) : list.push(text) - 1;
  const text = (value: string) =>
    inlineStrings
      ? ` t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is>`
      : ` t="s"><v>${indexOf(strings, value)}</v>`;
  const cell = (value: WrittenCell, reference: string) => {
    if (value === null) return '';
    const inner =
      typeof value === 'string'
        ? text(value)
        : typeof value === 'number'
          ? `><v>${value}</v>`
          : typeof value === 'boolean'
            ? ` t="b"><v>${value ? 1 : 0}</v>`
            : 'xml' in value
              ? value.xml
              : ` s="${indexOf(formats, value.format) + 1}"><v>${value.number}</v>`;
    return `<c r="${reference}"${inner}</c>`;
  };
  const sheetXml = ({ rows, merged = [], hiddenRows = [], hiddenColumns = [] }: WrittenSheet) => {
    const columns = hiddenColumns.map((column) => `<col min="${column}" max="${column}" hidden="1"/>`);
    const written = rows.map((cells, index) => {
      if (cells === undefined) return '';
      const number = index + 1;
      const hidden = hiddenRows.includes(number) ? ' hidden="1"' : '';
      const inner = cells.map((value, column) => cell(value, `${letter(column)}${number}`));
      return `<row r="${number}"${hidden}>${inner.join('')}</row>`;
    });
    const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`);
    return `<worksheet xmlns="${main}">${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>${written.join('')}</sheetData>${ranges.length > 0 ? `<mergeCells>${ranges.join('')}</mergeCells>` : ''}</worksheet>`;
  };
  const written = sheets.map(sheetXml);
  const all: Record<string, string | null> = {
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${escapeXml(name ?? `Blad${index + 1}`)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map(
        (_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const,
      ),
      ['rIdS', 'sharedStrings', 'sharedStrings.xml'],
      ['rIdF', 'styles', '/xl/styles.xml'],
    ]),
    // Excel writes sheets before the texts that they refer to.
    ...Object.fromEntries(written.map((xml, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml])),
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings.map((value) => `<si><t xml:space="preserve">${escapeXml(value)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${formats.map((format, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escapeXml(format)}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`).join('')}</cellXfs></styleSheet>`,
    ...parts,
  };
  const kept = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  return zipSync(
    Object.fromEntries(
      kept.map(([path, xml]) => [path, strToU8(`<?xml version="1.0" encoding="UTF-8"?>${xml}`)]),
    ),
    { mtime: '2026-01-01' },
  );
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function relations(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;
}
