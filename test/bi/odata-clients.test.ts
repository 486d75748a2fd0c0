import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { ReleasedRow } from '@kommunhub/schema';
import { OData } from '@odata/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRow } from './every-row.js';
import { type PowerQueryRequest, powerQueryHeaders, powerQueryRequests } from './power-query-requests.js';
import { ServedTables } from './served-tables.js';

let served: ServedTables;
let released: readonly ReleasedRow[];
beforeAll(async () => {
  served = await ServedTables.start();
  released = await everyRow(served.world.tables, { table: 'insatser' });
});
afterAll(() => served?.stop());

interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Sends the address as it stands, without the tidying of fetch. */
function send(path: string, headers: Record<string, string>): Promise<Received> {
  const { hostname, port } = new URL(served.url);
  const { promise, resolve, reject } = Promise.withResolvers<Received>();
  request({ hostname, port, path, headers }, async (response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const isPacked = response.headers['content-encoding'] === 'gzip';
    const body = (isPacked ? gunzipSync(bytes) : bytes).toString();
    resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
  })
    .on('error', reject)
    .end();
  return promise;
}

describe('Power Query', () => {
  it('is asked for its credentials by basic authentication', async () => {
    const { status, headers } = await send('/odata/v4/', powerQueryHeaders);
    expect([status, String(headers['www-authenticate'])]).toEqual([
      401,
      expect.stringContaining('Basic realm="kommunhub"'),
    ]);
  });

  it.each(powerQueryRequests)('is answered when an analyst $step', async (asked: PowerQueryRequest) => {
    const headers = { ...powerQueryHeaders, authorization: served.authorization };
    const { status, headers: answered, body } = await send(`/odata/v4/${asked.path}`, headers);
    expect([status, answered['odata-version']]).toEqual([200, '4.0']);
    if (asked.rows === undefined) return;
    const rows: unknown[] = [];
    for (let page = JSON.parse(body); ; ) {
      rows.push(...page.value);
      const link: string | undefined = page['@odata.nextLink'];
      if (link === undefined) break;
      expect(new URL(link).origin).toBe(served.url);
      page = JSON.parse((await send(link.slice(served.url.length), headers)).body);
    }
    expect(rows).toHaveLength(
      Math.min(released.filter(asked.rows).length, asked.atMost ?? Number.POSITIVE_INFINITY),
    );
  });

  it('gets the model as XML and the total as text with the same headers', async () => {
    const headers = { ...powerQueryHeaders, authorization: served.authorization };
    const [model, total] = await Promise.all([
      send('/odata/v4/$metadata', headers),
      send('/odata/v4/insatser/$count', headers),
    ]);
    expect(model.headers['content-type']).toBe('application/xml;charset=utf-8');
    expect([total.headers['content-type'], total.body]).toEqual([
      'text/plain;charset=utf-8',
      `${released.length}`,
    ]);
  });
});

describe('the client @odata/client', () => {
  const clientOf = () => {
    const [username = '', password = ''] = Buffer.from(served.authorization.slice(6), 'base64')
      .toString()
      .split(':');
    const serviceEndpoint = `${served.url}/odata/v4/`;
    return OData.New4({ serviceEndpoint, credential: { username, password } });
  };

  it('reads a whole table by the links of its pages, every row once', async () => {
    const client = clientOf();
    const rows: Record<string, unknown>[] = [];
    let collection: string | undefined = 'insatser';
    while (collection !== undefined) {
      const page = (await client.newRequest({ collection })) as unknown as Record<string, unknown>;
      rows.push(...(page.value as Record<string, unknown>[]));
      const link = page['@odata.nextLink'] as string | undefined;
      collection = link?.slice(`${served.url}/odata/v4/`.length);
    }
    expect(rows).toEqual(released.map((row) => ({ ...row })));
    expect(new Set(rows.map(({ rad }) => rad)).size).toBe(rows.length);
  });

  it('reads a whole table by pages that it counts itself, every row once', async () => {
    const client = clientOf();
    const set = client.getEntitySet<Record<string, unknown>>('insatser');
    const total = await set.count();
    const rows: Record<string, unknown>[] = [];
    while (rows.length < total)
      rows.push(...(await set.query(client.newOptions().top(900).skip(rows.length).orderby('rad'))));
    expect(total).toBe(released.length);
    expect(new Set(rows.map(({ rad }) => rad)).size).toBe(total);
  });

  it('filters, selects and finds one row by its key', async () => {
    const client = clientOf();
    const set = client.getEntitySet<Record<string, unknown>>('insatser');
    const filter = client.newFilter().property('plats').eq("'Falun'").property('antal').gt(500);
    const rows = await set.query(client.newOptions().filter(filter).select('rad,antal'));
    expect(rows.length).toBe(
      released.filter(({ plats, antal }) => plats === 'Falun' && Number(antal) > 500).length,
    );
    const row = await set.retrieve(String(rows[0]?.rad));
    expect(row).toMatchObject(rows[0]!);
  });

  it('is told what is wrong in the form that it expects', async () => {
    const client = clientOf();
    const filter = client.newFilter().property('nothing').eq(1);
    await expect(client.getEntitySet('insatser').query(client.newOptions().filter(filter))).rejects.toThrow(
      /no such property/,
    );
  });
});
