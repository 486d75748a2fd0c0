import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { csvConnector } from '../../adapters/csv/src/index.js';
import { type Adapter, loadAdapter } from '../../adapters/kit/src/index.js';
import { entities, migrations } from '../../gateway/src/hub/parts.js';
import type { RecordKind, RunOutcome } from '../../schema/src/index.js';
import { hubMigrations, KeyRing, registerSource } from '../../subgraphs/kit/src/index.js';
import { compareFacts, inNamnd } from '../../subgraphs/statistics/src/index.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { MadeSystem, seeded } from './treserva-files.js';

/** Content hash by record. */
type Model = ReadonlyMap<string, string>;

const namnd = { namndId: '2080-LSS', kommunCodes: ['2080'] };
const factTables = [
  ...['insats_facts', 'decision_facts', 'waiting_facts', 'case_facts', 'staff_facts'],
  ...['surrogates', 'rollups', 'refreshes'],
] as const;

const tables = {
  person: 'cases.persons',
  case: 'cases.cases',
  decision: 'cases.decisions',
  execution: 'cases.executions',
  staff: 'cases.handlaggare',
} as const satisfies Partial<Record<RecordKind, string>>;

interface KilledSyncs {
  readonly kills: number;
  readonly persons: number;
  readonly seed: number;
}

/** What came of the syncs: how many were killed before their merge was visible, and after. */
export interface KilledOutcome {
  readonly lost: number;
  readonly merged: number;
  readonly finished: number;
}

/**
 * Syncs a source that changes, each time in a new process that is killed at a
 * random moment, and holds after every kill that the model is either as it was
 * or as the source says, whole, and its facts and monthly cells with it: as they
 * were, or as a rebuild makes them. Now and then a sync may end: then the counts
 * must be right too, and nothing may be left of those that were killed.
 */
