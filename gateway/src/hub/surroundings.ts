import { ConfigError } from '@kommunhub/schema';
import type { Login, LoginPasswords, LoginUrls } from '@kommunhub/subgraph-kit';
import { type DataDirectory, openDataDirectory } from './data-directory.js';
import { startEmbeddedPostgres } from './postgres/embedded.js';
import { loadPersonKey, loadSecrets, parsePersonKey, type Secrets } from './secrets.js';
import type { Settings } from './settings.js';

/** What a hub stands on: its folder, its keys and a database that answers. */
export interface Surroundings {
  readonly directory: DataDirectory;
  readonly secrets: Secrets;
  readonly personKey: Buffer;
  readonly isEmbedded: boolean;
  readonly ownerUrl: string;
  readonly urls: LoginUrls;
  readonly passwords: LoginPasswords;
  /** Resolves with the last words of an embedded database that ended by itself. */
  readonly databaseLost: Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens the data directory, the keys and the database.
 *
 * A person key of the data directory's own is made only for a demo: real data
 * must not depend on a key that lies beside them.
 */
export async function openSurroundings(settings: Settings, isDemoAsked: boolean): Promise<Surroundings> {
  const directory = await openDataDirectory(settings.dataDirectory);
  try {
    const secrets = await loadSecrets(directory.file('secrets.json'));
    const isEmbedded = settings.databaseUrl === undefined;
    const personKey = await findPersonKey(settings, directory, isDemoAsked);
    return isEmbedded
      ? await embedded(directory, secrets, personKey)
      : connected(settings.databaseUrl, settings, directory, secrets, personKey);
  } catch (error) {
    await directory.release();
    throw error;
  }
}

async function embedded(
  directory: DataDirectory,
  secrets: Secrets,
  personKey: Buffer,
): Promise<Surroundings> {
  const cluster = await startEmbeddedPostgres(directory, secrets.ownerPassword);
  const passwords = passwordsOf(secrets);
  return {
    directory,
    secrets,
    personKey,
    isEmbedded: true,
    ownerUrl: cluster.ownerUrl,
    urls: loginUrls(cluster.ownerUrl, secrets),
    passwords,
    databaseLost: cluster.lost,
    async close() {
      await cluster.stop();
      await directory.release();
    },
  };
}

function connected(
  ownerUrl: string,
  settings: Settings,
  directory: DataDirectory,
  secrets: Secrets,
  personKey: Buffer,
): Surroundings {
  return {
    directory,
    secrets,
    personKey,
    isEmbedded: false,
    ownerUrl,
    urls: loginUrls(ownerUrl, secrets, settings),
    passwords: passwordsOf(secrets, settings),
    databaseLost: new Promise(() => {}),
    close: () => directory.release(),
  };
}

async function findPersonKey(
  settings: Settings,
  directory: DataDirectory,
  isDemoAsked: boolean,
): Promise<Buffer> {
  if (settings.personKey !== undefined) return parsePersonKey(settings.personKey, 'KOMMUNHUB_PERSON_KEY');
  const key = await loadPersonKey(directory.file('person.key'), isDemoAsked && directory.isNew);
  if (key !== null) return key;
  throw new ConfigError(
    'CONFIG_INVALID',
    'KOMMUNHUB_PERSON_KEY is not set; it wraps the keys of the nämnder and only a demo makes its own. Make one with "openssl rand -hex 32" and keep it safe.',
  );
}

/** Each login with the setting that gives its address and the hub's own password for it. */
const ofLogins = {
  app: ['hub_app', 'appDatabaseUrl', 'appPassword'],
  ingest: ['hub_ingest', 'ingestDatabaseUrl', 'ingestPassword'],
  audit: ['hub_audit', 'auditDatabaseUrl', 'auditPassword'],
  lifecycle: ['hub_lifecycle', 'lifecycleDatabaseUrl', 'lifecyclePassword'],
  statistics: ['hub_statistics', 'statisticsDatabaseUrl', 'statisticsPassword'],
  bi: ['hub_bi', 'biDatabaseUrl', 'biPassword'],
} as const satisfies Record<keyof LoginUrls, readonly [Login, keyof Settings, keyof Secrets]>;

/** The addresses of the logins: those the operator gives, else the owner's with the hub's own passwords. */
export function loginUrls(ownerUrl: string, secrets: Secrets, settings: Partial<Settings> = {}): LoginUrls {
  const urls = Object.entries(ofLogins).map(([name, [login, setting, password]]) => [
    name,
    settings[setting] ?? withLogin(ownerUrl, login, secrets[password]),
  ]);
  return Object.fromEntries(urls) as Record<keyof LoginUrls, string>;
}

/** The passwords to set: a login whose address the operator gives keeps the one that the operator gave it. */
function passwordsOf(secrets: Secrets, settings: Partial<Settings> = {}): LoginPasswords {
  const passwords = Object.values(ofLogins).map(([login, setting, password]) => [
    login,
    settings[setting] === undefined ? secrets[password] : null,
  ]);
  return Object.fromEntries(passwords) as Record<Login, string | null>;
}

function withLogin(url: string, login: string, password: string): string {
  const changed = new URL(url);
  changed.username = login;
  changed.password = password;
  return changed.toString();
}
