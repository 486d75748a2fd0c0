import type { Caller, HubRecord } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Session } from '../../subgraphs/kit/src/index.js';
import { aCase, aDecision, aPerson, aStaff } from '../support/small-model.js';
import { falun, gagnef, type World } from '../support/two-namnder.js';
import { openFiveOrders } from './five-orders.js';
import { federate } from './small-federation.js';

const inGagnef = <Record extends HubRecord>(record: Record): Record => ({ ...record, kommunCode: '2026' });
type Decision = Parameters<typeof aDecision>[2];
const taken = (sourceId: string, decision: Decision): HubRecord =>
  aDecision(sourceId, 'case', { decidedBySourceId: 's2', level: 'HANDLAGGARE', ...decision });

/** One decision for each thing that can be wrong with a mandate, in September 2025. */
const gagnefRecords: readonly HubRecord[] = [
  ...[aStaff('s1'), aStaff('s2'), aPerson('p1', { birthYear: 2000 })],
  aCase('case', 'p1', { handlaggareSourceId: 's1', openedOn: '2025-01-01' }),
  taken('a-ok', { insats: 'LSS_9_3', decidedOn: '2025-09-01' }),
  taken('b-level', { insats: 'LSS_9_9', lagrum: 'LSS 9 § 9', decidedOn: '2025-09-02' }),
  taken('c-condition', {
    insats: 'LSS_9_2',
    lagrum: 'LSS 9 § 2',
    outcome: 'DELVIS_BIFALL',
    level: 'ENHETSCHEF',
    decidedOn: '2025-09-03',
  }),
  taken('d-contradiction', { insats: 'LSS_9_3', decidedOn: '2025-09-04', decidedBySourceId: 's1' }),
  taken('e-extern', {
    insats: 'LSS_9_9',
    lagrum: 'LSS 9 § 9',
    decidedOn: '2025-09-05',
    decidedBySourceId: 's1',
  }),
  taken('f-undelegated', {
    insats: 'LSS_9_2',
    lagrum: 'LSS 9 § 2',
    subtype: 'SJUKVIKARIE',
    decidedOn: '2025-09-06',
    decidedBySourceId: 's1',
  }),
  taken('g-unknown', { insats: 'OKAND', insatsRaw: 'Solglimten', decidedOn: '2025-09-07' }),
  taken('h-no-level', { insats: 'LSS_9_3', level: null, decidedBySourceId: null, decidedOn: '2025-09-08' }),
  taken('i-unclear', {
    insats: 'LSS_9_9',
    lagrum: 'LSS 9 § 9',
    level: 'VERKSAMHETSCHEF',
    decidedOn: '2025-09-09',
  }),
  taken('j-namnd', { insats: 'LSS_9_8', lagrum: 'LSS 9 § 8', level: 'NAMND', decidedOn: '2025-09-10' }),
  taken('k-before', { insats: 'LSS_9_3', decidedOn: '2023-12-31' }),
  taken('l-urgent', {
    insats: 'LSS_9_8',
    lagrum: 'LSS 9 § 8',
    level: 'ORDFORANDE_BRADSKANDE',
    decidedOn: '2025-08-20',
  }),
  {
    ...{
      kind: 'execution',
      sourceId: 'e1',
      kommunCode: '2026',
      decisionSourceId: 'i-unclear',
      provider: 'Solhem',
    },
    ...{ regi: 'ANNAN_KOMMUN', orderedOn: null, startedOn: null, endedOn: null, executingKommunCode: '2029' },
  } as HubRecord,
  // A protected person's two homes, one of them an external placement.
  aPerson('protected', { protection: 'SKYDDAD_FOLKBOKFORING', birthYear: 1990 }),
  aCase('protected', 'protected', { handlaggareSourceId: 's1' }),
  ...(['m-home', 'n-placed'] as const).map((id) =>
    aDecision(id, 'protected', {
      insats: 'LSS_9_9',
      lagrum: 'LSS 9 § 9',
      level: 'VERKSAMHETSCHEF',
      decidedBySourceId: 's2',
      decidedOn: id === 'm-home' ? '2025-10-01' : '2025-10-02',
    }),
  ),
  {
    ...{
      kind: 'execution',
      sourceId: 'e2',
      kommunCode: '2026',
      decisionSourceId: 'n-placed',
      provider: 'Solhem',
    },
    ...{ regi: 'ANNAN_KOMMUN', orderedOn: null, startedOn: null, endedOn: null, executingKommunCode: '2029' },
  } as HubRecord,
].map(inGagnef);

interface WithoutMandate {
  decisionsWithoutMandate: {
    nodes: { decision: { id: string; insats: { code: string } }; mandate: { reason: string } }[];
    totalCount: number;
    pageInfo: { endCursor: string | null; hasNextPage: boolean };
  };
}

