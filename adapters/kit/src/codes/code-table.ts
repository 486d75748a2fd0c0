import { cleanText, isCalendarDate } from '@kommunhub/schema';
import { parse } from 'csv-parse/sync';
import { type AdapterFault, adapterFault } from '../faults/adapter-fault.js';

/** One reviewed line: a local text, the shared code it means, and who stands for that from when. */
export interface CodeEntry {
  readonly local: string;
  readonly code: string;
  readonly approvedBy: string;
  readonly validFrom: string;
  readonly note: string;
  /** `codes/insats.csv:4`, for faults. */
  readonly place: string;
}

/** Local texts of one table by their compared form. */
export type CodeTable = ReadonlyMap<string, CodeEntry>;

export const codeTableHeader = ['lokal', 'gemensam', 'godkand_av', 'galler_fran', 'anmarkning'] as const;

/** The form in which local texts are compared: without regard to case and white space. */
export function codeKey(text: string): string {
  return cleanText(text).toLocaleLowerCase('sv');
}

/**
 * Reads a code table with all its faults at once; a line at fault is left out.
 * Whether the codes exist is checked by the mapping, which knows the field.
 */
export function parseCodeTable(
  name: string,
  text: string,
): { readonly table: CodeTable; readonly faults: readonly AdapterFault[] } {
  const faults: AdapterFault[] = [];
  const table = new Map<string, CodeEntry>();
  let rows: readonly { readonly info: { readonly lines: number }; readonly record: readonly string[] }[];
  try {
    rows = parse(text, {
      delimiter: ';',
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof rows;
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    return { table, faults: [adapterFault('TABLE_ROW', `${name}:${line}`)] };
  }
  const [header, ...body] = rows;
  if (
    header === undefined ||
    codeTableHeader.some((column, index) => header.record[index]?.trim() !== column)
  ) {
    return {
      table,
      faults: [adapterFault('TABLE_HEADER', `${name}:1`, { header: codeTableHeader.join(';') })],
    };
  }
  for (const { record, info } of body) {
    const place = `${name}:${info.lines}`;
    const [local = '', code = '', approvedBy = '', validFrom = '', note = ''] = record.map(cleanText);
    if (record.every((cell) => cleanText(cell) === '')) continue;
    const blanks = codeTableHeader.slice(0, 4).filter((_, index) => cleanText(record[index] ?? '') === '');
    faults.push(...blanks.map((column) => adapterFault('TABLE_CELL_MISSING', place, { column })));
    const isDated = validFrom === '' || isCalendarDate(validFrom);
    if (!isDated) faults.push(adapterFault('TABLE_DATE', place));
    const same = table.get(codeKey(local));
    if (same !== undefined)
      faults.push(adapterFault('TABLE_DUPLICATE', place, { row: same.place.split(':').at(-1) ?? '' }));
    if (blanks.length > 0 || !isDated || same !== undefined) continue;
    table.set(codeKey(local), { local, code, approvedBy, validFrom, note, place });
  }
  return { table, faults };
}

/** The adapter's own lines laid over the profile's, line by line. */
export function mergeCodeTables(profile: CodeTable | undefined, own: CodeTable | undefined): CodeTable {
  return new Map([...(profile ?? []), ...(own ?? [])]);
}
