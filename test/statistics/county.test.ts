import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insatser, type OctoberColumn, octoberColumns, type TableId } from '../../schema/src/index.js';
import type { SourceStanding } from '../../subgraphs/statistics/src/index.js';
import { createStatisticsSubgraph } from '../../subgraphs/statistics/src/subgraph.js';
import { attack, type ReadFigure } from './attack.js';
import { inventNation } from './nation.js';
import { NationHub } from './nation-hub.js';
import { namnderOf } from './nation-namnder.js';
import {
  knowledgeOf,
  leavesOf,
  release,
  type StoredFigure,
  standing,
  storedFigures,
} from './nation-release.js';
import { sourcesOf } from './nation-sources.js';
import { regionCounts, regionSource } from './region-sources.js';
import { nameOf, type TrueFigures, trueInsatser, truePersoner } from './truth.js';

const county = '20';
const people = inventNation().filter(({ kommunCode }) => kommunCode.startsWith(county));
const byKommun = Map.groupBy(people, ({ kommunCode }) => kommunCode);
const namnder = namnderOf([county]);
const joint = namnder.map(({ kommunCodes }) => kommunCodes).filter(({ length }) => length > 1);
const [region] = regionCounts().filter(({ code }) => code === `00${county}`);
const truths = { insatser: trueInsatser, personer: truePersoner } as const;
const truthOf = (table: keyof typeof truths): ReadonlyMap<string, TrueFigures> =>
  new Map([...byKommun].map(([code, own]) => [code, truths[table](own)]));
const sorted = (figures: TrueFigures | undefined) => [...(figures ?? [])].toSorted();

const statistics = createStatisticsSubgraph();
let hub: NationHub;
let places: ReadonlyMap<string, readonly string[]>;
const figures = new Map<TableId, readonly StoredFigure[]>();
beforeAll(async () => {
  hub = await NationHub.open();
  await hub.read([...sourcesOf(people, [county]), regionSource(region!)]);
  // As PostgreSQL does by itself within a minute.
  await hub.test.owner.query('analyze');
  for (const table of ['insatser', 'personer'] as const) {
    await release(hub.test, table, knowledgeOf(namnder, [region!]));
    figures.set(table, await storedFigures(hub.test, table));
  }
  places = await leavesOf(hub.test);
});
afterAll(() => hub?.drop());

/** What is told of the kommuner; råd och stöd is the region's. */
const told = (table: TableId): ReadFigure[] =>
  figures
    .get(table)!
    .flatMap(({ units, stratum, ...rest }) =>
      units === null || stratum === 'LSS_9_1' ? [] : [{ ...rest, stratum, units }],
    );

describe.each(['insatser', 'personer'] as const)('Dalarna on 1 October 2021: %s', (table) => {
  it('are counted exactly for each kommun, a joint nämnd and two nämnder in one too', async () => {
    const exact = await hub.exactFigures(table);
    for (const [code, truth] of truthOf(table))
      expect([code, sorted(exact.get(code))]).toEqual([code, sorted(truth)]);
  });

  it('are released as they are, wherever they are told', () => {
    const truth = truthOf(table);
    const wrong = told(table).filter(({ node, stratum, margin, value, units }) => {
      const name = nameOf(stratum, margin, value);
      const sum = places.get(node)!.reduce((total, leaf) => total + (truth.get(leaf)?.get(name) ?? 0), 0);
      return sum !== units;
    });
    expect(wrong).toEqual([]);
    expect(told(table).filter(({ node }) => byKommun.has(node)).length).toBeGreaterThan(20);
  });

  it('give no small figure away, to whichever kommun adds and subtracts', () => {
    const truth = truthOf(table);
    const input = { leavesOf: places, truth, threshold: 5, coalitions: joint };
    expect(attack({ ...input, read: told(table) })).toEqual([]);
    expect(attack({ ...input, read: primaryOnly(table) }).length).toBeGreaterThan(10);
  });
});

/** Every figure but those with few persons behind them: what a release must not be. */
function primaryOnly(table: keyof typeof truths): ReadFigure[] {
  const truth = truthOf(table);
  return figures.get(table)!.flatMap(({ node, stratum, margin, value }) => {
    const name = nameOf(stratum, margin, value);
    const units = places.get(node)!.reduce((sum, leaf) => sum + (truth.get(leaf)?.get(name) ?? 0), 0);
    return stratum === 'LSS_9_1' || (units > 0 && units < 5) ? [] : [{ node, stratum, margin, value, units }];
  });
}

interface AskedCell {
  readonly kommun?: { readonly code: string };
  readonly dimensions: readonly { readonly dimension: string; readonly value: string }[];
  readonly value: string | null;
}

/** Place, stratum, division and figure of a cell, as in the models. */
function lineOf({ kommun, dimensions, value }: AskedCell): string {
  const place = dimensions.find(({ dimension }) => dimension === 'platskod');
  const words = dimensions.filter((one) => one !== place);
  const stratum = words.find(({ dimension }) => dimension === 'insats')?.value ?? 'TOTALT';
  const division = words.find(({ dimension }) => dimension !== 'insats');
  const name = nameOf(stratum, division?.dimension, division?.value);
  return `${place?.value ?? kommun?.code} ${name} ${value}`;
}

