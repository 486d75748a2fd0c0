import {
  ConfigError,
  type CountsByKind,
  HubError,
  type RawRow,
  type RecordKind,
  type RowFault,
  type RunOutcome,
  type SkipReason,
  type SourceDescription,
  type SourceRow,
} from '@kommunhub/schema';
import type { ClientBase } from 'pg';
import { withoutValues } from '../database/database-error.js';
import type { NamndKeys } from '../keys/namnd-keys.js';
import type { AfterMerge } from './after-merge.js';
import { CopyBuffer } from './copy-batch.js';
import { faultLine } from './faults.js';
import { mergeDelivery } from './merge-delivery.js';
import type { OpenedRun } from './open-run.js';
import { OpaqueKeys, type PrepareRecord, prepareFor } from './prepare-record.js';
import { rawLine } from './raw-rows.js';
import type { ReplayRows } from './replay-rows.js';
import { RowBlocks } from './row-blocks.js';
import { failRun, tellProgress } from './run-row.js';
import { dropStaging, type StagingTables } from './staging-tables.js';
import type { TableSpec } from './table-spec.js';
import { UnmappedCodes } from './unmapped-codes.js';

export interface SourceRunParts {
  readonly runId: string;
  readonly connection: ClientBase;
  readonly source: SourceDescription;
  readonly specs: readonly TableSpec[];
  readonly tables: StagingTables;
  readonly keys: NamndKeys;
  /** How many records of each kind a person has said may go; null when nobody was asked. */
  readonly acceptedRemovals: CountsByKind | null;
  /** The kept rows that the run maps again; null when it reads a delivery. */
  readonly replay: ReplayRows | null;
  readonly afterMerge: AfterMerge;
  /** Gives source and connection back. */
  release(): Promise<void>;
}

/** What has come so far, by the fate that the rows came with. */
export interface DeliveredRows {
  read: number;
  used: number;
  /** Used rows that say something of a record: those without can repeat nothing. */
  usedWithContent: number;
  quarantined: number;
  readonly skipped: Partial<Record<SkipReason, number>>;
  /** What the quarantined rows would have been. */
  readonly setAside: { readonly kinds: Set<RecordKind>; readonly kindsWithoutKey: Set<RecordKind> };
  /** Kinds that rows say records are deleted of. */
  readonly tombstoned: Set<RecordKind>;
}

/** How often a run says how far it has come. */
const TELL_EVERY_MS = 1000;

type UsedRow = Extract<SourceRow, { fate: 'used' }>;
type QuarantinedRow = Extract<SourceRow, { fate: 'quarantined' }>;

/** One run of one source: rows go to staging as they come, and to the model at `finish`. */
export class SourceRun implements OpenedRun {
  readonly runId: string;
  private readonly delivered: DeliveredRows = {
    read: 0,
    used: 0,
    usedWithContent: 0,
    quarantined: 0,
    skipped: {},
    setAside: { kinds: new Set(), kindsWithoutKey: new Set() },
    tombstoned: new Set(),
  };
  private readonly unmapped = new UnmappedCodes();
  private readonly copies: CopyBuffer;
  private readonly blocks: RowBlocks;
  private readonly opaqueKeys: OpaqueKeys;
  private readonly prepare: ReadonlyMap<RecordKind, PrepareRecord>;
  private isOver = false;
  private toldAt = Date.now();
  /** What is on its way to staging. */
  private sending: Promise<void> = Promise.resolve();

  constructor(private readonly parts: SourceRunParts) {
    const { specs, source, keys } = parts;
    this.runId = parts.runId;
    this.copies = new CopyBuffer(parts.connection);
    this.blocks = new RowBlocks(parts.runId, parts.tables, keys, this.copies);
    this.opaqueKeys = new OpaqueKeys(keys, source.id);
    this.prepare = new Map(specs.map((spec) => [spec.kind, prepareFor(spec, this.opaqueKeys, keys)]));
  }

  async write(rows: readonly SourceRow[]): Promise<void> {
    this.refuseIfOver();
    await this.sending;
    for (const row of rows) this.stage(row);
    // The database takes these while the next rows are read and prepared; what goes wrong is told there.
    this.sending = this.guarded(() => this.send());
    this.sending.catch(() => undefined);
  }

  private async send(): Promise<void> {
    await this.copies.flush();
    if (Date.now() - this.toldAt < TELL_EVERY_MS) return;
    this.toldAt = Date.now();
    await tellProgress(this.parts.connection, this.runId, this.delivered.read);
  }

  keptRows(): AsyncIterable<RawRow> {
    if (this.parts.replay === null) throw new HubError('INTERNAL', `The run ${this.runId} is no replay.`);
    return this.parts.replay.read();
  }