export async function killSyncs({ kills, persons, seed }: KilledSyncs): Promise<KilledOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'kommunhub-killed-'));
  const test = await createTestDatabase({
    // The kit's own come with every database.
    migrations: migrations.filter((migration) => !hubMigrations.includes(migration)),
    entities,
  });
  const random = seeded(seed);
  const syncs = new Syncs(test, folder, new MadeSystem(folder, random, persons));
  try {
    const usual = await syncs.finish();
    const counts = { lost: 0, merged: 0, finished: 1 };
    for (let n = 0; n < kills; n++) {
      counts[await syncs.kill(random() * usual * 1.1)] += 1;
      if (n % 7 === 6 || n === kills - 1) {
        await syncs.finish();
        counts.finished += 1;
      }
    }
    return counts;
  } finally {
    await syncs.close();
    await test.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

class Syncs {
  private model: Model = new Map();
  /** What is stored of facts and cells, in one word for each table. */
  private facts: unknown;
  private readonly personKey = randomBytes(32);
  private readonly keyRing: KeyRing;
  /** Started ahead, so that nobody waits for it. */
  private next: { readonly child: ChildProcess; readonly ready: Promise<unknown> };

  constructor(
    private readonly test: TestDatabase,
    private readonly folder: string,
    private readonly system: MadeSystem,
  ) {
    this.keyRing = new KeyRing(this.personKey, test.database.app);
    this.next = this.start();
  }

  async close(): Promise<void> {
    const { child, ready } = this.next;
    ready.catch(() => undefined);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Lets a sync run to its end and holds it against the source; gives the milliseconds that it took. */
  async finish(): Promise<number> {
    await this.system.write();
    const expected = await this.expected();
    const child = await this.take();
    const begun = performance.now();
    child.send({ replay: false });
    const { outcome } = (await messageOf(child)) as { outcome: RunOutcome };
    const took = performance.now() - begun;
    await once(child, 'exit');
    expect(await this.stored()).toEqual(expected.model);
    expect(outcome.state).toBe('DONE');
    const { rowsRead, rowsUsed, rowsQuarantined, rowsSkipped, records } = outcome.counts;
    expect(rowsRead).toBe(expected.rows);
    expect(rowsUsed + rowsQuarantined + rowsSkipped).toBe(rowsRead);
    expect([rowsQuarantined, records]).toEqual([expected.quarantined, expected.delivered]);
    expect(await this.leftovers()).toEqual({ running: 0, staging: 0, open: expected.quarantined });
    this.model = expected.model;
    this.facts = await this.rightFacts();
    this.system.change();
    return took;
  }

  /** Kills a sync after so many milliseconds; the model is then as before, or as the source says. */
  async kill(afterMs: number): Promise<'lost' | 'merged'> {
    await this.system.write();
    const expected = await this.expected();
    const child = await this.take();
    const ended = once(child, 'exit');
    child.send({ replay: false });
    await pause(afterMs);
    child.kill('SIGKILL');
    await ended;
    await this.sessionsGone();
    const stored = await this.stored();
    const isMerged = sameModel(stored, expected.model);
    if (isMerged) this.facts = await this.rightFacts();
    else expect(await this.storedFacts()).toEqual(this.facts);
    if (!isMerged) expect(stored).toEqual(this.model);
    else this.model = expected.model;
    this.system.change();
    return isMerged ? 'merged' : 'lost';
  }

  private async take(): Promise<ChildProcess> {
    const { child, ready } = this.next;
    await ready;
    this.next = this.start();
    return child;
  }

  private start() {
    const { urls } = this.test;
    const settings = { urls, personKey: this.personKey.toString('hex'), folder: this.folder };
    const child = fork(join(import.meta.dirname, 'sync-child.mjs'), {
      env: { ...process.env, SYNC_OF_TEST: JSON.stringify(settings), NODE_OPTIONS: '' },
      execArgv: [],
    });
    return { child, ready: messageOf(child) };
  }

  /** What the model should be: what the source says, and the last good version of rows that cannot be read. */
  private async expected() {
    const adapter = await loadAdapter(this.folder, { connectors: { csv: csvConnector } });
    const idOf = await this.naming(adapter);
    const keys = this.keyRing.namndKeys(adapter.description.namnd.id);
    const model = new Map<string, string>();
    const kept: string[] = [];
    let [rows, quarantined] = [0, 0];
    for await (const row of adapter.read()) {
      rows += 1;
      if (row.fate === 'quarantined') {
        quarantined += 1;
        for (const { kind, sourceId } of row.keys) kept.push(idOf(kind, sourceId));
      }
      if (row.fate !== 'used') continue;
      for (const record of row.records)
        model.set(idOf(record.kind, record.sourceId), keys.contentHash(record).toString('hex'));
    }
    const delivered = model.size;
    for (const id of kept) {
      const last = this.model.get(id);
      if (last !== undefined && !model.has(id)) model.set(id, last);
    }
    return { model, rows, quarantined, delivered };
  }

  private async naming(adapter: Adapter): Promise<(kind: RecordKind, sourceId: string) => string> {
    const { id, namnd } = adapter.description;
    await registerSource(this.test.database, this.keyRing, adapter.description);
    const keys = this.keyRing.namndKeys(namnd.id);
    return (kind, sourceId) => `${kind} ${keys.opaqueId(kind, '2080', id, sourceId)}`;
  }

  private async stored(): Promise<Model> {
    const selects = Object.entries(tables).map(
      ([kind, table]) => `select '${kind} ' || id as id, encode(content_hash, 'hex') as hash from ${table}`,
    );
    const { rows } = await this.test.owner.query<{ id: string; hash: string }>(selects.join(' union all '));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    return new Map(rows.map(({ id, hash }) => [id, hash]));
  }

  /** What is stored of facts and cells, which must be what a rebuild makes of all that has been known. */
  private async rightFacts(): Promise<unknown> {
    const { database } = this.test;
    expect(await inNamnd(database, namnd.namndId, (run) => compareFacts(run, namnd))).toEqual({});
    return this.storedFacts();
  }

  private async storedFacts(): Promise<unknown> {
    const contents = factTables.map(
      (
        table,
      ) => `select '${table}' as table, count(*)::int as rows, sum(hashtextextended(fact::text, 0)) as content
        from statistics.${table} fact`,
    );
    const { rows } = await this.test.owner.query(`${contents.join(' union all ')} order by 1`);
    return rows;
  }

  /** A killed process's statement may go on in the server for a moment. */
  private async sessionsGone(): Promise<void> {
    const sql = `select from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`;
    while ((await this.test.owner.query(sql)).rows.length > 0) await pause(5);
  }

  private async leftovers(): Promise<unknown> {
    const { rows } = await this.test.owner.query(
      `select (select count(*)::int from hub.runs where state = 'RUNNING') as running,
              (select count(*)::int from pg_tables where schemaname = 'staging') as staging,
              (select count(*)::int from hub.kept_rows where state = 'SET_ASIDE') as open`,
    );
    return rows[0];
  }
}

/** What the process says next; one that ends first has not said it. */
async function messageOf(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The process of the sync ended with ${code} before it had anything to say.`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return message;
}

function sameModel(one: Model, other: Model): boolean {
  return one.size === other.size && [...one].every(([id, hash]) => other.get(id) === hash);
}
