import { type Kpi, kpiById, kpis, TOTAL } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  inventedContent,
  openFilledWorld,
  type ReleasedWorld,
} from '../../../../test/support/released-world.js';
import type { RunSql } from '../released/index.js';
import { releasedKpisAsked } from './asked-kpis.js';
import { releasedKpis } from './released-kpis.js';

let world: ReleasedWorld;
beforeAll(async () => {
  world = await openFilledWorld();
  const insert = `insert into cases.kommun_facts
    (kommun_code, id, namnd_id, source_id, key_cipher, content_hash, run_id, known_from, other_staff, origin, population, population_on)
    select code, code || '-facts', 'n', 's', '', '', gen_random_uuid(), now(), '[]', 'test', count, day
      from unnest($1::text[], $2::int[], $3::date[]) as one (code, count, day)`;
  await world.test.owner.query(insert, [
    ['2080', '2082', '2026'],
    [60_004, 11_160, 10_392],
    ['2024-12-31', '2025-12-31', '2024-06-30'],
  ]);
});
afterAll(() => world?.drop());

const kpi = (id: string): Kpi => kpiById(id)!;
const ask = (ids: readonly string[], places: readonly string[] | null, ...periods: string[]) =>
  releasedKpis({ tables: world.tables, run: asOwner }, ids.map(kpi), { places, periods });
const asOwner: RunSql = async (sql, parameters) =>
  (await world.test.owner.query(sql, [...parameters])).rows as never;

/** The first figure of a stored cell; null where it is hidden. */
function stored(table: Parameters<typeof inventedContent>[0], node: string, stratum: string, value = TOTAL) {
  const { cells } = inventedContent(table, '2025', 'corrected');
  const found = cells.find((cell) => cell.node === node && cell.stratum === stratum && cell.value === value)!;
  return { isHidden: found.isSuppressed, figure: found.figures[0] };
}

describe('key figures of released tables', () => {
  it('are the cells of the latest version, and hidden where one of them is', async () => {
    const codes = ['N28804', 'N28805', 'N28806', 'N28807', 'N28808', 'N28809', 'N28810'];
    const strata = ['10', '2', '3', '4', '5', '6', '7'];
    const places = ['2080', '2026', 'OMRADE_FALUN', 'SAMVERKAN'];
    const rows = await ask(codes, places, '2025');
    expect(rows.length).toBe(codes.length * places.length);
    let hidden = 0;
    for (const { kpi: of, place, value, reason, releases } of rows) {
      const stratum = `LSS_9_${strata[codes.indexOf(of.id)]}`;
      const cell = stored('insatser', place.code, stratum);
      const isPartial = place.code === 'SAMVERKAN';
      if (cell.isHidden) expect([value, reason]).toEqual([null, 'SMA_TAL']);
      else expect([value, reason]).toEqual(isPartial ? [null, 'OFULLSTANDIG'] : [cell.figure, null]);
      if (cell.isHidden) hidden += 1;
      expect(releases).toEqual([{ table: 'insatser', version: 2, releasedOn: '2026-10-20' }]);
    }
    expect(hidden).toBeGreaterThan(0);
    expect(hidden).toBeLessThan(rows.length);
  });

  it('hold persons against the inhabitants of all kommuner of the place, with the oldest day of their figures', async () => {
    const [falun, area, alone] = await ask(['N28892'], ['2080', 'OMRADE_FALUN', '2039'], '2025');
    const of = (node: string) => stored('personer', node, TOTAL);
    for (const [row, node, count, day] of [
      [falun, '2080', 60_004, '2024-12-31'],
      [area, 'OMRADE_FALUN', 81_556, '2024-06-30'],
    ] as const) {
      if (of(node).isHidden) expect(row?.reason).toBe('SMA_TAL');
      else {
        expect(row).toMatchObject({ n: String(count), numerator: of(node).figure, inhabitantsOn: day });
        expect(row?.value).toBe(String(Math.round((Number(of(node).figure) * 100_000) / count) / 10));
      }
    }
    expect([area, falun].some((row) => row?.value !== null)).toBe(true);
    expect(alone?.value).toBeNull();
  });

  it('have no value where a place or period is not released, nor for what only an own nämnd has', async () => {
    const rows = await ask(['ej_verkstallda_total', 'N28804', 'U28414'], ['2080', 'ANNAN'], '2026Q1');
    expect(rows.map(({ kpi: of, place, reason }) => [of.id, place.name, place.level, reason])).toEqual([
      ['ej_verkstallda_total', 'Falun', 'KOMMUN', 'EJ_SLAPPT'],
      ['ej_verkstallda_total', 'ANNAN', null, 'EJ_SLAPPT'],
      ['N28804', 'Falun', 'KOMMUN', 'ANNAN_PERIOD'],
      ['N28804', 'ANNAN', null, 'ANNAN_PERIOD'],
      ['U28414', 'Falun', 'KOMMUN', 'ANNAN_PERIOD'],
      ['U28414', 'ANNAN', null, 'ANNAN_PERIOD'],
    ]);
    const [own] = await ask(['U28414'], ['2080'], '2025');
    expect(own).toMatchObject({ value: null, reason: 'ENDAST_EGEN_NAMND' });
    expect(await ask(['handlaggare'], null, '2019')).toEqual([]);
  });

  it('are the same of few places and of many', async () => {
    const codes = ['N28804', 'handlaggare'];
    const few = await ask(codes, ['2080', 'OMRADE_FALUN'], '2025');
    const others = Array.from({ length: 60 }, (_, index) => `X${index}`);
    const many = await ask(codes, ['2080', 'OMRADE_FALUN', ...others], '2025');
    expect(many.filter(({ place }) => !others.includes(place.code))).toEqual(few);
    expect(many.length).toBe(124);
  });

  it('cost as many statements for every place and several periods as for one', async () => {
    const all = releasedKpisAsked({}, null, 'YEAR').map(({ id }) => id);
    expect(all.length).toBeGreaterThan(25);
    const costOf = async (places: readonly string[] | null, ...periods: string[]) => {
      let statements = 0;
      const tables = {
        ...world.tables,
        read: (query: Parameters<typeof world.tables.read>[0]) => {
          statements += 1;
          return world.tables.read(query);
        },
      } as typeof world.tables;
      const run: RunSql = (sql, parameters) => {
        statements += 1;
        return asOwner(sql, parameters);
      };
      await releasedKpis({ tables, run }, all.map(kpi), { places, periods });
      return statements;
    };
    const one = await costOf(['2080'], '2025');
    expect(await costOf(null, '2025', '2026Q1', '2026Q2')).toBe(one);
  });

  it('tell nothing but what the rows of the tables tell: every part is a told figure', async () => {
    const rows = await ask(
      kpis.map(({ id }) => id),
      null,
      '2025',
      '2026Q2',
    );
    const withValue = rows.filter(({ value }) => value !== null);
    expect(withValue.length).toBeGreaterThan(20);
    for (const { reason, value, light, numerator } of rows) {
      expect(value === null).toBe(reason !== null);
      if (value === null) expect(light).toBeNull();
      if (reason === 'SMA_TAL' || reason === 'OFULLSTANDIG') expect(numerator).toBeNull();
    }
  });
});
