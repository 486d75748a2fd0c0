import { columnsOf, kpis, statisticTables } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dictionary, dictionaryOf } from '../../gateway/src/bi/dictionary/dictionary.js';
import { printDictionary } from '../../gateway/src/bi/dictionary/print-dictionary.js';
import { ServedTables } from './served-tables.js';

let served: ServedTables;
let dictionary: Dictionary;
let page: string;
beforeAll(async () => {
  served = await ServedTables.start();
  dictionary = (await (await fetch(`${served.url}/statistics/dictionary.json`)).json()) as Dictionary;
  page = await (await fetch(`${served.url}/statistics/`)).text();
});
afterAll(() => served?.stop());

describe('the dictionary', () => {
  it('is read without a key and holds every table with what it means', () => {
    expect(dictionary.tables.map(({ id }) => id)).toEqual(statisticTables.map(({ id }) => id));
    for (const [index, table] of dictionary.tables.entries()) {
      const { title, definition, population, source, lagrum, timing } = table;
      for (const words of [title, definition, population, source, lagrum, timing.text])
        expect(words).not.toBe('');
      expect(table.columns.map(({ name }) => name)).toEqual(
        columnsOf(statisticTables[index]!).map(({ name }) => name),
      );
      for (const { formula, unit } of table.measures) expect(formula && unit).not.toBe('');
    }
  });

  it('holds the codes of every dimension', () => {
    const personer = dictionary.tables.find(({ id }) => id === 'personer')!;
    const codes = Object.fromEntries(
      personer.dimensions.map(({ id, values }) => [id, values.map((one) => one.code)]),
    );
    expect(codes.alder_grov).toEqual(['0-22', '23-64', '65-', 'OKAND', 'TOTALT']);
    expect(personer.dimensions.find(({ id }) => id === 'alder')?.within).toBe('alder_grov');
  });

  it('holds every release with version, day, reason and the days that it tells of', () => {
    const { releases } = dictionary.tables.find(({ id }) => id === 'insatser')!;
    expect(releases.map(({ period, version, isReplaced }) => [period, version, isReplaced])).toEqual([
      ['2026Q3', 1, false],
      ['2026Q2', 1, false],
      ['2026Q1', 1, false],
      ['2025', 2, false],
      ['2025', 1, true],
    ]);
    expect(releases[0]?.days).toEqual(['2026-07-01']);
    expect(releases[3]).toMatchObject({
      reason: 'Falun har rättat beslut från november.',
      days: ['2025-10-01'],
    });
    const { releases: ofFlow } = dictionary.tables.find(({ id }) => id === 'beslut')!;
    expect(ofFlow[0]?.days).toEqual(['2025-10-01', '2026-09-30']);
  });

  it('says where the coverage of each release is read, which needs a key', async () => {
    const { coverage } = dictionary.tables[0]!.releases.find(({ period }) => period === '2025')!;
    expect((await fetch(coverage)).status).toBe(401);
    const text = await (await served.get(coverage.slice(served.url.length))).text();
    expect(text).toContain('2023;');
  });

  it('holds every key figure with its definition, formula, target and source', () => {
    expect(dictionary.kpis.map(({ id }) => id)).toEqual(kpis.map(({ id }) => id));
    for (const { definition, formula, origin } of dictionary.kpis)
      expect(definition && formula && origin).not.toBe('');
    expect(dictionary.notCarried.length).toBeGreaterThan(0);
  });

  it('holds no figure', async () => {
    const rows = await served.world.tables.read({ table: 'sjukloner', limit: 1_000 });
    const amounts = rows.rows
      .map(({ belopp }) => belopp)
      .filter((belopp) => belopp !== null && belopp !== '0');
    expect(amounts.length).toBeGreaterThan(10);
    const told = JSON.stringify(dictionary);
    for (const amount of amounts) expect(told).not.toContain(String(amount));
  });

  it('is not sent again to who holds it, and is asked of the database seldom', async () => {
    const response = await fetch(`${served.url}/statistics/dictionary.json`);
    const held = { 'if-none-match': response.headers.get('etag') ?? '' };
    let asked = 0;
    served.reading.tables = Object.create(served.world.tables, {
      releases: {
        value: async () => {
          asked += 1;
          return [];
        },
      },
    });
    for (let times = 0; times < 20; times += 1)
      expect((await fetch(`${served.url}/statistics/dictionary.json`, { headers: held })).status).toBe(304);
    expect(asked).toBe(0);
    served.reading.tables = served.world.tables;
  });
});

