import { randomBytes } from 'node:crypto';
import type { Caller } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities, migrations } from '../../../gateway/src/hub/parts.js';
import {
  connectDatabase,
  type HubDatabase,
  KeyRing,
  loadGrants,
  logins,
  migrate,
  registerSource,
  Session,
} from '../../../subgraphs/kit/src/index.js';
import { aSource } from '../../support/small-model.js';
import { connect, createTestDatabase, type TestDatabase, urlOf } from '../../support/test-database.js';
import type { CaseFact } from './rows-by-hand.js';
import { issuer, storeCases } from './stored-facts.js';

const name = `plain_${randomBytes(4).toString('hex')}`;
const cases: readonly CaseFact[] = ['2080', '2026'].flatMap((kommun) =>
  (['HANDLAGGARE', 'UTSKOTT'] as const).map((level) => ({
    ...{ id: `${kommun}-${level}`, kommun, namnd: `${kommun}-LSS`, person: `${kommun}-p-${level}` },
    ...{ staff: 's1', isClosed: false, decisions: [{ id: `${kommun}-d-${level}`, level, isSjuklon: false }] },
  })),
);

/** The whole hub's tables under an owner who is no superuser, and whom the forced row rules bind as well. */
describe('row rules under a plain owner', () => {
  let server: TestDatabase;
  let database: HubDatabase;
  let keyRing: KeyRing;
  beforeAll(async () => {
    server = await createTestDatabase();
    await server.owner.query(`create role ${name} login createrole password 'test'`);
    await server.owner.query(`create database ${name} owner ${name}`);
    await server.owner.query(`grant ${logins.join(', ')} to ${name} with admin option`);
    const passwords = Object.fromEntries(logins.map((login) => [login, 'test'])) as Parameters<
      typeof migrate
    >[2];
    await migrate(urlOf(name, name), migrations, passwords);
    const urls = { app: urlOf(name, 'hub_app'), ingest: urlOf(name, 'hub_ingest') };
    database = await connectDatabase({ urls, entities, poolSize: 2 });
    keyRing = new KeyRing(randomBytes(32), database.app);
    for (const kommun of ['2080', '2026']) {
      const namnd = { id: `${kommun}-LSS`, name: 'Nämnden' };
      await registerSource(
        database,
        keyRing,
        aSource({ id: `source-${kommun}`, kommunCodes: [kommun], namnd }),
      );
    }
    await keyRing.load(['2080-LSS', '2026-LSS']);
    const administrator = await connect(urlOf(name));
    const sourceOf = (namnd: string) => `source-${namnd.slice(0, 4)}`;
    await storeCases({ owner: administrator, keyRing }, sourceOf, cases);
    await administrator.end();
  });
  afterAll(async () => {
    await database.close();
    await server.owner.query(`drop database ${name} with (force)`);
    await server.owner.query(`drop role ${name}`);
    await server.drop();
  });

  it.each([
    ['namnd', ['2080-UTSKOTT']],
    ['chef', ['2080-HANDLAGGARE', '2080-UTSKOTT']],
    ['handlaggare', ['2080-HANDLAGGARE', '2080-UTSKOTT']],
    ['sjuklonehandlaggare', []],
  ] as const)('show %s what they show under any other', async (role, expected) => {
    const identity = {
      ...{ issuer, subject: 'anna', role, kommunCode: '2080', namndId: '2080-LSS', functions: [] },
      staffKey: role === 'handlaggare' ? 's1' : null,
    };
    const grants = await loadGrants(database, keyRing, identity, new Date('2026-11-22T12:00:00Z'));
    const request = { purpose: 'HANDLAGGNING', operationId: 'plain', operationName: null } as const;
    const caller: Caller = { ...identity, ...request, grants };
    const session = new Session({ database, keyRing, caller });
    const rows = await session.query<{ id: string }>('select id from cases.cases order by id');
    await session.close();
    expect(rows.map(({ id }) => id)).toEqual(expected);
  });

  it('show the owner itself nothing', async () => {
    const owner = await connect(urlOf(name, name));
    for (const table of ['cases', 'persons', 'decisions', 'put_before']) {
      expect((await owner.query(`select from cases.${table}`)).rowCount).toBe(0);
    }
    await owner.end();
  });
});
