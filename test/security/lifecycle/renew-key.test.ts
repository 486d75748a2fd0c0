import { randomBytes } from 'node:crypto';
import type { SourceRow } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealedColumnsOfHub } from '../../../gateway/src/hub/lifecycle/sealed-columns-of-hub.js';
import { caseTableSpecs } from '../../../subgraphs/cases/src/index.js';
import {
  createOpenRun,
  KeyRing,
  type RenewOptions,
  renewDataKey,
  rewrapKeys,
  unfinishedRenewals,
} from '../../../subgraphs/kit/src/index.js';
import { aCase, aPerson, aRow, aStaff } from '../../support/small-model.js';
import { falun, mora, openWorld, type World } from '../../support/two-namnder.js';

const personKey = randomBytes(32);
let world: World;
let keyRing: KeyRing;
let options: RenewOptions;

beforeAll(async () => {
  world = await openWorld();
  const { database, urls, owner } = world.test;
  // The keys that the world made are opened by another person key: begin anew with one that the test knows.
  await owner.query('delete from hub.namnd_keys');
  keyRing = new KeyRing(personKey, database.app, undefined, 0);
  options = { url: urls.lifecycle, keyRing, columns: sealedColumnsOfHub, settleMs: 40 };
  await deliver(falun, 'Robin Exempel');
  // A second state goes to the history.
  await deliver(falun, 'Robin Prov');
  await deliver(mora, 'Kim Exempel', '2034');
});
afterAll(() => world?.drop());

async function deliver(source: typeof falun, name: string, kommunCode = '2080') {
  const persons = Array.from({ length: 30 }, (_, n) =>
    aPerson(`p${n}`, { kommunCode, name: `${name} ${n}` }),
  );
  const cases = persons.map((_, n) => aCase(`c${n}`, `p${n}`, { kommunCode }));
  const strange: SourceRow = {
    fate: 'used',
    place: { file: 'beslut.csv', sheet: null, row: 900 },
    ...{ table: 'beslut', records: [aStaff('s1', { kommunCode })], warnings: [], raw: { Insats: 'okänd' } },
    unmapped: [{ table: 'insats', column: 'Insats', value: 'okänd' }],
  };
  const aside: SourceRow = {
    fate: 'quarantined',
    place: { file: 'personer.csv', sheet: null, row: 901 },
    ...{ table: 'personer', raw: { Namn: 'Någon' }, keys: [], kindsWithoutKey: [] },
    faults: [{ reason: 'VALUE_INVALID', column: 'Namn', remedy: 'Correct it.' }],
  };
  const run = await createOpenRun(world.test.database, keyRing, caseTableSpecs)(source);
  await run.write([...[...persons, ...cases].map((record, n) => aRow(n + 2, record)), strange, aside]);
  return run.finish(new Date());
}

async function versions(namndId = falun.namnd.id): Promise<Record<string, number[]>> {
  const found: Record<string, number[]> = {};
  for (const { table, column, namnd } of options.columns.filter((one) => !/^sjukloner/.test(one.table))) {
    const { rows } = await world.test.owner.query<{ version: number }>(
      `select distinct get_byte(${column}, 0) as version from ${table} where ${namnd} = $1 and ${column} is not null order by 1`,
      [namndId],
    );
    if (rows.length > 0) found[`${table}.${column}`] = rows.map((row) => row.version);
  }
  return found;
}

async function names(namndId = falun.namnd.id, kommunCode = '2080'): Promise<string[]> {
  await keyRing.load([namndId]);
  const keys = keyRing.namndKeys(namndId);
  const { rows } = await world.test.owner.query<{ id: string; name_cipher: Buffer }>(
    'select id, name_cipher from cases.persons where kommun_code = $1 order by id',
    [kommunCode],
  );
  return rows
    .map(({ id, name_cipher }) => keys.decrypt('cases.persons', id, 'name_cipher', name_cipher))
    .sort();
}

describe('a new data key', () => {
  it('knows every sealed column of the database, and refuses to begin where it does not', async () => {
    const fewer = options.columns.filter(({ column }) => column !== 'name_cipher');
    await expect(renewDataKey(falun.namnd.id, { ...options, columns: fewer })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });

  it('killed midway again and again, goes on, while reads and deliveries go on too', async () => {
    const before = await names();
    expect(Object.keys(await versions()).sort()).toEqual(
      expect.arrayContaining([
        'cases.persons.name_cipher',
        'cases.persons_history.name_cipher',
        'hub.kept_rows.raw_cipher',
        'hub.unmapped_codes.value_cipher',
      ]),
    );
    let [attempts, isDone] = [0, false];
    for (; !isDone; attempts++) {
      const stopping = new AbortController();
      let steps = 0;
      const onProgress = () => {
        // Cut off at the first batch of another column each time.
        if (++steps > attempts * 3) stopping.abort();
      };
      await renewDataKey(falun.namnd.id, { ...options, onProgress, signal: stopping.signal }).then(
        () => {
          isDone = true;
        },
        (error: Error) => expect(error.name).toBe('AbortError'),
      );
      expect(await names()).toEqual(before);
      if (attempts === 2) await deliver(falun, 'Robin Exempel');
      if (attempts === 2) before.splice(0, before.length, ...(await names()));
    }
    expect(attempts).toBeGreaterThan(3);
    expect(new Set(Object.values(await versions()).flat())).toEqual(new Set([2]));
    expect(new Set(Object.values(await versions(mora.namnd.id)).flat())).toEqual(new Set([1]));
    expect(await unfinishedRenewals(options.url)).toEqual([]);
    expect((await world.test.owner.query('select from hub.other_data_keys')).rows).toEqual([]);
    expect(await names(mora.namnd.id, '2034')).toHaveLength(30);
  });

  it('leaves what is delivered anew unchanged: hashes are of another key', async () => {
    const outcome = await deliver(falun, 'Robin Exempel');
    expect(outcome.counts).toMatchObject({ inserted: 0, updated: 0 });
    expect(await names()).toHaveLength(30);
  });

  it('lets the former key be until a run that seals with it has ended', async () => {
    const run = await createOpenRun(world.test.database, keyRing, caseTableSpecs)(falun);
    let isRenewed = false;
    const renewing = renewDataKey(falun.namnd.id, options).then(() => {
      isRenewed = true;
    });
    renewing.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(isRenewed).toBe(false);
    await run.abort('enough');
    await renewing;
    expect(new Set(Object.values(await versions()).flat())).toEqual(new Set([3]));
  });

  it('is out of reach for the other logins', async () => {
    const { database } = world.test;
    await expect(database.app.query('delete from hub.other_data_keys')).rejects.toThrow(/permission/);
    await expect(database.ingest.query('update hub.namnd_keys set data_key_version = 9')).rejects.toThrow(
      /permission/,
    );
  });
});

it('another person key wraps all keys anew, or none', async () => {
  const next = randomBytes(32);
  await expect(rewrapKeys(options.url, randomBytes(32), next)).rejects.toThrow();
  expect(await names()).toHaveLength(30);
  expect(await rewrapKeys(options.url, personKey, next)).toBe(2);
  await expect(keyRing.refresh([falun.namnd.id])).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  keyRing = new KeyRing(next, world.test.database.app);
  expect(await names()).toHaveLength(30);
});
