import type { ReleasedQuery, ReleasedRow, RowFilter } from '@kommunhub/schema';
import { columnsOf, statisticTableById, statisticTables } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  inventedContent,
  openFilledWorld,
  type ReleasedWorld,
} from '../../../../test/support/released-world.js';

let world: ReleasedWorld;
beforeAll(async () => {
  world = await openFilledWorld();
});
afterAll(() => world?.drop());

/** All pages of a question, of so many rows each. */
async function readAll(query: Omit<ReleasedQuery, 'limit'>, limit = 400): Promise<ReleasedRow[]> {
  const rows: ReleasedRow[] = [];
  for (let after: string | undefined; ; ) {
    const page = await world.tables.read({ ...query, limit, ...(after !== undefined && { after }) });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

const keys = (rows: readonly ReleasedRow[]) => rows.map(({ rad }) => rad);
const eq = (column: string, value: string | number | boolean | null): RowFilter => ({
  op: 'eq',
  column,
  value,
});

describe('released tables', () => {
  it.each(statisticTables.map(({ id }) => id))(
    '%s has the columns that every door shows, and one row a key',
    async (table) => {
      const rows = await readAll({ table });
      expect(rows.length).toBe(await world.tables.count({ table }));
      expect(rows.length).toBeGreaterThan(0);
      const columns = columnsOf(statisticTableById(table)!);
      for (const row of rows.slice(0, 50)) {
        expect(Object.keys(row)).toEqual(columns.map(({ name }) => name));
        for (const { name, type, isNullable } of columns) {
          const value = row[name];
          if (value === null) expect([name, isNullable]).toEqual([name, true]);
          else if (type === 'integer') expect(value).toBeTypeOf('number');
          else if (type === 'boolean') expect(value).toBeTypeOf('boolean');
          else if (type === 'date') expect(value).toMatch(/^\d{4}-\d\d-\d\d$/);
          else expect(value).toBeTypeOf('string');
        }
      }
      expect(new Set(keys(rows)).size).toBe(rows.length);
    },
  );

  it('tell what was stored, the latest version of each period in the order of periods, places and divisions', async () => {
    const rows = await readAll({ table: 'insatser' });
    expect([...new Set(rows.map(({ period }) => period))]).toEqual(['2025', '2026Q1', '2026Q2', '2026Q3']);
    const year = rows.filter(({ period }) => period === '2025');
    const stored = inventedContent('insatser', '2025', 'corrected').cells;
    expect(year.map(({ platskod, insats }) => `${platskod} ${insats}`)).toEqual(
      stored.map(({ node, stratum }) => `${node} ${stratum}`),
    );
    expect(new Set(year.map(({ version, slappt }) => `${version} ${slappt}`))).toEqual(
      new Set(['2 2026-10-20']),
    );
    const at = stored.findIndex(
      ({ node, margin, isSuppressed }) => node === '2080' && margin === 'kon' && !isSuppressed,
    );
    expect(year[at]).toMatchObject({
      rad: `2025|2080|${stored[at]!.stratum}|kon=${stored[at]!.value}`,
      ...{
        plats: 'Falun',
        platsniva: 'KOMMUN',
        kon: stored[at]!.value,
        alder: 'TOTALT',
        personkrets: 'TOTALT',
      },
      ...{ antal: Number(stored[at]!.figures[0]), undertryckt: false, skal: null, fullstandig: true },
    });
  });

  it('give decimals as exact text', async () => {
    const filter: RowFilter = { op: 'and', terms: [eq('platskod', '2080'), eq('undertryckt', false)] };
    const { rows } = await world.tables.read({ table: 'sjukloner', filter, limit: 10 });
    for (const { antal, belopp } of rows) {
      const count = antal as number;
      if (count >= 60) expect(belopp).toBe(`${count * 1001}.${String(count % 100).padStart(2, '0')}`);
    }
  });

  it('hide what a missing kommun would be part of, unless a partial figure is asked for', async () => {
    const filter: RowFilter = {
      op: 'and',
      terms: [eq('platskod', 'OMRADE_NORR'), { op: 'ne', column: 'skal', value: 'SMA_TAL' }],
    };
    const whole = await readAll({ table: 'personer', filter });
    expect(whole.length).toBeGreaterThan(10);
    for (const row of whole)
      expect(row).toMatchObject({ antal: null, undertryckt: true, skal: 'OFULLSTANDIG', fullstandig: false });
    const partial = await readAll({ table: 'personer', filter, allowPartial: true });
    expect(keys(partial)).toEqual(keys(whole));
    for (const row of partial) {
      expect(row).toMatchObject({ undertryckt: false, skal: null, fullstandig: false });
      expect(row.antal).toBeTypeOf('number');
    }
    const missing = await readAll({ table: 'personer', filter: eq('platskod', '2023'), allowPartial: true });
    for (const row of missing) expect(row).toMatchObject({ antal: null, skal: 'OFULLSTANDIG' });
  });

  it('do not let a filter tell what the row hides', async () => {
    const place = eq('platskod', 'OMRADE_NORR');
    const filter: RowFilter = { op: 'and', terms: [place, { op: 'ge', column: 'antal', value: 0 }] };
    expect(await readAll({ table: 'personer', filter })).toEqual([]);
    expect(await world.tables.count({ table: 'personer', filter })).toBe(0);
    expect(await world.tables.count({ table: 'personer', filter, allowPartial: true })).toBeGreaterThan(0);
  });

  it('tell of coverage by table', async () => {
    const rows = await readAll({ table: 'tackning', filter: eq('platskod', '2023') });
    expect(rows).toMatchObject([
      {
        rad: '2025|2023|insatser',
        tabell: 'insatser',
        tillstand: null,
        alder_dygn: null,
        med: 0,
        skal: null,
      },
      {
        rad: '2025|2023|personer',
        tabell: 'personer',
        tillstand: null,
        alder_dygn: null,
        med: 0,
        skal: null,
      },
    ]);
  });
});

describe('questions to released tables', () => {
  const table = 'insatser' as const;
  let all: ReleasedRow[];
  beforeAll(async () => {
    all = await readAll({ table });
  });
  const expectRows = async (filter: RowFilter, fits: (row: ReleasedRow) => boolean) => {
    const expected = keys(all.filter(fits));
    expect(keys(await readAll({ table, filter }))).toEqual(expected);
    expect(await world.tables.count({ table, filter })).toBe(expected.length);
    return expected.length;
  };
  const antal = (row: ReleasedRow) => row.antal as number | null;

  it('compare as OData does, where null is neither greater nor less than anything', async () => {
    for (const value of [100, '100', 0]) {
      const to = Number(value);
      await expectRows(
        { op: 'gt', column: 'antal', value },
        (row) => antal(row) !== null && antal(row)! > to,
      );
      await expectRows(
        { op: 'ge', column: 'antal', value },
        (row) => antal(row) !== null && antal(row)! >= to,
      );
      await expectRows(
        { op: 'lt', column: 'antal', value },
        (row) => antal(row) !== null && antal(row)! < to,
      );
      await expectRows(
        { op: 'le', column: 'antal', value },
        (row) => antal(row) !== null && antal(row)! <= to,
      );
      await expectRows({ op: 'ne', column: 'antal', value }, (row) => antal(row) !== to);
    }
    await expectRows(eq('antal', null), (row) => antal(row) === null);
    await expectRows({ op: 'ne', column: 'antal', value: null }, (row) => antal(row) !== null);
    for (const op of ['gt', 'ge', 'lt', 'le'] as const)
      expect(await expectRows({ op, column: 'antal', value: null }, () => false)).toBe(0);
    await expectRows(
      { op: 'not', term: { op: 'gt', column: 'antal', value: 100 } },
      (row) => antal(row) === null || antal(row)! <= 100,
    );
    // What is asked of a null text is unknown, and so is its contrary.
    await expectRows(
      { op: 'not', term: { op: 'startswith', column: 'skal', value: 'SMA' } },
      (row) => row.skal !== null && !String(row.skal).startsWith('SMA'),
    );
  });

  it('find texts, days, truths and lists, and join conditions', async () => {
    await expectRows({ op: 'contains', column: 'plats', value: '"Å" & grannar;' }, (row) =>
      String(row.plats).includes('"Å"'),
    );
    await expectRows({ op: 'endswith', column: 'plats', value: 'ra' }, (row) =>
      String(row.plats).endsWith('ra'),
    );
    await expectRows({ op: 'contains', column: 'plats', value: '%' }, () => false);
    await expectRows({ op: 'startswith', column: 'plats', value: '' }, () => true);
    await expectRows({ op: 'gt', column: 'slappt', value: '2026-10-15' }, (row) => row.period === '2025');
    await expectRows(eq('fullstandig', false), (row) => row.fullstandig === false);
    await expectRows(
      { op: 'in', column: 'skal', values: ['SMA_TAL', null] },
      (row) => row.skal !== 'OFULLSTANDIG',
    );
    await expectRows({ op: 'in', column: 'platskod', values: [] }, () => false);
    await expectRows(
      { op: 'not', term: { op: 'in', column: 'platskod', values: ['2080', null] } },
      (row) => row.platskod !== '2080',
    );
    await expectRows(eq('version', 2), (row) => row.version === 2);
    await expectRows(
      {
        op: 'or',
        terms: [eq('kon', 'KVINNA'), { op: 'and', terms: [eq('platskod', '2080'), eq('kon', 'TOTALT')] }],
      },
      (row) => row.kon === 'KVINNA' || (row.platskod === '2080' && row.kon === 'TOTALT'),
    );
    await expectRows({ op: 'gt', column: 'plats', value: 'M' }, (row) => String(row.plats) > 'M');
  });

  it('find a row by its key', async () => {
    const some = all[Math.floor(all.length / 2)]!;
    expect(await readAll({ table, filter: eq('rad', some.rad as string) })).toEqual([some]);
    for (const key of ['', 'x', '2025|2080', `${some.rad}=`, "2025|2080|LSS_9_9|kon='"])
      expect(await readAll({ table, filter: eq('rad', key) })).toEqual([]);
  });

  it('sort by any columns, null first, and page without a gap or a row twice', async () => {
    const orders = [
      [{ column: 'antal', descending: false }],
      [{ column: 'antal', descending: true }],
      [
        { column: 'plats', descending: true },
        { column: 'fullstandig', descending: false },
        { column: 'skal', descending: true },
        { column: 'slappt', descending: false },
      ],
    ];
    for (const orderBy of orders) {
      const once = await readAll({ table, orderBy }, 20_000);
      expect(keys(once).toSorted()).toEqual(keys(all).toSorted());
      expect(keys(await readAll({ table, orderBy }, 173))).toEqual(keys(once));
      const { column, descending } = orderBy[0]!;
      const values = once.map((row) => row[column] ?? null);
      const firstNull = values.indexOf(null);
      if (column === 'antal') expect(firstNull === 0).toBe(!descending);
      const told = values.filter((value) => value !== null);
      for (const [place, value] of told.entries())
        if (place > 0) expect(descending ? told[place - 1]! >= value : told[place - 1]! <= value).toBe(true);
    }
  });

  it('skip rows of the first page only', async () => {
    expect(keys(await readAll({ table, skip: 250 }, 100))).toEqual(keys(all).slice(250));
    expect(await readAll({ table, skip: 1_000_000 }, 100)).toEqual([]);
  });

  it('are refused for what the table does not have, and never repeated', async () => {
    const wrong: Partial<ReleasedQuery>[] = [
      { filter: eq('personnummer', '199001010017') },
      { filter: eq('antal', 'många 199001010017') },
      { filter: eq('antal', true) },
      { filter: { op: 'contains', column: 'antal', value: '1' } },
      { filter: eq('slappt', '2026-02-30') },
      { filter: eq('plats', 'x\0') },
      { filter: { op: 'gt', column: 'antal', value: Number.NaN } },
      { orderBy: [{ column: 'm1; drop table statistics.releases', descending: false }] },
      { limit: 0 },
      { limit: 1.5 },
      { limit: 1_000_000 },
      { skip: -1 },
      { after: 'made up' },
    ];
    for (const question of wrong) {
      const reading = world.tables.read({ table, limit: 10, ...question });
      await expect(reading).rejects.toMatchObject({ code: 'BAD_INPUT' });
      await expect(reading).rejects.not.toThrow(/1990/);
    }
    const { next } = await world.tables.read({ table, limit: 10 });
    for (const question of [
      { filter: eq('kon', 'MAN') },
      { allowPartial: true },
      { table: 'personer' as const },
    ])
      await expect(world.tables.read({ table, limit: 10, after: next!, ...question })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
  });

  it('find nothing in a release of another table or one that is not there', async () => {
    const [other] = await world.tables.releases('personer');
    for (const release of [other!.id, 'x', '00000000-0000-4000-8000-000000000000']) {
      expect(await world.tables.read({ table, release, limit: 10 })).toEqual({ rows: [], next: null });
      expect(await world.tables.count({ table, release })).toBe(0);
    }
  });
});

describe('releases', () => {
  it('are told by table, the latest version of each period first', async () => {
    const releases = await world.tables.releases('beslut');
    expect(releases.map(({ period, version }) => `${period} ${version}`)).toEqual([
      ...['2026Q3 1', '2026Q2 1', '2026Q1 1', '2025 2', '2025 1'],
    ]);
    expect(releases[3]).toMatchObject({
      threshold: 5,
      complete: false,
      reason: expect.stringContaining('Falun'),
    });
    expect((await world.tables.releases()).length).toBeGreaterThan(releases.length);
    const earlier = releases.at(-1)!;
    const { rows } = await world.tables.read({ table: 'beslut', release: earlier.id, limit: 5 });
    expect(rows.map(({ version }) => version)).toEqual([1, 1, 1, 1, 1]);
  });

  it('that come while pages are read change the state of the table and no later page', async () => {
    const table = 'uppfoljningar' as const;
    const before = await readAll({ table });
    const state = await world.tables.stateOf(table);
    const other = await world.tables.stateOf('beslut');
    const first = await world.tables.read({ table, limit: 7 });
    const as = { version: 2, reason: 'Rättelse.' };
    await world.release(inventedContent(table, '2026Q1', 'later'), as);
    expect(await world.tables.stateOf(table)).not.toBe(state);
    expect(await world.tables.stateOf('beslut')).toBe(other);
    const rest: ReleasedRow[] = [];
    for (let after = first.next; after !== null; ) {
      const page = await world.tables.read({ table, limit: 50, after });
      rest.push(...page.rows);
      after = page.next;
    }
    expect([...first.rows, ...rest]).toEqual(before);
    expect(await readAll({ table })).not.toEqual(before);
  });
});
