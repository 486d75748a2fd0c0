import { parsePeriod, statisticTableById, statisticTables, type TableId } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aStanding,
  type BuiltWorld,
  buildsAt,
  openBuiltWorld,
  someKnowledge,
} from '../../../../test/support/built-world.js';
import type { ReleaseBuilder } from './release-builder.js';

let built: BuiltWorld;
let builder: ReleaseBuilder;
beforeAll(async () => {
  built = await openBuiltWorld();
  builder = await built.builder();
  await builder.buildDue({}, () => {});
});
afterAll(() => built?.drop());

const request = (table: TableId, period: string) => ({
  table: statisticTableById(table)!,
  period: parsePeriod(period)!,
});

interface StoredCell {
  readonly node: string;
  readonly stratum: string;
  readonly margin: string;
  readonly value: string;
  readonly m1: string | null;
  readonly m2: string | null;
  readonly m3: string | null;
  readonly suppressed: boolean;
}

/** The rows of the latest version, by place; of another database when given. */
async function cellsOf(table: string, period: string, version?: number, of: BuiltWorld = built) {
  const { rows } = await of.world.test.owner.query<StoredCell>(
    `select node, stratum, margin, value, m1::text, m2::text, m3::text, suppressed from statistics.released_cells
      where release_id = (select id from statistics.releases where table_id = $1 and period = $2
                           and ($3::int is null or version = $3) order by version desc limit 1) order by ordinal`,
    [table, period, version ?? null],
  );
  return rows;
}

const versionsOf = async (table: string, period: string) =>
  (
    await built.world.test.owner.query<{ version: number; reason: string | null }>(
      'select version, reason from statistics.releases where table_id = $1 and period = $2 order by version',
      [table, period],
    )
  ).rows;

