import pg, { type Client } from 'pg';
import { withoutValues } from '../database/database-error.js';
import type { AuditSigner } from './audit-key.js';
import type { CheckpointFolder } from './checkpoint-folder.js';
import { sealEntries } from './seal-entries.js';
import { writeCheckpoint } from './write-checkpoint.js';

export interface AuditSealerOptions {
  /** Address of the login `hub_audit`. */
  readonly url: string;
  readonly folder: CheckpointFolder;
  readonly signer: AuditSigner;
  /** Told of a pass that failed; the next one does its work too. */
  readonly onFailure: (error: unknown) => void;
  readonly sealEveryMs?: number;
  /** A checkpoint leaves the database at least as often. */
  readonly checkpointEveryMs?: number;
}

const SEAL_EVERY_MS = 5_000;
const CHECKPOINT_EVERY_MS = 30_000;
const PARTITIONS_EVERY_MS = 6 * 3_600_000;
/** Any constant does: of all sealers on one database one works at a time. */
const SEALER_LOCK = 0x61756474;

/** Seals the log every few seconds and carries its heads out of the database, signed, while the hub runs. */
export class AuditSealer {
  private client: Client | undefined;
  private hasLock = false;
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();
  private checkpointAt = 0;
  private partitionsAt = 0;

  constructor(private readonly options: AuditSealerOptions) {}

  /** Begins to work, now and then every few seconds. */
  start(): void {
    const work = () => {
      // A pass that takes long is not joined by another.
      this.working = this.working.then(() => this.pass()).catch((error) => this.options.onFailure(error));
    };
    this.timer = setInterval(work, this.options.sealEveryMs ?? SEAL_EVERY_MS).unref();
    work();
  }

  /** Seals and writes a checkpoint of all there is, now. */
  async flush(): Promise<void> {
    await this.working;
    this.checkpointAt = 0;
    await this.pass();
  }

  /** Does a last pass, so that a stopped hub leaves nothing unsealed, and ends. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush().catch((error) => this.options.onFailure(error));
    await this.disconnect();
  }

  private async pass(): Promise<void> {
    try {
      const connection = await this.connected();
      if (connection === null) return;
      const now = Date.now();
      if (now - this.partitionsAt >= PARTITIONS_EVERY_MS) {
        await connection.query('select audit.make_partitions()');
        this.partitionsAt = now;
      }
      await sealEntries(connection);
      if (now - this.checkpointAt < (this.options.checkpointEveryMs ?? CHECKPOINT_EVERY_MS)) return;
      const { folder, signer } = this.options;
      await writeCheckpoint({ connection, folder, signer });
      this.checkpointAt = now;
    } catch (error) {
      await this.disconnect();
      throw withoutValues(error);
    }
  }

  /** The one connection, with the lock; null while another sealer has it. */
  private async connected(): Promise<Client | null> {
    if (this.client === undefined) {
      const client = new pg.Client({ connectionString: this.options.url });
      // Told by the next statement; without a listener it would end the process.
      client.on('error', () => undefined);
      await client.connect();
      this.client = client;
    }
    if (!this.hasLock) {
      const { rows } = await this.client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
        SEALER_LOCK,
      ]);
      this.hasLock = rows[0]!.mine;
    }
    return this.hasLock ? this.client : null;
  }

  private async disconnect(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    this.hasLock = false;
    await client?.end().catch(() => undefined);
  }
}
