import {
  type CalendarDate,
  containsPersonnummer,
  dayInStockholm,
  type ErrorCode,
  type Place,
  type QuarantineReason,
  type RecordKind,
  type RecordSource,
  type RowFault,
  type RowWarning,
  type SkipReason,
  type SourceDescription,
  type SourceRow,
} from '@kommunhub/schema';
import { asOfSource } from '../sync/as-of.js';
import { type Problem, problemsOf } from './check-report.js';
import { type FaultGroup, FaultGroups, FileCounts } from './fault-groups.js';
import { FillRate, type FillRates } from './fill-rate.js';
import type { FileCount, UnmappedLine } from './run-report.js';
import { type MaskedRecord, SampleMask } from './sample-masking.js';

/** What a sync of the source would meet; JSON-able, without person data. */
export interface DryRunReport {
  readonly source: SourceDescription;
  /** False when the source could not be read to its end. */
  readonly complete: boolean;
  readonly code: ErrorCode | null;
  readonly problems: readonly Problem[];
  readonly asOf: string | null;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Rows by file and sheet. */
  readonly files: readonly FileCount[];
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly rowsQuarantined: number;
  readonly rowsSkipped: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Records that the rows give, before rows that repeat a record are put together. */
  readonly records: Readonly<Partial<Record<RecordKind, number>>>;
  /** Records that the rows of a delta say are deleted. */
  readonly deleted: Readonly<Partial<Record<RecordKind, number>>>;
  readonly fill: FillRates;
  /** The first quarantined rows; `rowsQuarantined` counts them all. */
  readonly quarantined: readonly { readonly place: Place; readonly faults: readonly RowFault[] }[];
  readonly quarantineReasons: Readonly<Partial<Record<QuarantineReason, number>>>;
  /** All faults, put together by file, column and reason. */
  readonly faults: readonly FaultGroup[];
  readonly unmapped: readonly UnmappedLine[];
  readonly warnings: readonly {
    readonly code: RowWarning['code'];
    readonly column: string | null;
    readonly rows: number;
  }[];
  readonly samples: readonly MaskedRecord[];
}

/** What can be tried: any source; an adapter also tells which known code an unknown one is like. */
export type TriedSource = RecordSource & {
  nearestCode?(table: string, text: string): UnmappedLine['nearest'];
};

export interface DryRunOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (rowsRead: number) => void;
  /** How many quarantined rows the report lists. */
  readonly listedRows?: number;
  readonly clock?: () => Date;
}

const maxSamples = 10;
const samplesOfKind = 2;
const maxUnmapped = 2000;
/** No system has more codes of a kind. */
const mostCodes = 300;

/**
 * Reads the real source through its mapping and writes nothing.
 *
 * A source that cannot be read gives a report that says so. No more is kept in
 * memory than the report holds, however long the files are.
 */
export async function dryRun(source: TriedSource, options: DryRunOptions = {}): Promise<DryRunReport> {
  const clock = options.clock ?? (() => new Date());
  const startedAt = clock();
  const tally = new DryRunTally(options.listedRows ?? 100, dayInStockholm(startedAt));
  let failure: { readonly code: ErrorCode; readonly problems: readonly Problem[] } | null = null;
  let asOf: Date | null = null;
  try {
    asOf = await asOfSource(source, options.signal);
    for await (const row of source.read(options.signal)) {
      tally.add(row);
      if (tally.rowsRead % 1000 === 0) options.onProgress?.(tally.rowsRead);
    }
  } catch (error) {
    failure = problemsOf(error);
  }
  return {
    source: source.description,
    complete: failure === null,
    code: failure?.code ?? null,
    problems: failure?.problems ?? [],
    asOf: asOf?.toISOString() ?? null,
    startedAt: startedAt.toISOString(),
    finishedAt: clock().toISOString(),
    ...tally.report((table, text) => source.nearestCode?.(table, text) ?? null),
  };
}

const count = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1);

