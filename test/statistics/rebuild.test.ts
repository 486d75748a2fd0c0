import type { HubRecord, Role } from '@kommunhub/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Session } from '../../subgraphs/kit/src/index.js';
import {
  type CountCell,
  compareFacts,
  inNamnd,
  makeMissingFacts,
  type OwnCellsQuery,
  ownCells,
  rebuildFacts,
} from '../../subgraphs/statistics/src/index.js';
import { falun, type World } from '../support/two-namnder.js';
import { arbitraryState, givenInModel, recordsOf, waitingInModel } from './fact-model.js';
import { anInsats, anInterruption, deliverWhole, openFactWorld } from './fact-world.js';

const namnd = { namndId: '2080-LSS', kommunCodes: ['2080'] };
let world: World;
beforeAll(async () => {
  world = await openFactWorld();
});
afterAll(() => world?.drop());

async function own(query: Omit<OwnCellsQuery, 'namndId'>, role: Role = 'chef', namndId = namnd.namndId) {
  const caller = await world.member({ role, kommunCode: namndId.slice(0, 4), namndId });
  const session = new Session({ database: world.test.database, keyRing: world.test.keyRing, caller });
  try {
    return await ownCells(session, { ...query, namndId: namnd.namndId });
  } finally {
    await session.close();
  }
}
const unitsOf = (cells: readonly CountCell[] | null) =>
  Object.fromEntries(
    (cells ?? []).filter(({ margin }) => margin === 'TOTALT').map(({ stratum, units }) => [stratum, units]),
  );
const byInsats = (cells: readonly CountCell[] | null) =>
  Object.fromEntries(
    (cells ?? []).filter(({ margin }) => margin === 'insats').map(({ value, units }) => [value, units]),
  );
const compare = () =>
  inNamnd(world.test.database, namnd.namndId, (connection) => compareFacts(connection, namnd));

describe('facts after any series of deliveries', () => {
  it('are those that a rebuild makes, and those of a plain model, on any day and as known on any', async () => {
    const property = fc.asyncProperty(
      fc.array(arbitraryState, { minLength: 1, maxLength: 4 }),
      fc.array(fc.constantFrom('2026-01-01', '2026-03-31', '2026-06-15', '2026-10-01'), {
        minLength: 2,
        maxLength: 2,
      }),
      async (states, days) => {
        await deliverWhole(world, falun, []);
        for (const state of states) {
          await deliverWhole(world, falun, recordsOf(state));
          for (const on of days) {
            expect(unitsOf(await own({ table: 'insatser', asked: { on } }))).toEqual(givenInModel(state, on));
            expect(byInsats(await own({ table: 'ej_verkstallda', asked: { on } }))).toEqual(
              waitingInModel(state, on),
            );
          }
        }
        expect(await compare()).toEqual({});
        const last = states.at(-1)!;
        const october = { kind: 'MONTH', year: 2026, month: 10 } as const;
        expect(unitsOf(await own({ table: 'insatser', asked: october }))).toEqual(
          givenInModel(last, '2026-10-01'),
        );
      },
    );
    await fc.assert(property, { numRuns: 5 });
  });
});

describe('monthly cells', () => {
  it('are what facts give, for every table and month', async () => {
    const records = [
      ...anInsats('a'),
      ...anInsats('b', { insats: 'LSS_9_9' }),
      anInterruption('i', 'e-a', '2026-03-01', '2026-04-15'),
    ];
    await deliverWhole(world, falun, records);
    const tables = [
      'insatser',
      'personer',
      'beslut',
      'ej_verkstallda',
      'arendemangd',
      'uppfoljningar',
    ] as const;
    for (const table of tables) {
      for (const month of [1, 3, 4, 5]) {
        const asked = { kind: 'MONTH', year: 2026, month } as const;
        const rolled = await own({ table, asked });
        const counted = await own({ table, asked, knownOn: '2100-01-01' });
        expect(rolled).toEqual(counted);
      }
    }
    expect(await own({ table: 'insatser', asked: { kind: 'MONTH', year: 2026, month: 2 } })).not.toEqual([]);
  });

  it('give way to facts for a month that has begun since the last delivery', async () => {
    await world.test.owner.query(`update statistics.refreshes set rolled_to = '2026-01-01'`);
    await world.test.owner.query('delete from statistics.rollups');
    const asked = { kind: 'MONTH', year: 2026, month: 2 } as const;
    expect(unitsOf(await own({ table: 'insatser', asked }))).toEqual({ LSS_9_4: 1, LSS_9_9: 1 });
  });
});

