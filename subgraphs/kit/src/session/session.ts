import {
  type AuditEntry,
  type AuditSink,
  type Caller,
  ForbiddenError,
  type Grant,
  type Ground,
  HubError,
  type UppdragTask,
} from '@kommunhub/schema';
import type { ClientBase } from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import { type HubDatabase, rawConnection } from '../database/connect.js';
import { meaningOfFailure, withoutValues } from '../database/database-error.js';
import { normaliseStatement } from '../database/statements.js';
import type { KeyRing } from '../keys/key-ring.js';
import type { NamndKeys } from '../keys/namnd-keys.js';
import { databaseAuditSink } from './audit-writer.js';
import { aggregateNamnd, grantContext, identityContext, sourceNamnd, steeredNamnd } from './grant-context.js';
import { placesOfMiss } from './places-of-miss.js';

/** One batch of rows handed out, for the log. */
export interface ReadRecord {
  /** The entity read, as "Person" or "Case". */
  readonly entity: string;
  readonly namndId: string;
  readonly kommunCode: string;
  /** Ids handed out; empty for a look-up without a hit, which is logged too. */
  readonly ids: readonly string[];
  /** Graph fields handed out. */
  readonly fields: readonly string[];
  /** The task whose grant is the ground; LSS handling, else any, when left out. */
  readonly task?: UppdragTask;
  /** Given only where it is not the ground of the caller's grant for the nämnd. */
  readonly ground?: Ground;
  readonly uppdragId?: string | null;
}

export interface SessionOptions {
  readonly database: HubDatabase;
  readonly keyRing: KeyRing;
  readonly caller: Caller;
  readonly auditSink?: AuditSink<ClientBase>;
  /** How long a statement may take; as long as the login allows when left out. */
  readonly patienceMs?: number;
}

/**
 * One subgraph fetch against the database.
 *
 * The transaction opens with the first statement, carrying the caller's grants
 * to the row rules; {@link close} writes the log of what was handed out in the
 * same transaction and commits. Nothing read here may leave before `close` has
 * resolved: a read that cannot be logged has not happened.
 */