class DryRunTally {
  rowsRead = 0;
  #used = 0;
  readonly #skipped = new Map<SkipReason, number>();
  readonly #records = new Map<RecordKind, number>();
  readonly #deleted = new Map<RecordKind, number>();
  readonly #files = new FileCounts();
  readonly #faults = new FaultGroups();
  readonly #fill = new FillRate();
  readonly #quarantined: { readonly place: Place; readonly faults: readonly RowFault[] }[] = [];
  #quarantinedRows = 0;
  readonly #reasons = new Map<QuarantineReason, number>();
  readonly #unmapped = new Map<
    string,
    { table: string; column: string; value: string | null; rows: number }
  >();
  readonly #warnings = new Map<string, { code: RowWarning['code']; column: string | null; rows: number }>();
  readonly #samples: MaskedRecord[] = [];
  readonly #mask: SampleMask;

  constructor(
    private readonly listedRows: number,
    private readonly today: CalendarDate,
  ) {
    this.#mask = new SampleMask(today);
  }

  add(row: SourceRow): void {
    this.rowsRead += 1;
    this.#files.add(row.place);
    if (row.fate === 'skipped') count(this.#skipped, row.reason);
    else if (row.fate === 'used') this.#addUsed(row);
    else {
      this.#quarantinedRows += 1;
      this.#faults.add(row.place, row.faults);
      for (const reason of new Set(row.faults.map((fault) => fault.reason))) count(this.#reasons, reason);
      if (this.#quarantined.length < this.listedRows)
        this.#quarantined.push({ place: row.place, faults: row.faults });
    }
  }

  #addUsed(row: Extract<SourceRow, { fate: 'used' }>): void {
    this.#used += 1;
    for (const { kind } of row.tombstones ?? []) count(this.#deleted, kind);
    for (const record of row.records) {
      const before = this.#records.get(record.kind) ?? 0;
      this.#records.set(record.kind, before + 1);
      this.#fill.add(record);
      if (before < samplesOfKind && this.#samples.length < maxSamples)
        this.#samples.push(this.#mask.mask(record));
    }
    for (const { table, column, value } of row.unmapped) {
      const isNew = this.#unmapped.size < maxUnmapped;
      const key = `${table}\0${column}\0${value}`;
      const entry = this.#unmapped.get(key) ?? { table, column, value: this.#shown(value), rows: 0 };
      entry.rows += 1;
      if (isNew || this.#unmapped.has(key)) this.#unmapped.set(key, entry);
    }
    for (const { code, column } of row.warnings) {
      const key = `${code} ${column}`;
      const entry = this.#warnings.get(key) ?? { code, column, rows: 0 };
      entry.rows += 1;
      this.#warnings.set(key, entry);
    }
  }

  /** A column with texts without end holds no codes but something else, names perhaps: they are counted, not shown. */
  #unmappedLines(): Omit<UnmappedLine, 'nearest'>[] {
    const columns = Map.groupBy(this.#unmapped.values(), ({ table, column }) => `${table}\0${column}`);
    return [...columns.values()].flatMap((lines) => {
      const [first] = lines;
      if (first === undefined || lines.length <= mostCodes) return lines;
      return [{ ...first, value: null, rows: lines.reduce((sum, { rows }) => sum + rows, 0) }];
    });
  }

  /** A code is short; a long text or one with a personnummer is something else that landed in the column. */
  #shown(value: string): string | null {
    return value.length > 80 || containsPersonnummer(value, this.today) ? null : value;
  }

  report(nearestCode: (table: string, text: string) => UnmappedLine['nearest']) {
    const byRows = (left: { rows: number }, right: { rows: number }) => right.rows - left.rows;
    return {
      rowsRead: this.rowsRead,
      rowsUsed: this.#used,
      rowsQuarantined: this.#quarantinedRows,
      rowsSkipped: [...this.#skipped.values()].reduce((sum, rows) => sum + rows, 0),
      skipped: Object.fromEntries(this.#skipped),
      files: this.#files.list(),
      records: Object.fromEntries(this.#records),
      deleted: Object.fromEntries(this.#deleted),
      fill: this.#fill.rates(),
      quarantined: this.#quarantined,
      quarantineReasons: Object.fromEntries(this.#reasons),
      faults: this.#faults.list(),
      unmapped: this.#unmappedLines()
        .sort(byRows)
        .map((line) => ({
          ...line,
          nearest: line.value === null ? null : nearestCode(line.table, line.value),
        })),
      warnings: [...this.#warnings.values()].sort(byRows),
      samples: this.#samples,
    };
  }
}
