import type { Place, QuarantineReason, RowFault } from '@kommunhub/schema';
import type { FileCount } from './run-report.js';

/** Rows with the same fault in the same column of the same table of the source. */
export interface FaultGroup {
  readonly file: string;
  readonly sheet: string | null;
  readonly column: string | null;
  readonly reason: QuarantineReason;
  /** What to do about it, as the row's fault says it. */
  readonly remedy: string;
  readonly rows: number;
  /** Numbers of the first rows. */
  readonly examples: readonly number[];
}

const mostExamples = 5;
/** Files and columns are few; should a source have odd ones without end, the report still ends. */
const mostGroups = 1000;

/** Gathers the faults of quarantined rows; its size does not grow with the rows. */
export class FaultGroups {
  readonly #groups = new Map<
    string,
    Omit<FaultGroup, 'rows' | 'examples'> & { rows: number; examples: number[] }
  >();

  add({ file, sheet, row }: Place, faults: readonly RowFault[]): void {
    for (const { column, reason, remedy } of faults) {
      const key = JSON.stringify([file, sheet, column, reason, remedy]);
      const group = this.#groups.get(key) ?? { file, sheet, column, reason, remedy, rows: 0, examples: [] };
      if (!this.#groups.has(key) && this.#groups.size >= mostGroups) continue;
      group.rows += 1;
      if (group.examples.length < mostExamples) group.examples.push(row);
      this.#groups.set(key, group);
    }
  }

  /** The commonest first, file by file. */
  list(): readonly FaultGroup[] {
    return [...Map.groupBy(this.#groups.values(), ({ file, sheet }) => `${file}\0${sheet}`).values()].flatMap(
      (groups) => groups.toSorted((left, right) => right.rows - left.rows),
    );
  }
}

/** Counts rows by file and sheet. */
export class FileCounts {
  readonly #counts = new Map<string, { file: string; sheet: string | null; rows: number }>();

  add({ file, sheet }: Place): void {
    const key = `${file}\0${sheet}`;
    const count = this.#counts.get(key);
    if (count === undefined) this.#counts.set(key, { file, sheet, rows: 1 });
    else count.rows += 1;
  }

  list(): readonly FileCount[] {
    return [...this.#counts.values()];
  }
}
