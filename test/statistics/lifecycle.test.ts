import type { HubRecord } from '@kommunhub/schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gallringModel } from '../../gateway/src/hub/lifecycle/gallring-model.js';
import { sealedColumnsOfHub } from '../../gateway/src/hub/lifecycle/sealed-columns-of-hub.js';
import { approveGallring, exportNamnd, leaveHub, proposeGallring } from '../../subgraphs/kit/src/index.js';
import { compareFacts, forgetFactsOfRemoved, inNamnd } from '../../subgraphs/statistics/src/index.js';
import { falun, gagnef, type World } from '../support/two-namnder.js';
import { aFollowUp, anInsats, anInvestigation, deliverWhole, openFactWorld } from './fact-world.js';

/** Five years after the last note. */
const dueOn = '2027-01-01';
const namnd = { namndId: '2080-LSS', kommunCodes: ['2080'] };
let world: World;

function former(id: string): HubRecord[] {
  const records = anInsats(
    id,
    { decidedOn: '2020-02-01', validTo: '2021-12-31' },
    { startedOn: '2020-02-10', endedOn: '2021-11-30' },
    { idType: 'PERSONNUMMER', personnummer: '199001140017' },
  );
  return records.map((record) =>
    record.kind === 'case' ? { ...record, openedOn: '2020-01-01', closedOn: '2021-11-30' } : record,
  );
}

beforeAll(async () => {
  world = await openFactWorld();
  const others = [...anInsats('stays'), aFollowUp('f1', 'd-stays')];
  await deliverWhole(world, falun, [...former('gone'), ...others]);
  // A second version of the facts of the one who is to go, and a follow-up and an investigation.
  await deliverWhole(world, falun, [
    ...former('gone').map((record) =>
      record.kind === 'person' ? { ...record, sex: 'MAN' as const } : record,
    ),
    aFollowUp('f2', 'd-gone', { plannedOn: '2020-09-01', doneOn: '2020-09-02' }),
    anInvestigation('u1', 'c-gone', {
      appliedOn: '2020-01-01',
      openedOn: '2020-01-02',
      closedOn: '2020-02-01',
    }),
    ...others,
  ]);
  await deliverWhole(world, gagnef, anInsats('other', { kommunCode: '2026' }));
});
afterAll(() => world?.drop());

async function count(table: string, where = `namnd_id = '2080-LSS'`): Promise<number> {
  const { rows } = await world.test.owner.query<{ count: number }>(
    `select count(*)::int as count from statistics.${table} where ${where}`,
  );
  return rows[0]!.count;
}
const compare = () =>
  inNamnd(world.test.database, namnd.namndId, (connection) => compareFacts(connection, namnd));
const factsOfMen = () => count('insats_facts', `namnd_id = '2080-LSS' and from_on < '2021-01-01'`);

it('forgets an individual in all versions when the records are gallrade, and counts its months anew', async () => {
  expect(await factsOfMen()).toBe(2);
  const surrogates = await count('surrogates');
  const { keyRing, urls } = world.test;
  const options = { url: urls.lifecycle, keyRing, model: gallringModel, afterRemoval: forgetFactsOfRemoved };
  const { id, deleted } = await proposeGallring('2080-LSS', dueOn, 'issuer anna', options);
  expect(deleted).toBe(1);
  await approveGallring('2080-LSS', id, 'issuer bo', options);
  expect(await factsOfMen()).toBe(0);
  expect(await count('follow_up_facts')).toBe(1);
  expect(await count('surrogates')).toBe(surrogates - 4);
  expect(await compare()).toEqual({});
});

it('goes with a nämnd that leaves, and leaves the others as they are', async () => {
  const { urls, keyRing } = world.test;
  const options = { url: urls.lifecycle, keyRing, columns: sealedColumnsOfHub };
  const others = await count('insats_facts', `namnd_id = '2026-LSS'`);
  let rows = 0;
  const digest = await exportNamnd('2080-LSS', 'issuer anna', options, async (lines) => {
    for await (const _ of lines) rows += 1;
  });
  expect(rows).toBeGreaterThan(10);
  await leaveHub('2080-LSS', { digest, by: 'issuer bo', backupDays: 35 }, options);
  for (const table of ['insats_facts', 'case_facts', 'surrogates', 'rollups', 'refreshes']) {
    expect(await count(table)).toBe(0);
  }
  expect(others).toBeGreaterThan(0);
  expect(await count('insats_facts', `namnd_id = '2026-LSS'`)).toBe(others);
});
