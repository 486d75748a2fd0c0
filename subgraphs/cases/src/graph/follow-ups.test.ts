import type { Caller, HubRecord } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { falunRecords, gagnefRecords } from '../../../../test/support/case-records.js';
import { codesOf, falun, gagnef, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { createCasesSubgraph } from '../subgraph.js';

const cases = createCasesSubgraph();
const statements: string[] = [];

const count = (sourceId: string, changes: Partial<HubRecord & { kind: 'insatsCount' }>): HubRecord => ({
  ...{ kind: 'insatsCount', sourceId, kommunCode: '2080', countedOn: '2026-10-01', insats: 'LSS_9_9' },
  ...{ insatsRaw: null, staffSourceId: null, count: 0 },
  ...changes,
});
const counts = [
  count('n0', { countedOn: '2025-10-01', count: 7 }),
  count('n1', { count: 9, staffSourceId: 's1' }),
  count('n2', { count: 4, staffSourceId: 'unknown' }),
  count('n3', { insats: 'OKAND', insatsRaw: 'Solglimten', count: 2 }),
];

describe('follow-ups, interruptions and counts', () => {
  let world: World;
  let handlaggare: Caller;
  beforeAll(async () => {
    world = await openWorld({ onStatement: (sql) => statements.push(sql) });
    await world.deliver(falun, [...falunRecords, ...counts]);
    await world.deliver(gagnef, [...gagnefRecords, { ...count('n1', { count: 3 }), kommunCode: '2026' }]);
    await world.agree();
    handlaggare = await world.handlaggare();
  });
  afterAll(() => world.drop());
  const ask = (text: string, caller = handlaggare) => world.ask(cases, caller, text);

  const everything = `{ cases(filter: { kommunCodes: ["2080"] }) { nodes { decisions { followUps { type plannedOn doneOn result }
    executions { interruptions { startedOn endedOn cause } } } } } }`;

  it('are told with their decision and execution, one statement a level', async () => {
    statements.length = 0;
    const { data, errors } = await ask(everything);
    expect(errors).toBeUndefined();
    const { nodes } = (data as { cases: { nodes: { decisions: object[] }[] } }).cases;
    expect(nodes.flatMap(({ decisions }) => decisions)).toEqual([
      {
        followUps: [{ type: 'ARLIG', plannedOn: '2026-04-01', doneOn: null, result: null }],
        executions: [
          {
            interruptions: [{ startedOn: '2025-08-01', endedOn: '2025-08-20', cause: 'SJUKHUSVISTELSE' }],
          },
        ],
      },
      { followUps: [], executions: [] },
    ]);
    expect(statements.filter((sql) => sql.startsWith('select'))).toHaveLength(5);
  });

  it('are noted in the log with the fields that were handed out', async () => {
    await ask(everything);
    const { rows } = await world.test.owner.query<{ entity: string; fields: string[]; ids: string[] }>(
      `select distinct entity, fields, ids from audit.entries where entity in ('FollowUp', 'Interruption')`,
    );
    expect(rows).toEqual([
      expect.objectContaining({ entity: 'FollowUp', fields: ['doneOn', 'plannedOn', 'result', 'type'] }),
      expect.objectContaining({ entity: 'Interruption', fields: ['cause', 'endedOn', 'startedOn'] }),
    ]);
    expect(rows.map(({ ids }) => ids.length)).toEqual([1, 1]);
  });

  it('of a colleague’s case are not there for whoever asks the tables with the caller’s rights', async () => {
    const { rows } = await world.test.owner.query('select from cases.follow_ups');
    expect(rows).toHaveLength(2);
    await ask('{ decisions { nodes { followUps { id } } } }');
    expect(await world.test.database.app.query('select id from cases.follow_ups')).toEqual([]);
    expect(await world.test.database.app.query('select id from cases.insats_counts')).toEqual([]);
  });

  const countsOf = (code: string, args = '') =>
    `{ kommun(code: "${code}") { insatsCounts${args} { countedOn count insats { code } handlaggare { name } } } }`;

  it('counts are the latest on or before the day, of the own nämnd', async () => {
    const { data, errors } = await ask(countsOf('2080'));
    expect(errors).toBeUndefined();
    const { insatsCounts } = (data as { kommun: { insatsCounts: { count: number }[] } }).kommun;
    expect(insatsCounts.toSorted((one, other) => other.count - one.count)).toEqual([
      { countedOn: '2026-10-01', count: 9, insats: { code: 'LSS_9_9' }, handlaggare: { name: 'Kim Prov' } },
      { countedOn: '2026-10-01', count: 4, insats: { code: 'LSS_9_9' }, handlaggare: null },
      { countedOn: '2026-10-01', count: 2, insats: { code: 'OKAND' }, handlaggare: null },
    ]);
    const earlier = await ask(countsOf('2080', '(on: "2025-12-31")'));
    expect(earlier.data).toMatchObject({ kommun: { insatsCounts: [{ countedOn: '2025-10-01', count: 7 }] } });
  });

  it('counts of another nämnd are null, with an uppdrag there too, and refused to a region', async () => {
    expect((await ask(countsOf('2026'))).data).toEqual({ kommun: { insatsCounts: null } });
    const region = await ask(countsOf('2080'), world.caller('region', 'STATISTIK', null));
    expect(region.data).toEqual({ kommun: { insatsCounts: null } });
    expect(codesOf(region)).toEqual(['FORBIDDEN']);
  });
});