const statements: string[] = [];
let world: World;
let hub: ReturnType<typeof federate>;
let chef: Caller;
beforeAll(async () => {
  world = await openFiveOrders({ onStatement: (sql) => statements.push(sql) });
  await world.deliver(gagnef, gagnefRecords);
  await world.agree();
  hub = federate(world);
  const gagnefs = { kommunCode: '2026', namndId: '2026-LSS' };
  chef = await world.member({ role: 'chef', subject: 'chef', ...gagnefs }, 'UPPFOLJNING');
});
afterAll(async () => {
  await hub?.stop();
  await world?.drop();
});

const dataOf = async <Data>(
  caller: Caller,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> => {
  const { data, errors } = await hub.ask(caller, query, variables);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)) as Data;
};

interface Checked {
  readonly id: string;
  readonly decidedOn: string;
  readonly mandate: {
    readonly reason: string;
    readonly point: { readonly number: string } | null;
    readonly missing: string[];
  } | null;
}
const decisionsOf = (caller: Caller, fields = 'id decidedOn mandate { reason missing point { number } }') =>
  dataOf<{ decisions: { nodes: Checked[] } }>(
    caller,
    `{ decisions(filter: { kommunCodes: ["2026"] }, orderBy: DECIDED_ON_ASC, first: 500) { nodes { ${fields} } } }`,
  ).then(({ decisions }) => decisions.nodes);

describe('the mandate of a recorded decision', () => {
  const expected = [
    ['2023-12-31', 'INGEN_ORDNING'],
    ['2025-08-20', 'OK', '2.9'],
    ['2025-09-01', 'OK', '2.7'],
    ['2025-09-02', 'FEL_NIVA', '2.9'],
    ['2025-09-03', 'VILLKOR_BRUTET', '2.2'],
    ['2025-09-04', 'OK', '9.1'],
    ['2025-09-05', 'EXTERN_UTAN_AVTAL'],
    ['2025-09-06', 'EJ_DELEGERAD'],
    ['2025-09-07', null],
    ['2025-09-08', null],
    ['2025-09-09', 'FEL_NIVA', '2.10'],
    ['2025-09-10', 'OK'],
    ['2025-10-01', 'OK', '2.9'],
    ['2025-10-02', 'FEL_NIVA', '2.10'],
  ];
  const short = ({ decidedOn, mandate }: Checked) =>
    [decidedOn, mandate?.reason ?? null, mandate?.point?.number].filter((part) => part !== undefined);

  it('goes by the home nämnd’s order on its day, whoever took it', async () => {
    expect((await decisionsOf(chef)).map(short)).toEqual(expected);
  });

  it('is the same for whoever sees the decision, but for what would tell where a protected person lives', async () => {
    const external = await world.handlaggare();
    const seen = expected
      .filter(([on]) => on !== '2025-09-06')
      .map((row) => (row[0]!.startsWith('2025-10') ? [row[0]!, null] : row));
    expect((await decisionsOf(external)).map(short)).toEqual(seen);
  });

  it('needs a mandate for every kind that the decision is', async () => {
    const [placed] = await decisionsOf(
      chef,
      'decidedOn mandate { allowed explanation kinds { kind { code } allowed reason } order { version } }',
    ).then((all) => all.filter(({ decidedOn }) => decidedOn === '2025-09-09'));
    expect(placed).toMatchObject({
      mandate: {
        allowed: false,
        kinds: [
          { kind: { code: 'D13' }, allowed: true, reason: 'OK' },
          { kind: { code: 'D14' }, allowed: false, reason: 'FEL_NIVA' },
        ],
        order: { version: '3' },
      },
    });
  });

  it('shows nobody the uppdrag of others by it', async () => {
    const gagnefs = { role: 'handlaggare', subject: 'h', kommunCode: '2026', namndId: '2026-LSS' } as const;
    const { database, keyRing } = world.test;
    const session = new Session({ database, keyRing, caller: await world.member(gagnefs) });
    expect(await session.query('select id from hub.uppdrag')).toEqual([]);
    await session.close();
  });

  it('follows an order that changes, with nothing to recompute', async () => {
    const change = (level: string) =>
      world.test.owner.query(`update delegation.points set level = $1 where number = '2.7'`, [level]);
    await change('UTSKOTT');
    expect((await decisionsOf(chef)).map(short)).toContainEqual(['2025-09-01', 'FEL_NIVA', '2.7']);
    await change('HANDLAGGARE');
  });
});

