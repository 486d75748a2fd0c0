import { rm } from 'node:fs/promises';
import { ConfigError } from '@kommunhub/schema';
import type { DataDirectory } from '../data-directory.js';
import { assertRoomForNew } from '../disk-room.js';
import { findBinaries } from './binaries.js';
import { type Cluster, clusterVersion, createCluster, startCluster } from './cluster.js';
import { serverAccount } from './server-account.js';

/**
 * Starts the PostgreSQL of the data directory, making its cluster the first time.
 *
 * @throws ConfigError DATA_DIR_NEWER when the cluster is of another major version.
 */
export async function startEmbeddedPostgres(directory: DataDirectory, password: string): Promise<Cluster> {
  const account = serverAccount(directory.path);
  const binaries = await findBinaries(account);
  const folder = account.clusterFolder(directory.instanceId);
  const options = {
    binaries,
    account,
    folder,
    password,
    logFile: directory.file('postgres.log'),
  };
  const version = await clusterVersion(folder);
  if (version !== null && version !== binaries.majorVersion)
    throw otherVersion(version, binaries.majorVersion);
  if (version === null) {
    await assertRoomForNew(await account.makeClusterFolder(directory.instanceId));
    await createCluster(options).catch(async (error) => {
      // A half-made cluster would be taken for a whole one at the next start.
      await rm(folder, { recursive: true, force: true });
      throw error;
    });
  }
  return startCluster(options);
}

function otherVersion(found: number, expected: number): ConfigError {
  return new ConfigError(
    'DATA_DIR_NEWER',
    `The database was made by PostgreSQL ${found} and this kommunhub carries ${expected}; start the version of kommunhub that made it, or set KOMMUNHUB_DATA_DIR to another directory.`,
  );
}
