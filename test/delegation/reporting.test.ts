import type { Caller, HubRecord } from '@kommunhub/schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isInSample, samplePercent } from '../../subgraphs/delegation/src/reporting/delegated-decisions.js';
import { aCase, aDecision, aPerson, aStaff } from '../support/small-model.js';
import { falun, gagnef, type World } from '../support/two-namnder.js';
import { openFiveOrders } from './five-orders.js';
import { federate } from './small-federation.js';

const taken = (sourceId: string, decision: Parameters<typeof aDecision>[2]): HubRecord => ({
  ...aDecision(sourceId, 'case', { decidedBySourceId: 's1', level: 'HANDLAGGARE', ...decision }),
  kommunCode: '2026',
});
const inGagnef = <Record extends HubRecord>(record: Record): Record => ({ ...record, kommunCode: '2026' });
const records: readonly HubRecord[] = [
  ...[aStaff('s1'), aPerson('p1'), aCase('case', 'p1', { handlaggareSourceId: 's1' })].map(inGagnef),
  // D23 is reported whole, D07–D09 and D11 as a sample.
  ...Array.from({ length: 5 }, (_, at) =>
    taken(`whole${at}`, {
      insats: 'SOL_BOENDESTOD',
      lagrum: 'SoL 11 kap. 1 §',
      decidedOn: `2025-09-0${at + 1}`,
    }),
  ),
  ...Array.from({ length: 60 }, (_, at) =>
    taken(`sample${at}`, { insats: 'LSS_9_4', decidedOn: '2025-09-10' }),
  ),
  taken('namnd', { insats: 'LSS_9_8', level: 'NAMND', decidedOn: '2025-09-11' }),
  taken('no-mandate', { insats: 'LSS_9_8', lagrum: 'LSS 9 § 8', decidedOn: '2025-09-12' }),
  taken('urgent-before', {
    insats: 'LSS_9_8',
    lagrum: 'LSS 9 § 8',
    level: 'ORDFORANDE_BRADSKANDE',
    decidedOn: '2025-08-20',
  }),
];

let world: World;
let hub: ReturnType<typeof federate>;
const who = new Map<string, Caller>();
beforeAll(async () => {
  world = await openFiveOrders();
  await world.deliver(gagnef, records);
  hub = federate(world);
  const gagnefs = { kommunCode: '2026', namndId: '2026-LSS' } as const;
  who.set('chef', await world.member({ role: 'chef', subject: 'chef', ...gagnefs }));
  who.set('namnd', await world.member({ role: 'namnd', subject: 'ledamot', ...gagnefs }));
  who.set(
    'handlaggare',
    await world.member({ role: 'handlaggare', subject: 'h', staffKey: 's1', ...gagnefs }),
  );
  who.set('falun', await world.member({ role: 'chef', subject: 'falun' }));
});
afterAll(async () => {
  await hub?.stop();
  await world?.drop();
});

const september = { namndId: '2026-LSS', from: '2025-09-01', to: '2025-09-30' };
const ask = (name: string, query: string, variables: Record<string, unknown>) =>
  hub.ask(who.get(name)!, query, variables);
const list = async (name: string, more: Record<string, unknown> = {}) => {
  const { data, errors } = await ask(
    name,
    `query ($namndId: ID!, $from: Date!, $to: Date!, $reported: Boolean, $first: Int) {
      delegatedDecisions(namndId: $namndId, from: $from, to: $to, reported: $reported, first: $first) { totalCount
        nodes { decidedOn kind level urgent reporting pointNumber orderVersion reason caseNumber meetingOn paragraph kommun { name } decision { id outcome } } } }`,
    { ...september, first: 500, ...more },
  );
  return {
    data: JSON.parse(JSON.stringify(data)) as {
      delegatedDecisions: { totalCount: number; nodes: Record<string, unknown>[] };
    } | null,
    codes: errors?.map(({ extensions }) => extensions?.code),
  };
};
const nodesOf = async (name: string, more: Record<string, unknown> = {}) =>
  (await list(name, more)).data?.delegatedDecisions.nodes ?? [];
const report = (name: string, input: Record<string, unknown>) =>
  ask(
    name,
    'mutation ($input: ReportInput!) { reportDelegatedDecisions(input: $input) { reported alreadyReported urgentFromBefore } }',
    {
      input: { ...september, meetingOn: '2025-10-14', paragraph: '§ 88', ...input },
    },
  );
const remind = async () =>
  JSON.parse(
    JSON.stringify(
      (
        await ask(
          'chef',
          'query ($namndId: ID!, $from: Date!, $to: Date!) { reportingReminder(namndId: $namndId, from: $from, to: $to) { unreported urgent oldestDecidedOn } }',
          {
            ...september,
            from: '2025-08-01',
          },
        )
      ).data,
    ),
  ).reportingReminder;

it('lists all, a sample or none as the point says, and whatever lacked a mandate; not the nämnd’s own', async () => {
  const nodes = await nodesOf('chef');
  const of = (kind: string) => nodes.filter((node) => node.kind === kind);
  expect(of('D23')).toHaveLength(5);
  expect(of('D23')[0]).toEqual({
    ...{
      decidedOn: '2025-09-01',
      kind: 'D23',
      level: 'HANDLAGGARE',
      urgent: false,
      reporting: 'ALLA',
      reason: 'OK',
    },
    ...{
      pointNumber: '2.19',
      orderVersion: '3',
      caseNumber: expect.any(String),
      meetingOn: null,
      paragraph: null,
    },
    ...{ kommun: { name: 'Gagnef' }, decision: { id: expect.stringMatching(/^2026-/), outcome: 'BIFALL' } },
  });
  expect(of('D12').map(({ decidedOn, reason }) => [decidedOn, reason])).toEqual([['2025-09-12', 'FEL_NIVA']]);
  const sampled = of('D08').length;
  expect(sampled).toBeGreaterThan(0);
  expect(sampled).toBeLessThan(30);
  expect(await nodesOf('chef')).toEqual(nodes);
  expect((await list('chef', { first: 3 })).data?.delegatedDecisions).toMatchObject({
    totalCount: nodes.length,
    nodes: nodes.slice(0, 3),
  });
});

