import { readFile } from 'node:fs/promises';
import { columnsOf, statisticTableById, statisticTables } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformanceItems } from '../../gateway/src/bi/odata/conformance.js';
import { everyRow } from './every-row.js';
import { ServedTables } from './served-tables.js';

let served: ServedTables;
beforeAll(async () => {
  served = await ServedTables.start();
});
afterAll(() => served?.stop());

interface Page {
  readonly value: readonly Record<string, unknown>[];
  readonly '@odata.context': string;
  readonly '@odata.nextLink'?: string;
}
const get = (path: string, headers?: Record<string, string>) => served.get(`/odata/v4/${path}`, headers);
// biome-ignore lint/suspicious/noExplicitAny: answers are as varied as the questions
const json = async (path: string, headers?: Record<string, string>): Promise<any> =>
  (await get(path, headers)).json();
const statusOf = async (path: string, headers?: Record<string, string>) => (await get(path, headers)).status;
const rowsOf = async (path: string): Promise<Record<string, unknown>[]> => (await json(path)).value;
const insatser = columnsOf(statisticTableById('insatser')!);

describe('OData 4.0 minimal conformance (Protocol 13.1.1)', () => {
  it('M1 publishes a service document at the service root', async () => {
    const document = await json('');
    expect(document['@odata.context']).toBe(`${served.url}/odata/v4/$metadata`);
    expect(document.value.map(({ name }: { name: string }) => name)).toEqual(
      statisticTables.map(({ id }) => id),
    );
    expect(document.value[0]).toMatchObject({ kind: 'EntitySet', url: 'insatser' });
    for (const { url } of document.value) expect(await statusOf(`${url}?$top=1`)).toBe(200);
    expect(await (await served.get('/odata/v4')).json()).toEqual(document);
  });

  it('M2 returns data in the OData JSON format', async () => {
    const response = await get('insatser?$top=3');
    expect(response.headers.get('content-type')).toBe(
      'application/json;odata.metadata=minimal;charset=utf-8',
    );
    const page = (await response.json()) as Page;
    expect(page['@odata.context']).toBe(`${served.url}/odata/v4/$metadata#insatser`);
    expect(page.value).toHaveLength(3);
    expect(Object.keys(page.value[0]!)).toEqual(insatser.map(({ name }) => name));
  });

  it('M3 gives partial results with an absolute next link, and the last page without', async () => {
    const rows: unknown[] = [];
    let link: string | undefined = `${served.url}/odata/v4/insatser`;
    for (let pages = 0; link !== undefined; pages += 1) {
      expect(link.startsWith(`${served.url}/odata/v4/insatser`)).toBe(true);
      const response: Response = await fetch(link, {
        headers: { authorization: served.authorization, prefer: 'odata.maxpagesize=700' },
      });
      const page = (await response.json()) as Page;
      if (pages === 0) expect(response.headers.get('preference-applied')).toBe('odata.maxpagesize=700');
      rows.push(...page.value);
      link = page['@odata.nextLink'];
    }
    const all = await everyRow(served.world.tables, { table: 'insatser' });
    expect(rows.length).toBeGreaterThan(2_000);
    expect(rows).toEqual(all.map((row) => ({ ...row })));
  });

  it('M4 returns OData-Version 4.0 with every answer, refusals too', async () => {
    for (const path of ['', '$metadata', 'insatser?$top=1', 'insatser/$count', 'nothing', 'insatser?$top=x'])
      expect((await get(path)).headers.get('odata-version')).toBe('4.0');
    const stranger = await fetch(`${served.url}/odata/v4/`);
    expect([stranger.status, stranger.headers.get('odata-version')]).toEqual([401, '4.0']);
  });

  it('M5.1 honours Accept or refuses with 406', async () => {
    const full = await get('insatser?$top=1', { accept: 'application/json;odata.metadata=full' });
    expect(full.headers.get('content-type')).toContain('odata.metadata=full');
    const none = await json('insatser?$top=1', { accept: 'application/json;odata.metadata=none' });
    expect(Object.keys(none)).toEqual(['value']);
    for (const path of ['', 'insatser', 'insatser/$count', '$metadata'])
      expect(await statusOf(path, { accept: 'application/atom+xml' })).toBe(406);
    expect(await statusOf('insatser', { accept: 'application/json;odata.metadata=all' })).toBe(406);
  });

  it('M5.2 honours OData-MaxVersion or refuses', async () => {
    for (const most of ['4.0', '4.01', '5.0'])
      expect(await statusOf('insatser?$top=1', { 'odata-maxversion': most })).toBe(200);
    for (const most of ['3.0', '2.0', 'new'])
      expect(await statusOf('insatser?$top=1', { 'odata-maxversion': most })).toBe(400);
    expect(await statusOf('insatser?$top=1', { 'odata-version': '4.0' })).toBe(200);
    expect(await statusOf('insatser?$top=1', { 'odata-version': '4.01' })).toBe(400);
  });

  it('M6 ignores custom query options, and refuses unknown system options', async () => {
    const page = await json('insatser?$top=1&x=1&client=Power%20BI&filter=nonsense');
    expect(page.value).toHaveLength(1);
    expect(await statusOf('insatser?$foo=1')).toBe(501);
    expect(await statusOf('insatser?$top=1', { prefer: 'respond-async, something' })).toBe(200);
  });

  it('M7 parses the options it supports, and answers 501 to what it does not', async () => {
    for (const option of ['$expand=x', '$search=x', '$apply=x', '$compute=x', '$levels=1', '$index=1'])
      expect([option, await statusOf(`insatser?${option}`)]).toEqual([option, 501]);
    for (const path of ['$batch', '$all', '$crossjoin(insatser,beslut)', '$entity?$id=x', 'insatser/$ref'])
      expect([path, await statusOf(path)]).toEqual([path, 501]);
    for (const filter of [
      "tolower(plats) eq 'x'",
      'antal add 1 gt 2',
      'rader/any(r:r/x eq 1)',
      'antal eq version',
    ])
      expect([filter, await statusOf(`insatser?$filter=${encodeURIComponent(filter)}`)]).toEqual([
        filter,
        501,
      ]);
    for (const option of [
      '$top=-1',
      '$skip=x',
      '$count=yes',
      '$select=x',
      '$orderby=x',
      '$filter=x',
      '$top=1&$top=2',
    ])
      expect([option, await statusOf(`insatser?${option}`)]).toEqual([option, 400]);
    expect(await json('insatser?$filter=x')).toEqual({
      error: { code: 'BAD_INPUT', message: expect.any(String), target: '$filter' },
    });
  });

  it('M8 exposes only types of CSDL', async () => {
    const model = await (await get('$metadata')).text();
    const types = new Set([...model.matchAll(/ Type="([^"]+)"/g)].map(([, type]) => type));
    expect([...types].sort()).toEqual(['Edm.Boolean', 'Edm.Date', 'Edm.Decimal', 'Edm.Int64', 'Edm.String']);
  });

  it('M9 asks clients to understand no annotation, header or content of its own', async () => {
    const bare = await json('insatser?$top=2&$format=application/json;odata.metadata=none');
    const usual = await json('insatser?$top=2');
    expect(usual.value).toEqual(bare.value);
    for (const row of usual.value)
      expect(Object.keys(row).filter((name) => name.includes('@') || name.includes('.'))).toEqual([]);
  });

  it('M10 refuses every update with 405 and says what is allowed', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await served.get("/odata/v4/insatser('x')", {}, method);
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      expect(await response.json()).toMatchObject({ error: { code: 'NOT_SUPPORTED' } });
    }
    expect((await served.get('/odata/v4/$batch', {}, 'POST')).status).toBe(501);
  });

  it('M11 keeps the other meanings: entities by key, null as no content, errors as OData writes them', async () => {
    const [first] = await rowsOf('insatser?$filter=undertryckt%20eq%20true&$top=1');
    const key = encodeURIComponent(String(first?.rad));
    const row = await json(`insatser('${key}')`);
    expect(row).toEqual({
      '@odata.context': `${served.url}/odata/v4/$metadata#insatser/$entity`,
      ...first,
    });
    expect(await json(`insatser(rad='${key}')`)).toEqual(row);
    expect(await statusOf(`insatser('${key}')/antal`)).toBe(204);
    const missing = await get("insatser('nothing')");
    expect([missing.status, await missing.json()]).toEqual([
      404,
      { error: { code: 'NOT_FOUND', message: expect.any(String) } },
    ]);
  });

  it('M12 leaves $expand out, which has nothing to expand, with 501', async () => {
    expect(await statusOf('insatser?$expand=plats')).toBe(501);
    expect(await (await get('$metadata')).text()).not.toContain('NavigationProperty');
  });

  it('M13 publishes its model at $metadata', async () => {
    const response = await get('$metadata');
    expect(response.headers.get('content-type')).toBe('application/xml;charset=utf-8');
    const model = await response.text();
    expect(model).toContain(
      '<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0">',
    );
    for (const { id } of statisticTables) expect(model).toContain(`<EntitySet Name="${id}"`);
  });
});

