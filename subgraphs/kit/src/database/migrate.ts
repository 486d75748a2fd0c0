import { HubError } from '@kommunhub/schema';
import pg, { type Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { closeToPublic } from './close-to-public.js';
import { grantLifecycleRights } from './lifecycle-rights.js';
import { limitAnalysts } from './limit-analysts.js';
import { ensureLogins, type LoginPasswords } from './logins.js';

/** A migration class; its name ends in the 13 digits of its making, which give the order. */
export type MigrationClass = new () => MigrationInterface;

const MIGRATIONS_TABLE = 'migrations';
// Any constant does; two hubs migrating one database must only agree on it.
const MIGRATION_LOCK = 0x6b6f6d6d;

/**
 * Brings the database to the schema of the given migrations and makes the
 * logins. Running it again changes nothing; two at once wait for each other.
 *
 * @throws HubError DATA_DIR_NEWER when the database holds a migration that is not among them.
 * @throws HubError DATABASE_UNAVAILABLE when the owner cannot connect or make the logins.
 */
export async function migrate(
  ownerUrl: string,
  migrations: readonly MigrationClass[],
  passwords: LoginPasswords,
): Promise<{ applied: string[] }> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  try {
    await owner.connect();
  } catch (cause) {
    throw new HubError('DATABASE_UNAVAILABLE', 'The owner cannot connect to the database.', { cause });
  }
  try {
    await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewer(owner, migrations);
    await ensureLogins(owner, passwords);
    await closeToPublic(owner);
    await limitAnalysts(owner);
    await owner.query('create schema if not exists hub');
    const applied = await applyMigrations(ownerUrl, migrations);
    await grantLifecycleRights(owner);
    return { applied };
  } finally {
    await owner.end();
  }
}

async function refuseNewer(owner: Client, migrations: readonly MigrationClass[]): Promise<void> {
  const table = `hub.${MIGRATIONS_TABLE}`;
  const { rows: found } = await owner.query('select 1 where to_regclass($1) is not null', [table]);
  if (found.length === 0) return;
  const known = migrations.map((migration) => migration.name);
  const { rows } = await owner.query<{ name: string }>(`select name from ${table} where name <> all ($1)`, [
    known,
  ]);
  if (rows.length > 0) {
    const names = rows.map((row) => row.name).join(', ');
    throw new HubError(
      'DATA_DIR_NEWER',
      `The database has migrations that this version does not know: ${names}.`,
    );
  }
}

async function applyMigrations(ownerUrl: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema: 'hub',
    migrations: [...migrations],
    migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    poolSize: 1,
  });
  await dataSource.initialize();
  try {
    return (await dataSource.runMigrations()).map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}
