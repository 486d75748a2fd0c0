import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataDirectory } from '../../gateway/dist/hub/data-directory.js';
import { startEmbeddedPostgres } from '../../gateway/dist/hub/postgres/embedded.js';
import { serverAccount } from '../../gateway/dist/hub/postgres/server-account.js';

/** Measures on a PostgreSQL of its own, as the product brings it; nothing is left behind. */
export async function withPostgres(measure) {
  const folder = mkdtempSync(join(tmpdir(), 'kommunhub-bench-'));
  const directory = await openDataDirectory(join(folder, 'data'));
  const cluster = await startEmbeddedPostgres(directory, 'bench');
  try {
    await measure(cluster.ownerUrl);
  } finally {
    await cluster.stop();
    rmSync(serverAccount(directory.path).clusterFolder(directory.instanceId), {
      recursive: true,
      force: true,
    });
    rmSync(folder, { recursive: true, force: true });
  }
}
