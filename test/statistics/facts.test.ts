import type { HubRecord, Reference, SourceDescription, TableId } from '@kommunhub/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cellsOf, unitRows } from '../../subgraphs/statistics/src/index.js';
import { aCase, aDecision, aPerson, aSource, aStaff } from '../support/small-model.js';
import { falun, gagnef, type World } from '../support/two-namnder.js';
import {
  aCount,
  aFollowUp,
  anExecution,
  anInsats,
  anInterruption,
  anInvestigation,
  deliverWhole,
  openFactWorld,
} from './fact-world.js';

let world: World;
beforeAll(async () => {
  world = await openFactWorld();
});
afterAll(() => world?.drop());

/** Units of the table by stratum, margin and value, as `stratum margin value`. */
async function cells(table: TableId, reference: Reference): Promise<Record<string, number>> {
  const { rows } = await world.test.owner.query<Record<string, string | number>>(
    cellsOf(table, unitRows(table, reference, { where: `fact.kommun_code = '2080'` })),
  );
  return Object.fromEntries(
    rows.map(({ stratum, margin, value, units }) => [`${stratum} ${margin} ${value}`, Number(units)]),
  );
}
const total = async (table: TableId, reference: Reference, stratum = 'TOTALT') =>
  (await cells(table, reference))[`${stratum} TOTALT TOTALT`] ?? 0;
const deliver = (...records: (HubRecord | readonly HubRecord[])[]) =>
  deliverWhole(world, falun, records.flat());
const given = async (on: string, insats = 'LSS_9_4') => total('insatser', { on }, insats);
async function givenOn(days: readonly string[], insats?: string): Promise<number[]> {
  const counts: number[] = [];
  for (const on of days) counts.push(await given(on, insats));
  return counts;
}
const waiting = (on: string) => cells('ej_verkstallda', { on });

describe('an insats is given', () => {
  it('on the day it begins, and not on the day after its last (October)', async () => {
    await deliver(
      anInsats('begins', { validFrom: '2026-10-01' }, { startedOn: '2026-10-01' }),
      anInsats('ended', { insats: 'LSS_9_3' }, { startedOn: '2020-01-01', endedOn: '2026-09-30' }),
      anInsats('expired', { insats: 'LSS_9_5', validTo: '2026-09-30' }, { startedOn: '2020-01-01' }),
      anInsats(
        'ends',
        { insats: 'LSS_9_6', validTo: '2026-10-01' },
        { endedOn: '2026-10-01', startedOn: '2026-10-01' },
      ),
    );
    expect([await given('2026-09-30'), await given('2026-10-01')]).toEqual([0, 1]);
    expect([await given('2026-09-30', 'LSS_9_3'), await given('2026-10-01', 'LSS_9_3')]).toEqual([1, 0]);
    expect([await given('2026-09-30', 'LSS_9_5'), await given('2026-10-01', 'LSS_9_5')]).toEqual([1, 0]);
    expect(await givenOn(['2026-09-30', '2026-10-01', '2026-10-02'], 'LSS_9_6')).toEqual([0, 1, 0]);
  });

  it('but for the days of an interruption, both ends included', async () => {
    await deliver(
      anInsats('paused', {}, { startedOn: '2026-01-01' }),
      anInterruption('i1', 'e-paused', '2026-03-15', '2026-06-15'),
      anInterruption('i2', 'e-paused', '2026-09-01', null),
    );
    const days = [
      '2026-03-14',
      '2026-03-15',
      '2026-06-15',
      '2026-06-16',
      '2026-08-31',
      '2026-09-01',
      '2030-01-01',
    ];
    expect(await givenOn(days)).toEqual([1, 0, 0, 1, 1, 0, 0]);
  });

  it('once for a person and insats, however many decisions and performers', async () => {
    await deliver(
      anInsats('one'),
      aDecision('d-two', 'c-one'),
      anExecution('e-two', 'd-two', { startedOn: '2026-02-01', regi: 'ENSKILD_PLACERING' }),
      anExecution('e-three', 'd-two', { startedOn: '2026-02-01', executingKommunCode: '2081' }),
    );
    expect(await cells('insatser', { on: '2026-03-01' })).toMatchObject({
      'LSS_9_4 TOTALT TOTALT': 1,
      'LSS_9_4 utforande EXTERN': 1,
    });
    expect((await cells('insatser', { on: '2026-01-15' }))['LSS_9_4 utforande EGEN']).toBe(1);
  });

  it('not when refused, not begun, for a sick assistant, or by a date that ends before it begins', async () => {
    await deliver(
      anInsats('refused', { outcome: 'AVSLAG' }),
      anInsats('unbegun', {}, { orderedOn: '2026-01-01' }),
      anInsats('sick', { insats: 'LSS_9_2', subtype: 'SJUKVIKARIE' }),
      anInsats('reversed', { validFrom: '2026-05-01', validTo: '2026-04-01' }),
      anInsats('known', { insats: 'LSS_9_10' }),
    );
    expect(await given('2026-06-01')).toBe(0);
    expect(await total('insatser', { on: '2026-06-01' }, 'LSS_9_2')).toBe(0);
    expect(await total('personer', { on: '2026-06-01' })).toBe(1);
  });

  it('to persons of unknown year of birth, sex and personkrets, too', async () => {
    await deliver(
      anInsats('unknown', {}, { startedOn: '2026-01-01' }, { birthYear: null, sex: 'OKAND' }),
      anInsats('child', {}, { startedOn: '2026-01-01' }, { birthYear: 2009, sex: 'MAN', personkrets: 'P1' }),
      anInsats('adult', {}, { startedOn: '2026-01-01' }, { birthYear: 2008 }),
    );
    expect(await cells('personer', { on: '2026-10-01' })).toMatchObject({
      'TOTALT TOTALT TOTALT': 3,
      'TOTALT kon OKAND': 1,
      'TOTALT alder OKAND': 1,
      'TOTALT alder 13-17': 1,
      'TOTALT alder 18-22': 1,
      'TOTALT alder_grov 0-22': 2,
      'TOTALT alder_grov OKAND': 1,
      'TOTALT personkrets P1': 1,
      'TOTALT personkrets OKAND': 2,
    });
  });

  it('to one person who stands twice under the same number', async () => {
    const number = { idType: 'PERSONNUMMER', personnummer: '199001010017' } as const;
    await deliver(anInsats('here', {}, undefined, number), anInsats('there', {}, undefined, number));
    expect(await total('personer', { on: '2026-10-01' })).toBe(1);
    expect(await given('2026-10-01')).toBe(1);
  });
});

