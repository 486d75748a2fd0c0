import type { KommunRecord } from '@kommunhub/schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codesOf, gagnef, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { createCasesSubgraph } from '../subgraph.js';

const cases = createCasesSubgraph();
/** A document about several kommuner, delivered by a nämnd that is the authority of one of them. */
const samverkan = {
  ...{ ...gagnef, id: 'samverkan', kinds: ['kommun'] as const, kommunCodes: ['2080', '2026', '2081'] },
  namnd: { ...gagnef.namnd, kommunCodes: ['2026'] },
};

const facts = (kommunCode: string, changes: Partial<KommunRecord> = {}): KommunRecord => ({
  ...{ kind: 'kommun', sourceId: kommunCode, kommunCode, origin: 'Projektdirektiv 2020' },
  ...{ population: null, populationOn: null, populationEstimated: null, omrade: null, omradeStatus: null },
  ...{ lssFteList: null, lssFteOmrade: null, includesSocialpsykiatri: null, otherStaff: [] },
  ...changes,
});

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.deliver(samverkan, [
    facts('2080', {
      ...{ population: 60_004, populationOn: '2024-06-30', populationEstimated: false },
      ...{ omrade: 'Område 4', omradeStatus: 'FORSLAG', lssFteList: '7.0', lssFteOmrade: '8.0' },
      otherStaff: [{ befattning: 'METODHANDLEDARE', count: 1 }],
    }),
    facts('2026', { lssFteList: '1.5', includesSocialpsykiatri: true }),
  ]);
  await world.agree({ kinds: ['D02'] });
});
afterAll(() => world.drop());

const ask = (text: string) => world.ask(cases, world.caller('region', 'STATISTIK'), text);

it('keeps both figures of a document that contradicts itself, with the document', async () => {
  const { data, errors } = await ask(`{ kommun(code: "2080") { name county { code name }
    population { count on estimated } omrade { name status }
    staffing { lssFteList lssFteOmrade includesSocialpsykiatri otherStaff { befattning count } origin } } }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    kommun: {
      ...{ name: 'Falun', county: { code: '20', name: 'Dalarnas län' } },
      population: { count: 60_004, on: '2024-06-30', estimated: false },
      omrade: { name: 'Område 4', status: 'FORSLAG' },
      staffing: [
        {
          ...{ lssFteList: '7.0', lssFteOmrade: '8.0', includesSocialpsykiatri: null },
          ...{ otherStaff: [{ befattning: 'METODHANDLEDARE', count: 1 }], origin: 'Projektdirektiv 2020' },
        },
      ],
    },
  });
});

it('answers null and nothing else where no document says anything', async () => {
  const fields =
    '{ population { count } omrade { name } other: omrade(subject: "SJUKLON") { name } staffing { origin } namnder { id } }';
  const { data } = await ask(
    `{ gagnef: kommun(code: "2026") ${fields} vansbro: kommun(code: "2021") ${fields} none: kommun(code: "9999") { name } }`,
  );
  expect(data).toEqual({
    gagnef: {
      ...{ population: null, omrade: null, other: null, staffing: [{ origin: 'Projektdirektiv 2020' }] },
      namnder: [{ id: '2026-LSS' }],
    },
    vansbro: { population: null, omrade: null, other: null, staffing: [], namnder: [] },
    none: null,
  });
});

it('finds kommuner by code, county and taking part, all that are given', async () => {
  const codes = async (args: string) => {
    const { data, errors } = await ask(`{ kommuner${args} { code } }`);
    expect(errors).toBeUndefined();
    return (data as { kommuner: { code: string }[] }).kommuner.map(({ code }) => code);
  };
  expect(await codes('')).toHaveLength(290);
  expect(await codes('(county: "20")')).toHaveLength(15);
  expect(await codes('(codes: ["2080", "0180"], county: "20")')).toEqual(['2080']);
  expect(await codes('(participating: "LSS")')).toEqual(['2026', '2080']);
  expect(await codes('(participating: "SJUKLON")')).toEqual([]);
  expect(codesOf(await ask('{ kommuner(participating: "VAGAR") { code } }'))).toEqual(['BAD_INPUT']);
});

it('lists the kommuner of a county with what is known of each', async () => {
  const { data, errors } = await ask(
    '{ kommuner(county: "20") { code population { count } namnder { id } } }',
  );
  expect(errors).toBeUndefined();
  const { kommuner } = data as { kommuner: { code: string; population: object | null; namnder: object[] }[] };
  expect(kommuner.filter(({ population }) => population !== null).map(({ code }) => code)).toEqual(['2080']);
  expect(kommuner.filter(({ namnder }) => namnder.length > 0).map(({ code }) => code)).toEqual([
    ...['2026', '2034', '2039', '2062', '2080'],
  ]);
  expect(world.unexpected).toEqual([]);
});
