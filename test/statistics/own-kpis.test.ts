import type { HubRecord } from '@kommunhub/schema';
import { type ExecutionResult, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStatisticsSubgraph } from '../../subgraphs/statistics/src/index.js';
import { aCase, aDecision, aPerson, aStaff } from '../support/small-model.js';
import { codesOf, falun, mora, type World } from '../support/two-namnder.js';
import {
  aFollowUp,
  anExecution,
  anInsats,
  anInvestigation,
  deliverWhole,
  openFactWorld,
} from './fact-world.js';

const statistics = createStatisticsSubgraph();
const month = '2026-09';
let world: World;

/** A decided application that took so many days, decided in the month. */
function decided(
  id: string,
  days: number,
  insats: 'LSS_9_2' | 'LSS_9_4',
  decidedOn = '2026-09-20',
): HubRecord[] {
  const applied = new Date(Date.parse(decidedOn) - days * 86_400_000).toISOString().slice(0, 10);
  return [
    aPerson(id, { idType: 'SAKNAS', personnummer: null, name: null }),
    aCase(id, id, { openedOn: applied, closedOn: '2026-09-25' }),
    anInvestigation(id, id, {
      appliedOn: applied,
      openedOn: applied,
      category: insats === 'LSS_9_2' ? 'PERSONLIG_ASSISTANS' : 'OVRIGA_LSS',
    }),
    aDecision(id, id, { insats, decidedOn, outcome: 'AVSLAG', lagrum: null as never }),
  ].map((record) => ({
    ...record,
    ...(record.kind === 'decision' && { lagrum: `LSS 9 § ${insats.slice(-1)}` }),
  }));
}