export class Session {
  readonly caller: Caller;
  private readonly database: HubDatabase;
  private readonly keyRing: KeyRing;
  private readonly auditSink: AuditSink<ClientBase>;
  private readonly patienceMs: number | undefined;
  private readonly reads = new Map<string, { entry: AuditEntry; ids: Set<string> }>();
  private opening: Promise<ClientBase> | undefined;
  private runner: QueryRunner | undefined;
  private failure: unknown;
  private hasEnded = false;
  /** The end of the statement sent last: one connection carries one statement at a time. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.caller = options.caller;
    this.database = options.database;
    this.keyRing = options.keyRing;
    this.auditSink = options.auditSink ?? databaseAuditSink;
    this.patienceMs = options.patienceMs;
  }

  /** Runs one statement in the session's transaction and gives its rows. */
  async query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    const connection = await this.open();
    this.database.onStatement?.(normaliseStatement(sql));
    let wasSent = false;
    const turn = this.last.then(() => {
      this.refuseWhenEnded();
      wasSent = true;
      return connection.query<Row>(sql, parameters);
    });
    this.last = turn.catch(() => undefined);
    try {
      return (await turn).rows;
    } catch (cause) {
      if (!wasSent) throw cause;
      const error = meaningOfFailure(cause);
      // PostgreSQL refuses everything after a failed statement: the first failure is the one to tell.
      this.failure ??= error;
      throw error;
    }
  }

  /** TypeORM within the same transaction, for cold reads and writes. */
  async manager(): Promise<EntityManager> {
    await this.open();
    return this.runner!.manager;
  }

  /** The open keys of a nämnd that the caller may act for. */
  async keys(namndId: string): Promise<NamndKeys> {
    const isGranted = this.caller.grants.some((grant) => grant.namndId === namndId);
    if (!isGranted && this.caller.namndId !== namndId) {
      throw new ForbiddenError(`The caller has no grant for nämnd ${namndId}.`);
    }
    await this.keyRing.load([namndId]);
    return this.keyRing.namndKeys(namndId);
  }

  /**
   * The grant on which the caller sees rows of the nämnd in the kommun, own
   * nämnd before agreement. Without a task: LSS handling, else any other.
   */
  grantFor(namndId: string, kommunCode: string, task?: UppdragTask): Grant | undefined {
    const granted = this.caller.grants.filter(
      (grant) => grant.namndId === namndId && grant.kommunCodes.includes(kommunCode),
    );
    const ofTask = granted.filter((grant) => grant.task === (task ?? 'LSS_HANDLAGGNING'));
    const fitting = task === undefined && ofTask.length === 0 ? granted : ofTask;
    return fitting.find((grant) => grant.ground !== 'AGREEMENT') ?? fitting[0];
  }

  /**
   * Notes what is handed out; written by {@link close}, one row per entity,
   * nämnd, kommun, ground and set of fields.
   *
   * @throws ForbiddenError when no grant of the caller covers the rows.
   */
  recordRead(read: ReadRecord): void {
    this.refuseWhenEnded();
    const grant = this.grantFor(read.namndId, read.kommunCode, read.task);
    const ground = read.ground ?? grant?.ground;
    if (ground === undefined) {
      throw new ForbiddenError(
        `The caller has no grant for nämnd ${read.namndId} in kommun ${read.kommunCode}.`,
      );
    }
    const uppdragId = read.uppdragId === undefined ? (grant?.uppdragId ?? null) : read.uppdragId;
    const fields = [...new Set(read.fields)].sort();
    const batch = [read.entity, read.namndId, read.kommunCode, ground, uppdragId, ...fields].join('\0');
    const known = this.reads.get(batch);
    if (known !== undefined) {
      for (const id of read.ids) known.ids.add(id);
      return;
    }
    const { entity, namndId, kommunCode } = read;
    const entry = {
      caller: this.caller,
      namndId,
      kommunCode,
      ground,
      uppdragId,
      entity,
      ids: [],
      fields,
    };
    this.reads.set(batch, { entry, ids: new Set(read.ids) });
  }

  /** Notes a look-up that found nothing the caller may see. What was looked for is not kept: it may be anything. */
  recordMiss({ entity, kommunCode, fields }: Pick<ReadRecord, 'entity' | 'kommunCode' | 'fields'>): void {
    for (const place of placesOfMiss(this.caller, kommunCode)) {
      this.recordRead({ entity, ...place, ids: [], fields });
    }
  }

  /**
   * Writes the log and commits.
   *
   * @throws HubError AUDIT_UNAVAILABLE when log or commit fail; then nothing
   *   that was read may be handed out.
   */
  async close(): Promise<void> {
    this.hasEnded = true;
    if (this.opening === undefined && this.reads.size === 0) return;
    try {
      await this.last;
      if (this.failure !== undefined) throw this.failure;
      this.opening ??= this.begin();
      const connection = await this.opening;
      if (this.reads.size > 0) await this.writeLog(connection);
      await this.commit(connection);
    } catch (error) {
      await this.abandon();
      throw error;
    }
    await this.release();
  }

  /** Undoes everything the session wrote and logs nothing. Harmless after {@link close}. */
  async abandon(): Promise<void> {
    this.hasEnded = true;
    if (this.opening === undefined) return;
    await this.last;
    const connection = await this.opening.catch(() => undefined);
    // A broken connection cannot roll back; releasing it is then all there is to do.
    await connection?.query('rollback').catch(() => undefined);
    await this.release();
  }

  private async writeLog(connection: ClientBase): Promise<void> {
    const entries = [...this.reads.values()].map(({ entry, ids }) => ({
      ...entry,
      ids: [...ids],
    }));
    try {
      await this.auditSink.record(connection, entries);
    } catch (cause) {
      throw new HubError('AUDIT_UNAVAILABLE', 'The read could not be logged and was refused.', {
        cause: withoutValues(cause),
      });
    }
  }

  private async commit(connection: ClientBase): Promise<void> {
    try {
      const { command } = await connection.query('commit');
      // A transaction that failed earlier answers COMMIT with ROLLBACK, without an error.
      if (command !== 'COMMIT') throw new Error(`The transaction ended with ${command}.`);
    } catch (cause) {
      throw new HubError('AUDIT_UNAVAILABLE', 'The transaction of the read could not be committed.', {
        cause,
      });
    }
  }

  private async open(): Promise<ClientBase> {
    this.refuseWhenEnded();
    this.opening ??= this.begin();
    return this.opening;
  }

  /** graphql-js answers at the first fault of a list or object while resolvers beside it still run. */
  private refuseWhenEnded(): void {
    if (this.hasEnded) throw new Error('The session has ended; nothing more can be read in it.');
  }

  private async begin(): Promise<ClientBase> {
    const runner = this.database.app.createQueryRunner();
    this.runner = runner;
    let connection: ClientBase | undefined;
    try {
      connection = await rawConnection(runner);
      const context = Object.entries({
        ...grantContext(this.caller),
        source_namnd: sourceNamnd(this.caller),
        own_namnd: this.caller.namndId ?? '',
        aggregate_namnd: aggregateNamnd(this.caller),
        steered_namnd: steeredNamnd(this.caller),
        identity: JSON.stringify(identityContext(this.caller)),
      });
      const settings = context.map(
        ([name, value]) => `set_config('hub.${name}', ${connection!.escapeLiteral(value)}, true)`,
      );
      // What the gateway has given up must not go on here.
      if (this.patienceMs !== undefined) {
        settings.push(`set_config('statement_timeout', '${Math.ceil(this.patienceMs)}', true)`);
      }
      // One round trip: begin and context belong together anyway.
      await connection.query(`begin; select ${settings.join(', ')}`);
      // TypeORM then nests its own transactions as savepoints instead of ending ours.
      Object.assign(runner, { isTransactionActive: true, transactionDepth: 1, query: this.heard(runner) });
      return connection;
    } catch (cause) {
      const error = meaningOfFailure(cause);
      this.failure ??= error;
      // A context that was refused leaves its transaction behind, which the next user of the connection would inherit.
      await connection?.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  /** The runner's own `query` with the hook before it: what TypeORM sends is heard like the rest. */
  private heard(runner: QueryRunner): QueryRunner['query'] {
    const query = runner.query.bind(runner);
    return (sql: string, ...rest: never[]) => {
      this.database.onStatement?.(normaliseStatement(sql));
      return query(sql, ...rest);
    };
  }

  private async release(): Promise<void> {
    const runner = this.runner;
    this.runner = undefined;
    this.opening = undefined;
    this.reads.clear();
    if (runner === undefined) return;
    Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
    await runner.release();
  }
}
