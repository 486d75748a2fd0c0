import type { QuarantineReason, RecordKind, SourceDescription } from '@kommunhub/schema';
import type { ClientBase } from 'pg';
import type { StagingTables } from './staging-tables.js';
import type { ColumnSpec, TableSpec } from './table-spec.js';

/** A reference column of a table. */
export type ReferenceSpec = Extract<ColumnSpec, { as: 'reference' }>;

/** Which records stand behind the rows that came set aside. */
export interface SetAsideRows {
  /** Kinds of which records are known by their key. */
  readonly kinds: ReadonlySet<RecordKind>;
  /** Kinds of which there may be records whose key cannot be read. */
  readonly kindsWithoutKey: ReadonlySet<RecordKind>;
}

/** What the steps of one merge share: where the delivery lies, and which of its rows still live. */
export class MergeScope {
  /** Kinds of which some key came more than once. */
  duplicated: ReadonlySet<RecordKind> = new Set();
  /** Rows set aside by the merge so far. */
  deadRows = 0;
  /** Kinds with stored records that stay although they are not delivered. */
  kept: ReadonlySet<RecordKind> = new Set();
  /** Kinds of which the run says that records are deleted; only what is no whole delivery says so. */
  readonly tombstoned: ReadonlySet<RecordKind>;

  constructor(
    readonly connection: ClientBase,
    readonly source: SourceDescription,
    readonly runId: string,
    readonly tables: StagingTables,
    /** In the order in which kinds refer to each other. */
    readonly specs: readonly TableSpec[],
    /** All kommuner of the nämnd, those the source no longer delivers included. */
    readonly kommunCodes: readonly string[],
    /** What is known of the rows that came set aside. */
    readonly setAsideRows: SetAsideRows,
    /** Kinds that rows carry tombstones of. */
    tombstoned: ReadonlySet<RecordKind>,
    /** Whether the rows are kept ones of earlier runs, which are never all there is. */
    readonly isReplay: boolean,
  ) {
    this.tombstoned = source.delivery === 'delta' ? tombstoned : new Set();
  }

  /**
   * Whether a later row overtakes an earlier one about the same record. Changes
   * come oldest first; in a complete delivery two versions contradict each other.
   */
  get laterWins(): boolean {
    return this.source.delivery === 'delta';
  }

  spec(kind: RecordKind): TableSpec | undefined {
    return this.specs.find((spec) => spec.kind === kind);
  }

  /** SQL condition that a staged record's row has not been set aside. */
  lives(alias: string): string {
    if (this.deadRows === 0) return 'true';
    return `not exists (select from ${this.tables.dead} dead where dead.row_no = ${alias}.row_no)`;
  }

  /** SQL condition that a staged record lives and no living row says afterwards that it is deleted. */
  stands(kind: RecordKind, alias: string): string {
    if (!this.tombstoned.has(kind)) return this.lives(alias);
    return `${this.lives(alias)} and not exists (select from ${this.tables.tombstones} tombstone
      where tombstone.kind = '${kind}' and tombstone.key = ${alias}.key and tombstone.row_no >= ${alias}.row_no
        and ${this.lives('tombstone')})`;
  }

  /** SQL condition that a `tombstone` of a kind lives and no living row brings the record afterwards. */
  buries(kind: RecordKind): string {
    return `tombstone.kind = '${kind}' and ${this.lives('tombstone')}
      and not exists (select from ${this.tables.records(kind)} back
                       where back.key = tombstone.key and back.row_no > tombstone.row_no and ${this.lives('back')})`;
  }

  /** Staged records of a kind that stand, one per key. */
  uniqueRecords(kind: RecordKind): string {
    const from = `from ${this.tables.records(kind)} staged where ${this.stands(kind, 'staged')}`;
    if (!this.duplicated.has(kind)) return `select staged.* ${from}`;
    const order = this.laterWins ? 'staged.row_no desc' : 'staged.row_no';
    return `select distinct on (staged.key) staged.* ${from} order by staged.key, ${order}`;
  }

  /** Whether what the delivery holds of a kind is all there is of it, so that the rest is gone. */
  isComplete(kind: RecordKind): boolean {
    return this.isDeclaredComplete(kind) && !this.setAsideRows.kindsWithoutKey.has(kind);
  }

  /** Whether the delivery should be all of the kind, and has rows that may be any record of it. */
  isWithheld(kind: RecordKind): boolean {
    return this.isDeclaredComplete(kind) && this.setAsideRows.kindsWithoutKey.has(kind);
  }

  private isDeclaredComplete(kind: RecordKind): boolean {
    return this.source.delivery === 'complete' && !this.isReplay && this.source.kinds.includes(kind);
  }

  /** SQL of the keys of a kind whose rows came and were set aside; null when there are none. */
  aside(kind: RecordKind): string | null {
    const keys: string[] = [];
    if (this.setAsideRows.kinds.has(kind)) {
      keys.push(`select aside.key from ${this.tables.aside} aside where aside.kind = '${kind}'`);
    }
    if (this.deadRows > 0) {
      keys.push(
        `select dying.key from ${this.tables.records(kind)} dying join ${this.tables.dead} using (row_no)`,
      );
    }
    return keys.length === 0 ? null : keys.join(' union all ');
  }

  /** SQL condition that a `stored` record is delivered by a row that lives. */
  isDelivered(kind: RecordKind): string {
    return `exists (select from ${this.tables.records(kind)} staged
      where staged.kommun_code || '-' || staged.key = stored.id and ${this.stands(kind, 'staged')})`;
  }

  /** SQL condition that a `stored` record stays although it is not delivered. */
  isKept(kind: RecordKind): string {
    return `exists (select from ${this.tables.kept} kept where kept.kind = '${kind}' and kept.id = stored.id)`;
  }

  async setAside(
    reason: QuarantineReason,
    rows: readonly { rowNumber: number; kind: RecordKind }[],
  ): Promise<void> {
    if (rows.length === 0) return;
    await this.connection.query(
      `insert into ${this.tables.dead} (row_no, reason, kind)
       select row_no, $1, kind from unnest($2::int[], $3::text[]) as aside (row_no, kind)`,
      [reason, rows.map((row) => row.rowNumber), rows.map((row) => row.kind)],
    );
    this.deadRows += rows.length;
  }
}

export function referencesOf(spec: TableSpec): ReferenceSpec[] {
  return spec.columns.filter((column): column is ReferenceSpec => column.as === 'reference');
}