describe('the page', () => {
  it('is Swedish, with one heading of the first level, its parts named, and tables whose headers say what they head', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="sv">/);
    expect(page.match(/<h1/g)).toHaveLength(1);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
    for (const [, label] of page.matchAll(/aria-labelledby="([^"]+)"/g)) expect(ids).toContain(label);
    for (const [head] of page.matchAll(/<th\b[^>]*>/g)) expect(head).toMatch(/scope="(col|row)"/);
    expect(page.match(/<caption>/g)?.length).toBe(page.match(/<table>/g)?.length);
    const regions = [...page.matchAll(/role="region" aria-label="([^"]+)"/g)].map(([, name]) => name);
    expect(new Set(regions).size).toBe(regions.length);
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    for (const [index, level] of levels.entries())
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
  });

  it('runs nothing, loads nothing, and may do nothing but show its own style', async () => {
    const { headers } = await fetch(`${served.url}/statistics/`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'/,
    );
    expect(page).not.toMatch(/<script|<img|<link|<iframe| style="| on\w+="|src=/i);
    for (const [, target] of page.matchAll(/href="([^"]*)"/g)) expect(target).toMatch(/^(#|\/statistics\/)/);
  });

  it('has the addresses of every table to copy, of the host that was asked', () => {
    for (const { id } of statisticTables)
      for (const address of [`/statistics/${id}.csv`, `/odata/v4/${id}`, `/statistics/${id}.pbids`])
        expect(page).toContain(`${served.url}${address}`);
  });

  it('shows a reason as it was written, whatever it holds', async () => {
    const [release] = await served.world.tables.releases('tjanster');
    const odd = { ...release!, reason: '<script>alert("x")</script> & så' };
    expect(printDictionary(dictionaryOf([odd], served.url))).toContain(
      '&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62; &#38; så',
    );
  });

  it('has colours that are read in light and in dark (WCAG 2.2, 1.4.6)', () => {
    const palettes = [...page.matchAll(/:root \{([^}]*)\}/g)].map(([, body = '']) =>
      Object.fromEntries([...body.matchAll(/--(\w+): (#\w+)/g)].map(([, name, colour]) => [name, colour!])),
    );
    expect(palettes).toHaveLength(2);
    for (const { text, ground, soft, link } of palettes)
      for (const [front, back] of [
        [text, ground],
        [text, soft],
        [link, ground],
        [link, soft],
      ])
        expect(contrast(front!, back!)).toBeGreaterThanOrEqual(7);
  });

  it('is at its address with and without the last slash', async () => {
    const response = await fetch(`${served.url}/statistics`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([308, '/statistics/']);
  });
});

describe('the file for Power BI', () => {
  it('holds the address of the table, is saved under a name that Power BI opens, and needs no key', async () => {
    const response = await fetch(`${served.url}/statistics/insatser.pbids`);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="kommunhub-insatser.pbids"',
    );
    expect(await response.json()).toEqual({
      version: '0.1',
      connections: [{ details: { protocol: 'odata', address: { url: `${served.url}/odata/v4/insatser` } } }],
    });
  });

  it('is not there for a table that is not', async () => {
    for (const path of [
      '/statistics/nej.pbids',
      '/statistics/insatser.xml',
      '/statistics/../graphql',
      '/statistics/a/b.csv',
    ])
      expect((await served.get(path)).status).toBe(404);
  });
});

/** Contrast as WCAG defines it. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const digits =
    colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join('') : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
