import type { Caller, HubRecord } from '@kommunhub/schema';
import { Session } from '@kommunhub/subgraph-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase, aDecision, aPerson, aStaff } from '../../../../test/support/small-model.js';
import { falun, gagnef, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { listCases } from '../rows/list-cases.js';
import { createCasesSubgraph } from '../subgraph.js';

/** Many cases, on few days so that pages break within a day. */
function manyCases(kommunCode: string, count: number): HubRecord[] {
  const records: HubRecord[] = [aStaff('s1'), aStaff('s2')];
  for (let number = 1; number <= count; number += 1) {
    const [person, own] = [`p${number}`, `c${number}`];
    const handlaggareSourceId = ['s1', 's2', null][number % 3] ?? null;
    const openedOn = `2025-0${1 + (number % 4)}-01`;
    records.push(aPerson(person), aCase(own, person, { handlaggareSourceId, openedOn }));
    records.push(aDecision(`d${number}`, own, { decidedOn: `2025-0${5 + (number % 3)}-01` }));
  }
  return records.map((record) => ({ ...record, kommunCode }));
}

interface Connection {
  readonly totalCount: number;
  readonly nodes: { readonly id: string; readonly on: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const cases = createCasesSubgraph();

describe('a long work list', () => {
  const statements: string[] = [];
  let world: World;
  let caller: Caller;
  beforeAll(async () => {
    world = await openWorld({ onStatement: (statement) => statements.push(statement) });
    await world.deliver(falun, manyCases('2080', 240));
    await world.deliver(gagnef, manyCases('2026', 60));
    await world.agree();
    caller = await world.handlaggare();
  });
  afterAll(() => world.drop());

  async function page(field: string, args: string, dateField: string): Promise<Connection> {
    const selection = `totalCount nodes { id on: ${dateField} } pageInfo { hasNextPage endCursor }`;
    const { data, errors } = await world.ask(cases, caller, `{ list: ${field}(${args}) { ${selection} } }`);
    expect(errors).toBeUndefined();
    return (data as { list: Connection }).list;
  }

  it.each([
    ['cases', 'OPENED_ON_DESC', 'openedOn', 200],
    ['cases', 'OPENED_ON_ASC', 'openedOn', 200],
    ['decisions', 'DECIDED_ON_DESC', 'decidedOn', 200],
    ['decisions', 'DECIDED_ON_ASC', 'decidedOn', 200],
  ] as const)(
    'of %s is walked in the order %s without loss or doubling',
    async (field, order, dateField, total) => {
      const whole = await page(field, `first: 500, orderBy: ${order}`, dateField);
      expect([whole.totalCount, whole.nodes.length, whole.pageInfo.hasNextPage]).toEqual([
        total,
        total,
        false,
      ]);
      const days = whole.nodes.map(({ on }) => on);
      expect(days).toEqual(order.endsWith('ASC') ? days.toSorted() : days.toSorted().reverse());

      const walked: string[] = [];
      for (let after = ''; ; ) {
        const next = await page(field, `first: 7, orderBy: ${order}${after}`, dateField);
        expect(next.totalCount).toBe(total);
        walked.push(...next.nodes.map(({ id }) => id));
        if (!next.pageInfo.hasNextPage) break;
        after = `, after: "${next.pageInfo.endCursor}"`;
      }
      expect(walked).toEqual(whole.nodes.map(({ id }) => id));
      expect(new Set(walked).size).toBe(total);
    },
  );

  it('costs the same statements for 30 cases and for 200', async () => {
    const text = (
      first: number,
    ) => `{ cases(first: ${first}) { totalCount nodes { caseNumber kommun { name } namnd { name }
      handlaggare { name } person { name withheld } investigations { openedOn }
      decisions { kind insatsText withheld decidedBy { name } executions { provider } case { status } } } } }`;
    const run = async (first: number) => {
      statements.length = 0;
      const { data, errors } = await world.ask(cases, caller, text(first));
      expect(errors).toBeUndefined();
      expect((data as { cases: Connection }).cases.nodes).toHaveLength(first);
      return statements.map((statement) => /from (?:unnest.* join )?(\S+)/.exec(statement)?.[1]).toSorted();
    };
    // Ids differ from run to run, and so does which cases come first: among thirty some have a handläggare and some none.
    const few = await run(30);
    expect(await run(200)).toEqual(few);
    expect(few.length).toBeLessThanOrEqual(9);
  });

  it('does not count unless asked', async () => {
    statements.length = 0;
    await world.ask(cases, caller, '{ cases(first: 5) { nodes { id } } }');
    expect(statements).toHaveLength(1);
    expect(statements[0]).not.toContain('count(*)');
  });

  it('begins a page in the index and not at the beginning of the list, row rules or not', async () => {
    const { database, keyRing } = world.test;
    const session = new Session({ database, keyRing, caller });
    // With so few rows anything is quick; what counts is that the index can do it.
    await session.query(
      'set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off',
    );
    const plan: string[] = [];
    const explaining = Object.create(session, {
      query: {
        value: async (sql: string, parameters: unknown[]) => {
          const rows = await session.query<{ 'QUERY PLAN': string }>(
            `explain (costs off) ${sql}`,
            parameters,
          );
          plan.push(...rows.map((row) => row['QUERY PLAN']));
          return [];
        },
      },
    });
    const everything = {
      kommunCodes: null,
      assignment: null,
      status: null,
      openedFrom: null,
      openedTo: null,
      personkrets: null,
      validOn: null,
      knownOn: null,
    };
    const after = { on: '2025-03-01', id: '2080-f' };
    await listCases(explaining, everything, { descending: true, after, limit: 50 });
    await session.close();
    const begins = plan.filter((line) => /Index Cond: .*ROW\(opened_on, id\) < +ROW/.test(line));
    expect(plan.filter((line) => line.includes('Index Scan Backward'))).toHaveLength(2);
    expect(begins).toHaveLength(2);
  });
});
