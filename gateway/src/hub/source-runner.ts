import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Adapter, loadAdapter, runReplay, runSync } from '@kommunhub/adapter-kit';
import type { KnownCode, SyncOptions } from '@kommunhub/operations';
import {
  ConfigError,
  HubError,
  NotFoundError,
  type RunOutcome,
  type SourceDescription,
} from '@kommunhub/schema';
import {
  clearCutOffRuns,
  createOpenRun,
  type HubDatabase,
  type KeyRing,
  type OpenRunOptions,
  type OpenSourceRun,
  registerSource,
} from '@kommunhub/subgraph-kit';
import { connectors } from './connectors.js';
import { diskFull, isDiskFull } from './disk-room.js';
import { dueSources } from './due-sources.js';
import type { Logger } from './logger.js';
import { afterMerge, tableSpecs } from './parts.js';

interface SourceRunnerOptions {
  readonly database: HubDatabase;
  readonly keyRing: KeyRing;
  /** One folder an adapter; absent means no sources. */
  readonly folder: string;
  readonly clock: () => Date;
  readonly logger: Logger;
}

/** How often the runner looks whether a source is due. */
const lookEveryMs = 60_000;

/** Another process may register a source: so long it is not noticed here. */
const believedMs = 2_000;

/** Knows the adapters of this hub and runs their syncs: when asked to, and when their interval has passed. */
export class SourceRunner {
  private readonly adapters = new Map<string, Adapter>();
  private readonly running = new Map<string, Promise<RunOutcome>>();
  private readonly stopping = new AbortController();
  private readonly openRun: OpenSourceRun;
  private timer: NodeJS.Timeout | undefined;
  private allDemo: { readonly askedAt: number; readonly isSo: Promise<boolean> } | undefined;

  constructor(private readonly options: SourceRunnerOptions) {
    this.openRun = createOpenRun(options.database, options.keyRing, tableSpecs, { afterMerge });
  }

