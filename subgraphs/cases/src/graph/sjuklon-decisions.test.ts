import { storeAgreements, storeUppdrag } from '@kommunhub/subgraph-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { falunRecords, gagnefRecords } from '../../../../test/support/case-records.js';
import { aDecision } from '../../../../test/support/small-model.js';
import { falun, gagnef, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { createCasesSubgraph } from '../subgraph.js';

const cases = createCasesSubgraph();
const sjuklon = { insats: 'LSS_9_2', subtype: 'SJUKVIKARIE', decidedOn: '2025-06-01' } as const;

describe('decisions on ersättning vid ordinarie assistents sjukdom (D05)', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.deliver(falun, [...falunRecords, aDecision('d5', 'own', sjuklon)]);
    await world.deliver(gagnef, [
      ...gagnefRecords,
      { ...aDecision('d5', 'own', sjuklon), kommunCode: '2026' },
    ]);
    await world.agree();
  });
  afterAll(() => world.drop());

  /** Kommuner whose sjuklön decision is found by list, through its case and by reference. */
  async function foundIn(): Promise<readonly string[][]> {
    const ids = [
      ['2080-LSS', '2080', 'falun-test'],
      ['2026-LSS', '2026', 'gagnef-test'],
    ] as const;
    const references = ids.map(([namndId, kommunCode, source]) => ({
      __typename: 'Decision',
      id: world.test.keyRing.namndKeys(namndId).opaqueId('decision', kommunCode, source, 'd5'),
    }));
    const { data } = (await world.ask(
      cases,
      await world.handlaggare(),
      `query ($references: [_Any!]!) {
        decisions { nodes { id subtype } }
        cases { nodes { decisions { id subtype } } }
        _entities(representations: $references) { ... on Decision { id subtype } } }`,
      { references },
    )) as { data: Record<string, unknown> };
    const kommunerOf = (found: unknown) =>
      [...JSON.stringify(found).matchAll(/"id":"(\d{4})-[0-9a-f]+","subtype":"SJUKVIKARIE"/g)]
        .map(([, code]) => code!)
        .sort();
    return [kommunerOf(data.decisions), kommunerOf(data.cases), kommunerOf(data._entities)];
  }

  it('are those of the own nämnd only, for who has an uppdrag to handle LSS cases elsewhere', async () => {
    expect(await foundIn()).toEqual([['2080'], ['2080'], ['2080']]);
  });

  it('are there too with an uppdrag for sjuklön under an agreement that covers it', async () => {
    const parties = { homeKommunCode: '2026', performingKommunCode: '2080', validFrom: '2025-01-01' };
    await storeAgreements(world.test.database, [
      { ...parties, name: 'Sjuklön', kinds: ['D05'], validTo: null, note: null },
    ]);
    await storeUppdrag(world.test.database, world.test.keyRing, [
      {
        ...{ ...parties, homeNamndId: '2026-LSS', holder: { function: 'LSS_HANDLAGGARE' } },
        ...{ task: 'SJUKLON', staffKey: null, validTo: null, grantedBy: 'chef' },
      },
    ]);
    const both = ['2026', '2080'];
    expect(await foundIn()).toEqual([both, both, both]);
  });
});
