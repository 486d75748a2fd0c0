import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, HubError } from '@kommunhub/schema';
import type { LoginUrls } from '@kommunhub/subgraph-kit';
import { readMarker } from './data-directory.js';
import { serverAccount } from './postgres/server-account.js';
import { loadPersonKey, loadSecrets, parsePersonKey, type Secrets } from './secrets.js';
import type { Settings } from './settings.js';
import { loginUrls, openSurroundings } from './surroundings.js';

/** The hub's database as a command reaches it that works beside a running hub. */
export interface ReachedDatabase {
  readonly ownerUrl: string;
  readonly urls: LoginUrls;
  readonly personKey: Buffer;
  close(): Promise<void>;
}

/**
 * Reaches the database of the settings whether or not a hub runs on it; an
 * embedded one that stands still is started for the command.
 *
 * @throws ConfigError when there is no hub in the data directory, or no person key.
 */
export async function reachDatabase(settings: Settings): Promise<ReachedDatabase> {
  const { dataDirectory, databaseUrl } = settings;
  const marker = await readMarker(dataDirectory);
  if (marker === null) {
    throw new ConfigError(
      'CONFIG_INVALID',
      `There is no hub in ${dataDirectory}; set KOMMUNHUB_DATA_DIR to its folder.`,
    );
  }
  const secrets = await loadSecrets(join(dataDirectory, 'secrets.json'));
  if (databaseUrl !== undefined) return reached(databaseUrl, secrets, settings);
  const port = await runningPort(dataDirectory, marker.instanceId);
  if (port !== null) {
    return reached(
      `postgres://hub_owner:${secrets.ownerPassword}@127.0.0.1:${port}/postgres`,
      secrets,
      settings,
    );
  }
  const { ownerUrl, urls, personKey, close } = await openSurroundings(settings, false);
  return { ownerUrl, urls, personKey, close };
}

async function reached(ownerUrl: string, secrets: Secrets, settings: Settings): Promise<ReachedDatabase> {
  const personKey =
    settings.personKey === undefined
      ? await loadPersonKey(join(settings.dataDirectory, 'person.key'), false)
      : parsePersonKey(settings.personKey, 'KOMMUNHUB_PERSON_KEY');
  if (personKey === null) throw new ConfigError('CONFIG_INVALID', 'KOMMUNHUB_PERSON_KEY is not set.');
  return { ownerUrl, urls: loginUrls(ownerUrl, secrets, settings), personKey, close: async () => {} };
}

/** The port of the embedded database if it runs: the fourth line of the file that PostgreSQL keeps of itself. */
async function runningPort(dataDirectory: string, instanceId: string): Promise<number | null> {
  const file = join(serverAccount(dataDirectory).clusterFolder(instanceId), 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || port <= 0) return null;
  try {
    process.kill(pid, 0);
    return port;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ESRCH') return null;
    if (code === 'EPERM') return port;
    throw new HubError('DATABASE_UNAVAILABLE', 'It cannot be told whether the embedded database runs.', {
      cause,
    });
  }
}
