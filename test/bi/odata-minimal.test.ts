import { columnsOf, statisticTableById, statisticTables } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRow } from './every-row.js';
import { odataQuestions, type Page } from './odata-questions.js';
import { ServedTables } from './served-tables.js';

let served: ServedTables;
beforeAll(async () => {
  served = await ServedTables.start();
});
afterAll(() => served?.stop());

const { get, json, statusOf, rowsOf } = odataQuestions(() => served);
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