describe('a granted insats waits (LSS 28 f §)', () => {
  it("over three months from the day after the same day three months on, or the month's last", async () => {
    await deliver(anInsats('late', { decidedOn: '2026-01-31' }, null));
    expect(await waiting('2026-01-30')).toEqual({});
    expect(await waiting('2026-04-30')).toMatchObject({ 'TOTALT vantetid UNDER_3M': 1 });
    expect(await waiting('2026-05-01')).toMatchObject({ 'TOTALT vantetid OVER_3M': 1 });
  });

  it('through an interruption from its first day to its last, and no longer', async () => {
    await deliver(
      anInsats('paused', { decidedOn: '2025-12-01' }, { startedOn: '2025-12-01' }),
      anInterruption('i1', 'e-paused', '2026-03-15', '2026-06-15'),
    );
    expect(await waiting('2026-03-14')).toEqual({});
    expect(await waiting('2026-06-15')).toMatchObject({ 'TOTALT vantetid UNDER_3M': 1 });
    expect(await waiting('2026-06-16')).toEqual({});
    await deliver(
      anInsats('paused', { decidedOn: '2025-12-01' }, { startedOn: '2025-12-01' }),
      anInterruption('i1', 'e-paused', '2026-03-15', '2026-05-01'),
      anInterruption('i2', 'e-paused', '2026-05-02', null),
    );
    expect(await waiting('2026-06-16')).toMatchObject({ 'TOTALT vantetid OVER_3M': 1 });
  });

  it('until it begins, the decision ends or the case is closed', async () => {
    const decidedOn = '2026-01-10';
    await deliver(
      anInsats('begun', { decidedOn }, { startedOn: '2026-02-10' }),
      anInsats('ended', { decidedOn, insats: 'LSS_9_3', validTo: '2026-03-10' }, null),
      [
        aPerson('p-closed', { personnummer: null, idType: 'SAKNAS' }),
        aCase('c-closed', 'p-closed', { closedOn: '2026-04-10' }),
        aDecision('d-closed', 'c-closed', { decidedOn, insats: 'LSS_9_5' }),
      ],
      anInsats('old', { decidedOn, insats: 'LSS_9_6' }, { startedOn: '2020-01-01' }),
    );
    const on = async (day: string) => {
      const found = await waiting(day);
      const byInsats = Object.keys(found).filter((key) => key.startsWith('TOTALT insats '));
      expect(found['TOTALT TOTALT TOTALT'] ?? 0).toBe(byInsats.length);
      return byInsats;
    };
    expect(await on('2026-02-09')).toHaveLength(3);
    expect(await on('2026-02-10')).toHaveLength(2);
    expect(await on('2026-03-10')).toHaveLength(2);
    expect(await on('2026-03-11')).toHaveLength(1);
    expect(await on('2026-04-10')).toHaveLength(1);
    expect(await on('2026-04-11')).toHaveLength(0);
  });
});

