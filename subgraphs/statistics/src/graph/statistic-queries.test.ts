import type { Caller } from '@kommunhub/schema';
import { parsePeriod, statisticTableById, statisticTables } from '@kommunhub/schema';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWorld, buildsAt, openBuiltWorld } from '../../../../test/support/built-world.js';
import { aCaller } from '../../../../test/support/callers.js';
import { inventedContent } from '../../../../test/support/released-world.js';
import { createStatisticsSubgraph } from '../subgraph.js';

let built: BuiltWorld;
const subgraph = createStatisticsSubgraph();
const region = aCaller({ role: 'region', kommunCode: null, namndId: null, purpose: 'STATISTIK', grants: [] });
const chef = aCaller({ role: 'chef', purpose: 'UPPFOLJNING', grants: [] });

beforeAll(async () => {
  built = await openBuiltWorld();
  const builder = await built.builder();
  for (const period of ['2025', '2026Q3'])
    for (const id of ['insatser', 'beslut', 'tjanster'])
      await builder.build({ table: statisticTableById(id)!, period: parsePeriod(period)! });
  await built.world.test.owner.query(
    `insert into hub.namnder select namnd, namnd, left(namnd, 4) from unnest(array['2080-LSS', '2062-LSS', '2081-LSS']) namnd;
     insert into hub.namnd_kommuner values ('2080', '2080-LSS'), ('2081', '2081-LSS'), ('2062', '2062-LSS'), ('2034', '2062-LSS'), ('2039', '2062-LSS');
     insert into statistics.refreshes select namnd, null, now(), 0, 0, date '2025-01-01', date '2020-01-01', date '2020-01-01'
       from unnest(array['2080-LSS', '2062-LSS', '2081-LSS']) namnd`,
  );
});
afterAll(() => built?.drop());

// biome-ignore lint/suspicious/noExplicitAny: answers are as varied as the queries of the tests
async function ask(caller: Caller, query: string, variables: object = {}): Promise<any> {
  const { database, keyRing } = built.world.test;
  const unexpected: unknown[] = [];
  const services = {
    database,
    keyRing,
    clock: () => buildsAt,
    onUnexpectedError: (_: string, error: unknown) => unexpected.push(error),
  };
  const result = await subgraph.execute({
    document: parse(query),
    variables: { ...variables },
    caller,
    services,
  });
  expect(unexpected).toEqual([]);
  return result;
}
const codesOf = ({ errors }: { errors?: { extensions: { code: string } }[] }) =>
  (errors ?? []).map(({ extensions }) => extensions.code);

const statistics = `query ($table: ID!, $where: [DimensionFilter!], $release: ID, $allowPartial: Boolean) {
  statistics(table: $table, where: $where, release: $release, allowPartial: $allowPartial) {
    table { id measures { id } } release { id period version threshold complete }
    coverage { complete kommuner { kommun { code name } state asOf included } }
    cells { dimensions { dimension value label } value measures { id value } suppressed reason complete } } }`;

