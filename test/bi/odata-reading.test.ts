import { columnsOf, type ReleasedTables, statisticTables } from '@kommunhub/schema';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { decimalFacets } from '../../gateway/src/bi/odata/edm-type.js';
import { inventedContent } from '../support/released-world.js';
import { everyRow } from './every-row.js';
import { odataQuestions, type Page } from './odata-questions.js';
import { ServedTables } from './served-tables.js';

let served: ServedTables;
beforeAll(async () => {
  served = await ServedTables.start();
});
afterAll(() => served?.stop());
afterEach(() => {
  served.reading.tables = served.world.tables;
});

const ask = odataQuestions(() => served);
const get = ask.get;
const json = (path: string, headers?: Record<string, string>): Promise<Page> => ask.json(path, headers);
const follow = async (link: string | undefined): Promise<Page> => {
  expect(link).toBeDefined();
  const response = await fetch(link!, { headers: { authorization: served.authorization } });
  return (await response.json()) as Page;
};
/** All pages from this one on. */
async function pagesFrom(first: Page): Promise<readonly Page[]> {
  const pages = [first];
  while (pages.at(-1)?.['@odata.nextLink'] !== undefined)
    pages.push(await follow(pages.at(-1)?.['@odata.nextLink']));
  return pages;
}

describe('figures', () => {
  it.each(statisticTables.map(({ id }) => id))('of %s are the released ones, digit by digit', async (id) => {
    const exact = { accept: 'application/json;IEEE754Compatible=true' };
    const pages = await pagesFrom(await json(`${id}?$format=application/json;IEEE754Compatible=true`, exact));
    const columns = columnsOf(statisticTables.find((table) => table.id === id)!);
    const isNumber = new Set(
      columns.filter(({ type }) => /integer|decimal/.test(type)).map(({ name }) => name),
    );
    const told = (await everyRow(served.world.tables, { table: id })).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          isNumber.has(name) && value !== null ? String(value) : value,
        ]),
      ),
    );
    expect(told.length).toBeGreaterThan(0);
    expect(pages.flatMap(({ value }) => value)).toEqual(told);
    const [digits, decimals] = [decimalFacets.precision, decimalFacets.scale];
    for (const { name } of columns.filter(({ type }) => type === 'decimal'))
      for (const row of told)
        if (row[name] !== null)
          expect(String(row[name])).toMatch(
            new RegExp(`^\\d{1,${digits - decimals}}(\\.\\d{1,${decimals}})?$`),
          );
  });

  it('are numbers where nothing else is asked for', async () => {
    const { value } = await json('sjukloner?$filter=belopp gt 1000&$select=antal,belopp&$top=5');
    expect(value).toHaveLength(5);
    for (const row of value) expect([typeof row.antal, typeof row.belopp]).toEqual(['number', 'number']);
  });

  it('come with their types and addresses when all of them are asked for', async () => {
    const { value } = await json('sjukloner?$filter=belopp gt 0&$top=1', {
      accept: 'application/json;odata.metadata=full',
    });
    const [row] = value;
    expect(row).toMatchObject({
      '@odata.type': '#kommunhub.statistik.SjuklonerRad',
      'belopp@odata.type': '#Decimal',
      'antal@odata.type': '#Int64',
      'slappt@odata.type': '#Date',
    });
    expect(row).not.toHaveProperty(['plats@odata.type']);
    const found = (await json(String(row?.['@odata.id']))) as unknown as Record<string, unknown>;
    expect(found.rad).toBe(row?.rad);
  });
});