describe('decisions', () => {
  it('are counted by outcome and time with the investigation they came out of', async () => {
    await deliver(
      anInsats('pa', { insats: 'LSS_9_2', decidedOn: '2026-03-31' }, null),
      anInvestigation('u1', 'c-pa', {
        category: 'PERSONLIG_ASSISTANS',
        appliedOn: '2025-12-31',
        closedOn: '2026-03-31',
      }),
      anInvestigation('u2', 'c-pa', { appliedOn: '2026-03-01', openedOn: '2026-03-02' }),
      anInsats('refused', { outcome: 'AVSLAG', decidedOn: '2026-03-01' }, null),
      anInvestigation('u3', 'c-refused', { appliedOn: '2026-01-01', openedOn: '2026-01-10' }),
      anInsats('renewed', { decidedOn: '2026-03-01' }, null),
      anInvestigation('u4', 'c-renewed', { appliedOn: '2025-02-20', closedOn: '2025-04-01' }),
      anInsats('sick', { insats: 'LSS_9_2', subtype: 'SJUKVIKARIE', decidedOn: '2026-03-01' }, null),
    );
    const { rows } = await world.test.owner.query<Record<string, string | number>>(
      cellsOf('beslut', unitRows('beslut', { from: '2026-03-01', to: '2026-03-31' })),
    );
    const cell = (name: string) =>
      rows.find(({ stratum, margin, value }) => `${stratum} ${margin} ${value}` === name);
    expect(cell('PERSONLIG_ASSISTANS TOTALT TOTALT')).toMatchObject({ units: 1, total: '90', known: 1 });
    expect(cell('PERSONLIG_ASSISTANS over_mal JA')).toMatchObject({ units: 1 });
    expect(cell('OVRIGA_LSS TOTALT TOTALT')).toMatchObject({
      units: 2,
      total: '59',
      known: 1,
      known_persons: 1,
    });
    expect(cell('OVRIGA_LSS over_mal NEJ')).toMatchObject({ units: 1, median: '59' });
    expect(cell('OVRIGA_LSS over_mal OKAND')).toMatchObject({ units: 1, total: null });
    expect(cell('OVRIGA_LSS utfall_grupp AVSLAG')).toMatchObject({ units: 1 });
  });

  it('of days that cannot be are counted without them', async () => {
    await deliver(
      anInsats('negative', { decidedOn: '2026-03-01' }, null),
      anInvestigation('u1', 'c-negative', { appliedOn: '2026-03-02', openedOn: '2026-02-01' }),
      anInsats('endless', { decidedOn: '2026-03-01' }, null),
      anInvestigation('u2', 'c-endless', { appliedOn: '2023-02-28', openedOn: '2023-03-01' }),
      anInsats('three', { decidedOn: '2026-03-01' }, null),
      anInvestigation('u3', 'c-three', { appliedOn: '2023-03-01', openedOn: '2023-03-01' }),
    );
    const { rows } = await world.test.owner.query(
      "select days_from_applied, days_from_opened from statistics.decision_facts where known_to = 'infinity' order by 1, 2",
    );
    expect(rows).toEqual([
      { days_from_applied: 1096, days_from_opened: 1096 },
      { days_from_applied: null, days_from_opened: 28 },
      { days_from_applied: null, days_from_opened: 1096 },
    ]);
  });
});

