import { type CalendarDate, cleanText, isCalendarDate } from '@kommunhub/schema';
import { parse } from 'csv-parse/sync';
import { type AdapterFault, adapterFault } from '../faults/adapter-fault.js';
import { nearest } from '../faults/nearest.js';

/** One reviewed line: a local text, the shared code it means, and who stands for that from when. */
export interface CodeEntry {
  readonly local: string;
  readonly code: string;
  readonly approvedBy: string;
  readonly validFrom: string;
  readonly note: string;
  /** `codes/insats.csv:4`, for faults. */
  readonly place: string;
  /** The line that holds as long as this one is not yet in force; null when there is none. */
  readonly before: CodeEntry | null;
}

/** Local texts of one table by their compared form, each with the line that comes into force last. */
export type CodeTable = ReadonlyMap<string, CodeEntry>;

/** A line and those before it. */
export function* linesOf(entry: CodeEntry): Generator<CodeEntry> {
  for (let line: CodeEntry | null = entry; line !== null; line = line.before) yield line;
}

/**
 * The line for a local text that is in force on a day: that of `galler_fran`
 * and every day after it, until a later line takes over.
 */
export function lineInForce(table: CodeTable, text: string, day: CalendarDate): CodeEntry | null {
  const entry = table.get(codeKey(text));
  if (entry === undefined) return null;
  for (const line of linesOf(entry)) if (line.validFrom <= day) return line;
  return null;
}

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
    const known = table.get(codeKey(local));
    const lines = known === undefined ? [] : [...linesOf(known)];
    const same = lines.find((line) => line.validFrom === validFrom);
    if (same !== undefined)
      faults.push(adapterFault('TABLE_DUPLICATE', place, { row: same.place.split(':').at(-1) ?? '' }));
    if (blanks.length > 0 || !isDated || same !== undefined) continue;
    const line: CodeEntry = { local, code, approvedBy, validFrom, note, place, before: null };
    table.set(codeKey(local), chain([line, ...lines].sort(latestFirst))!);
  }
  return { table, faults };
}

const latestFirst = (left: CodeEntry, right: CodeEntry) => (left.validFrom < right.validFrom ? 1 : -1);

/** Lines for one local text put together, the first being asked first. */
function chain(lines: readonly CodeEntry[]): CodeEntry | null {
  return lines.reduceRight<CodeEntry | null>((before, line) => ({ ...line, before }), null);
}

/**
 * The adapter's own lines laid over the profile's, line by line: an own line
 * rules from its first day on, and before that day the profile's.
 */
export function mergeCodeTables(profile: CodeTable | undefined, own: CodeTable | undefined): CodeTable {
  const merged = new Map(profile);
  for (const [key, entry] of own ?? []) {
    const below = profile?.get(key);
    merged.set(key, below === undefined ? entry : chain([...linesOf(entry), ...linesOf(below)])!);
  }
  return merged;
}

/** The line whose local text is most like the text given; null when none is like it at all. */
export function nearestLine(table: CodeTable | undefined, text: string): CodeEntry | null {
  const near = nearest(codeKey(text), table?.keys() ?? []);
  return near === null ? null : (table?.get(near) ?? null);
}