describe('pages', () => {
  it('have 5,000 rows at most, whatever is preferred', async () => {
    served.reading.tables = counting(served.world.tables);
    for (const prefer of ['', 'odata.maxpagesize=50000', 'maxpagesize=0', 'odata.maxpagesize=x'])
      await json('insatser', { prefer });
    await json('insatser?$top=900000');
    expect(limits).toEqual([5_000, 5_000, 5_000, 5_000, 5_000]);
  });

  it('keep the question, its order and what is left of $top, and tell the total once', async () => {
    const question = 'insatser?$filter=antal ge 0&$orderby=antal desc,rad&$select=rad,antal&$count=true';
    const whole = (await json(question)).value;
    const first = await json(`${question}&$top=25&$skip=5&@unused='x'&client=å%26b`, {
      prefer: 'odata.maxpagesize=10',
    });
    const pages = await pagesFrom(first);
    expect(pages.map(({ value }) => value.length)).toEqual([10, 10, 5]);
    expect(pages.flatMap(({ value }) => value)).toEqual(whole.slice(5, 30));
    expect(pages.map((page) => page['@odata.count'] !== undefined)).toEqual([true, false, false]);
    const link = new URL(first['@odata.nextLink']!);
    expect([link.searchParams.get('client'), link.searchParams.get('$top')]).toEqual(['å&b', '15']);
    expect(first['@odata.nextLink']).toMatch(/^[\x21-\x7e]+$/);
  });

  it('are cut anywhere in an order that has many alike, and nulls', async () => {
    const question = 'personer?$orderby=skal,antal desc&$select=rad';
    const pages = await pagesFrom(await json(question, { prefer: 'odata.maxpagesize=110' }));
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.flatMap(({ value }) => value)).toEqual((await json(question)).value);
  });

  it('go on also where the question is nearly as long as it may be', async () => {
    const codes = Array.from({ length: 400 }, (_, place) => `'LSS_9_${place}'`).join(',');
    const question = `insatser?$filter=${`insats in (${codes})`.replaceAll(' ', '+')}&client=${'|'.repeat(900)}`;
    const pages = await pagesFrom(
      await json(`${question}&$select=rad`, { prefer: 'odata.maxpagesize=3000' }),
    );
    expect(pages[0]?.['@odata.nextLink']?.length).toBeGreaterThan(8_000);
    const rows = new Set(pages.flatMap(({ value }) => value.map(({ rad }) => rad)));
    const all = await everyRow(served.world.tables, { table: 'insatser' });
    expect(rows.size).toBe(all.filter(({ insats }) => /^LSS_9_/.test(String(insats))).length);
  });

  it('read one state of the releases while a correction comes', async () => {
    const before = await everyRow(served.world.tables, { table: 'ej_verkstallda' });
    const first = await json('ej_verkstallda?$count=true', { prefer: 'odata.maxpagesize=300' });
    await served.world.release(inventedContent('ej_verkstallda', '2026Q2', 'second'), {
      version: 2,
      reason: 'Rättelse.',
      releasedAt: new Date('2026-10-25T04:00:00Z'),
    });
    await served.world.release(inventedContent('ej_verkstallda', '2024'));
    const rows = (await pagesFrom(first)).flatMap(({ value }) => value);
    expect(rows).toEqual(before.map((row) => ({ ...row })));
    expect(first['@odata.count']).toBe(rows.length);
    const after = (await pagesFrom(await json('ej_verkstallda'))).flatMap(({ value }) => value);
    expect(after.length).toBeGreaterThan(rows.length);
  });

  it('count and read one state also where a release comes between the two', async () => {
    const tables = served.world.tables;
    let isFirst = true;
    served.reading.tables = Object.assign(Object.create(tables) as ReleasedTables, {
      count: async (query: Parameters<ReleasedTables['count']>[0]) => {
        const count = await tables.count(query);
        if (isFirst) await served.world.release(inventedContent('uppfoljningar', '2023'));
        isFirst = false;
        return count;
      },
    });
    const page = await json('uppfoljningar?$count=true');
    expect(page['@odata.count']).toBe(page.value.length);
  });

  it('go on from nowhere but where one of the same question ended', async () => {
    const first = await json('insatser?$orderby=antal', { prefer: 'odata.maxpagesize=10' });
    const token = new URL(first['@odata.nextLink']!).searchParams.get('$skiptoken')!;
    const attempts = [
      ['insatser', token],
      ['beslut', token],
      ['insatser?$orderby=antal desc', token],
      ['insatser?$orderby=antal', token.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))],
      ['insatser?$orderby=antal', token.replace('~', '~A')],
      ['insatser?$orderby=antal', token.replace(/^10~/, '9999~')],
      ['insatser?$orderby=antal', token.replace(/^10~/, '0~')],
      ['insatser?$orderby=antal', 'x'],
      ['insatser?$orderby=antal', ''],
    ] as const;
    for (const [path, one] of attempts) {
      const response = await get(`${path}${path.includes('?') ? '&' : '?'}$skiptoken=${one}`);
      expect([path, one, response.status]).toEqual([path, one, 400]);
      expect(await response.json()).toMatchObject({ error: { code: 'BAD_INPUT' } });
    }
  });
});