describe('other facts', () => {
  it('are cases, staff and follow-ups of long decisions', async () => {
    await deliver(
      aStaff('s1', { activeFrom: '2026-01-01', activeTo: '2026-06-30' }),
      aStaff('s2', { befattning: 'SJUKLONEHANDLAGGARE' }),
      anInsats('long', { validFrom: '2026-01-01', validTo: '2027-01-02' }),
      anInsats('short', { validFrom: '2026-01-01', validTo: '2027-01-01' }),
      aFollowUp('f1', 'd-long', { doneOn: '2026-05-31' }),
      aFollowUp('f2', 'd-long'),
      aFollowUp('f3', 'd-short', { doneOn: '2026-05-31' }),
    );
    expect(await total('uppfoljningar', { from: '2026-05-01', to: '2026-05-31' }, 'LSS_9_4')).toBe(1);
    expect(await total('arendemangd', { on: '2026-05-31' }, 'LSS')).toBe(2);
    expect(await total('arendemangd', { on: '2025-02-28' }, 'LSS')).toBe(0);
    expect(await total('tjanster', { on: '2026-06-30' })).toBe(1);
    expect(await total('tjanster', { on: '2026-07-01' })).toBe(0);
  });

  it('are what a kommun has counted, where it delivers no persons', async () => {
    const counts = [
      aCount('k1', { sex: 'KVINNA', count: 3 }),
      aCount('k2', { count: 4 }),
      aCount('k3', { countedOn: '2026-07-01', count: 9 }),
      aCount('k4', { insats: 'LSS_9_1', count: 8 }),
    ];
    await deliver(counts);
    expect(await cells('insatser', { on: '2026-10-01' })).toMatchObject({
      'LSS_9_3 TOTALT TOTALT': 7,
      'LSS_9_3 kon KVINNA': 3,
      'LSS_9_3 kon OKAND': 4,
    });
    expect(await given('2026-09-30', 'LSS_9_3')).toBe(9);
    expect(await given('2026-12-31', 'LSS_9_3')).toBe(7);
    expect(await given('2027-01-01', 'LSS_9_3')).toBe(0);
    expect(await given('2026-10-01', 'LSS_9_1')).toBe(0);
    await deliver(counts, anInsats('person', {}, { startedOn: '2026-10-01' }));
    expect(await given('2026-10-01', 'LSS_9_3')).toBe(0);
    expect(await given('2026-09-30', 'LSS_9_3')).toBe(9);
  });
});

describe('råd och stöd', () => {
  const region: SourceDescription = aSource({
    ...{ id: 'region-test', kinds: ['insatsCount'], kommunCodes: ['0020'] },
    namnd: { id: '0020-HSN', name: 'Hälso- och sjukvårdsnämnden' },
  });

  it('is counted of the region alone (LSS 2 §)', async () => {
    const ofRegion = { kommunCode: '0020', insats: 'LSS_9_1' } as const;
    const outcome = await deliverWhole(world, region, [
      aCount('r1', { ...ofRegion, sex: 'KVINNA', count: 17 }),
      aCount('r2', { ...ofRegion, sex: 'MAN', count: 12 }),
    ]);
    expect(outcome.counts).toMatchObject({ inserted: 2, rowsQuarantined: 0 });
    await deliver(aCount('k1', { insats: 'LSS_9_1', count: 8 }));
    const { rows } = await world.test.owner.query(
      `select kommun_code, value, units from (${cellsOf('insatser', unitRows('insatser', { on: '2026-10-01' }))}) cells
        where stratum = 'LSS_9_1' and margin in ('TOTALT', 'kon') order by value`,
    );
    expect(rows).toEqual([
      { kommun_code: '0020', value: 'KVINNA', units: 17 },
      { kommun_code: '0020', value: 'MAN', units: 12 },
      { kommun_code: '0020', value: 'TOTALT', units: 29 },
    ]);
  });
});

describe('facts in the merge', () => {
  beforeEach(() => world.deliver(gagnef, []));

  it('are not made of a delivery that is held, nor twice of one that says the same', async () => {
    const many = Array.from({ length: 12 }, (_, n) => anInsats(`n${n}`)).flat();
    await deliver(many);
    const before = await refresh();
    expect((await deliver(many)).state).toBe('DONE');
    expect(await refresh()).toEqual(before);
    expect((await world.deliver(falun, [])).state).toBe('HELD');
    expect(await refresh()).toEqual(before);
    expect(await given('2026-02-01')).toBe(12);
  });

  async function refresh() {
    const { rows } = await world.test.owner.query(
      `select run_id, refreshed_at, inserted, closed from statistics.refreshes where namnd_id = '2080-LSS'`,
    );
    return rows;
  }
});