describe('OData 4.0 intermediate conformance (Protocol 13.1.2)', () => {
  it('I1 follows every MUST of the minimal level', () => {
    const minimal = conformanceItems.filter(({ id, demand }) => id.startsWith('M') && demand === 'MUST');
    expect(minimal.filter(({ answer }) => answer !== 'FOLLOWED')).toEqual([]);
  });

  it('I2 parses every option of the grammar that it supports, and says where it could not', async () => {
    const refusal = await json('insatser?$filter=antal eq 1)');
    expect(refusal.error.message).toMatch(/^\$filter, character 11: /);
  });

  it('I3 supports $select', async () => {
    const page = await json('insatser?$select=antal,%20period&$top=2');
    expect(page['@odata.context']).toBe(`${served.url}/odata/v4/$metadata#insatser(period,antal)`);
    for (const row of page.value) expect(Object.keys(row)).toEqual(['period', 'antal']);
    expect(Object.keys((await rowsOf('insatser?$select=*&$top=1'))[0]!)).toHaveLength(insatser.length);
    expect(Object.keys((await rowsOf('insatser?$select=antal,*&$top=1'))[0]!)).toHaveLength(insatser.length);
  });

  it('I4 has no derived types', async () => {
    expect(await (await get('$metadata')).text()).not.toContain('BaseType');
    expect(await statusOf('insatser/kommunhub.statistik.InsatserRad')).toBe(404);
  });

  it('I5 supports $top', async () => {
    expect(await rowsOf('insatser?$top=7')).toHaveLength(7);
    expect(await json('insatser?$top=0')).toMatchObject({ value: [] });
    expect((await json('insatser?$top=7'))['@odata.nextLink']).toBeUndefined();
  });

  it('I6 supports /$value on properties', async () => {
    const [row] = await rowsOf("insatser?$filter=antal gt 0 and plats eq 'Falun'&$top=1");
    const key = encodeURIComponent(String(row?.rad));
    const value = await get(`insatser('${key}')/antal/$value`);
    expect(value.headers.get('content-type')).toBe('text/plain;charset=utf-8');
    expect(await value.text()).toBe(String(row?.antal));
    expect(await json(`insatser('${key}')/plats`)).toEqual({
      '@odata.context': `${served.url}/odata/v4/$metadata#insatser('${key}')/plats`,
      value: 'Falun',
    });
    expect(await statusOf(`insatser('${key}')/nothing/$value`)).toBe(404);
  });

  it('I7.1 supports eq and ne on every property', async () => {
    const [sample] = await rowsOf('insatser?$filter=antal gt 0&$top=1');
    const total = Number(await (await get('insatser/$count')).text());
    for (const { name, type } of insatser) {
      const value = sample?.[name] ?? null;
      const literal =
        value !== null && type === 'string' ? `'${String(value).replaceAll("'", "''")}'` : value;
      const count = async (op: string) =>
        Number(
          await (
            await get(`insatser/$count?$filter=${encodeURIComponent(`${name} ${op} ${literal}`)}`)
          ).text(),
        );
      const [equal, other] = [await count('eq'), await count('ne')];
      expect([name, equal > 0, equal + other]).toEqual([name, true, total]);
    }
  });

  it('I7.2 supports parameter aliases in $filter', async () => {
    const plain = await rowsOf("insatser?$filter=period eq '2025' and antal gt 900");
    expect(plain.length).toBeGreaterThan(0);
    expect(await rowsOf("insatser?$filter=period eq @p and antal gt @n&@p='2025'&@n=900")).toEqual(plain);
  });

  it('I7.3 supports gt, ge, lt, le, and, or, not, in and parentheses', async () => {
    const all = await everyRow(served.world.tables, { table: 'insatser' });
    const antal = (row: Record<string, unknown>) => (row.antal === null ? Number.NaN : Number(row.antal));
    const asked: readonly (readonly [string, (row: Record<string, unknown>) => boolean])[] = [
      ["kon eq 'KVINNA' and antal ge 500", (row) => row.kon === 'KVINNA' && antal(row) >= 500],
      ['antal lt 100 or antal gt 900', (row) => antal(row) < 100 || antal(row) > 900],
      ['not (antal le 800)', (row) => !(antal(row) <= 800)],
      [
        "period in ('2025','2026Q3') and undertryckt eq false",
        (row) => ['2025', '2026Q3'].includes(String(row.period)) && !row.undertryckt,
      ],
      [
        "period ge '2026' and period lt '2026Q3'",
        (row) => String(row.period) >= '2026' && String(row.period) < '2026Q3',
      ],
      ['antal eq null', (row) => row.antal === null],
      ['skal ne null and not undertryckt', (row) => row.skal !== null && !row.undertryckt],
      ['slappt gt 2026-10-15', (row) => String(row.slappt) > '2026-10-15'],
    ];
    for (const [filter, holds] of asked) {
      const rows = await rowsOf(`insatser?$filter=${encodeURIComponent(filter)}`);
      expect([filter, rows.length]).toEqual([filter, all.filter(holds).length]);
    }
  });

  it('I7.4 supports contains, startswith and endswith', async () => {
    const places = async (filter: string) =>
      new Set(
        (await rowsOf(`insatser?$select=plats&$filter=${encodeURIComponent(filter)}`)).map(
          ({ plats }) => plats,
        ),
      );
    expect(await places("contains(plats,'Å\" & ')")).toEqual(new Set(['Falun, "Å" & grannar; syd']));
    expect(await places("startswith(plats,'Fal')")).toEqual(new Set(['Falun', 'Falun, "Å" & grannar; syd']));
    expect(await places("endswith(plats,'län') and platsniva eq 'LAN'")).toEqual(
      new Set(['Övriga i Dalarnas län']),
    );
  });

  it('I7.5 answers a filter inside $expand with 501', async () => {
    expect(await statusOf('insatser?$expand=rader($filter=antal eq 1)')).toBe(501);
  });

  it('I8 publishes its model at $metadata', async () => {
    expect(await statusOf('$metadata')).toBe(200);
  });

  it('I9 has the JSON format', async () => {
    expect(await statusOf('insatser?$top=1', { accept: 'application/json' })).toBe(200);
  });

  it('I10 takes basic authentication, and asks for it', async () => {
    const stranger = await fetch(`${served.url}/odata/v4/`);
    expect(stranger.headers.get('www-authenticate')).toContain('Basic realm="kommunhub", charset="UTF-8"');
    expect(served.authorization).toMatch(/^Basic /);
    expect(await statusOf('')).toBe(200);
  });

  it('I11 answers $search with 501', async () => {
    expect(await statusOf('insatser?$search=Falun')).toBe(501);
    expect(await statusOf('insatser/$count?$search=Falun')).toBe(501);
  });

  it('I12 supports $skip', async () => {
    const rows = await rowsOf('insatser?$top=30');
    expect(await rowsOf('insatser?$top=10&$skip=20')).toEqual(rows.slice(20));
    expect(await rowsOf('insatser?$skip=999999')).toEqual([]);
  });

  it('I13 supports $count', async () => {
    const page = await json("insatser?$count=true&$top=2&$filter=period eq '2025'");
    const all = await everyRow(served.world.tables, { table: 'insatser' });
    expect(page['@odata.count']).toBe(all.filter(({ period }) => period === '2025').length);
    expect(await json('insatser?$count=false&$top=1')).not.toHaveProperty(['@odata.count']);
  });

  it('I14 answers $expand with 501', async () => {
    expect(await statusOf("insatser('x')?$expand=*")).toBe(501);
  });

  it('I15 answers any and all with 501', async () => {
    for (const lambda of ['any()', 'any(r:r/antal eq 1)', 'all(r:r/antal eq 1)'])
      expect(await statusOf(`insatser?$filter=${encodeURIComponent(`rader/${lambda}`)}`)).toBe(501);
  });

  it('I16 supports /$count on entity sets', async () => {
    const response = await get("insatser/$count?$filter=platsniva eq 'KOMMUN'&$top=1&$skip=3");
    const all = await everyRow(served.world.tables, { table: 'insatser' });
    expect(await response.text()).toBe(String(all.filter(({ platsniva }) => platsniva === 'KOMMUN').length));
    expect(response.headers.get('content-type')).toBe('text/plain;charset=utf-8');
  });

  it('I17 supports $orderby, null first where it ascends and last where it descends', async () => {
    const rows = await rowsOf('insatser?$orderby=antal desc,plats&$select=antal,plats&$top=500');
    const figures = rows.map(({ antal }) => Number(antal));
    expect(figures).toEqual([...figures].sort((one, other) => other - one));
    expect((await rowsOf('insatser?$orderby=antal&$top=1'))[0]?.antal).toBeNull();
    expect(await statusOf('insatser?$orderby=length(plats)')).toBe(501);
    expect(await statusOf('insatser?$orderby=plats%20sideways')).toBe(501);
  });
});

describe('the page of conformance', () => {
  it('has exactly the items that have a test here', async () => {
    const source = await readFile(import.meta.filename, 'utf8');
    const titles = [...source.matchAll(/^ {2}it\('([MI][\d.]+) /gm)].map(([, id]) => id);
    expect(titles).toEqual(conformanceItems.map(({ id }) => id));
  });
});
