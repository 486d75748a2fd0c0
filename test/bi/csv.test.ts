import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import {
  columnsOf,
  HubError,
  type ReleasedQuery,
  type ReleasedRow,
  type ReleasedTables,
  statisticTableById,
  statisticTables,
} from '@kommunhub/schema';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inventedContent } from '../support/released-world.js';
import { everyRow } from './every-row.js';
import { ServedTables } from './served-tables.js';

let served: ServedTables;
beforeAll(async () => {
  served = await ServedTables.start();
});
afterAll(() => served?.stop());
afterEach(() => {
  served.reading.tables = served.world.tables;
});

type Told = Readonly<Record<string, string>>;
const read = (text: string, delimiter = ','): Told[] =>
  parse(text, { delimiter, recordDelimiter: '\r\n', columns: true, bom: true });
const rowsAt = async (path: string) => read(await (await served.get(path)).text());
const told = (row: ReleasedRow): Told =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]));

describe('a table as a file', () => {
  it.each(statisticTables.map(({ id }) => id))('of %s has every released row, cell by cell', async (id) => {
    const rows = await everyRow(served.world.tables, { table: id });
    expect(rows.length).toBeGreaterThan(0);
    expect(await rowsAt(`/statistics/${id}.csv?dialect=rfc4180`)).toEqual(rows.map(told));
  });

  it('is made for Swedish Excel where nothing else is asked for', async () => {
    const response = await served.get('/statistics/beslut.csv?period=2025&platskod=OMRADE_FALUN');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, ...lines] = bytes.subarray(3).toString().split('\r\n');
    expect(header).toBe(
      columnsOf(statisticTableById('beslut')!)
        .map(({ name }) => name)
        .join(';'),
    );
    expect(lines.at(-1)).toBe('');
    const columns = read(bytes.toString(), ';');
    expect(columns.some(({ medel_dagar }) => /^\d+,\d$/.test(medel_dagar ?? ''))).toBe(true);
  });

  it('keeps codes of ages where Excel would make dates and negative numbers of them', async () => {
    const path = '/statistics/personer.csv?period=2025&platskod=OMRADE_FALUN';
    const codes = async (dialect: string) =>
      new Set(
        read(await (await served.get(`${path}&dialect=${dialect}`)).text(), ';').map(({ alder }) => alder),
      );
    expect(await codes('excel')).toContain('="7-12"');
    expect(await codes('semikolon')).toEqual(
      new Set(['0-6', '7-12', '13-17', '18-22', '23-64', '65-', 'OKAND', 'TOTALT']),
    );
  });

  it('has Swedish labels when asked', async () => {
    const [row] = read(
      await (await served.get('/statistics/insatser.csv?header=label&period=2025')).text(),
      ';',
    );
    expect(Object.keys(row!)).toEqual(columnsOf(statisticTableById('insatser')!).map(({ label }) => label));
  });

  it('has the rows that are asked for, and its header where there are none', async () => {
    const rows = await rowsAt(
      '/statistics/insatser.csv?dialect=rfc4180&period=2025&platskod=2080,2082&insats=LSS_9_2&insats=LSS_9_10&kon=KVINNA,MAN',
    );
    expect(rows).toHaveLength(8);
    expect(new Set(rows.map(({ platskod, insats }) => `${platskod} ${insats}`)).size).toBe(4);
    expect(await rowsAt('/statistics/insatser.csv?dialect=rfc4180&period=1999')).toEqual([]);
  });

  it('is of the release that is asked for, else of the latest version', async () => {
    const releases = await served.world.tables.releases('personer');
    const first = releases.find(({ period, version }) => period === '2025' && version === 1)!;
    const versions = async (more: string) =>
      new Set(
        (await rowsAt(`/statistics/personer.csv?dialect=rfc4180&period=2025${more}`)).map((r) => r.version),
      );
    expect(await versions('')).toEqual(new Set(['2']));
    expect(await versions(`&release=${first.id}`)).toEqual(new Set(['1']));
    const foreign = await served.get(`/statistics/beslut.csv?release=${first.id}`);
    expect([foreign.status, await foreign.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });

  it('leaves a figure out where a kommun is missing, and gives it marked when that is asked for', async () => {
    const path = '/statistics/tjanster.csv?dialect=rfc4180&period=2025&platskod=ALLA';
    expect(await rowsAt(path)).toMatchObject([
      { handlaggare: '', undertryckt: 'true', skal: 'OFULLSTANDIG', fullstandig: 'false' },
    ]);
    const [row] = await rowsAt(`${path}&allowPartial=true`);
    expect(row).toMatchObject({ undertryckt: 'false', skal: '', fullstandig: 'false' });
    expect(row?.handlaggare).not.toBe('');
  });

  it('tells every fault of its address at once', async () => {
    const response = await served.get('/statistics/insatser.csv?kommun=2080&period=Q3');
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as {
      errors: { extensions: { faults: { path: string }[] } }[];
    };
    expect(errors[0]?.extensions.faults.map(({ path }) => path)).toEqual(['kommun', 'period']);
  });
});

describe('the headers of a file', () => {
  const path = '/statistics/insatser.csv?period=2026Q2,2026Q1';

  it('name it by table and newest period', async () => {
    const nameAt = async (at: string) =>
      (await served.get(at, {}, 'HEAD')).headers.get('content-disposition');
    expect(await nameAt('/statistics/insatser.csv')).toBe(
      'attachment; filename="kommunhub-insatser-2026Q3.csv"',
    );
    expect(await nameAt(path)).toBe('attachment; filename="kommunhub-insatser-2026Q2.csv"');
    expect(await nameAt('/statistics/insatser.csv?period=1999')).toBe(
      'attachment; filename="kommunhub-insatser.csv"',
    );
  });

  it('let a client that has it ask again without being sent it', async () => {
    const tag = (await served.get(path, {}, 'HEAD')).headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    const again = async (at: string, held: string) =>
      (await served.get(at, { 'if-none-match': held })).status;
    expect(await again(path, tag)).toBe(304);
    expect(await again(path, `"other", W/${tag}`)).toBe(304);
    expect(await again('/statistics/insatser.csv?period=2026Q2', tag)).toBe(200);
    expect(await again(`${path}&dialect=rfc4180`, tag)).toBe(200);
  });

  it('are the same for HEAD, which has no body', async () => {
    const [got, headed] = [await served.get(path), await served.get(path, {}, 'HEAD')];
    expect(await headed.text()).toBe('');
    for (const name of ['content-type', 'content-disposition', 'etag', 'cache-control', 'vary'])
      expect(headed.headers.get(name)).toBe(got.headers.get(name));
    expect(got.headers.get('cache-control')).toBe('private, no-cache');
    await got.body?.cancel();
  });

  it('refuse every other method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const { status, headers } = await served.get(path, {}, method);
      expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });
});

