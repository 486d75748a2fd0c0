import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type Caller, columnsOf, HubError, type ReleasedTables, statisticTableById } from '@kommunhub/schema';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hubAddressOf } from '../../gateway/src/bi/hub-address.js';
import { createODataDoor } from '../../gateway/src/bi/odata/index.js';
import type { TablesDoor } from '../../gateway/src/bi/tables-door.js';
import { RateLimitedError } from '../../gateway/src/identity/rate-limits.js';
import { blockList } from '../../gateway/src/identity/reachable-address.js';
import { odataQuestions } from './odata-questions.js';
import { ServedTables } from './served-tables.js';

let served: ServedTables;
beforeAll(async () => {
  served = await ServedTables.start();
});
afterAll(() => served?.stop());
afterEach(() => {
  served.reading.tables = served.world.tables;
});

const { get } = odataQuestions(() => served);
const secret = () => Buffer.from(served.authorization.slice(6), 'base64').toString().split(':')[1]!;

describe('who asks', () => {
  it('comes first: strangers learn nothing of tables, versions or questions', async () => {
    const bodies = new Set<string>();
    for (const path of ['', '$metadata', 'insatser', 'nothing', 'insatser?$filter=x', '$batch']) {
      const stranger = await fetch(`${served.url}/odata/v4/${path}`, {
        headers: { 'odata-maxversion': '3.0', accept: 'image/png' },
      });
      expect(stranger.status).toBe(401);
      bodies.add(await stranger.text());
    }
    expect(bodies.size).toBe(1);
  });

  it('is known by key as Basic or Bearer, and not by a wrong secret', async () => {
    const [id, word] = Buffer.from(served.authorization.slice(6), 'base64').toString().split(':');
    const asBearer = await get('', { authorization: `Bearer ${id}.${word}` });
    expect(asBearer.status).toBe(200);
    const wrong = Buffer.from(`${id}:${'x'.repeat(43)}`).toString('base64');
    expect((await get('', { authorization: `Basic ${wrong}` })).status).toBe(401);
    const service = await get('', { authorization: await served.makeKey('service', null) });
    expect(service.status).toBe(403);
  });

  it('sees only the tables that the key was made for', async () => {
    const authorization = await served.makeKey('bi', ['beslut']);
    const own = (path: string) => get(path, { authorization });
    const { value } = (await (await own('')).json()) as { value: readonly { readonly name: string }[] };
    expect(value.map(({ name }) => name)).toEqual(['beslut']);
    const model = await (await own('$metadata')).text();
    expect(model).toContain('BeslutRad');
    expect([...model.matchAll(/<EntitySet Name="(\w+)"/g)].map(([, name]) => name)).toEqual(['beslut']);
    for (const other of ['InsatserRad', 'personkrets']) expect(model).not.toContain(other);
    expect((await own('beslut?$top=1')).status).toBe(200);
    for (const path of [
      'insatser',
      'insatser/$count',
      "insatser('x')",
      "insatser('x')/antal",
      'insatser?$skiptoken=1~x',
    ])
      expect([path, (await own(path)).status]).toEqual([path, 403]);
    const whole = (await get('$metadata')).headers.get('etag')!;
    expect((await get('$metadata', { authorization, 'if-none-match': whole })).status).toBe(200);
  });
});

