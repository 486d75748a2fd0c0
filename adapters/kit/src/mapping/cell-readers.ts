import {
  type CalendarDate,
  cleanText,
  type Parsed,
  parseBoolean,
  parseCountingCode,
  parseDate,
  parseDecimal,
  parsePersonnummer,
  scalarFaults,
} from '@kommunhub/schema';
import { type CodeTable, lineInForce } from '../codes/code-table.js';
import { remedy } from '../faults/remedies.js';
import type { ColumnSettings } from '../settings/mapping-settings.js';
import { blankCell, type Cell, type CellReader } from './cell.js';

const invalid = (sentence: string): Cell => ({ kind: 'invalid', remedy: sentence });

function cellOf(parsed: Parsed<string | number | boolean>): Cell {
  if (parsed.kind === 'rejected') return invalid(scalarFaults[parsed.reason].remedy);
  return parsed.kind === 'blank' ? blankCell : parsed;
}

// PostgreSQL text cannot hold NUL; other control characters are never meant.
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are looked for
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/u;

function readText(text: string): Cell {
  if (control.test(text)) return invalid(remedy('CONTROL_CHARACTERS'));
  const cleaned = cleanText(text);
  return cleaned === '' ? blankCell : { kind: 'value', value: cleaned };
}

function readInteger(text: string): Cell {
  const cell = cellOf(parseDecimal(text));
  if (cell.kind !== 'value') return cell;
  const number = Number(cell.value);
  return Number.isSafeInteger(number) ? { kind: 'value', value: number } : invalid(remedy('NOT_WHOLE'));
}

/** A line that is not yet in force on the day of reading is no line: the code is unknown until then. */
function readCode(table: CodeTable, today: CalendarDate): CellReader {
  return (text) => {
    const read = readText(text);
    if (read.kind !== 'value') return read;
    const line = lineInForce(table, text, today);
    return line === null
      ? { kind: 'unknown', text: String(read.value) }
      : { kind: 'value', value: line.code };
  };
}

/** Columns repeat few texts many times; the cache is emptied when a column turns out not to. */
function remember(read: CellReader): CellReader {
  const known = new Map<string, Cell>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const cell = read(text);
    if (known.size >= 4096) known.clear();
    known.set(text, cell);
    return cell;
  };
}

/** The reader of a column as declared, for a delivery read on the day given. */
export function cellReader(
  column: ColumnSettings,
  codes: CodeTable | undefined,
  today: CalendarDate,
): CellReader {
  switch (column.type) {
    case 'text':
      return readText;
    case 'integer':
      return readInteger;
    case 'decimal': {
      const options =
        column.decimalSeparator === undefined ? {} : { decimalSeparator: column.decimalSeparator };
      return (text) => cellOf(parseDecimal(text, options));
    }
    case 'boolean':
      return (text) => {
        const cell = cellOf(parseBoolean(text));
        return cell.kind === 'blank' && column.blank === false ? { kind: 'value', value: false } : cell;
      };
    case 'kommunkod':
      // The record says whose code it may be: a region's only where råd och stöd is counted.
      return remember((text) => cellOf(parseCountingCode(text)));
    case 'personnummer':
      return (text) => {
        const parsed = parsePersonnummer(text, today);
        return parsed.kind === 'rejected' ? invalid(scalarFaults[parsed.reason].remedy) : parsed;
      };
    case 'date': {
      const options = {
        today,
        dropTime: column.dropTime ?? false,
        ...(column.twoDigitYears === undefined ? {} : { twoDigitYears: column.twoDigitYears }),
      };
      return remember((text) => {
        const parsed = parseDate(text, options);
        // "No end" is no date; where a date must stand, its absence is told as a missing value.
        return parsed.kind === 'open' ? blankCell : cellOf(parsed);
      });
    }
    case 'code':
      return remember(readCode(codes ?? new Map(), today));
  }
}