describe('what was known', () => {
  it('is told as of the end of a day in Stockholm, and of no day before there were facts', async () => {
    const before: HubRecord[] = anInsats('known');
    await deliverWhole(world, falun, before);
    // As if it had been delivered early in the summer, in the evening of UTC but the next day in Stockholm.
    await inThePast('2026-06-30T22:30:00Z');
    await deliverWhole(world, falun, [...before, ...anInsats('later', { insats: 'LSS_9_8' })]);
    const on = (knownOn?: string) =>
      own({ table: 'insatser', asked: { on: '2026-06-01' }, knownOn }).then(
        (cells) => cells && unitsOf(cells),
      );
    expect(await on()).toEqual({ LSS_9_4: 1, LSS_9_8: 1 });
    expect(await on('2026-07-01')).toEqual({ LSS_9_4: 1 });
    expect(await on('2026-06-30')).toBeNull();
    expect(await compare()).toEqual({});
  });

  /** Lets everything that is known have been known since the moment, as base rows and facts tell it. */
  async function inThePast(moment: string): Promise<void> {
    const { owner } = world.test;
    const { rows } = await owner.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
        where column_name = 'known_from' and table_schema in ('cases', 'statistics')`,
    );
    for (const { name } of rows) {
      if (name.endsWith('_history')) await owner.query(`delete from ${name}`);
      else {
        if (name.startsWith('statistics'))
          await owner.query(`delete from ${name} where known_to < 'infinity'`);
        await owner.query(`update ${name} set known_from = $1`, [moment]);
      }
    }
    await owner.query('update statistics.refreshes set kept_since = $1', [moment]);
  }
});

describe('a rebuild', () => {
  it('finds what somebody has changed behind its back, and mends it', async () => {
    await world.test.owner.query(
      `update statistics.insats_facts set insats = 'LSS_9_5' where known_to = 'infinity'`,
    );
    expect(await compare()).toMatchObject({ insats_facts: { missing: 2, extra: 2 } });
    await inNamnd(world.test.database, namnd.namndId, (connection) => rebuildFacts(connection, namnd));
    expect(await compare()).toEqual({});
  });

  it('makes the facts of a database from before there were any, with what was known', async () => {
    const { owner } = world.test;
    const tables = ['insats_facts', 'decision_facts', 'waiting_facts', 'case_facts', 'rollups', 'refreshes'];
    for (const table of tables)
      await owner.query(`delete from statistics.${table} where namnd_id = '2080-LSS'`);
    await owner.query(`delete from statistics.surrogates where namnd_id = '2080-LSS'`);
    const made: string[] = [];
    await makeMissingFacts(world.test.database, (namndId) => made.push(namndId));
    expect(made).toEqual(['2080-LSS']);
    expect(
      unitsOf(await own({ table: 'insatser', asked: { on: '2026-06-01' }, knownOn: '2026-07-01' })),
    ).toEqual({
      LSS_9_4: 1,
    });
    await makeMissingFacts(world.test.database, (namndId) => made.push(namndId));
    expect(made).toHaveLength(1);
  });
});

describe('a database whose cells or facts were made in another way', () => {
  const asked = { kind: 'MONTH', year: 2026, month: 6 } as const;
  const waiting = async () => byInsats(await own({ table: 'ej_verkstallda', asked }));
  /** Cells as they were when waiting decisions were divided by insats first. */
  const makeOld = async (column: 'counted_as' | 'derived_as') => {
    const { owner } = world.test;
    await owner.query(`update statistics.rollups set stratum = value, margin = 'TOTALT', value = 'TOTALT'
                        where table_id = 'ej_verkstallda' and margin = 'insats'`);
    await owner.query(`update statistics.refreshes set ${column} = 'another way'`);
  };
  const remade = async () => {
    const made: string[] = [];
    await makeMissingFacts(world.test.database, (namndId) => made.push(namndId));
    return made;
  };
  const waits = [...anInsats('a'), ...anInsats('waits', { insats: 'LSS_9_9' }, null)];

  it('has them made anew when the hub starts, once', async () => {
    for (const column of ['counted_as', 'derived_as'] as const) {
      await deliverWhole(world, falun, waits);
      await makeOld(column);
      expect(await remade()).toContain('2080-LSS');
      expect(await compare()).toEqual({});
      expect(await waiting()).toEqual({ LSS_9_9: 1 });
      expect(await remade()).toEqual([]);
    }
  });

  it('is asked of its facts until then, and counts anew with the next delivery, changed or not', async () => {
    await makeOld('counted_as');
    expect(await waiting()).toEqual({ LSS_9_9: 1 });
    await deliverWhole(world, falun, waits);
    expect(await compare()).toEqual({});
  });

  it('keeps what was known before, and so what was approved', async () => {
    const before = `select * from statistics.insats_facts where known_to < 'infinity' order by fact_id`;
    const { rows } = await world.test.owner.query(before);
    expect(rows.length).toBeGreaterThan(0);
    await makeOld('derived_as');
    await remade();
    expect((await world.test.owner.query(before)).rows).toEqual(rows);
  });
});

describe('facts', () => {
  const asked = { on: '2026-06-01' } as const;

  it('are shown to roles that may have the own nämnd’s counts, and to nobody else', async () => {
    for (const role of ['chef', 'kvalitet', 'namnd'] as const) {
      expect(unitsOf(await own({ table: 'insatser', asked }, role))).not.toEqual({});
    }
    for (const role of ['bi', 'dataskyddsombud'] as const) {
      expect(await own({ table: 'insatser', asked }, role)).toBeNull();
    }
    expect(await own({ table: 'insatser', asked }, 'chef', '2026-LSS')).toBeNull();
  });

  it('lead to nobody for those who only may have counts', async () => {
    const surrogates = async (role: Role) => {
      const purpose = role === 'handlaggare' ? 'HANDLAGGNING' : 'UPPFOLJNING';
      const caller = await world.member({ role }, purpose);
      const session = new Session({ database: world.test.database, keyRing: world.test.keyRing, caller });
      const rows = await session.query('select from statistics.surrogates');
      await session.close();
      return rows.length;
    };
    expect(await surrogates('chef')).toBeGreaterThan(0);
    for (const role of ['handlaggare', 'kvalitet', 'namnd', 'it'] as const)
      expect(await surrogates(role)).toBe(0);
  });

  it('are read by the login that builds releases, without what leads back to anybody', async () => {
    const { Client } = await import('pg');
    const builder = new Client({ connectionString: world.test.urls.statistics });
    await builder.connect();
    expect((await builder.query('select from statistics.insats_facts')).rowCount).toBeGreaterThan(0);
    for (const table of ['statistics.surrogates', 'cases.cases', 'hub.namnd_keys']) {
      await expect(builder.query(`select from ${table}`)).rejects.toThrow(/permission denied/);
    }
    await expect(builder.query('delete from statistics.insats_facts')).rejects.toThrow(/permission denied/);
    await builder.end();
  });

  it('hold no id, name or number', async () => {
    const { rows } = await world.test.owner.query(
      `select table_name, column_name from information_schema.columns
        where table_schema = 'statistics' and table_name like '%facts' and data_type = 'text'
          and column_name not in ('kommun_code', 'namnd_id', 'sex', 'personkrets', 'insats', 'subtype', 'outcome',
            'category', 'law', 'befattning', 'status', 'executing_kommun_code')`,
    );
    expect(rows).toEqual([]);
  });
});
