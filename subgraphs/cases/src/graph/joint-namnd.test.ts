import { type CallerIdentity, loadGrants, storeAgreements, storeUppdrag } from '@kommunhub/subgraph-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase, aDecision, aPerson, aStaff } from '../../../../test/support/small-model.js';
import { mora, now, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { createCasesSubgraph } from '../subgraph.js';

const cases = createCasesSubgraph();
const inMora = { kommunCode: '2062' };
const inOrsa = { kommunCode: '2034' };
const inAlvdalen = { kommunCode: '2039' };
const list = `{
  cases { totalCount nodes { kommun { code } handlaggare { name kommun { code } } } }
  decisions { totalCount nodes { case { kommun { code } } decidedBy { name } } } }`;

interface Answer {
  readonly cases: { readonly totalCount: number; readonly nodes: readonly { kommun: { code: string } }[] };
  readonly decisions: { readonly totalCount: number; readonly nodes: readonly object[] };
}

/** One handläggare, who stands in Mora, has cases in all three kommuner of the nämnd. */
describe('a gemensam nämnd of three kommuner', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.deliver(mora, [
      aStaff('s1', inMora),
      ...[inMora, inOrsa, inAlvdalen].flatMap((place) => {
        const key = place.kommunCode;
        return [
          aPerson(`p${key}`, place),
          aCase(`own${key}`, `p${key}`, { ...place, handlaggareSourceId: 's1' }),
          aDecision(`d${key}`, `own${key}`, { ...place, decidedBySourceId: 's1' }),
        ];
      }),
    ]);
  });
  afterAll(() => world.drop());

  async function ask(identity: Partial<CallerIdentity>): Promise<Answer> {
    const who: CallerIdentity = {
      ...{ issuer: 'https://login.example', subject: 'asking', role: 'handlaggare', functions: [] },
      ...{ kommunCode: '2062', namndId: '2062-LSS', staffKey: 's1' },
      ...identity,
    };
    const grants = await loadGrants(world.test.database, world.test.keyRing, who, now);
    const caller = { ...world.caller('handlaggare', 'HANDLAGGNING', who.namndId), grants };
    const { data, errors } = await world.ask(cases, caller, list);
    expect(errors).toBeUndefined();
    return data as unknown as Answer;
  }
  const codes = (answer: Answer) => answer.cases.nodes.map(({ kommun }) => kommun.code).sort();

  it('lists own cases of every kommun, wherever in it the handläggare stands', async () => {
    const answer = await ask({});
    expect(codes(answer)).toEqual(['2034', '2039', '2062']);
    expect([answer.cases.totalCount, answer.decisions.totalCount]).toEqual([3, 3]);
  });

  it('lists those of one kommun only under an uppdrag there, and names the handläggare', async () => {
    const parties = { homeKommunCode: '2034', performingKommunCode: '2080', validFrom: '2025-01-01' };
    const name = 'LSS Orsa och Falun';
    await storeAgreements(world.test.database, [
      { ...parties, name, kinds: ['D02'], validTo: null, note: null },
    ]);
    await storeUppdrag(world.test.database, world.test.keyRing, [
      {
        ...{ ...parties, homeNamndId: '2062-LSS', holder: { function: 'LSS_HANDLAGGARE' } },
        ...{ task: 'LSS_HANDLAGGNING', staffKey: 's1', validTo: null, grantedBy: 'chef' },
      },
    ]);
    const answer = await ask({ kommunCode: '2080', namndId: null, functions: ['LSS_HANDLAGGARE'] });
    expect(answer).toEqual({
      cases: {
        totalCount: 1,
        nodes: [{ kommun: { code: '2034' }, handlaggare: { name: 'Kim Prov', kommun: { code: '2062' } } }],
      },
      decisions: {
        totalCount: 1,
        nodes: [{ case: { kommun: { code: '2034' } }, decidedBy: { name: 'Kim Prov' } }],
      },
    });
  });
});