describe('statistics', () => {
  it('tells what the stored release tells, cell by cell', async () => {
    const { data } = await ask(region, statistics, {
      table: 'insatser',
      where: [{ dimension: 'period', values: ['2025'] }],
    });
    const { rows } = await built.world.tables.read({
      table: 'insatser',
      release: data.statistics.release.id,
      limit: 5000,
    });
    expect(data.statistics.cells.length).toBe(rows.length);
    for (const [place, cell] of data.statistics.cells.entries()) {
      const row = rows[place]!;
      expect([cell.value, cell.suppressed, cell.reason, cell.complete]).toEqual([
        row.antal === null ? null : String(row.antal),
        ...[row.undertryckt, row.skal, row.fullstandig],
      ]);
      const told = Object.fromEntries(
        cell.dimensions.map(({ dimension, value }: { dimension: string; value: string }) => [
          dimension,
          value,
        ]),
      );
      for (const [dimension, value] of Object.entries(told)) expect(row[dimension]).toBe(value);
    }
    expect(data.statistics.cells[1].dimensions[0]).toEqual({
      dimension: 'platskod',
      value: 'ALLA',
      label: 'Alla',
    });
  });

  it('answers of the latest period unless another is chosen, by where or by release', async () => {
    const periodOf = async (variables: object) =>
      (await ask(region, statistics, { table: 'tjanster', ...variables })).data?.statistics.release.period;
    expect(await periodOf({})).toBe('2026Q3');
    const year = [{ dimension: 'period', values: ['2025'] }];
    expect(await periodOf({ where: year })).toBe('2025');
    const [release] = (await built.world.tables.releases('tjanster')).filter(
      ({ period }) => period === '2025',
    );
    expect(await periodOf({ release: release!.id })).toBe('2025');
    const wrong = [{ dimension: 'period', values: ['2026Q3'] }];
    expect(
      codesOf(await ask(region, statistics, { table: 'tjanster', release: release!.id, where: wrong })),
    ).toEqual(['NOT_FOUND']);
    expect(codesOf(await ask(region, statistics, { table: 'insatser', release: release!.id }))).toEqual([
      'NOT_FOUND',
    ]);
    expect(codesOf(await ask(region, statistics, { table: 'sjukloner' }))).toEqual(['NOT_FOUND']);
  });

  it('leaves a sum with a gap empty unless partial ones are allowed, and says who is missing', async () => {
    const where = [{ dimension: 'platskod', values: ['ALLA'] }];
    const { data: whole } = await ask(region, statistics, { table: 'tjanster', where });
    expect(whole.statistics.cells).toMatchObject([
      { value: null, suppressed: true, reason: 'OFULLSTANDIG', complete: false },
    ]);
    expect(whole.statistics.coverage.complete).toBe(false);
    const missing = whole.statistics.coverage.kommuner.filter(
      ({ included }: { included: boolean }) => !included,
    );
    expect(missing.map(({ kommun }: { kommun: { code: string } }) => kommun.code)).toEqual(
      expect.arrayContaining(['2023', '2085']),
    );
    expect(missing.find(({ kommun }: { kommun: { code: string } }) => kommun.code === '2085')).toMatchObject({
      state: null,
      asOf: null,
    });
    const { data: partial } = await ask(region, statistics, { table: 'tjanster', where, allowPartial: true });
    expect(partial.statistics.cells[0]).toMatchObject({ suppressed: false, reason: null, complete: false });
    expect(Number(partial.statistics.cells[0].value)).toBeGreaterThan(10);
    expect(partial.statistics.cells[0].measures.map(({ id }: { id: string }) => id)).toEqual([
      'handlaggare',
      'tjanster',
    ]);
  });

  it('costs as many statements for one cell as for thousands', async () => {
    const costOf = async (where: object[]) => {
      const statements: string[] = [];
      const { database } = built.world.test;
      Object.assign(database, { onStatement: (sql: string) => statements.push(sql) });
      await ask(region, statistics, {
        table: 'insatser',
        where: [{ dimension: 'period', values: ['2025'] }, ...where],
      });
      Object.assign(database, { onStatement: undefined });
      return statements.length;
    };
    const one = await costOf([
      { dimension: 'platskod', values: ['2080'] },
      { dimension: 'insats', values: ['LSS_9_9'] },
    ]);
    expect(one).toBe(4);
    expect(await costOf([])).toBe(one);
  });

  it('refuses what would be more than an answer holds, and dimensions that the table does not have', async () => {
    const places = ['2025', '2024', '2023'].map((period) => inventedContent('insatser', period));
    const nodes = Array.from({ length: 60 }, (_, place) => ({
      code: `X${place}`,
      parent: null,
      level: 'ALLA' as const,
      name: 'x',
    }));
    const cells = nodes.flatMap(({ code }) =>
      places[0]!.cells.filter(({ node }) => node === '2080').map((cell) => ({ ...cell, node: code })),
    );
    await built.world.release({ ...places[2]!, nodes, cells });
    const tooMuch = await ask(region, statistics, {
      table: 'insatser',
      where: [{ dimension: 'period', values: ['2023'] }],
    });
    expect(codesOf(tooMuch)).toEqual(['BAD_INPUT']);
    expect(tooMuch.errors[0].message).toMatch(/5000 cells/);
    for (const where of [
      [{ dimension: 'antal', values: ['5'] }],
      [{ dimension: 'personnummer', values: ['199001010017'] }],
      [{ dimension: 'period', values: ['2025', '2024'] }],
      [{ dimension: 'period', values: [] }],
    ]) {
      const refused = await ask(region, statistics, { table: 'insatser', where });
      expect(codesOf(refused)).toEqual(['BAD_INPUT']);
      expect(JSON.stringify(refused)).not.toContain('19900101');
    }
    expect(codesOf(await ask(region, statistics, { table: 'cases' }))).toEqual(['NOT_FOUND']);
  });

  it('lets a BI key ask of its own tables and no other', async () => {
    const key = aCaller({
      ...{ role: 'bi', kommunCode: null, namndId: null, purpose: 'STATISTIK', grants: [] },
      keyScope: { sourceId: null, kommunCodes: [], tables: ['tjanster'] },
    });
    const { data } = await ask(key, '{ statisticTables { id } releases { table } }');
    expect(data.statisticTables).toEqual([{ id: 'tjanster' }]);
    expect(new Set(data.releases.map(({ table }: { table: string }) => table))).toEqual(
      new Set(['tjanster']),
    );
    expect(codesOf(await ask(key, statistics, { table: 'tjanster' }))).toEqual([]);
    expect(codesOf(await ask(key, statistics, { table: 'insatser' }))).toEqual(['FORBIDDEN']);
    expect(codesOf(await ask(key, '{ releases(table: "insatser") { id } }'))).toEqual(['FORBIDDEN']);
  });

  it('describes every table', async () => {
    const { data } = await ask(
      region,
      '{ statisticTables { id title stratum { id values { value label } } margins { id within values { value } } } }',
    );
    expect(data.statisticTables.map(({ id }: { id: string }) => id)).toEqual(
      statisticTables.map(({ id }) => id),
    );
    const insatser = data.statisticTables[0];
    expect(insatser.margins.find(({ id }: { id: string }) => id === 'alder').within).toBe('alder_grov');
  });
});

