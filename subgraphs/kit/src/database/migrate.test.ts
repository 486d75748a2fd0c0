import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connect,
  createTestDatabase,
  type TestDatabase,
  urlOf,
} from '../../../../test/support/test-database.js';
import { hubMigrations } from '../migrations/index.js';
import { passwordOfAll } from './logins.js';
import { migrate } from './migrate.js';

const passwords = passwordOfAll('test');

describe('migrations', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  it('change nothing when run again', async () => {
    expect(await migrate(test.ownerUrl, hubMigrations, passwords)).toEqual({ applied: [] });
  });

  it('refuse a database that a newer version has migrated', async () => {
    const known = hubMigrations.slice(0, -1);
    await expect(migrate(test.ownerUrl, known, passwords)).rejects.toMatchObject({ code: 'DATA_DIR_NEWER' });
  });

  it('work for an owner who is not a superuser, on a server that has the logins already', async () => {
    await test.owner.query(`create role plain_owner login createrole password 'test'`);
    await test.owner.query('create database plainly_owned owner plain_owner');
    // As an administrator would who made the logins for the whole server.
    await test.owner.query(`grant ${Object.keys(passwords).join(', ')} to plain_owner with admin option`);
    const url = urlOf('plainly_owned', 'plain_owner');
    const { applied } = await migrate(url, hubMigrations, passwords);
    expect(applied).toEqual(hubMigrations.map((migration) => migration.name));
    const asTheyAre = passwordOfAll(null);
    expect((await migrate(url, hubMigrations, asTheyAre)).applied).toEqual([]);
    const app = await connect(urlOf('plainly_owned', 'hub_app'));
    expect((await app.query('select id from hub.namnder')).rows).toEqual([]);
    const patience = `select current_setting('statement_timeout') as patience`;
    expect((await app.query(patience)).rows).toEqual([{ patience: '1min' }]);
    await app.end();
  });

  it('leave the patience of logins to the administrator who made them', async () => {
    await test.owner.query(`create role poor_owner login password 'test'`);
    await test.owner.query('create database poorly_owned owner poor_owner');
    const asTheyAre = passwordOfAll(null);
    const { applied } = await migrate(urlOf('poorly_owned', 'poor_owner'), hubMigrations, asTheyAre);
    expect(applied).toHaveLength(hubMigrations.length);
  });
});
