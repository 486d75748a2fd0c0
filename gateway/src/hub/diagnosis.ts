import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadAdapter } from '@kommunhub/adapter-kit';
import { HubError } from '@kommunhub/schema';
import { Client } from 'pg';
import { connectors } from './connectors.js';
import { readMarker } from './data-directory.js';
import { assertRoomForNew } from './disk-room.js';
import { lookAtDoor, lookAtIssuers } from './front-diagnosis.js';
import { pathExists } from './path-exists.js';
import { findBinaries } from './postgres/binaries.js';
import { serverAccount } from './postgres/server-account.js';
import { loadPersonKey } from './secrets.js';
import type { Settings } from './settings.js';

/** One thing that was looked at. */
export interface Finding {
  readonly checked: string;
  readonly isWell: boolean;
  /** What was seen; where something is wrong, what to do. */
  readonly told: string;
}

/** Looks at everything a hub stands on, without changing any of it and without stopping at the first fault. */
export async function diagnose(settings: Settings): Promise<Finding[]> {
  const checks: readonly (readonly [checked: string, look: () => Promise<string>])[] = [
    ['data directory', () => lookAtDataDirectory(settings)],
    ['disk', () => lookAtDisk(settings)],
    ['person key', () => lookAtPersonKey(settings)],
    [
      'database',
      () => (settings.databaseUrl ? lookAtDatabase(settings.databaseUrl) : lookAtBinaries(settings)),
    ],
    ['door', () => lookAtDoor(settings)],
    ['issuers', () => lookAtIssuers(settings)],
    ['sources', () => lookAtSources(settings)],
    ['hub', () => lookAtHub(settings)],
  ];
  const findings: Finding[] = [];
  for (const [checked, look] of checks) {
    const told = await look().then(
      (text) => ({ isWell: true, told: text }),
      (error) => ({ isWell: false, told: tell(error) }),
    );
    findings.push({ checked, ...told });
  }
  return findings;
}

function tell(error: unknown): string {
  if (!(error instanceof HubError)) return 'It could not be looked at; see that this account may read it.';
  return [error.message, ...error.faults.map(({ path, message }) => `${path}: ${message}`)].join('\n  ');
}

async function lookAtDataDirectory({ dataDirectory }: Settings): Promise<string> {
  if (!(await pathExists(dataDirectory))) return `${dataDirectory} will be made by the first start.`;
  const marker = await readMarker(dataDirectory);
  if (marker === null) return `${dataDirectory} is empty.`;
  const { mode } = await stat(dataDirectory);
  if ((mode & 0o077) === 0) return `${dataDirectory} is a hub's, closed to others.`;
  throw new HubError(
    'CONFIG_INVALID',
    `${dataDirectory} can be read by others; run "chmod 700 ${dataDirectory}".`,
  );
}

async function lookAtDisk({ dataDirectory }: Settings): Promise<string> {
  let folder = dataDirectory;
  while (!(await pathExists(folder))) folder = dirname(folder);
  await assertRoomForNew(folder);
  return 'There is room.';
}

async function lookAtPersonKey(settings: Settings): Promise<string> {
  if (settings.personKey !== undefined) return 'KOMMUNHUB_PERSON_KEY is set.';
  const own = await loadPersonKey(join(settings.dataDirectory, 'person.key'), false);
  if (own !== null) return 'The demo has its own; real data need KOMMUNHUB_PERSON_KEY.';
  if (settings.databaseUrl === undefined)
    return 'The demo will make its own; real data need KOMMUNHUB_PERSON_KEY.';
  throw new HubError(
    'CONFIG_INVALID',
    'KOMMUNHUB_PERSON_KEY is not set; make one with "openssl rand -hex 32".',
  );
}

async function lookAtBinaries({ dataDirectory }: Settings): Promise<string> {
  const { majorVersion } = await findBinaries(serverAccount(dataDirectory));
  return `The embedded PostgreSQL ${majorVersion} is there; it is for trying, not for real data.`;
}

async function lookAtDatabase(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int / 10000 as version`,
    );
    const version = rows[0]?.version ?? 0;
    if (version >= 15) return `PostgreSQL ${version} answers.`;
    throw new HubError('DATABASE_UNAVAILABLE', `PostgreSQL ${version} is too old; 15 or newer is needed.`);
  } catch (cause) {
    if (cause instanceof HubError) throw cause;
    throw new HubError(
      'DATABASE_UNAVAILABLE',
      'The owner cannot connect to KOMMUNHUB_DATABASE_URL; see that the server runs and the password is right.',
      { cause },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

async function lookAtSources(settings: Settings): Promise<string> {
  const folder = settings.sourcesFolder ?? join(settings.dataDirectory, 'sources');
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const faults: { path: string; code: string; message: string }[] = [];
  for (const name of names) {
    const report = await loadAdapter(join(folder, name), { connectors }).then(
      (adapter) => adapter.check(),
      (error: unknown) => {
        if (error instanceof HubError) return { problems: error.faults };
        throw error;
      },
    );
    faults.push(...report.problems.map((problem) => ({ ...problem, path: `${name}/${problem.path}` })));
  }
  if (faults.length === 0) return `${names.length} adapters, all in order.`;
  throw new HubError('ADAPTER_INVALID', `${names.length} adapters, with faults:`, { faults });
}

async function lookAtHub({ url }: Settings): Promise<string> {
  const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  if (response === null) return `No hub answers at ${url}; start one with "npm start".`;
  if (response.ok) return `The hub at ${url} is ready.`;
  throw new HubError('DATABASE_UNAVAILABLE', `The hub at ${url} runs, but its database does not answer.`);
}