describe('a file that cannot be whole', () => {
  const path = '/statistics/insatser.csv?dialect=rfc4180';
  const page = 20;

  /** Gives small pages, each after it has been told of. */
  const pagewise = (onPage: (count: number) => void | Promise<void>): ReleasedTables => {
    const { tables } = served.world;
    let count = 0;
    return Object.create(tables, {
      read: {
        value: async (query: ReleasedQuery) => {
          await onPage(++count);
          return tables.read({ ...query, limit: page });
        },
      },
    });
  };

  it('is cut off where reading fails, and does not end as one that is whole does', async () => {
    const before = served.failures.length;
    served.reading.tables = pagewise((count) => {
      if (count === 4) throw new Error('The database went away.');
    });
    const response = await served.get(path);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    expect(String(served.failures[before])).toContain('went away');
  });

  it('is cut off so that an older proxy sees it, too', async () => {
    served.reading.tables = pagewise((count) => {
      if (count === 4) throw new Error('The database went away.');
    });
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.0\r\nauthorization: ${served.authorization}\r\n\r\n`);
    socket.resume();
    await expect(once(socket, 'end')).rejects.toThrow('ECONNRESET');
  });

  it('is told of as an error where its first page cannot be read', async () => {
    served.reading.tables = pagewise(() => {
      throw new HubError('DATABASE_UNAVAILABLE', 'The database went away.');
    });
    const response = await served.get(path);
    expect([
      response.status,
      response.headers.get('content-disposition'),
      response.headers.get('etag'),
    ]).toEqual([503, null, null]);
  });

  it('is read no further when the client has gone, and that is no failure', async () => {
    const before = served.failures.length;
    const gone = new AbortController();
    let pages = 0;
    served.reading.tables = pagewise(async (count) => {
      pages = count;
      if (count === 5) gone.abort();
      if (count >= 5) await wait(50);
    });
    const response = await fetch(`${served.url}${path}`, {
      headers: { authorization: served.authorization },
      signal: gone.signal,
    });
    await expect(response.text()).rejects.toThrow('abort');
    await wait(300);
    expect(pages).toBeLessThanOrEqual(7);
    expect(served.failures.length).toBe(before);
  });

  it('waits for a client that does not read', async () => {
    let pages = 0;
    const { tables } = served.world;
    const endless = async ({ after: _after, ...query }: ReleasedQuery) => {
      pages += 1;
      return { ...(await tables.read({ ...query, limit: 2_000 })), next: 'and so on' };
    };
    served.reading.tables = Object.create(tables, { read: { value: endless } });
    const response = await served.get(path);
    await expect.poll(() => pages, { timeout: 10_000 }).toBeGreaterThan(1);
    let before = -1;
    await expect
      .poll(
        async () => {
          const still = before === pages;
          before = pages;
          await wait(300);
          return still;
        },
        { timeout: 10_000 },
      )
      .toBe(true);
    await response.body?.cancel();
  });

  it('is of one state of the releases, though one comes while it is read', async () => {
    const whole = await rowsAt(`${path}&period=2026Q1,2026Q2`);
    const tag = async () =>
      (await served.get(`${path}&period=2026Q1,2026Q2`, {}, 'HEAD')).headers.get('etag');
    const before = await tag();
    served.reading.tables = pagewise(async (count) => {
      if (count !== 3) return;
      const corrected = inventedContent('insatser', '2026Q2', 'corrected');
      await served.world.release(corrected, { version: 2, reason: 'Rättad under läsningen.' });
    });
    expect(await rowsAt(`${path}&period=2026Q1,2026Q2`)).toEqual(whole);
    served.reading.tables = served.world.tables;
    expect(await tag()).not.toBe(before);
    const after = await rowsAt(`${path}&period=2026Q1,2026Q2`);
    expect(new Set(after.map(({ period, version }) => `${period} ${version}`))).toEqual(
      new Set(['2026Q1 1', '2026Q2 2']),
    );
  });
});

describe('who may have a file', () => {
  const status = async (authorization: string, table = 'insatser') =>
    (await served.get(`/statistics/${table}.csv`, { authorization }, 'HEAD')).status;

  it('is nobody without a key, and is told how to send one', async () => {
    const { status: refused, headers } = await fetch(`${served.url}/statistics/insatser.csv`);
    expect(refused).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Basic realm="kommunhub"/);
    expect(headers.get('etag')).toBeNull();
  });

  it('is a key, for the tables it was made for', async () => {
    const some = await served.makeKey('bi', ['insatser']);
    expect([await status(some), await status(some, 'beslut'), await status(some, 'nej')]).toEqual([
      200, 403, 404,
    ]);
  });

  it('is no service, and nobody with a wrong key', async () => {
    expect(await status(await served.makeKey('service', null))).toBe(403);
    expect(await status(`Basic ${Buffer.from('khk-0000000000000000:x').toString('base64')}`)).toBe(401);
  });

  it('learns in the browser how to get a key', async () => {
    const response = await fetch(`${served.url}/statistics/insatser.csv`, {
      headers: { accept: 'text/html,*/*' },
    });
    const text = await response.text();
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toContain('<html lang="sv">');
    expect(text).toContain('Så får du en nyckel');
  });
});