describe('a refusal', () => {
  it('has the form of OData, a code of the hub, and nothing of what was asked', async () => {
    const paths = [
      ['insatser?$filter=Robin%20eq%20%27Exempel%27', 400],
      ['insatser?$orderby=Robin', 400],
      ['insatser?$select=Exempel', 400],
      ['insatser?Robin=%zz', 400],
      ['insatser?$Robin=Exempel', 501],
      ['Robin(Exempel)', 400],
      ["insatser('Robin Exempel')", 404],
      ['Robin', 404],
      [`insatser?$filter=plats%20eq%20'${'Robin'.repeat(2_000)}'`, 414],
    ] as const;
    for (const [path, status] of paths) {
      const response = await get(path);
      const body = await response.text();
      expect([path.slice(0, 60), response.status]).toEqual([path.slice(0, 60), status]);
      expect(JSON.parse(body)).toEqual({
        error: expect.objectContaining({ code: expect.stringMatching(/^[A-Z_]+$/) }),
      });
      expect(body).not.toMatch(/Robin|Exempel/);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('etag')).toBeNull();
    }
  });

  it('tells an id and no more where something unforeseen happens, and the report holds no secret', async () => {
    const failing = (error: Error): ReleasedTables =>
      Object.assign(Object.create(served.world.tables) as ReleasedTables, {
        read: () => Promise.reject(error),
      });
    served.reading.tables = failing(new Error('connection to 10.0.0.7 lost'));
    const response = await get('insatser?$top=1');
    const body = await response.text();
    expect([response.status, JSON.parse(body).error.code]).toEqual([500, 'INTERNAL']);
    expect(body).not.toContain('10.0.0.7');
    expect(served.failures).toHaveLength(1);
    expect(String(served.failures[0])).not.toContain(secret());
    served.reading.tables = failing(new HubError('DATABASE_UNAVAILABLE', 'The database went away.'));
    expect((await get('insatser?$top=1')).status).toBe(503);
  });

  it('is given to a request that names no host, or another than a host', async () => {
    const { hostname, port } = new URL(served.url);
    const raw = (host: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(Number(port), hostname, () => {
          socket.write(
            `GET /odata/v4/ HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${served.authorization}\r\nconnection: close\r\n\r\n`,
          );
        });
        let text = '';
        socket.on('data', (chunk) => (text += String(chunk)));
        socket.on('end', () => resolve(text)).on('error', reject);
      });
    expect(await raw('evil.example/x?')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw('a b')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw('hub.example')).toContain('"http://hub.example/odata/v4/$metadata"');
    expect(await raw('hub.example')).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('the door itself', () => {
  const openDoor = async (door: Partial<TablesDoor>) => {
    const whole = {
      tables: served.world.tables,
      identify: async () => ({ role: 'region', purpose: 'STATISTIK' }) as Caller,
      addressOf: (request: IncomingMessage) => hubAddressOf(request, blockList(['127.0.0.1'])),
      ...door,
    };
    const handle = createODataDoor(whole, () => {});
    const server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { root: `http://127.0.0.1:${(server.address() as AddressInfo).port}/odata/v4/`, server };
  };

  it('writes links to the address of the proxy before it', async () => {
    const { root, server } = await openDoor({});
    const headers = {
      'x-forwarded-host': 'statistik.example',
      'x-forwarded-proto': 'https',
      prefer: 'odata.maxpagesize=5',
    };
    const page = (await (await fetch(`${root}insatser`, { headers })).json()) as Record<string, string>;
    expect(page['@odata.context']).toBe('https://statistik.example/odata/v4/$metadata#insatser');
    expect(page['@odata.nextLink']).toMatch(
      /^https:\/\/statistik\.example\/odata\/v4\/insatser\?\$skiptoken=/,
    );
    server.close();
  });

  it('says when to come back to who asks too often, and forbids who may not read', async () => {
    const tired = await openDoor({ identify: () => Promise.reject(new RateLimitedError(7)) });
    const later = await fetch(tired.root);
    expect([later.status, later.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await later.json()).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    const other = await openDoor({
      identify: async () => ({ role: 'service', purpose: 'TEKNIK' }) as Caller,
    });
    expect((await fetch(other.root)).status).toBe(403);
    for (const { server } of [tired, other]) server.close();
  });
});

describe('any question', () => {
  it('is answered with rows or a refusal of the client, never as a failure', async () => {
    const names = columnsOf(statisticTableById('beslut')!).map(({ name }) => name);
    const value = fc.oneof(
      fc.constantFrom(
        "'2025'",
        "''",
        "'å''b'",
        '0',
        '-1',
        '1.5',
        '1e400',
        '9'.repeat(40),
        '2026-01-01',
        '2026-02-31',
      ),
      fc.constantFrom(
        '0001-01-01',
        '9999-12-31',
        'null',
        'true',
        'NaN',
        "'\u0000'",
        "'\ud800'",
        "'%'",
        "'\\'",
      ),
      fc.string({ maxLength: 8 }).map((text) => `'${text.replaceAll("'", "''")}'`),
    );
    const comparison = fc
      .tuple(fc.constantFrom(...names), fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'), value)
      .map((parts) => parts.join(' '));
    const call = fc
      .tuple(fc.constantFrom('contains', 'startswith', 'endswith'), fc.constantFrom(...names), value)
      .map(([name, column, text]) => `${name}(${column},${text})`);
    const list = fc
      .tuple(fc.constantFrom(...names), fc.array(value, { maxLength: 4 }))
      .map(([name, values]) => `${name} in (${values.join(',')})`);
    const filter = fc
      .array(fc.tuple(fc.constantFrom('and', 'or', 'and not', 'or not'), fc.oneof(comparison, call, list)), {
        minLength: 1,
        maxLength: 5,
      })
      .map((terms) =>
        terms.map(([word, term], place) => (place === 0 ? term : `${word} (${term})`)).join(' '),
      );
    const order = fc
      .array(fc.tuple(fc.constantFrom(...names), fc.constantFrom('', ' asc', ' desc', ' x')), {
        maxLength: 4,
      })
      .map((parts) => parts.map((part) => part.join('')).join(','));
    const option = fc.oneof(
      filter.map((text) => `$filter=${encode(text)}`),
      order.map((text) => `$orderby=${encode(text)}`),
      fc.subarray([...names, '*', 'x']).map((parts) => `$select=${encode(parts.join(','))}`),
      fc.oneof(fc.nat(), fc.constantFrom(-1, 1e21, 0.5)).map((number) => `$skip=${number}`),
      fc.constantFrom(
        '$count=true',
        '$count=1',
        '$format=json',
        '$format=;',
        '$skiptoken=5~abc',
        'allowPartial=true',
      ),
      fc.constantFrom(
        'release=1',
        '$expand=x',
        '@p=1',
        '&&&',
        '=',
        '$',
        '$$',
        '%',
        '%00=%00',
        '$filter=',
        '$top=',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }).map((text) => encode(text)),
    );
    const path = fc.constantFrom(
      'beslut',
      'beslut',
      'beslut/$count',
      "beslut('2025|ALLA')",
      '',
      '$metadata',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(path, fc.array(option, { maxLength: 4 }), async (resource, options) => {
        const response = await get(
          `${resource}?${[...options, ...(resource === 'beslut' ? ['$top=2'] : [])].join('&')}`,
        );
        expect([200, 400, 404, 406, 414, 501]).toContain(response.status);
        const text = await response.text();
        if (response.status !== 200) expect(JSON.parse(text).error.code).toMatch(/^[A-Z_]+$/);
      }),
      { numRuns: 200 },
    );
  });
});

/** As an address holds it; halves of characters, which no address can hold, are left out. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
