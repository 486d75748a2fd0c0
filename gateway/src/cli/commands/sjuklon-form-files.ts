import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import { readTextSheets } from '@kommunhub/adapter-excel';
import {
  checkSjuklonInput,
  claimColumns,
  claimSheets,
  claimsOfForm,
  claimTableNames,
  type Fault,
  type FormOptions,
  type FormRows,
  formFault,
  keysOf,
  rowsOfCsv,
  rowsOfSheets,
  type SjuklonInput,
  SourceRefusedError,
} from '@kommunhub/schema';
import { CsvError, parse } from 'csv-parse/sync';
import { parseJson, type ReadFile, readBytes } from './sjuklon-files.js';

/** One claim of a file that is to be handed in. */
export interface SubmittedClaim {
  readonly file: string;
  readonly input: SjuklonInput;
  /** The same file's same claim has the same key, so that handing it in twice is handing it in once. */
  readonly key: string;
  /** The place of a path of the claim, as whoever wrote the file finds it. */
  readonly placeOf: (path: string) => string;
}

/**
 * Reads the claims of a file: JSON of `SjuklonInput` (one or a list), CSV, or
 * the form as a workbook. All faults at once, each with file and place.
 */
export async function readSubmission(
  file: string,
  options: FormOptions,
): Promise<ReadFile<readonly SubmittedClaim[]>> {
  const name = basename(file);
  const bytes = await readBytes(file);
  if (!(bytes instanceof Uint8Array))
    return { faults: [...bytes.faults].map((fault) => inFile(name, fault)) };
  const read = await claimsOf(file, bytes, options);
  if ('faults' in read) return { faults: read.faults.map((fault) => inFile(name, fault)) };
  const hash = createHash('sha256').update(bytes).digest('hex');
  const keyOf = (index: number) => (read.value.length === 1 ? hash : `${hash}-${index + 1}`);
  return {
    value: read.value.map((claim, index) => ({
      ...{ file: name, key: keyOf(index), input: claim.input },
      placeOf: (path) => [name, claim.placeOf(path)].filter(Boolean).join(', '),
    })),
  };
}

const inFile = (name: string, fault: Fault): Fault => ({
  ...fault,
  path: [name, fault.path].filter(Boolean).join(', '),
});

type Claims = readonly { readonly input: SjuklonInput; readonly placeOf: (path: string) => string }[];

async function claimsOf(file: string, bytes: Uint8Array, options: FormOptions): Promise<ReadFile<Claims>> {
  switch (extname(file).toLowerCase()) {
    case '.xlsx':
    case '.xlsm':
      return ofForm(await readForm(file), options);
    case '.csv':
    case '.txt':
      return ofForm(rowsOfText(bytes), options);
    case '.json':
      return ofJson(bytes, options);
    default:
      return refused('Filen ska vara .json, .csv eller .xlsx.');
  }
}

const refused = (message: string) => ({ faults: [{ path: '', code: 'FILE_INVALID', message }] });

function ofForm(rows: ReadFile<FormRows>, options: FormOptions): ReadFile<Claims> {
  if ('faults' in rows) return rows;
  const { claims, faults } = claimsOfForm(rows.value, options);
  return faults.length > 0 ? { faults } : { value: claims };
}

async function readForm(file: string): Promise<ReadFile<FormRows>> {
  const wanted: readonly string[] = claimTableNames.map((table) => claimSheets[table]);
  try {
    const sheets = await readTextSheets(file, (name) => wanted.includes(name.normalize('NFC').trim()));
    const broken = sheets.flatMap(({ name, faults }) =>
      faults.map(({ row, column }) =>
        formFault({ sheet: name, row, column: columnName(name, column) }, 'CELL_UNREADABLE'),
      ),
    );
    if (broken.length > 0) return { faults: broken };
    return { value: rowsOfSheets(sheets.map(({ name, rows }) => ({ name, lines: rows }))) };
  } catch (error) {
    if (!(error instanceof SourceRefusedError)) throw error;
    return refused('Filen är ingen Excel-arbetsbok som kan läsas: spara den som .xlsx utan lösenord.');
  }
}

/** The heading of a column as the form has it, else its number: the sheet's own text is not repeated. */
function columnName(sheet: string, column: number): string {
  const table = claimTableNames.find((one) => claimSheets[one] === sheet);
  const headers =
    table === undefined ? [] : [...keysOf[table], ...claimColumns[table].map(({ header }) => header)];
  return headers[column] ?? String(column + 1);
}

function rowsOfText(bytes: Uint8Array): ReadFile<FormRows> {
  try {
    const records = parse(textOf(bytes), {
      delimiter: ';',
      bom: true,
      relax_column_count: true,
    }) as string[][];
    return { value: rowsOfCsv(records.map((cells, index) => ({ row: index + 1, cells }))) };
  } catch (error) {
    // The library's own message repeats the text it stumbled over.
    if (!(error instanceof CsvError)) throw error;
    return refused('Filen är inte CSV med semikolon: ett citattecken saknas eller står fel.');
  }
}

/** UTF-8, or what Excel saves as plain CSV in Sweden. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function ofJson(bytes: Uint8Array, { today, kommunCode }: FormOptions): ReadFile<Claims> {
  const read = parseJson(bytes);
  if ('faults' in read) return read;
  const isList = Array.isArray(read.value);
  const faults: Fault[] = [];
  const claims = (isList ? (read.value as unknown[]) : [read.value]).flatMap((claim, index) => {
    const at = (path: string) => [isList ? String(index) : '', path].filter(Boolean).join('.');
    const checked = checkSjuklonInput(withKommun(claim, kommunCode), today);
    if (checked.kind === 'rejected') {
      faults.push(...checked.faults.map((fault) => ({ ...fault, path: at(fault.path) })));
      return [];
    }
    if (kommunCode !== undefined && checked.value.kommunCode !== kommunCode)
      faults.push({
        ...formFault({ sheet: null, row: null, column: null }, 'KOMMUN_OTHER'),
        path: at('kommunCode'),
      });
    return [{ input: checked.value, placeOf: at }];
  });
  if (faults.length > 0) return { faults };
  return claims.length === 0 ? refused('Filen har ingen ansökan.') : { value: claims };
}

function withKommun(claim: unknown, kommunCode: string | undefined): unknown {
  const isBare = typeof claim === 'object' && claim !== null && !('kommunCode' in claim);
  return isBare && kommunCode !== undefined ? { ...claim, kommunCode } : claim;
}
