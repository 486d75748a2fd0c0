import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findBinaries } from '../../gateway/src/hub/postgres/binaries.js';
import { createCluster, startCluster } from '../../gateway/src/hub/postgres/cluster.js';
import { serverAccount } from '../../gateway/src/hub/postgres/server-account.js';

export interface TestPostgres {
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL of its own for one test run, on a free port; `stop` leaves nothing behind. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const base = await mkdtemp(join(tmpdir(), 'kommunhub-postgres-'));
  const account = serverAccount(base);
  const folder = join(base, 'cluster');
  await mkdir(folder, { mode: 0o700 });
  const { uid, gid } = account.identity;
  if (uid !== undefined && gid !== undefined) {
    for (const path of [base, folder]) await chown(path, uid, gid);
  }
  const options = {
    binaries: await findBinaries(account),
    account,
    folder,
    password: randomBytes(16).toString('hex'),
    logFile: join(base, 'postgres.log'),
  };
  await createCluster(options);
  const cluster = await startCluster(options);
  const owner = new Client({ connectionString: cluster.ownerUrl });
  await owner.connect();
  // Nobody needs these data after a crash.
  await owner.query('alter system set fsync = off');
  await owner.query('alter system set full_page_writes = off');
  await owner.query('select pg_reload_conf()');
  await owner.end();
  return {
    ownerUrl: cluster.ownerUrl,
    async stop() {
      await cluster.stop();
      await rm(base, { recursive: true, force: true });
    },
  };
}