describe('the share without mandate and the list of them', () => {
  const period = { namndId: '2026-LSS', from: '2025-09-01', to: '2025-09-30' };
  const shares = (caller: Caller) =>
    hub.ask(
      caller,
      `query ($namndId: ID!, $from: Date!, $to: Date!) { mandateShares(namndId: $namndId, from: $from, to: $to) {
        kommun { name } decisions withMandate withoutMandate unclear notAssessable shareWithout reasons { reason count } } }`,
      period,
    );

  it('counts each decision of the period once', async () => {
    const { data } = await shares(chef);
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      mandateShares: [
        {
          ...{ kommun: { name: 'Gagnef' }, decisions: 10, withMandate: 3, withoutMandate: 5, unclear: 0 },
          ...{ notAssessable: 2, shareWithout: 5 / 8 },
          reasons: [
            { reason: 'OK', count: 3 },
            { reason: 'FEL_NIVA', count: 2 },
            { reason: 'VILLKOR_BRUTET', count: 1 },
            { reason: 'EJ_DELEGERAD', count: 1 },
            { reason: 'EXTERN_UTAN_AVTAL', count: 1 },
          ],
        },
      ],
    });
  });

  it('lists the same decisions as the mandates in the graph, page by page, and logs whom it showed', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: WithoutMandate = await dataOf<WithoutMandate>(
        chef,
        `query ($namndId: ID!, $from: Date!, $to: Date!, $after: String) {
          decisionsWithoutMandate(namndId: $namndId, from: $from, to: $to, first: 2, after: $after) {
            totalCount pageInfo { endCursor hasNextPage } nodes { decidedOn kind mandate { reason } decision { id insats { code } } } } }`,
        { ...period, after },
      );
      const page = answer.decisionsWithoutMandate;
      expect(page.totalCount).toBe(5);
      seen.push(...page.nodes.map(({ decision }) => decision.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    const inGraph = (await decisionsOf(chef))
      .filter(
        ({ decidedOn, mandate }) =>
          decidedOn.startsWith('2025-09') && mandate !== null && mandate.reason !== 'OK',
      )
      .map(({ id }) => id);
    expect(seen).toEqual(inGraph);
    const logged = await world.test.owner.query<{ id: string }>(
      `select distinct unnest(ids) as id from audit.entries where entity = 'Decision' and 'mandate' = any (fields)`,
    );
    expect(logged.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(seen));
  });

  it.each([
    [
      'the chef of another nämnd',
      { role: 'chef', subject: 'falun', kommunCode: '2080', namndId: '2080-LSS' },
      'UPPFOLJNING',
    ],
    [
      'a handläggare of the nämnd, who does not see all',
      { role: 'handlaggare', subject: 'h', kommunCode: '2026', namndId: '2026-LSS' },
      'HANDLAGGNING',
    ],
    ['the region', { role: 'region', subject: 'r', kommunCode: null, namndId: null }, 'STATISTIK'],
  ] as const)('is refused for %s', async (_title, who, purpose) => {
    const { data, errors } = await shares(await world.member(who, purpose));
    expect([data, errors?.map(({ extensions }) => extensions?.code)]).toEqual([null, ['FORBIDDEN']]);
  });
});

it('checks five hundred decisions with as many statements as five', async () => {
  const many = (count: number): HubRecord[] => [
    ...[aStaff('s1'), aStaff('s2'), aPerson('p1', { birthYear: 2000 })],
    aCase('case', 'p1', { handlaggareSourceId: 's1' }),
    ...Array.from({ length: count }, (_, index) =>
      taken(`d${index}`, {
        insats: (['LSS_9_3', 'LSS_9_4', 'LSS_9_9', 'LSS_9_2'] as const)[index % 4]!,
        lagrum: 'LSS 9 §',
        decidedOn: `2026-0${(index % 9) + 1}-${String((index % 28) + 1).padStart(2, '0')}`,
      }),
    ),
  ];
  const falunChef = await world.member({ role: 'chef', subject: 'falun-chef' }, 'UPPFOLJNING');
  const count = async () => {
    statements.length = 0;
    const { decisions } = await dataOf<{ decisions: { nodes: { mandate: object | null }[] } }>(
      falunChef,
      '{ decisions(first: 500) { nodes { id mandate { reason explanation point { number } } } } }',
    );
    expect(decisions.nodes.every(({ mandate }) => mandate !== null)).toBe(true);
    return [decisions.nodes.length, statements.length];
  };
  await world.deliver(falun, many(5));
  const [few, forFew] = await count();
  await world.deliver(falun, many(500));
  const [all, forAll] = await count();
  expect([few, all, forAll]).toEqual([5, 500, forFew]);
  expect(forAll).toBeLessThanOrEqual(14);
});