/** Open cases of a handläggare, or in the queue, that concern people born in the year. */
function open(
  prefix: string,
  count: number,
  handlaggareSourceId: string | null,
  birthYear: number | null,
  kommunCode = '2080',
): HubRecord[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`).flatMap((id) => [
    aPerson(id, { idType: 'SAKNAS', personnummer: null, name: null, birthYear, kommunCode }),
    aCase(id, id, { handlaggareSourceId, kommunCode, openedOn: '2026-01-07' }),
  ]);
}

beforeAll(async () => {
  world = await openFactWorld();
  await deliverWhole(world, falun, [
    ...[aStaff('s1'), aStaff('s2', { fte: '0.5' }), aStaff('gone', { activeTo: '2026-08-31' })],
    ...[...open('a', 4, 's1', 1980), ...open('b', 2, 's2', 1980), ...open('c', 2, 's2', 2015)],
    ...[...open('q', 1, null, 1980), ...open('u', 1, 's1', null)],
    ...[...decided('pa1', 10, 'LSS_9_2'), ...decided('pa2', 33, 'LSS_9_2'), ...decided('pa3', 90, 'LSS_9_2')],
    ...[...decided('o1', 45, 'LSS_9_4'), ...decided('early', 46, 'LSS_9_4', '2026-02-20')],
    ...[10, 20, 31].flatMap((days) => decided(`early${days}`, days, 'LSS_9_4', '2026-03-01')),
    ...anInsats('waits', { insats: 'LSS_9_9', decidedOn: '2026-06-30' }, null),
    ...anInsats('late', { insats: 'LSS_9_9', decidedOn: '2026-06-29' }, null),
    ...anInsats(
      'home',
      { insats: 'LSS_9_9', decidedOn: '2025-06-29', validTo: null },
      { startedOn: '2026-01-01', regi: 'ENSKILD_PLACERING' },
    ),
    ...[1, 2, 3].map((day) => aFollowUp(`f${day}`, 'd-home', { doneOn: `2026-09-0${day}` })),
    aFollowUp('f4', 'd-home', { doneOn: '2026-08-31' }),
    anExecution('e-other', 'pa1', { startedOn: '2026-09-21' }),
  ]);
  await deliverWhole(world, mora, [
    { ...aStaff('m1'), kommunCode: '2062' },
    ...open('m', 3, 'm1', 1980, '2062'),
    ...open('o', 2, 'm1', 2015, '2034'),
  ]);
});
afterAll(() => world?.drop());

interface Value {
  readonly kpi: { readonly id: string };
  readonly place: { readonly code: string; readonly level: string };
  readonly value: string | null;
  readonly [field: string]: unknown;
}

const query = `query ($codes: [ID!], $namnd: ID, $period: ID!) { ownKpis(codes: $codes, namndId: $namnd, period: $period) {
  isOngoing asOf values { kpi { id } place { code level kommun { code } } value n numerator denominator reason light target { value source } } } }`;
const chef = () => world.member({ role: 'chef', subject: 'chef' }, 'UPPFOLJNING');
async function own(
  codes: readonly string[] | null,
  period = month,
  namndId = '2080-LSS',
): Promise<readonly Value[]> {
  const caller = await world.member(
    { role: 'chef', subject: 'chef', kommunCode: namndId.slice(0, 4), namndId },
    'UPPFOLJNING',
  );
  const result = await world.ask(statistics, caller, query, { codes, period });
  expect(result.errors).toBeUndefined();
  return (result.data as { ownKpis: { values: readonly Value[] } }).ownKpis.values;
}
const one = async (code: string, period = month) => (await own([code], period))[0];
const ask = async (
  caller: Parameters<World['ask']>[1],
  text: string,
  variables = {},
): Promise<ExecutionResult> => world.ask(statistics, caller, text, variables);

describe('the own nämnd’s key figures', () => {
  it('count the cases of adults and of children by the handlers who have them', async () => {
    expect(await one('arendemangd_vuxen')).toMatchObject({
      value: '6.67',
      n: '2',
      numerator: '10',
      denominator: '1.5',
      light: 'GRON',
    });
    expect(await one('arendemangd_barn')).toMatchObject({
      value: '4',
      n: '1',
      numerator: '2',
      denominator: '0.5',
    });
    expect(await one('arendemangd_total')).toMatchObject({ numerator: '13', denominator: '2', value: '6.5' });
    expect(await one('handlaggare', '2026-08')).toMatchObject({ value: '3' });
  });

  it('take mean, median and share over the days of the month’s decisions', async () => {
    expect(await one('utredningstid_pa')).toMatchObject({ value: '44.3', n: '3', light: 'GRON' });
    expect(await one('utredningstid_pa_median')).toMatchObject({ value: '33', light: null });
    expect(await one('utredningstid_pa_over_mal')).toMatchObject({ value: '33.3', n: '3', numerator: '1' });
    expect(await one('utredningstid_ovriga')).toMatchObject({ value: '45', n: '1' });
    expect(await one('utredningstid_ovriga', '2026-10')).toMatchObject({
      value: null,
      reason: 'INGA',
      n: '0',
    });
  });

  it('count what waits, what is placed elsewhere and what was followed up', async () => {
    expect(await one('ej_verkstallda_total')).toMatchObject({ value: '2', light: null });
    expect(await one('ej_verkstallda_over_3m')).toMatchObject({ value: '1', light: 'ROD' });
    expect(await one('ej_verkstallda_over_3m', '2026-05')).toMatchObject({ value: '0', light: 'GRON' });
    expect(await one('externa_placeringar')).toMatchObject({ value: '1' });
    expect(await one('uppfoljda_beslut_manad')).toMatchObject({ value: '3', light: 'ROD' });
    expect(await one('uppfoljda_beslut_manad', '2026Q3')).toMatchObject({
      value: '0.3',
      numerator: '4',
      denominator: '12',
    });
  });

  it('have Kolada’s days over the first half of the year, from four decisions on', async () => {
    expect(await one('U28414', '2026')).toMatchObject({ value: '26.8', n: '4', numerator: '107' });
    expect(await one('U28417', '2026')).toMatchObject({ value: '25.5', n: '4', numerator: null });
    expect(await one('U28414', '2025')).toMatchObject({ value: null, reason: 'INGA', n: '0' });
    expect(await one('U28414')).toMatchObject({ value: null, reason: 'ANNAN_PERIOD' });
  });

  it('say what is not known instead of zero', async () => {
    expect(await one('N28892', '2026')).toMatchObject({ value: null, reason: 'UPPGIFT_SAKNAS' });
    expect(await one('tjanster')).toMatchObject({ value: null, reason: 'UPPGIFT_SAKNAS' });
    const empty = await own(['ej_verkstallda_total'], month, '2026-LSS');
    expect(empty[0]).toMatchObject({ value: null, reason: 'UPPGIFT_SAKNAS' });
  });

  it('are not zero of what the nämnd delivers nothing of', async () => {
    for (const code of ['uppfoljda_beslut_manad', 'ej_verkstallda_total', 'utredningstid_pa']) {
      const [ofMora] = await own([code], month, '2062-LSS');
      expect(ofMora).toMatchObject({ value: null, reason: 'UPPGIFT_SAKNAS', light: null });
    }
    const [persons, boende] = await own(['N28892', 'N28801'], '2026', '2062-LSS');
    for (const value of [persons, boende]) expect(value).toMatchObject({ reason: 'UPPGIFT_SAKNAS' });
  });

  it('are of the nämnd and of each of its kommuner where it has several', async () => {
    const values = await own(['arendemangd_total', 'arendemangd_vuxen'], month, '2062-LSS');
    expect(values.map(({ place, value, reason }) => [place.code, place.level, value ?? reason])).toEqual([
      ['2062-LSS', 'NAMND', '5'],
      ['2034', 'KOMMUN', 'INGA'],
      ['2039', 'KOMMUN', 'INGA'],
      ['2062', 'KOMMUN', '3'],
      ['2062-LSS', 'NAMND', '5'],
      ['2034', 'KOMMUN', 'INGA'],
      ['2039', 'KOMMUN', 'INGA'],
      ['2062', 'KOMMUN', '3'],
    ]);
  });

  it('say when the figures are from, and whether the period goes on', async () => {
    const { rows } = await world.test.owner.query<{ at: Date }>(
      `update hub.sources set as_of = as_of + interval '1 hour' where namnd_id = '2080-LSS' returning as_of as at`,
    );
    const { data } = await ask(await chef(), query, { codes: ['handlaggare'], period: '2026-11' });
    const asOf = new Date(rows[0]!.at).toISOString();
    expect(data).toMatchObject({ ownKpis: { isOngoing: true, asOf } });
    const past = await ask(await chef(), query, { codes: ['handlaggare'], period: month });
    expect(past.data).toMatchObject({ ownKpis: { isOngoing: false } });
  });
});

describe('who reads them', () => {
  it.each([
    ['handlaggare', 'HANDLAGGNING', []],
    ['chef', 'UPPFOLJNING', []],
    ['kvalitet', 'UPPFOLJNING', []],
    ['namnd', 'HANDLAGGNING', []],
    ['it', 'TEKNIK', []],
    ['region', 'STATISTIK', ['FORBIDDEN']],
    ['bi', 'STATISTIK', ['FORBIDDEN']],
    ['revisor', 'TILLSYN', ['FORBIDDEN']],
    ['dataskyddsombud', 'TILLSYN', ['FORBIDDEN']],
    ['service', 'TEKNIK', ['FORBIDDEN']],
  ] as const)('%s', async (role, purpose, codes) => {
    const caller = await world.member({ role, subject: role }, purpose);
    const result = await ask(caller, query, { codes: ['handlaggare'], period: month });
    expect(codesOf(result)).toEqual(codes);
    const perHandler = await ask(caller, '{ caseloads(on: "2026-09-30") { total } }');
    expect(codesOf(perHandler)).toEqual(role === 'chef' ? [] : ['FORBIDDEN']);
    const target = await ask(
      caller,
      'mutation { setKpiTarget(kpi: "utredningstid_pa", value: "80") { value } }',
    );
    expect(codesOf(target)).toEqual(role === 'chef' ? [] : ['FORBIDDEN']);
  });

  it('nobody asks for another nämnd', async () => {
    const result = await ask(await chef(), query, {
      codes: ['handlaggare'],
      namnd: '2062-LSS',
      period: month,
    });
    expect(codesOf(result)).toEqual(['FORBIDDEN']);
    const region = await world.member({ role: 'handlaggare', namndId: null, kommunCode: null });
    expect(codesOf(await ask(region, query, { codes: ['handlaggare'], period: month }))).toEqual([
      'FORBIDDEN',
    ]);
  });

  it('figures by handläggare and targets are for follow-up', async () => {
    const caller = await world.member({ role: 'chef', subject: 'chef' }, 'HANDLAGGNING');
    expect(codesOf(await ask(caller, '{ caseloads { total } }'))).toEqual(['PURPOSE_REQUIRED']);
  });
});

it('cases by handläggare say whose they are, the queue last', async () => {
  const { data, errors } = await ask(
    await chef(),
    '{ caseloads(on: "2026-09-30") { handlaggare { id } adults children unknown total } }',
  );
  expect(errors).toBeUndefined();
  const id = (of: string) =>
    world.test.keyRing.namndKeys('2080-LSS').opaqueId('staff', '2080', 'falun-test', of);
  expect(data).toEqual({
    caseloads: [
      { handlaggare: { id: id('s1') }, adults: 4, children: 0, unknown: 1, total: 5 },
      { handlaggare: { id: id('s2') }, adults: 2, children: 2, unknown: 0, total: 4 },
      { handlaggare: null, adults: expect.any(Number), children: 0, unknown: 0, total: expect.any(Number) },
    ],
  });
});

describe('own targets', () => {
  const set = `mutation ($kpi: ID!, $value: Decimal, $from: Date) { setKpiTarget(kpi: $kpi, value: $value, validFrom: $from) { kpi value validFrom } }`;

  it('hold from their day, and the definition’s before', async () => {
    const caller = await chef();
    const code = 'utredningstid_ovriga';
    await ask(caller, set, { kpi: code, value: '45.00', from: '2026-09-30' });
    expect(await one(code)).toMatchObject({
      light: 'GUL',
      target: { value: '45', source: 'Nämndens eget mål från 2026-09-30' },
    });
    expect(await one(code, '2026-08')).toMatchObject({ target: { value: '60' } });
    await ask(caller, set, { kpi: code, value: null, from: '2026-09-30' });
    expect(await one(code)).toMatchObject({ light: 'GRON', target: { value: '60' } });
    const { data } = await ask(caller, '{ ownKpiTargets { kpi validFrom value } }');
    expect(data).toMatchObject({
      ownKpiTargets: expect.arrayContaining([
        { kpi: code, validFrom: '2026-09-30', value: null },
        { kpi: code, validFrom: '2026-09-30', value: '45' },
      ]),
    });
  });

  it('keep who set them, and are seen by the nämnd alone', async () => {
    const { rows } = await world.test.owner.query(
      `select distinct namnd_id, set_subject from statistics.kpi_targets where kpi = 'utredningstid_ovriga'`,
    );
    expect(rows).toEqual([{ namnd_id: '2080-LSS', set_subject: 'chef' }]);
    const other = await world.member(
      { role: 'chef', subject: 'x', kommunCode: '2062', namndId: '2062-LSS' },
      'UPPFOLJNING',
    );
    expect((await ask(other, '{ ownKpiTargets { kpi } }')).data).toEqual({ ownKpiTargets: [] });
  });

  it.each([
    ['nothing', '5'],
    ['insatser_per_person', '5'],
    ['utredningstid_pa', '-1'],
    ['utredningstid_pa', '1000000'],
    ['utredningstid_pa', '1.234'],
  ])('%s at %s is refused', async (kpi, value) => {
    expect(codesOf(await ask(await chef(), set, { kpi, value }))).toEqual(['BAD_INPUT']);
  });
});

it('a question costs as many statements for a nämnd of three kommuner as for one', async () => {
  const costOf = async (namndId: string) => {
    const identity = { role: 'chef', subject: 'chef', namndId, kommunCode: namndId.slice(0, 4) } as const;
    const caller = await world.member(identity, 'UPPFOLJNING');
    let statements = 0;
    const onStatement = () => {
      statements += 1;
    };
    const database = Object.assign(Object.create(world.test.database), { onStatement });
    const services = { ...world.services, database };
    const variables = { period: month };
    const result = await statistics.execute({ document: parse(query), variables, caller, services });
    expect(result.errors).toBeUndefined();
    return statements;
  };
  // Medians over several kommuner are one statement more.
  expect(await costOf('2062-LSS')).toBeLessThanOrEqual((await costOf('2080-LSS')) + 1);
});