const own = `query ($table: ID!, $namndId: ID, $period: ID, $on: Date, $knownOn: Date, $where: [DimensionFilter!]) {
  ownStatistics(table: $table, namndId: $namndId, period: $period, on: $on, knownOn: $knownOn, where: $where) {
    namndId from to knownOn isInternal
    cells { kommun { code name } dimensions { dimension value label } value measures { id value } persons } } }`;

describe('ownStatistics', () => {
  it('tells the own nämnd exactly, small figures too, in every one of its kommuner and in no other', async () => {
    const joint = aCaller({
      role: 'kvalitet',
      kommunCode: '2062',
      namndId: '2062-LSS',
      purpose: 'UPPFOLJNING',
      grants: [],
    });
    const { data } = await ask(joint, own, { table: 'insatser', on: '2026-07-01' });
    const kommuner = new Set(
      data.ownStatistics.cells.map(({ kommun }: { kommun: { code: string } }) => kommun.code),
    );
    expect(kommuner).toEqual(new Set(['2034', '2039', '2062']));
    const counts = data.ownStatistics.cells.map(({ value }: { value: string }) => Number(value));
    expect(counts.some((count: number) => count > 0 && count < 5)).toBe(true);
    expect(data.ownStatistics).toMatchObject({
      namndId: '2062-LSS',
      isInternal: true,
      from: '2026-07-01',
      to: '2026-07-01',
    });
  });

  it('chooses days and divisions, and says what days a period is of', async () => {
    const where = [
      { dimension: 'kategori', values: ['OVRIGA_LSS'] },
      { dimension: 'insats', values: ['TOTALT'] },
      { dimension: 'kon', values: ['TOTALT', 'KVINNA'] },
      { dimension: 'utfall', values: ['TOTALT'] },
      { dimension: 'utfall_grupp', values: ['TOTALT'] },
      { dimension: 'over_mal', values: ['TOTALT'] },
    ];
    const { data } = await ask(chef, own, { table: 'beslut', period: '2025', where });
    expect(data.ownStatistics).toMatchObject({ from: '2025-01-01', to: '2025-12-31' });
    expect(
      data.ownStatistics.cells.map(({ dimensions }: { dimensions: { value: string }[] }) =>
        dimensions.map(({ value }) => value).join(),
      ),
    ).toEqual(['OVRIGA_LSS', 'OVRIGA_LSS,KVINNA']);
    const { rows } = await built.world.test.owner.query<{ mean: string; units: string }>(
      `select round(avg(days_from_applied), 1)::text as mean, count(*)::text as units from statistics.decision_facts
        where kommun_code = '2080' and insats <> 'LSS_9_2' and decided_on between '2025-01-01' and '2025-12-31'`,
    );
    const [total] = data.ownStatistics.cells;
    expect([total.value, total.measures[1].value]).toEqual([rows[0]!.units, rows[0]!.mean]);
    const month = await ask(chef, own, { table: 'beslut', period: '2025-03' });
    expect(month.data.ownStatistics).toMatchObject({ from: '2025-03-01', to: '2025-03-31' });
  });

  it('is empty for a day before anything was known, and refuses days to come', async () => {
    expect((await ask(chef, own, { table: 'beslut', period: '2025', knownOn: '2024-01-01' })).data).toEqual({
      ownStatistics: null,
    });
    for (const variables of [
      { period: '2025', knownOn: '2027-01-01' },
      {},
      { period: '2025', on: '2025-01-01' },
      { period: 'x' },
      { period: '2025', where: [{ dimension: 'antal', values: ['5'] }] },
    ])
      expect(codesOf(await ask(chef, own, { table: 'beslut', ...variables }))).toEqual(['BAD_INPUT']);
    expect(codesOf(await ask(chef, own, { table: 'tackning', period: '2025' }))).toEqual(['BAD_INPUT']);
  });

  it('is never of another nämnd, and never for roles without it', async () => {
    expect(codesOf(await ask(chef, own, { table: 'beslut', period: '2025', namndId: '2081-LSS' }))).toEqual([
      'FORBIDDEN',
    ]);
    // Whatever the caller were to name, the row rules show the own nämnd alone.
    const { data } = await ask(chef, own, { table: 'insatser', on: '2026-07-01' });
    for (const { kommun } of data.ownStatistics.cells) expect(kommun.code).toBe('2080');
    for (const role of ['region', 'bi', 'revisor', 'dataskyddsombud', 'service'] as const) {
      const other = aCaller({ role, purpose: null, grants: [] });
      expect(codesOf(await ask(other, own, { table: 'beslut', period: '2025' }))).toEqual(['FORBIDDEN']);
    }
  });
});