  /**
   * Reads the adapters of the folder and registers their sources. A faulty
   * adapter is told and left out; the rest can run.
   */
  async load(): Promise<void> {
    const entries = await readdir(this.options.folder, { withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    for (const name of names.sort()) {
      await this.add(join(this.options.folder, name)).catch((error) => {
        if (!(error instanceof HubError)) throw error;
        const { code, faults, message } = error;
        this.options.logger.error({ adapter: name, code, reason: message, faults }, 'adapter left out');
      });
    }
  }

  /** Begins to keep the sources fresh: now, and whenever the interval of one has passed. */
  keepFresh(): void {
    // A database that is away for a moment is asked again at the next look.
    const look = () => void this.runDue().catch((error) => this.options.logger.error({ error }, 'no look'));
    this.timer = setInterval(look, lookEveryMs).unref();
    look();
  }

  /** Registers the adapter of one folder. @throws ConfigError ADAPTER_INVALID with every fault. */
  async add(folder: string): Promise<Adapter> {
    const adapter = await loadAdapter(folder, { connectors, clock: this.options.clock });
    this.refuseTwin(adapter);
    await registerSource(this.options.database, this.options.keyRing, adapter.description);
    this.allDemo = undefined;
    this.adapters.set(adapter.description.id, adapter);
    return adapter;
  }

  /** A folder copied for safety must not take the place of the one it was copied from. */
  private refuseTwin({ description: { id }, folder }: Adapter): void {
    const known = this.adapters.get(id);
    if (known === undefined || known.folder === folder) return;
    throw new ConfigError(
      'ADAPTER_INVALID',
      `Two adapter folders name the source ${id}: ${basename(known.folder)} and ${basename(folder)}. Only the first is used; give the other an id of its own, or move it away.`,
    );
  }

  /**
   * Whether the hub has nothing but a demo's sources: of its adapters and of
   * all that ever delivered, since data stay when an adapter is taken away or
   * cannot be read.
   *
   * @throws HubError DATABASE_UNAVAILABLE.
   */
  async areAllDemo(): Promise<boolean> {
    if ([...this.adapters.values()].some((adapter) => !adapter.description.demo)) return false;
    const now = performance.now();
    if (this.allDemo === undefined || now - this.allDemo.askedAt > believedMs)
      this.allDemo = { askedAt: now, isSo: this.askAllDemo() };
    const asked = this.allDemo;
    return asked.isSo.catch((error) => {
      if (this.allDemo === asked) this.allDemo = undefined;
      throw error;
    });
  }

  private async askAllDemo(): Promise<boolean> {
    const sql = 'select exists (select from hub.sources where not demo) as "hasReal"';
    const asked: Promise<{ hasReal: boolean }[]> = this.options.database.app.query(sql);
    const [found] = await asked.catch((cause) => {
      throw new HubError('DATABASE_UNAVAILABLE', 'The database went away while it was asked.', { cause });
    });
    return found?.hasReal === false;
  }

  /** Starts a run and gives its id as soon as it is registered. @throws HubError SYNC_RUNNING, NOT_FOUND, BAD_INPUT. */
  start(sourceId: string, options: SyncOptions = {}): Promise<string> {
    return this.begin(sourceId, options);
  }

  /** The same for a replay of the rows that are kept of the source. */
  replay(sourceId: string): Promise<string> {
    return this.begin(sourceId, { replay: true });
  }

  /** Which known text of the source's code table an unknown one is like. */
  nearestCode(sourceId: string, table: string, text: string): KnownCode | null {
    return this.adapters.get(sourceId)?.nearestCode(table, text) ?? null;
  }

  /** Runs a source to its end. */
  async run(
    sourceId: string,
    options: OpenRunOptions = {},
    onBegun: (runId: string) => void = () => {},
  ): Promise<RunOutcome> {
    if (!this.adapters.has(sourceId))
      throw new NotFoundError('No adapter of this hub has that source; see the folder of KOMMUNHUB_SOURCES.');
    if (this.running.has(sourceId))
      throw new HubError('SYNC_RUNNING', `A run of ${sourceId} is already under way.`);
    const outcome = this.carryOut(sourceId, options, onBegun).catch((error) => {
      throw isDiskFull(error) ? diskFull('the database', error) : error;
    });
    this.running.set(sourceId, outcome);
    outcome.catch((error) => this.tell(sourceId, error)).finally(() => this.running.delete(sourceId));
    return outcome;
  }

  private begin(sourceId: string, options: OpenRunOptions): Promise<string> {
    const begun = Promise.withResolvers<string>();
    this.run(sourceId, options, begun.resolve).catch(begun.reject);
    return begun.promise;
  }

  private async carryOut(
    sourceId: string,
    options: OpenRunOptions,
    onBegun: (runId: string) => void,
  ): Promise<RunOutcome> {
    const adapter = await this.reload(sourceId);
    const open = async (description: SourceDescription) => {
      const run = await this.openRun(description, options);
      onBegun(run.runId);
      return run;
    };
    const { signal } = this.stopping;
    return options.replay ? runReplay(adapter, open, { signal }) : runSync(adapter, open, { signal });
  }

  /** The adapter as its folder says now: what has been mended there holds from the next run. */
  private async reload(sourceId: string): Promise<Adapter> {
    const known = this.adapters.get(sourceId)!;
    const adapter = await loadAdapter(known.folder, { connectors, clock: this.options.clock });
    if (adapter.description.id !== sourceId) {
      throw new ConfigError(
        'ADAPTER_INVALID',
        `The adapter of ${sourceId} now names another source; restart the hub to take it in.`,
      );
    }
    this.adapters.set(sourceId, adapter);
    return adapter;
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await this.options.database.app.query('select 1');
  }

  /** Ends what is under way; a run cut off leaves nothing behind. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await Promise.allSettled(this.running.values());
  }

  private async runDue(): Promise<void> {
    const { database, clock } = this.options;
    const sourceIds = [...this.adapters.keys()];
    await clearCutOffRuns(database, sourceIds);
    for (const sourceId of await dueSources(database, sourceIds, clock())) {
      if (this.stopping.signal.aborted) return;
      // Looks overlap while a source is slow: a later one may have read this source meanwhile.
      const isDue = (await dueSources(database, [sourceId], clock())).length > 0;
      if (!isDue || this.running.has(sourceId)) continue;
      // What went wrong is in the run and in the log; the next source must not wait for it.
      await this.run(sourceId).catch(() => {});
    }
  }

  private tell(sourceId: string, error: unknown): void {
    const code = error instanceof HubError ? error.code : 'INTERNAL';
    this.options.logger.error(
      { source: sourceId, code, ...(code === 'INTERNAL' && { error }) },
      'run failed',
    );
  }
}
