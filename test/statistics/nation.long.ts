import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableId } from '../../schema/src/index.js';
import { attack, type ReadFigure } from './attack.js';
import { inventNation } from './nation.js';
import { NationHub } from './nation-hub.js';
import { namnderOf } from './nation-namnder.js';
import { knowledgeOf, leavesOf, release, type StoredFigure, storedFigures } from './nation-release.js';
import { sourcesOf } from './nation-sources.js';
import {
  kommunInsatser,
  official2021,
  officialOfRegions2021,
  officialPersons2021,
  officialSums2021,
  sexes,
} from './official-2021.js';
import { regionCounts, regionSource } from './region-sources.js';
import { nameOf, type TrueFigures, trueInsatser, truePersoner } from './truth.js';

const nation = inventNation();
const byKommun = Map.groupBy(nation, ({ kommunCode }) => kommunCode);
const namnder = namnderOf();
const coalitions = namnder.map(({ kommunCodes }) => kommunCodes).filter(({ length }) => length > 1);
// Gotland's kommun has the region's tasks and tells of 9 § 1 as a region beside.
const regions = regionCounts();
const truths = { insatser: trueInsatser, personer: truePersoner } as const;
const truthOf = (table: keyof typeof truths): ReadonlyMap<string, TrueFigures> =>
  new Map([...byKommun].map(([code, own]) => [code, truths[table](own)]));

let hub: NationHub;
let places: ReadonlyMap<string, readonly string[]>;
const figures = new Map<TableId, readonly StoredFigure[]>();
const at = (table: TableId, node: string, name: string) =>
  figures.get(table)!.find((one) => one.node === node && nameOf(one.stratum, one.margin, one.value) === name)
    ?.units;

async function timed<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
  const begun = performance.now();
  const result = await act();
  const megabytes = Math.round(process.memoryUsage.rss() / 2 ** 20);
  console.log(`${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s, process ${megabytes} MiB`);
  return result;
}

beforeAll(async () => {
  hub = await NationHub.open();
  const records = await timed('290 kommuner and 21 regions read, facts kept', () =>
    hub.read([...sourcesOf(nation), ...regions.map(regionSource)]),
  );
  console.log(`${records.toLocaleString('en')} records of ${nation.length.toLocaleString('en')} persons`);
  await hub.test.owner.query('analyze');
  for (const table of ['insatser', 'personer'] as const) {
    const report = await timed(`${table} 2021 counted, protected, attacked and stored`, () =>
      release(hub.test, table, knowledgeOf(namnder, regions)),
    );
    for (const { level, rows, suppressed } of report.levels)
      console.log(`  ${level}: ${suppressed} of ${rows} figures suppressed`);
    figures.set(table, await storedFigures(hub.test, table));
  }
  places = await leavesOf(hub.test);
}, 3_600_000);
afterAll(() => hub?.drop());

describe('the released table of Sweden on 1 October 2021', () => {
  it('is the official one, for each insats and sex to the unit', () => {
    const released = kommunInsatser.map((insats) => [
      insats,
      Object.fromEntries(sexes.map((sex) => [sex, at('insatser', 'ALLA', nameOf(insats, 'kon', sex))])),
    ]);
    expect(Object.fromEntries(released)).toEqual(official2021);
    for (const sex of sexes) {
      const sum = kommunInsatser.reduce(
        (total, insats) => total + at('insatser', 'ALLA', nameOf(insats, 'kon', sex))!,
        0,
      );
      expect(sum).toBe(officialSums2021.ofKommuner[sex]);
    }
  });

  it('has råd och stöd from the regions alone, in no kommun’s row', () => {
    const rows = figures.get('insatser')!.filter(({ stratum }) => stratum === 'LSS_9_1');
    expect(rows.filter(({ level }) => level === 'KOMMUN' || level === 'LAN')).toEqual([]);
    const { KVINNA, MAN } = officialOfRegions2021;
    expect(at('insatser', 'ALLA', nameOf('LSS_9_1'))).toBe(KVINNA + MAN);
    for (const { node, margin, units } of rows.filter(({ level }) => level === 'REGION')) {
      const region = regions.find(({ code }) => code === node)!;
      if (margin === 'TOTALT' && units !== null)
        expect([node, units]).toEqual([node, region.KVINNA + region.MAN]);
    }
    expect(rows.filter(({ level, units }) => level === 'REGION' && units !== null).length).toBeGreaterThan(
      10,
    );
  });

  it('has the official number of persons of each sex', () => {
    for (const sex of sexes)
      expect(at('personer', 'ALLA', nameOf('TOTALT', 'kon', sex))).toBe(officialPersons2021[sex]);
  });
});

describe.each(['insatser', 'personer'] as const)('290 kommuner: %s', (table) => {
  const told = (): ReadFigure[] =>
    figures
      .get(table)!
      .flatMap(({ units, stratum, ...rest }) =>
        units === null || stratum === 'LSS_9_1' ? [] : [{ ...rest, stratum, units }],
      );

  it('have exact tables of their own that are true, cell by cell', async () => {
    const exact = await timed(`${table}: exact figures of all`, () => hub.exactFigures(table));
    const truth = truthOf(table);
    for (const { code } of [...byKommun.keys()].map((code) => ({ code })))
      expect([code, [...(exact.get(code) ?? [])].toSorted()]).toEqual([
        code,
        [...truth.get(code)!].toSorted(),
      ]);
  });

  it('are released as they are, wherever they are told', () => {
    const truth = truthOf(table);
    const wrong = told().filter(({ node, stratum, margin, value, units }) => {
      const name = nameOf(stratum, margin, value);
      return places.get(node)!.reduce((sum, leaf) => sum + (truth.get(leaf)?.get(name) ?? 0), 0) !== units;
    });
    expect(wrong).toEqual([]);
  });

  it('give no small figure away, to whichever kommun adds and subtracts', async () => {
    const input = { read: told(), leavesOf: places, truth: truthOf(table), threshold: 5, coalitions };
    expect(await timed(`${table}: attacked by everybody and each kommun`, async () => attack(input))).toEqual(
      [],
    );
  });
});