describe.each(['insatser', 'personer'] as const)('the graph on 1 October 2021: %s', (table) => {
  it('tells the region what is released, and no more', async () => {
    const lines = (table: TableId, node: string) =>
      figures
        .get(table)!
        .filter((one) => one.node === node)
        .map((one) => `${node} ${nameOf(one.stratum, one.margin, one.value)} ${one.units}`);
    const question = `query ($table: ID!, $where: [DimensionFilter!]) {
      statistics(table: $table, where: $where) { cells { value dimensions { dimension value } } } }`;
    const caller = await hub.member({ role: 'region', kommunCode: null, namndId: null }, 'STATISTIK');
    for (const node of ['ALLA', '2080', '2034', '2085', region!.code]) {
      const where = [
        { dimension: 'period', values: ['2021'] },
        { dimension: 'platskod', values: [node] },
      ];
      const { data, errors } = await hub.ask(statistics, caller, question, { table, where });
      expect(errors).toBeUndefined();
      const { cells } = data!.statistics as { readonly cells: readonly AskedCell[] };
      expect(cells.map(lineOf)).toEqual(lines(table, node));
    }
  });

  it('tells a nämnd its own figures exactly', async () => {
    const question = `query ($table: ID!) { ownStatistics(table: $table, on: "2021-10-01") {
      cells { kommun { code } value dimensions { dimension value } } } }`;
    const lines: string[] = [];
    for (const { id, kommunCodes } of namnder.filter((namnd) => namnd.people === 'all')) {
      const chef = await hub.member(
        { role: 'chef', kommunCode: kommunCodes[0]!, namndId: id },
        'UPPFOLJNING',
      );
      const { data, errors } = await hub.ask(statistics, chef, question, { table });
      expect(errors).toBeUndefined();
      const { cells } = data!.ownStatistics as { readonly cells: readonly AskedCell[] };
      expect(new Set(cells.map(({ kommun }) => kommun!.code))).toEqual(new Set(kommunCodes));
      lines.push(...cells.map(lineOf));
    }
    const truth = [...truthOf(table)].filter(([code]) => code !== '2085');
    expect(lines.toSorted()).toEqual(
      truth.flatMap(([code, own]) => [...own].map(([name, count]) => `${code} ${name} ${count}`)).toSorted(),
    );
  });
});

describe('a release of Dalarna', () => {
  const missing = async (...more: readonly SourceStanding[]) => {
    const known = knowledgeOf(namnder, [region!]);
    const report = await release(
      hub.test,
      'ej_verkstallda',
      { ...known, sources: [...known.sources, ...more] },
      true,
    );
    return report.missing;
  };

  it('lacks a kommun of which one nämnd has delivered nothing, however well the other delivers', async () => {
    expect(await missing()).toEqual([]);
    expect(await missing({ ...standing('2080-BARN', ['2080']), asOf: null })).toEqual(['2080']);
  });

  it('asks no insatser of who lists what posts the kommuner have', async () => {
    const codes = [...byKommun.keys()];
    expect(await missing({ ...standing('2026-SAMVERKAN', codes), kinds: ['kommun'] })).toEqual([]);
  });
});

describe('Råd och stöd (LSS 9 § 1)', () => {
  it('stands in the row of the region and in that of all, never in a kommun’s', () => {
    const rows = figures.get('insatser')!.filter(({ stratum }) => stratum === 'LSS_9_1');
    expect(new Set(rows.map(({ level }) => level))).toEqual(new Set(['REGION', 'ALLA']));
    const { KVINNA, MAN } = region!;
    const said = rows.map(({ node, value, units }) => `${node} ${value} ${units}`);
    const words = [`TOTALT ${KVINNA + MAN}`, `KVINNA ${KVINNA}`, `MAN ${MAN}`, 'OKAND 0'];
    expect(said).toEqual(['ALLA', region!.code].flatMap((node) => words.map((word) => `${node} ${word}`)));
  });
});

describe('the October reports of Dalarna', () => {
  const question = `query ($kommun: ID!) { octoberReport(kommunCode: $kommun, year: 2021) {
    personCount totals { column sex persons } } }`;

  /** Persons, and those with each insats by sex, as a nämnd's part says. */
  async function reported(namndId: string, kommun: string): Promise<[name: string, persons: number][]> {
    const chef = await hub.member({ role: 'chef', kommunCode: kommun, namndId }, 'UPPFOLJNING');
    const { data, errors } = await hub.ask(statistics, chef, question, { kommun });
    expect(errors).toBeUndefined();
    const { personCount, totals } = data!.octoberReport as {
      readonly personCount: number;
      readonly totals: readonly {
        readonly column: OctoberColumn;
        readonly sex: string;
        readonly persons: number;
      }[];
    };
    const byInsats = totals.map(({ column, sex, persons }): [string, number] => [
      `${octoberColumns[column].lagrum} ${sex}`,
      persons,
    ]);
    return [['persons', personCount], ...byInsats];
  }

  it('say what is true of each kommun, whichever nämnder it has', async () => {
    for (const [code, own] of byKommun) {
      const parts = await Promise.all(
        namnder.filter(({ kommunCodes }) => kommunCodes.includes(code)).map(({ id }) => reported(id, code)),
      );
      const truth = own.flatMap(({ sex, holdings }) => [
        'persons',
        ...holdings.map(({ insats }) => `${insatser[insats].lagrum} ${sex}`),
      ]);
      expect([code, added(parts.flat())]).toEqual([code, added(truth.map((name) => [name, 1]))]);
    }
  });

  function added(counts: readonly (readonly [name: string, count: number])[]): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const [name, count] of counts) if (count > 0) sums.set(name, (sums.get(name) ?? 0) + count);
    return new Map([...sums].toSorted());
  }
});
