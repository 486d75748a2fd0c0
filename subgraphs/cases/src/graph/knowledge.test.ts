import type { Caller, HubRecord } from '@kommunhub/schema';
import { Session } from '@kommunhub/subgraph-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { falunRecords, gagnefRecords } from '../../../../test/support/case-records.js';
import { aCase, aDecision } from '../../../../test/support/small-model.js';
import { codesOf, falun, gagnef, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { listDecisions } from '../rows/list-decisions.js';
import { loadByIds, loadByParents } from '../rows/load-rows.js';
import { createCasesSubgraph } from '../subgraph.js';

const cases = createCasesSubgraph();
const tables = [
  'cases',
  'persons',
  'investigations',
  'decisions',
  'executions',
  'handlaggare',
  'follow_ups',
  'interruptions',
];

const delivered: readonly HubRecord[] = [
  ...falunRecords,
  {
    ...{ kind: 'followUp', sourceId: 'f3', kommunCode: '2080', decisionSourceId: 'd2', type: null },
    ...{ typeRaw: null, plannedOn: '2026-05-01', doneOn: null, result: null },
  },
];

/** The records as a later delivery corrects them. */
const corrected = delivered
  .map((record): HubRecord => {
    if (record.kind === 'case' && record.sourceId === 'own') return { ...record, openedOn: '2025-02-01' };
    if (record.kind === 'case' && record.sourceId === 'queue') return { ...record, personSourceId: 'p2' };
    if (record.kind === 'decision' && record.sourceId === 'd1') return { ...record, outcome: 'AVSLAG' };
    if (record.kind === 'person' && record.sourceId === 'p1') return { ...record, name: 'Robin Rättad' };
    if (record.kind === 'staff' && record.sourceId === 's2') return { ...record, name: 'Love Rättad' };
    if (record.kind === 'execution') return { ...record, regi: 'LOV' };
    if (record.kind === 'followUp') return { ...record, doneOn: '2026-04-10', result: 'OFORANDRAT' };
    if (record.kind === 'interruption') return { ...record, endedOn: '2025-09-30' };
    return record;
  })
  // The second decision should never have been there.
  .filter((record) => !('decisionSourceId' in record && record.decisionSourceId === 'd2'))
  .filter((record) => !(record.kind === 'decision' && record.sourceId === 'd2'))
  .concat([
    aDecision('d4', 'own', { decidedOn: '2025-06-01' }),
    aCase('late', 'p1', { openedOn: '2025-01-15' }),
  ]);

const firstKnown = '2026-11-01T08:00:00Z';
/** Five minutes into the tenth in Stockholm, while UTC still has the ninth. */
const correctedAt = '2026-11-09T23:05:00Z';

interface Shown {
  readonly cases: { readonly totalCount: number; readonly nodes: readonly Record<string, unknown>[] };
}

describe('what was known on an earlier day', () => {
  let world: World;
  let handlaggare: Caller;
  beforeAll(async () => {
    world = await openWorld();
    await world.deliver(falun, delivered);
    await world.deliver(gagnef, gagnefRecords);
    for (const table of tables) await move(`update cases.${table} set known_from = '${firstKnown}'`);
    const change = corrected.filter(({ kind }) => kind !== 'kommun');
    await world.deliver(falun, change);
    await world.deliver(
      gagnef,
      gagnefRecords.map((record) =>
        record.kind === 'case' ? { ...record, openedOn: '2025-08-01' } : record,
      ),
    );
    for (const table of tables) {
      await move(
        `update cases.${table} set known_from = '${correctedAt}' where known_from > '${firstKnown}'`,
      );
      await move(`update cases.${table}_history set known_to = '${correctedAt}'`);
    }
    await world.agree();
    handlaggare = await world.handlaggare();
  });
  afterAll(() => world.drop());

  const move = (sql: string) => world.test.owner.query(sql);
  const ask = (text: string, variables = {}, caller = handlaggare) =>
    world.ask(cases, caller, text, variables);
  const shown = async (args: string, fields: string): Promise<Shown['cases']> => {
    const { data, errors } = await ask(`{ cases(${args}) { totalCount nodes { ${fields} } } }`);
    expect(errors).toBeUndefined();
    return (data as unknown as Shown).cases;
  };
  const everything = `caseNumber openedOn person { name } investigations { openedOn }
    decisions { outcome decidedOn decidedBy { name } case { openedOn }
      followUps { doneOn } executions { startedOn interruptions { endedOn } } }`;
  const ofOwn = async (args: string) => {
    const { nodes } = await shown(args, everything);
    return nodes.find(({ caseNumber }) => caseNumber === 'LSS-own');
  };

  it('is the case with all that hangs on it as it was before the correction', async () => {
    expect(await ofOwn('knownOn: "2026-11-09"')).toEqual({
      caseNumber: 'LSS-own',
      openedOn: '2025-03-01',
      person: { name: 'Robin Exempel' },
      investigations: [{ openedOn: '2025-03-01' }],
      decisions: [
        {
          ...{ outcome: 'BIFALL', decidedOn: '2025-04-01', decidedBy: { name: 'Love Prov' } },
          case: { openedOn: '2025-03-01' },
          followUps: [{ doneOn: null }],
          executions: [{ startedOn: '2025-05-01', interruptions: [{ endedOn: '2025-08-20' }] }],
        },
        {
          ...{
            outcome: 'BIFALL',
            decidedOn: '2025-05-01',
            decidedBy: null,
            case: { openedOn: '2025-03-01' },
          },
          ...{ followUps: [{ doneOn: null }], executions: [] },
        },
      ],
    });
  });

  it('changes with the first minute of the day in Stockholm, not in UTC', async () => {
    const afterwards = {
      caseNumber: 'LSS-own',
      openedOn: '2025-02-01',
      person: { name: 'Robin Rättad' },
      investigations: [{ openedOn: '2025-03-01' }],
      decisions: [
        {
          ...{ outcome: 'AVSLAG', decidedOn: '2025-04-01', decidedBy: { name: 'Love Rättad' } },
          case: { openedOn: '2025-02-01' },
          followUps: [{ doneOn: '2026-04-10' }],
          executions: [{ startedOn: '2025-05-01', interruptions: [{ endedOn: '2025-09-30' }] }],
        },
        {
          ...{
            outcome: 'BIFALL',
            decidedOn: '2025-06-01',
            decidedBy: null,
            case: { openedOn: '2025-02-01' },
          },
          ...{ followUps: [], executions: [] },
        },
      ],
    };
    expect(await ofOwn('knownOn: "2026-11-10"')).toEqual(afterwards);
    expect(await ofOwn('filter: { kommunCodes: ["2080"] }')).toEqual(afterwards);
  });

  it('is nothing before the hub knew anything', async () => {
    expect(await shown('knownOn: "2026-10-31"', 'id')).toEqual({ totalCount: 0, nodes: [] });
    const { data } = await ask('{ decisions(knownOn: "2026-10-31") { totalCount nodes { id } } }');
    expect(data).toEqual({ decisions: { totalCount: 0, nodes: [] } });
  });

  it('is the own nämnd’s alone, and leaves out a case that was somebody else’s then', async () => {
    const before = await shown('knownOn: "2026-11-09"', 'caseNumber kommun { code }');
    expect(before.nodes.map(({ caseNumber }) => caseNumber).toSorted()).toEqual([
      'LSS-own',
      'LSS-own-closed',
    ]);
    expect(before.totalCount).toBe(2);
    const after = await shown('knownOn: "2026-11-10"', 'caseNumber');
    expect(after.totalCount).toBe(4);
    const today = await shown('first: 100', 'id');
    expect(today.totalCount).toBe(6);
  });

  it('pages and counts as it was known, with a cursor of its own', async () => {
    const page = (args: string) =>
      ask(`{ decisions(orderBy: DECIDED_ON_ASC, first: 1, ${args}) { totalCount nodes { decidedOn }
        pageInfo { hasNextPage endCursor } } }`);
    const first = (await page('knownOn: "2026-11-09"')).data as {
      decisions: { totalCount: number; nodes: unknown; pageInfo: { endCursor: string } };
    };
    expect(first.decisions).toMatchObject({ totalCount: 2, nodes: [{ decidedOn: '2025-04-01' }] });
    const { endCursor } = first.decisions.pageInfo;
    const second = await page(`knownOn: "2026-11-09", after: "${endCursor}"`);
    expect(second.data).toMatchObject({
      decisions: { nodes: [{ decidedOn: '2025-05-01' }], pageInfo: { hasNextPage: false } },
    });
    expect(codesOf(await page(`after: "${endCursor}"`))).toEqual(['CURSOR_INVALID']);
  });

  it('goes together with the day a case was open', async () => {
    const on = (knownOn: string) => shown(`validOn: "2025-02-15", knownOn: "${knownOn}"`, 'caseNumber');
    expect((await on('2026-11-09')).nodes).toEqual([]);
    expect((await on('2026-11-10')).nodes).toEqual([{ caseNumber: 'LSS-own' }, { caseNumber: 'LSS-late' }]);
  });

  it.each([
    ['a day to come', 'knownOn: "2026-11-23"', 'BAD_INPUT'],
    ['a kommun of another nämnd', 'knownOn: "2026-11-09", filter: { kommunCodes: ["2026"] }', 'FORBIDDEN'],
  ])('is refused for %s', async (_title, args, code) => {
    expect(codesOf(await ask(`{ cases(${args}) { nodes { id } } }`))).toEqual([code]);
    const decisions = args.replace('cases', 'decisions');
    expect(codesOf(await ask(`{ decisions(${decisions}) { nodes { id } } }`))).toEqual([code]);
  });

  it('is refused to who has no nämnd of the own', async () => {
    const borrowed = handlaggare.grants.filter(({ ground }) => ground === 'AGREEMENT');
    const text = '{ cases(knownOn: "2026-11-09") { nodes { id } } }';
    expect(codesOf(await ask(text, {}, { ...handlaggare, grants: borrowed }))).toEqual(['FORBIDDEN']);
  });

  it('stands side by side in the history, and not in what is read by agreement', async () => {
    const { nodes } = await shown(
      'first: 100',
      `caseNumber kommun { code } history { openedOn knownFrom knownTo }
       decisions { history { outcome insats { code } knownFrom knownTo } }`,
    );
    const inFalun = nodes.find(
      ({ caseNumber, kommun }) => caseNumber === 'LSS-own' && (kommun as { code: string }).code === '2080',
    );
    const [before, change] = ['2026-11-01T08:00:00.000Z', '2026-11-09T23:05:00.000Z'];
    expect(inFalun).toMatchObject({
      history: [
        { openedOn: '2025-02-01', knownFrom: change, knownTo: null },
        { openedOn: '2025-03-01', knownFrom: before, knownTo: change },
      ],
      decisions: [
        {
          history: [
            { outcome: 'AVSLAG', insats: { code: 'LSS_9_9' }, knownFrom: change, knownTo: null },
            { outcome: 'BIFALL', knownFrom: before, knownTo: change },
          ],
        },
        { history: [{ outcome: 'BIFALL', knownFrom: change, knownTo: null }] },
      ],
    });
    const inGagnef = nodes.filter(({ kommun }) => (kommun as { code: string }).code === '2026');
    expect(inGagnef.map(({ history }) => history)).toEqual([null, null]);
    // The queued case was another person's before: that time is not the caller's to see.
    const queued = nodes.find(
      ({ caseNumber, kommun }) => caseNumber === 'LSS-queue' && (kommun as { code: string }).code === '2080',
    );
    expect(queued).toMatchObject({ history: [{ knownFrom: change, knownTo: null }] });
  });

  it('goes by indexes through rows and histories, row rules or not', async () => {
    const { database, keyRing } = world.test;
    const session = new Session({ database, keyRing, caller: handlaggare });
    // With so few rows anything is quick; what counts is that the indexes can do it.
    await session.query('set local enable_seqscan = off; set local enable_bitmapscan = off');
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
      ...{ kommunCodes: null, caseId: null, decidedFrom: null, decidedTo: null, validOn: null },
      ...{ insats: null, outcome: null },
    };
    const slice = { descending: true, after: null, limit: 50 };
    await listDecisions(explaining, { ...everything, knownOn: '2026-11-09' }, slice);
    await loadByParents(explaining, 'executions', '2026-11-09', 'decision_id', 'found.id', ['2080-x']);
    await loadByIds(explaining, 'persons', '2026-11-09', ['2080-x']);
    await session.close();
    const byRow = plan.flatMap((line, at) => {
      const [, history] = /on (\w+_history) state/.exec(line) ?? [];
      return history !== undefined && /= (wanted|listed_\d+)\.id/.test(plan[at + 1] ?? '') ? [history] : [];
    });
    expect(byRow.toSorted()).toEqual([
      ...['cases_history', 'decisions_history', 'executions_history', 'persons_history'],
    ]);
    expect(plan.filter((line) => line.includes('Seq Scan'))).toEqual([]);
  });

  it('is held back by the tables’ own rules from who reads them under an agreement', async () => {
    const { database, keyRing } = world.test;
    const session = new Session({ database, keyRing, caller: handlaggare });
    const seen = await session.query<{ namnd: string; table: string }>(
      tables
        .map(
          (table) => `select distinct namnd_id as namnd, '${table}' as "table" from cases.${table}_history`,
        )
        .join(' union all '),
    );
    await session.close();
    expect(new Set(seen.map(({ namnd }) => namnd))).toEqual(new Set(['2080-LSS']));
    expect(seen.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['cases', 'persons', 'follow_ups']),
    );
    const { rows } = await world.test.owner.query(
      `select from cases.cases_history where namnd_id = '2026-LSS'`,
    );
    expect(rows.length).toBeGreaterThan(0);
  });

  it('is held back by the tables’ own rules: no caller, no earlier state', async () => {
    for (const table of tables) {
      const { rows } = await world.test.owner.query(`select from cases.${table}_history`);
      expect.soft([table, rows.length > 0]).toEqual([table, table !== 'investigations']);
      expect(await world.test.database.app.query(`select id from cases.${table}_history`)).toEqual([]);
    }
  });
});