describe('options of this service', () => {
  it('give one release, and partial sums, only where they are asked for', async () => {
    const [release] = (await served.world.tables.releases('beslut')).filter(
      ({ period, version }) => period === '2025' && version === 1,
    );
    const { value } = await json(`beslut?release=${release?.id}&$select=version,period`);
    expect(new Set(value.map((row) => `${row.period} ${row.version}`))).toEqual(new Set(['2025 1']));
    const total = async (options: string) =>
      (await json(`insatser?$filter=platskod eq 'ALLA' and skal eq 'OFULLSTANDIG'${options}`)).value.length;
    expect(await total('')).toBeGreaterThan(0);
    expect(await total('&allowPartial=true')).toBe(0);
    expect((await get('beslut?release=x')).status).toBe(404);
    expect((await get('beslut?allowPartial=perhaps')).status).toBe(400);
  });
});

describe('an answer', () => {
  it('is not sent again while nothing has changed, and is after a release', async () => {
    const question = "arendemangd?$filter=period eq '2025'&$top=3";
    const first = await get(question);
    const tag = first.headers.get('etag')!;
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await get(question, { 'if-none-match': `"other", W/${tag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    const others = [
      get(`${question}&$skip=1`, { 'if-none-match': tag }),
      get(question, { 'if-none-match': tag, accept: 'application/json;odata.metadata=none' }),
      get(question, { 'if-none-match': tag, prefer: 'maxpagesize=1' }),
    ];
    for (const other of await Promise.all(others)) expect(other.status).toBe(200);
    await served.world.release(inventedContent('arendemangd', '2022'));
    expect((await get(question, { 'if-none-match': tag })).status).toBe(200);
    for (const path of ['', '$metadata']) {
      const whole = (await get(path)).headers.get('etag')!;
      expect((await get(path, { 'if-none-match': whole })).status).toBe(304);
    }
  });

  it('is packed for clients that take it so, with a tag of its own', async () => {
    const plain = await get('insatser?$top=500', { 'accept-encoding': 'identity' });
    const packed = await get('insatser?$top=500', { 'accept-encoding': 'gzip, deflate' });
    expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([
      null,
      'gzip',
    ]);
    const [long, short] = [plain, packed].map(({ headers }) => Number(headers.get('content-length')));
    expect(long! / short!).toBeGreaterThan(5);
    expect(await packed.text()).toBe(await plain.text());
    expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    expect(packed.headers.get('vary')).toContain('accept-encoding');
    const refused = await get('insatser?$top=500', { 'accept-encoding': 'gzip;q=0, br' });
    expect(refused.headers.get('content-encoding')).toBeNull();
  });

  it('to HEAD is the head of the answer to GET', async () => {
    for (const path of ['', '$metadata', 'insatser?$top=3', 'insatser/$count']) {
      const [whole, head] = await Promise.all([get(path), served.get(`/odata/v4/${path}`, {}, 'HEAD')]);
      expect([head.status, await head.text()]).toEqual([200, '']);
      for (const name of ['content-type', 'content-length', 'etag', 'odata-version'])
        expect(head.headers.get(name)).toBe(whole.headers.get(name));
    }
  });
});

const limits: number[] = [];
/** The same reader, writing down how many rows it is asked for. */
function counting(tables: ReleasedTables): ReleasedTables {
  return Object.assign(Object.create(tables) as ReleasedTables, {
    read: (query: Parameters<ReleasedTables['read']>[0]) => {
      limits.push(query.limit);
      return tables.read(query);
    },
  });
}
