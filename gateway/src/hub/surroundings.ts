import { ConfigError } from '@kommunhub/schema';
import type { LoginPasswords, LoginUrls } from '@kommunhub/subgraph-kit';
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
  const passwords = {
    hub_app: secrets.appPassword,
    hub_ingest: secrets.ingestPassword,
    hub_audit: secrets.auditPassword,
    hub_lifecycle: secrets.lifecyclePassword,
  };
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
  const { appDatabaseUrl, ingestDatabaseUrl, auditDatabaseUrl, lifecycleDatabaseUrl } = settings;
  return {
    directory,
    secrets,
    personKey,
    isEmbedded: false,
    ownerUrl,
    urls: loginUrls(ownerUrl, secrets, settings),
    // A login whose address the operator gives keeps the password that the operator gave it.
    passwords: {
      hub_app: appDatabaseUrl === undefined ? secrets.appPassword : null,
      hub_ingest: ingestDatabaseUrl === undefined ? secrets.ingestPassword : null,
      hub_audit: auditDatabaseUrl === undefined ? secrets.auditPassword : null,
      hub_lifecycle: lifecycleDatabaseUrl === undefined ? secrets.lifecyclePassword : null,
    },
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

/** The addresses of the logins: those the operator gives, else the owner's with the hub's own passwords. */
export function loginUrls(ownerUrl: string, secrets: Secrets, settings: Partial<Settings> = {}): LoginUrls {
  return {
    app: settings.appDatabaseUrl ?? withLogin(ownerUrl, 'hub_app', secrets.appPassword),
    ingest: settings.ingestDatabaseUrl ?? withLogin(ownerUrl, 'hub_ingest', secrets.ingestPassword),
    audit: settings.auditDatabaseUrl ?? withLogin(ownerUrl, 'hub_audit', secrets.auditPassword),
    lifecycle:
      settings.lifecycleDatabaseUrl ?? withLogin(ownerUrl, 'hub_lifecycle', secrets.lifecyclePassword),
  };
}

function withLogin(url: string, login: string, password: string): string {
  const changed = new URL(url);
  changed.username = login;
  changed.password = password;
  return changed.toString();
}
