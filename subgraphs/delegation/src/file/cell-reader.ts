import { isCalendarDate } from '@kommunhub/schema';
import type { FileFault } from './file-fault.js';

/**
 * Reads the cells of one row as what they should be, and collects what they are not.
 *
 * A faulty cell gives `null` and a fault and reading goes on, so that one pass
 * tells everything that is wrong with a file.
 */
export class CellReader<Column extends string> {
  constructor(
    private readonly row: number,
    private readonly cells: Readonly<Record<Column, string>>,
    private readonly faults: FileFault[],
  ) {}

  fault(column: Column, code: FileFault['code'], message: string): null {
    this.faults.push({ row: this.row, column, code, message });
    return null;
  }

  text(column: Column): string | null {
    return this.cells[column] === '' ? null : this.cells[column];
  }

  requiredText(column: Column): string | null {
    return this.text(column) ?? this.fault(column, 'VALUE_MISSING', 'The cell must not be empty.');
  }

  date(column: Column): string | null {
    const text = this.text(column);
    if (text === null || isCalendarDate(text)) return text;
    return this.fault(column, 'VALUE_INVALID', 'The cell must hold a date as YYYY-MM-DD.');
  }

  requiredDate(column: Column): string | null {
    return this.requiredText(column) === null ? null : this.date(column);
  }

  oneOf<Value extends string>(column: Column, allowed: readonly Value[]): Value | null {
    const text = this.requiredText(column);
    if (text === null) return null;
    const value = allowed.find((candidate) => candidate === text.toUpperCase());
    return value ?? this.fault(column, 'VALUE_INVALID', `The cell must hold one of ${allowed.join(', ')}.`);
  }

  yesOrNo(column: Column): boolean | null {
    const answer = this.oneOf(column, ['JA', 'NEJ']);
    return answer === null ? null : answer === 'JA';
  }

  /** Codes parted by spaces, each from the allowed set, none twice. */
  codes<Value extends string>(column: Column, allowed: readonly Value[]): readonly Value[] {
    const words = (this.text(column) ?? '').split(/\s+/).filter((word) => word !== '');
    const known = words.filter((word): word is Value => (allowed as readonly string[]).includes(word));
    if (known.length < words.length) {
      const range = `${allowed[0]}-${allowed.at(-1)}`;
      this.fault(column, 'VALUE_INVALID', `The cell must hold codes ${range} parted by spaces.`);
    }
    return [...new Set(known)];
  }
}