describe('releases', () => {
  it('are made of what is due, each period with a table of its coverage', async () => {
    expect(await builder.due()).toEqual([]);
    const { rows } = await built.world.test.owner.query<{ name: string }>(
      `select table_id || ' ' || period as name from statistics.releases order by sequence`,
    );
    const names = ['2025', '2026Q1', '2026Q2', '2026Q3'].flatMap((period) => [
      ...statisticTables.filter(({ id }) => id !== 'tackning').map(({ id }) => `${id} ${period}`),
      `tackning ${period}`,
    ]);
    expect(rows.map(({ name }) => name)).toEqual(names);
  });

  it('tell each kommun by year, and places over kommuner by quarter', async () => {
    const levels = async (period: string) => {
      const codes = new Set((await cellsOf('insatser', period)).map(({ node }) => node));
      return [codes.has('2080'), codes.has('0020'), codes.has('OMRADE_1'), codes.has('ALLA')];
    };
    expect(await levels('2025')).toEqual([true, true, true, true]);
    expect(await levels('2026Q2')).toEqual([false, false, true, true]);
  });

  it('count what the facts say, sums and middles of decisions and kronor with them', async () => {
    const { owner } = built.world.test;
    const { rows } = await owner.query<{ node: string; units: number; mean: string; median: string }>(
      `select kommun_code as node, count(*)::int as units, round(avg(days_from_applied), 1)::text as mean,
              round(percentile_cont(0.5) within group (order by days_from_applied)::numeric, 1)::text as median
         from statistics.decision_facts where insats <> 'LSS_9_2' and decided_on between '2025-01-01' and '2025-12-31'
        group by 1`,
    );
    const told = (await cellsOf('beslut', '2025')).filter(
      ({ stratum, margin, suppressed, m1 }) =>
        stratum === 'OVRIGA_LSS' && margin === 'TOTALT' && !suppressed && m1 !== null,
    );
    const kommuner = told.filter(({ node }) => rows.some((row) => row.node === node));
    expect(kommuner.length).toBeGreaterThan(0);
    for (const cell of kommuner) {
      const row = rows.find(({ node }) => node === cell.node)!;
      expect(cell.m1).toBe(String(row.units));
      if (cell.m2 !== null) expect([cell.m2, cell.m3]).toEqual([row.mean, row.median]);
    }
    const { rows: claims } = await owner.query<{ count: string; granted: string; days: string }>(
      `select count(*)::text as count, sum(granted)::numeric(14, 2)::text as granted, sum(sick_days)::text as days
         from statistics.claim_facts where kommun_code = '2080' and decided_on between '2025-01-01' and '2025-12-31'`,
    );
    const falun = (await cellsOf('sjukloner', '2025')).find(
      ({ node, margin }) => node === '2080' && margin === 'TOTALT',
    );
    if (falun?.suppressed === false)
      expect([falun.m1, falun.m2, falun.m3]).toEqual([claims[0]!.count, claims[0]!.granted, claims[0]!.days]);
  });

  it('hold zeros, and nothing of what is suppressed', async () => {
    for (const table of ['insatser', 'personer', 'arendemangd']) {
      const cells = await cellsOf(table, '2025');
      const hidden = cells.filter(({ suppressed }) => suppressed);
      expect(hidden.length).toBeGreaterThan(0);
      for (const { m1, m2 } of hidden) expect([m1, m2]).toEqual([null, null]);
      expect(cells.some(({ m1 }) => m1 === '0')).toBe(true);
      // The small ones are of the suppressed: nothing between nothing and five is told of a kommun.
      const told = cells.filter(({ node, m1 }) => /^\d{4}$/.test(node) && m1 !== null);
      for (const { m1 } of told) expect(Number(m1) === 0 || Number(m1) >= 5).toBe(true);
    }
  });

  it('let a kommun that only counts join the totals of insatser, and a region råd och stöd', async () => {
    const cells = await cellsOf('insatser', '2025');
    const at = (node: string, stratum: string, margin = 'TOTALT') =>
      cells.find((cell) => cell.node === node && cell.stratum === stratum && cell.margin === margin);
    expect(at('0020', 'LSS_9_1')?.m1).toBe('75');
    expect(at('0020', 'LSS_9_9')).toBeUndefined();
    expect(at('2080', 'LSS_9_1')).toBeUndefined();
    expect(at('2031', 'LSS_9_10')?.m1).toBe('26');
    // What it does not tell of them is unknown, and no figure of others.
    const divided = cells.filter(
      ({ node, stratum, margin }) => node === '2031' && stratum === 'LSS_9_10' && margin === 'utforande',
    );
    for (const { value, m1, suppressed } of divided)
      if (!suppressed) expect(m1).toBe(value === 'OKAND' ? '26' : '0');
  });

  it('mark what a kommun without a source is part of, and say how each source stood', async () => {
    const { rows } = await built.world.test.owner.query<{ code: string; complete: boolean }>(
      `select code, complete from statistics.release_nodes where release_id =
         (select id from statistics.releases where table_id = 'beslut' and period = '2025')`,
    );
    const complete = new Map(rows.map((row) => [row.code, row.complete]));
    expect(['2023', '2031', 'LAN_20', 'ALLA'].map((code) => complete.get(code))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(['2080', '2034', 'OMRADE_1', 'SAMVERKAN'].map((code) => complete.get(code))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const coverage = await cellsOf('tackning', '2025');
    const of = (node: string, table: string) =>
      coverage.find((cell) => cell.node === node && cell.stratum === table);
    expect(of('2080', 'beslut')).toMatchObject({ value: 'OK', m1: '0', m2: '1' });
    expect(of('2085', 'beslut')).toMatchObject({ value: 'TOTALT', m1: null, m2: '0' });
    expect(of('2031', 'beslut')).toMatchObject({ m2: '0' });
    expect(of('2031', 'insatser')).toMatchObject({ m2: '1' });
  });

  it('leave a nämnd out whose latest delivery is from before the day they tell of', async () => {
    const known = someKnowledge();
    const stale = {
      ...known,
      sources: [
        ...known.sources.filter(({ namndId }) => namndId !== '2080-LSS'),
        aStanding('2080-LSS', ['2080'], { asOf: '2026-09-01T00:00:00.000Z', state: 'STALE' }),
      ],
    };
    const other = await built.builder({ known: stale });
    const [report] = await other.build({ ...request('arendemangd', '2026Q3'), dryRun: true });
    expect(report?.missing).toContain('2080');
  });
});

describe('versions', () => {
  it('are none without a change, whoever builds and however often', async () => {
    const second = await built.builder();
    const reports = await Promise.all([
      builder.build(request('beslut', '2025')),
      second.build(request('beslut', '2025')),
      second.build({ ...request('beslut', '2025'), reason: 'Ingen.', now: true }),
    ]);
    expect(reports.flat().map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 6 }, () => 'UNCHANGED'),
    );
    expect(await versionsOf('beslut', '2025')).toHaveLength(1);
  });

  it('need a change, a reason and the day of the month, or to be asked for at once', async () => {
    await built.world.test.owner.query(
      `insert into statistics.case_facts (kommun_code, namnd_id, known_from, key, person_key, sex, birth_year, law, opened_on)
       select '2080', '2080-LSS', now(), 9000000 + n, 9000000 + n, 'KVINNA', 1980, 'LSS', '2024-05-05' from generate_series(1, 12) n`,
    );
    const onAnotherDay = await built.builder({ clock: () => new Date('2026-11-02T09:00:00Z') });
    const asked = request('arendemangd', '2025');
    await expect(builder.build(asked)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('reason'),
    });
    await expect(onAnotherDay.build({ ...asked, reason: 'Rättat.' })).rejects.toMatchObject({
      message: expect.stringContaining('2026-11-15'),
    });
    const [dry] = await onAnotherDay.build({ ...asked, dryRun: true });
    expect(dry).toMatchObject({ outcome: 'NOT_STORED', version: 2 });
    expect(await versionsOf('arendemangd', '2025')).toHaveLength(1);
    const [report] = await builder.build({ ...asked, reason: 'Falun har rättat sina ärenden.' });
    expect(report).toMatchObject({ outcome: 'RELEASED', version: 2 });
    expect(await versionsOf('arendemangd', '2025')).toEqual([
      { version: 1, reason: null },
      { version: 2, reason: 'Falun har rättat sina ärenden.' },
    ]);
    const now = await onAnotherDay.build({
      ...request('arendemangd', '2026Q1'),
      reason: 'Samma.',
      now: true,
    });
    expect(now[0]).toMatchObject({ outcome: 'RELEASED', version: 2 });
  });

  it('tell of no place that an earlier one kept silent about', async () => {
    const place = ({ node, stratum, margin }: StoredCell) => `${node} ${stratum} ${margin}`;
    const before = (await cellsOf('arendemangd', '2025', 1))
      .filter(({ suppressed }) => suppressed)
      .map(place);
    const after = new Set(
      (await cellsOf('arendemangd', '2025', 2)).filter(({ suppressed }) => suppressed).map(place),
    );
    expect(before.length).toBeGreaterThan(0);
    for (const one of before) expect(after).toContain(one);
  });

  it('tell no new sum of as many as before: the difference would be what one claim was corrected by', async () => {
    const before = await cellsOf('sjukloner', '2026Q3');
    await built.world.test.owner.query(
      `update statistics.claim_facts set granted = granted + 1000 where (kommun_code, fact_id) =
         (select kommun_code, min(fact_id) from statistics.claim_facts where kommun_code = '2080' and granted is not null
           and decided_on between '2026-01-01' and '2026-04-30' group by 1)`,
    );
    await builder.build({ ...request('sjukloner', '2026Q3'), reason: 'Rättat.', now: true });
    const after = await cellsOf('sjukloner', '2026Q3', 2);
    const sums = before.map(({ m2 }, place) => [m2, after[place]?.m2]);
    expect(sums.filter(([one, other]) => one !== null && other !== null && one !== other)).toEqual([]);
    expect(sums.some(([one, other]) => one !== null && other === null)).toBe(true);
    expect(sums.some(([one, other]) => one !== null && one === other)).toBe(true);
    expect(after.map(({ m1 }) => m1)).toEqual(before.map(({ m1 }) => m1));
  });

  it('keep silent over the year where one of its quarters did', async () => {
    for (const table of ['insatser', 'beslut', 'ej_verkstallda']) {
      const silent = async (period: string) =>
        new Set(
          (await cellsOf(table, period, 1))
            .filter(({ suppressed }) => suppressed)
            .map(({ node, stratum, margin }) => `${node} ${stratum} ${margin}`),
        );
      const [first, second, third] = [await silent('2026Q1'), await silent('2026Q2'), await silent('2026Q3')];
      for (const place of first) expect(second).toContain(place);
      for (const place of second) expect(third).toContain(place);
    }
  });

  it('keep silent in a period that is released late where a later one that shares quarters with it did', async () => {
    await builder.build(request('beslut', '2025Q3'));
    const place = ({ node, stratum, margin }: StoredCell) => `${stratum}|${margin}|${node}`;
    const ofQuarter = await cellsOf('beslut', '2025Q3');
    const nodes = new Set(ofQuarter.map(({ node }) => node));
    for (const later of ['2025', '2026Q1', '2026Q2']) {
      const hidden = (await cellsOf('beslut', later)).filter(
        (cell) => cell.suppressed && nodes.has(cell.node),
      );
      expect(hidden.length).toBeGreaterThan(0);
      const silent = new Set(hidden.map(place));
      expect(ofQuarter.filter((cell) => silent.has(place(cell)) && !cell.suppressed).map(place)).toEqual([]);
    }
  });

  it('of persons are made after those of insatser, and with reasons that everybody may read', async () => {
    const empty = await built.builder();
    const year = { ...request('personer', '2024'), period: parsePeriod('2024')! };
    await expect(empty.build(year)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    for (const reason of ['Rättat 19900101-0017.', 'x'.repeat(501)])
      await expect(builder.build({ ...request('beslut', '2025'), reason })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
  });

  it('keep the threshold that the period began with', async () => {
    const stricter = await built.builder({ threshold: 8 });
    const [report] = await stricter.build(request('personer', '2025'));
    expect(report?.outcome).toBe('UNCHANGED');
  });
});

describe('builders', () => {
  it('make the same release of the same facts, row for row', async () => {
    const other = await openBuiltWorld();
    try {
      const elsewhere = await other.builder({ clock: () => buildsAt });
      for (const table of ['insatser', 'personer', 'beslut', 'sjukloner'] as const) {
        await elsewhere.build(request(table, '2025'));
        expect(await cellsOf(table, '2025', 1, other)).toEqual(await cellsOf(table, '2025', 1));
      }
    } finally {
      await other.drop();
    }
  });

  it('wait for each other, and the second finds it done', async () => {
    const other = await openBuiltWorld();
    try {
      const builders = [await other.builder(), await other.builder(), await other.builder()];
      const reports = await Promise.all(builders.map((one) => one.build(request('uppfoljningar', '2025'))));
      const outcomes = reports.map(([own]) => own!.outcome).toSorted();
      expect(outcomes).toEqual(['RELEASED', 'UNCHANGED', 'UNCHANGED']);
    } finally {
      await other.drop();
    }
  });

  it('leave nothing behind when they are cut off', async () => {
    const { owner } = built.world.test;
    await owner.query(`create function statistics.fail() returns trigger language plpgsql as $$ begin raise 'disk'; end $$;
      create trigger fails before insert on statistics.released_cells execute function statistics.fail();
      delete from statistics.claim_facts where kommun_code = '2080'`);
    try {
      const asked = { ...request('sjukloner', '2025'), reason: 'Rättat.' };
      await expect(builder.build(asked)).rejects.toThrow(/disk/);
      expect(await versionsOf('sjukloner', '2025')).toHaveLength(1);
      await owner.query('drop trigger fails on statistics.released_cells');
      expect((await builder.build(asked))[0]).toMatchObject({ outcome: 'RELEASED', version: 2 });
    } finally {
      await owner.query('drop function statistics.fail cascade');
    }
  });

  it('refuse periods that are not over, and such as are never released', async () => {
    for (const period of ['2026', '2027', '2025Q4', '2026-09'])
      await expect(builder.build(request('beslut', period))).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(builder.build(request('insatser', '2026'))).resolves.toBeDefined();
  });
});
