import { isReleasedKpi, kpis, parsePeriod, roles } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStatisticsSubgraph } from '../../subgraphs/statistics/src/index.js';
import { type BuiltWorld, openBuiltWorld, peopleOf } from '../support/built-world.js';
import { asksAs, type Told } from './asked-kpis.js';

const statistics = createStatisticsSubgraph();
const joint = ['2034', '2039', '2062'];
const alone = Object.keys(peopleOf).filter((code) => !joint.includes(code));
const year = '2025';
let built: BuiltWorld;

beforeAll(async () => {
  built = await openBuiltWorld();
  const { owner } = built.world.test;
  for (const [namnd, codes] of [
    ...alone.map((code) => [`${code}-LSS`, [code]] as const),
    ['2062-LSS', joint] as const,
  ]) {
    await owner.query(`insert into hub.namnder (id, name, seat_kommun_code) values ($1, $1, $2)`, [
      namnd,
      codes[0],
    ]);
    await owner.query(
      'insert into hub.namnd_kommuner (namnd_id, kommun_code) select $1, unnest($2::text[])',
      [namnd, codes],
    );
    await owner.query(
      `insert into statistics.refreshes (namnd_id, refreshed_at, inserted, closed, kept_since, rolled_from, rolled_to)
       values ($1, now(), 0, 0, now(), date '2026-01-01', date '2025-01-01')`,
      [namnd],
    );
  }
  await owner.query(
    `insert into cases.kommun_facts (kommun_code, id, namnd_id, source_id, key_cipher, content_hash, known_from, run_id,
            other_staff, origin, population, population_on, lss_fte_list)
     select kommun_code, kommun_code || '-list', namnd_id, 's', '', '', now(), gen_random_uuid(), '[]', 'test',
            (fte * 10000)::int, '2025-12-31', round(fte, 1) from statistics.staffing_facts`,
  );
  const builder = await built.builder();
  for (const due of await builder.due()) if (due.period.kind === 'YEAR') await builder.build(due);
}, 120_000);
afterAll(() => built?.drop());

const ask = (role: 'region' | 'chef', namndId: string | null, text: string, variables: object) =>
  asksAs(statistics, built.world.test, role, namndId, text, variables);

const fields =
  'kpi { id } place { code level } period value reason n numerator denominator light inhabitantsOn releases { table version }';
const released = async (variables: object) =>
  (await ask(
    'region',
    null,
    `query ($codes: [ID!], $kommuner: [ID!], $areas: [ID!], $period: ID!) {
       kpis(codes: $codes, kommunCodes: $kommuner, areas: $areas, period: $period) { ${fields} } }`,
    variables,
  )) as { kpis: readonly Told[] };
const own = async (namndId: string) => {
  const text = `query ($period: ID!) { ownKpis(period: $period) { values { ${fields} } } }`;
  const { ownKpis } = (await ask('chef', namndId, text, { period: year })) as {
    ownKpis: { values: readonly Told[] };
  };
  return ownKpis.values;
};

describe('released key figures', () => {
  it('are those of the own nämnd to the last decimal, or nothing', async () => {
    const { kpis: told } = await released({ kommuner: Object.keys(peopleOf), period: year });
    const exact = new Map<string, Told>();
    for (const namnd of [...alone.map((code) => `${code}-LSS`), '2062-LSS'])
      for (const value of await own(namnd)) {
        const code =
          value.place.level === 'NAMND'
            ? namnd === '2062-LSS'
              ? null
              : namnd.slice(0, 4)
            : value.place.code;
        if (code !== null) exact.set(`${value.kpi.id} ${code}`, value);
      }
    let [shown, hidden] = [0, 0];
    for (const value of told) {
      const known = exact.get(`${value.kpi.id} ${value.place.code}`)!;
      if (value.value === null) {
        hidden += 1;
        expect(['SMA_TAL', 'INGA']).toContain(value.reason);
        if (value.reason === 'INGA') expect(known.reason).toBe('INGA');
        continue;
      }
      shown += 1;
      const n = value.n === null ? null : known.n;
      expect({ ...value, releases: [], place: null }).toEqual({ ...known, n, place: null });
    }
    expect(shown).toBeGreaterThan(80);
    expect(hidden).toBeGreaterThan(50);
  });

  it('answer all that are made of tables, at the places over the kommuner too', async () => {
    const { kpis: told } = await released({ areas: ['SAMVERKAN', 'ALLA'], period: year });
    const wanted = kpis
      .filter((kpi) => isReleasedKpi(kpi) && kpi.periods.includes('YEAR'))
      .map(({ id }) => id);
    expect([...new Set(told.map(({ kpi }) => kpi.id))]).toEqual(wanted);
    const ofJointWork = told.filter(({ place }) => place.code === 'SAMVERKAN');
    expect(ofJointWork.filter(({ value }) => value !== null).length).toBeGreaterThan(wanted.length / 3);
    // Places that hold a kommun without a source are not whole, and so are null.
    const all = told.filter(({ place }) => place.code === 'ALLA' && place.level !== null);
    expect(new Set(all.map(({ reason }) => reason)).has('OFULLSTANDIG')).toBe(all.length > 0);
  });

  it('are for every role but the one that only delivers', async () => {
    const text = `{ kpis(codes: ["handlaggare"], kommunCodes: ["2080"], period: "2025") { value } }`;
    for (const role of roles) {
      const answer = asksAs(statistics, built.world.test, role, null, text, {});
      if (role === 'service') await expect(answer).rejects.toThrow('FORBIDDEN');
      else expect(await answer).toEqual({ kpis: [{ value: expect.stringMatching(/^\d+$/) }] });
    }
  });

  it('follow the tables that a key reaches', async () => {
    const keyScope = { sourceId: null, kommunCodes: [], tables: ['tjanster'] };
    const asKey = (codes: string) =>
      asksAs(
        statistics,
        built.world.test,
        'bi',
        null,
        `{ kpis(${codes} period: "2025") { kpi { id } } }`,
        {},
        { keyScope },
      );
    const { kpis: told } = (await asKey('')) as { kpis: readonly Told[] };
    expect(new Set(told.map(({ kpi }) => kpi.id))).toEqual(
      new Set(['handlaggare', 'tjanster', 'ensamuppdrag']),
    );
    await expect(asKey('codes: ["N28804"],')).rejects.toThrow('FORBIDDEN');
    await expect(asKey('codes: ["arendemangd_total"],')).rejects.toThrow('FORBIDDEN');
  });

  it('refuse codes that are none, and more places than there are', async () => {
    await expect(released({ codes: ['domar_enligt_forslag'], period: year })).rejects.toThrow('BAD_INPUT');
    const areas = Array.from({ length: 1001 }, (_, index) => `A${index}`);
    await expect(released({ codes: ['handlaggare'], areas, period: year })).rejects.toThrow('BAD_INPUT');
  });

  it('have no months, and no fourth quarter', async () => {
    for (const period of ['2025-09', '2025Q4', 'x', '']) {
      expect(parsePeriod(period)?.kind).not.toBe('YEAR');
      await expect(released({ period })).rejects.toThrow('BAD_INPUT');
    }
  });
});