it('draws about the share that it says', () => {
  const drawn = Array.from({ length: 10_000 }, (_, at) => `2026-${at}`).filter(isInSample).length;
  expect(Math.abs(drawn / 100 - samplePercent)).toBeLessThan(2);
});

it('keeps the list to those who report and are reported to in the nämnd', async () => {
  expect((await list('handlaggare')).codes).toEqual(['FORBIDDEN']);
  expect((await list('falun')).codes).toEqual(['FORBIDDEN']);
  expect((await report('falun', {})).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect((await report('namnd', {})).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect(await nodesOf('namnd')).toEqual([]);
});

it('marks what was told at a meeting, urgent decisions from before with it, and reminds of the rest', async () => {
  const all = await nodesOf('chef');
  expect(await remind()).toEqual({ unreported: all.length + 1, urgent: 1, oldestDecidedOn: '2025-08-20' });
  const two = all.slice(0, 2).map((node) => (node.decision as { id: string }).id);
  const first = await report('chef', { decisionIds: two });
  expect(first.data).toEqual({
    reportDelegatedDecisions: { reported: 3, alreadyReported: 0, urgentFromBefore: 1 },
  });
  expect(await remind()).toEqual({ unreported: all.length - 2, urgent: 0, oldestDecidedOn: '2025-09-03' });
  expect(await nodesOf('chef', { reported: true })).toMatchObject(
    two.map(() => ({ meetingOn: '2025-10-14', paragraph: '§ 88' })),
  );

  const rest = await report('chef', { meetingOn: '2025-11-11', paragraph: '§ 97' });
  expect(rest.data).toEqual({
    reportDelegatedDecisions: { reported: all.length - 2, alreadyReported: 2, urgentFromBefore: 0 },
  });
  const meetings = (await nodesOf('chef')).map(({ meetingOn }) => meetingOn);
  expect(meetings).toEqual(['2025-10-14', '2025-10-14', ...Array<string>(all.length - 2).fill('2025-11-11')]);
  expect(await remind()).toEqual({ unreported: 0, urgent: 0, oldestDecidedOn: null });
});

it('shows the nämnd what was reported to it, with the case’s number and nothing of the person', async () => {
  const nodes = await nodesOf('namnd');
  expect(nodes.length).toBeGreaterThan(5);
  expect(nodes[0]).toMatchObject({ meetingOn: '2025-10-14', caseNumber: expect.any(String) });
  const stored = await world.test.owner.query<{ row: string }>(
    'select reported_decisions::text as row from delegation.reported_decisions',
  );
  expect(stored.rows[0]?.row).not.toContain(nodes[0]?.caseNumber);
});

it.each([
  ['a decision that is not there', { decisionIds: ['2026-00000000000000000000000000000000'] }, 'NOT_FOUND'],
  ["the nämnd's own", { decisionIds: ['own'] }, 'BAD_INPUT'],
  ['decisions from after the meeting', { meetingOn: '2025-09-15' }, 'BAD_INPUT'],
  ['a period that ends before it begins', { from: '2025-09-30', to: '2025-09-01' }, 'BAD_INPUT'],
])('refuses to report %s', async (_title, input, code) => {
  const own = await world.test.owner.query<{ id: string }>(
    `select id from cases.decisions where level = 'NAMND'`,
  );
  const named =
    'decisionIds' in input && input.decisionIds[0] === 'own' ? { decisionIds: [own.rows[0]?.id] } : input;
  expect((await report('chef', named)).errors?.[0]?.extensions?.code).toBe(code);
});

it('cannot write or read another nämnd’s reports past the graph', async () => {
  const { Session } = await import('../../subgraphs/kit/src/index.js');
  const { database, keyRing } = world.test;
  const session = new Session({ database, keyRing, caller: who.get('falun')! });
  expect(await session.query('select 1 from delegation.reported_decisions')).toEqual([]);
  const foreign = `insert into delegation.reported_decisions values ('2026', 'x', '2026-LSS', '2025-01-01', null, '2025-01-01',
    'D07', null, false, null, null, null, null, '', now(), 'https://login.example', 'falun')`;
  await expect(session.query(foreign)).rejects.toThrow(/row-level security/);
  await session.abandon();
  expect(falun.namnd.id).toBe('2080-LSS');
});

it('tells the same mandate through the decision as beside it', async () => {
  const { data, errors } = await ask(
    'chef',
    'query ($namndId: ID!, $from: Date!, $to: Date!) { delegatedDecisions(namndId: $namndId, from: $from, to: $to) { nodes { reason decision { mandate { reason } } } } }',
    september,
  );
  expect(errors).toBeUndefined();
  const { nodes } = (
    data as { delegatedDecisions: { nodes: { reason: string; decision: { mandate: { reason: string } } }[] } }
  ).delegatedDecisions;
  expect(nodes.map(({ decision }) => decision.mandate.reason)).toEqual(nodes.map(({ reason }) => reason));
});
