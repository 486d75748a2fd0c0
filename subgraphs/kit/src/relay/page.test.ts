import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { CursorCodec } from './cursor-codec.js';
import { afterPosition, type OrderColumn, orderBy } from './keyset.js';
import { type PageRequest, pageOf, startOfPage } from './page.js';

const codec = new CursorCodec(randomBytes(32));

describe('cursors', () => {
  it('come back as the position they were made of', () => {
    const cursor = codec.encode('cases by opened_on', ['2026-01-01', '2080-ab']);
    expect(codec.decode('cases by opened_on', cursor)).toEqual(['2026-01-01', '2080-ab']);
  });

  it('are refused for another list, from another hub and when made up', () => {
    const cursor = codec.encode('list', ['2026-01-01']);
    const refused = expect.objectContaining({ code: 'CURSOR_INVALID' });
    const attempts = [
      () => codec.decode('other', cursor),
      () => new CursorCodec(randomBytes(32)).decode('list', cursor),
      () => codec.decode('list', ''),
      () => codec.decode('list', 'not a cursor'),
      () => codec.decode('list', Buffer.from('["2026-01-01"]').toString('base64url')),
    ];
    for (const attempt of attempts) expect(attempt).toThrow(refused);
  });
});

describe('a page', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
    await test.owner.query(`create table public.items as
      select lpad(n::text, 3, '0') as id, date '2026-01-01' + (n * 7 % 5) as day from generate_series(1, 60) n`);
  });
  afterAll(() => test.drop());

  async function page(columns: readonly OrderColumn[], first: number, after: string | null) {
    const request: PageRequest = { first, after, codec, list: orderBy(columns) };
    const { position, limit } = startOfPage(request);
    const values: string[] = [];
    const parameter = (value: string) => `$${values.push(value)}`;
    const where = position === null ? 'true' : afterPosition(columns, position, parameter);
    const { rows } = await test.owner.query<{ id: string; day: string }>(
      `select id, day::text from public.items where ${where} order by ${orderBy(columns)} limit ${limit}`,
      values,
    );
    const positionOf = (row: { id: string; day: string }) =>
      columns.map((column) => (column.sql === 'day' ? row.day : row.id));
    return pageOf(
      request,
      rows,
      positionOf,
      (row) => row.id,
      async () => 60,
    );
  }

  it('follows page by page through the whole list, in any mix of directions and sizes', async () => {
    const directions = fc.tuple(fc.boolean(), fc.boolean());
    await fc.assert(
      fc.asyncProperty(directions, fc.integer({ min: 1, max: 61 }), async ([dayDown, idDown], first) => {
        const columns: OrderColumn[] = [
          { sql: 'day', type: 'date', descending: dayDown },
          { sql: 'id', type: 'text', descending: idDown },
        ];
        const whole = await test.owner.query<{ id: string }>(
          `select id from public.items order by ${orderBy(columns)}`,
        );
        const seen: string[] = [];
        for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
          const { edges, pageInfo } = await page(columns, first, after);
          expect(pageInfo.hasPreviousPage).toBe(after !== null);
          seen.push(...edges.map((edge) => edge.node));
          after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        }
        expect(seen).toEqual(whole.rows.map((row) => row.id));
      }),
      { numRuns: 20 },
    );
  });

  it('has at least one and at most 500 nodes', () => {
    for (const first of [0, -1, 501, 1.5]) {
      expect(() => startOfPage({ first, after: null, codec, list: 'x' })).toThrow(
        expect.objectContaining({ code: 'BAD_INPUT' }),
      );
    }
  });
});