  async finish(asOf: Date | null): Promise<RunOutcome> {
    this.refuseIfOver();
    try {
      return await this.guarded(async () => {
        await this.sending;
        this.parts.replay?.refuseUntold();
        this.blocks.close();
        await this.copies.flush(true);
        return mergeDelivery({ ...this.parts, delivered: this.delivered, unmapped: this.unmapped, asOf });
      });
    } catch (error) {
      await this.abort(error instanceof HubError ? error.code : 'INTERNAL');
      throw error;
    } finally {
      await this.end(() => this.parts.connection.query(dropStaging(this.runId)));
    }
  }

  async abort(reason: string): Promise<void> {
    await this.sending.catch(() => undefined);
    await this.end(() => failRun(this.parts.connection, this.runId, reason));
  }

  private async end(last: () => Promise<unknown>): Promise<void> {
    if (this.isOver) return;
    this.isOver = true;
    try {
      // On a lost connection the next run of the source clears up instead.
      await last().catch(() => undefined);
    } finally {
      await this.parts.release();
    }
  }

  private stage(row: SourceRow): void {
    this.delivered.read += 1;
    const rowNumber = this.delivered.read;
    this.stageReplayed(row, rowNumber);
    if (row.fate === 'skipped') {
      this.delivered.skipped[row.reason] = (this.delivered.skipped[row.reason] ?? 0) + 1;
    } else if (row.fate === 'quarantined') {
      this.stageFaults(row, rowNumber);
    } else if (row.records.some((record) => !this.parts.source.kommunCodes.includes(record.kommunCode))) {
      const remedy = 'Deliver rows of the kommuner that the source is registered for only.';
      const faults: RowFault[] = [{ reason: 'KOMMUN_FOREIGN', column: null, remedy }];
      const { records: keys, ...rest } = row;
      this.stageFaults({ ...rest, fate: 'quarantined', faults, keys, kindsWithoutKey: [] }, rowNumber);
    } else {
      this.stageRecords(row, rowNumber);
    }
  }

  /** Notes which kept row has been mapped again. */
  private stageReplayed(row: SourceRow, rowNumber: number): void {
    const { replay, tables } = this.parts;
    if (replay === null) return;
    const hasContent = row.fate === 'used' && this.hasContent(row);
    const cameAs = row.fate === 'skipped' ? 'SKIPPED' : hasContent ? 'CONTENT' : 'NONE';
    this.copies.add(tables.replayed, `${rowNumber}\t${replay.next()}\t${cameAs}\n`);
  }

  private hasContent({ records, tombstones = [] }: UsedRow): boolean {
    return records.length > 0 || (this.parts.source.delivery === 'delta' && tombstones.length > 0);
  }

  private stageRecords(row: UsedRow, rowNumber: number): void {
    const { keys, tables } = this.parts;
    this.delivered.used += 1;
    if (this.hasContent(row)) this.delivered.usedWithContent += 1;
    const kept = { rowNumber, place: row.place, table: row.table ?? null, raw: row.raw };
    this.blocks.add(kept);
    if (row.unmapped.length > 0 && kept.table !== null) {
      this.copies.add(tables.raw, rawLine(this.runId, kept, 'UNKNOWN_CODE', keys));
    }
    for (const record of row.records) {
      const prepare = this.prepare.get(record.kind);
      if (prepare === undefined)
        throw new ConfigError('CONFIG_INVALID', `No table takes records of ${record.kind}.`);
      this.copies.add(tables.records(record.kind), prepare(record, rowNumber));
    }
    for (const { kind, sourceId } of row.tombstones ?? []) {
      this.delivered.tombstoned.add(kind);
      this.copies.add(tables.tombstones, `${rowNumber}\t${kind}\t${this.opaqueKeys.of(kind, sourceId)}\n`);
    }
    for (const code of row.unmapped) this.unmapped.add(code, kept.table !== null);
  }

  private stageFaults(row: QuarantinedRow, rowNumber: number): void {
    const { keys, tables } = this.parts;
    this.delivered.quarantined += 1;
    for (const { kind, sourceId } of row.keys) {
      this.delivered.setAside.kinds.add(kind);
      this.copies.add(tables.aside, `${rowNumber}\t${kind}\t${this.opaqueKeys.of(kind, sourceId)}\n`);
    }
    for (const kind of row.kindsWithoutKey) this.delivered.setAside.kindsWithoutKey.add(kind);
    const kept = { rowNumber, place: row.place, table: row.table ?? null, raw: row.raw };
    this.copies.add(tables.raw, rawLine(this.runId, kept, 'SET_ASIDE', keys));
    for (const [index, fault] of row.faults.entries()) {
      this.copies.add(tables.faults, faultLine(this.runId, kept, index, fault));
    }
  }

  private refuseIfOver(): void {
    if (this.isOver) throw new HubError('INTERNAL', `The run ${this.runId} is over.`);
  }

  private async guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      // PostgreSQL repeats the refused line of a COPY; it must not reach a log.
      throw withoutValues(error);
    }
  }
}
