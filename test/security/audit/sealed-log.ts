import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AuditSealer,
  auditSigner,
  CheckpointFolder,
  type LogVerdict,
  verifyLog,
} from '../../../subgraphs/kit/src/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const tables = ['entries', 'seals', 'checkpoints'];

/** A log of its own with a sealer that works when it is told to. */
export class SealedLog {
  readonly signer = auditSigner(randomBytes(32));
  readonly folder: CheckpointFolder;
  readonly sealer: AuditSealer;
  readonly failures: unknown[] = [];

  private constructor(
    readonly test: TestDatabase,
    readonly path: string,
  ) {
    this.folder = new CheckpointFolder(join(path, 'audit'));
    this.sealer = new AuditSealer({
      url: test.urls.audit,
      folder: this.folder,
      signer: this.signer,
      onFailure: (error) => this.failures.push(error),
      sealEveryMs: 3_600_000,
    });
  }

  static async open(): Promise<SealedLog> {
    const test = await createTestDatabase();
    await test.owner.query('insert into hub.instance (id, demo) values (gen_random_uuid(), true)');
    return new SealedLog(test, await mkdtemp(join(tmpdir(), 'kommunhub-audit-')));
  }

  /** Adds entries of three nämnder over the last days of a month and the first of the next. */
  async add(count: number, from = '2026-10-30'): Promise<void> {
    await this.test.owner.query(
      `insert into audit.entries (kommun_code, namnd_id, at, operation_id, operation_name, issuer, subject, role,
              purpose, ground, entity, ids, fields)
       select code, code || '-LSS', $2::timestamptz + make_interval(secs => n * 259200.0 / $1),
              gen_random_uuid(), null, 'https://login.example', 'user ' || n % 7, 'handlaggare', 'HANDLAGGNING',
              'OWN_NAMND', 'Person', array[code || '-' || md5(n::text)], array['name', 'personnummer']
         from generate_series(1, $1::int) n, lateral (select (array['2080', '2026', '2062'])[1 + n % 3] as code) k`,
      [count, from],
    );
  }

  /** Remembers the log as it is, for {@link restore}. */
  async keep(): Promise<void> {
    for (const table of tables) {
      await this.test.owner.query(`drop table if exists public.kept_${table}`);
      await this.test.owner.query(`create table public.kept_${table} as select * from audit.${table}`);
    }
  }

  async restore(): Promise<void> {
    for (const table of tables) {
      await this.test.owner.query(`delete from audit.${table}`);
      await this.test.owner.query(`insert into audit.${table} select * from public.kept_${table}`);
    }
  }

  verify(): Promise<LogVerdict> {
    return verifyLog({ url: this.test.urls.audit, folder: this.folder, publicKey: this.signer.publicKey });
  }

  async close(): Promise<void> {
    await this.sealer.stop();
    await this.test.drop();
    await rm(this.path, { recursive: true, force: true });
  }
}
