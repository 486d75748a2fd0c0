import type { Caller, CaseRecord, DecisionRecord, HubRecord } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase, aDecision, aPerson, aStaff } from '../../../../test/support/small-model.js';
import { codesOf, falun, gagnef, mora, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { createCasesSubgraph } from '../subgraph.js';

const inGagnef = <Record extends HubRecord>(record: Record): Record => ({ ...record, kommunCode: '2026' });
const investigation = (sourceId: string, caseSourceId: string): HubRecord => ({
  ...{ kind: 'investigation', sourceId, kommunCode: '2080', caseSourceId, category: 'OVRIGA_LSS' },
  ...{ appliedOn: null, openedOn: '2025-03-01', closedOn: null },
});
const execution = (sourceId: string, decisionSourceId: string): HubRecord => ({
  ...{
    kind: 'execution',
    sourceId,
    kommunCode: '2080',
    decisionSourceId,
    provider: 'Solhem',
    regi: 'EGEN_REGI',
  },
  ...{ orderedOn: '2025-04-02', startedOn: '2025-05-01', endedOn: null, executingKommunCode: '2029' },
});

const falunRecords: readonly HubRecord[] = [
  aStaff('s1', { name: 'Kim Prov' }),
  aStaff('s2', { name: 'Love Prov' }),
  aPerson('p1', { name: 'Robin Exempel', personnummer: '199001010017' }),
  aPerson('p2', { protection: 'SEKRETESSMARKERING' }),
  aPerson('p3'),
  aCase('own', 'p1', { handlaggareSourceId: 's1', openedOn: '2025-03-01' }),
  aCase('own-closed', 'p2', { handlaggareSourceId: 's1', openedOn: '2024-03-01', closedOn: '2025-01-01' }),
  aCase('colleagues', 'p3', { handlaggareSourceId: 's2' }),
  aCase('queue', 'p3', { openedOn: '2026-01-01' }),
  aCase('queue-closed', 'p3', { closedOn: '2025-06-01' }),
  investigation('i1', 'own'),
  aDecision('d1', 'own', {
    insats: 'LSS_9_9',
    lagrum: 'LSS 9 § 9',
    level: 'HANDLAGGARE',
    decidedBySourceId: 's2',
  }),
  aDecision('d2', 'own', { insats: 'OKAND', insatsRaw: 'Solglimten', decidedOn: '2025-05-01' }),
  aDecision('d3', 'colleagues'),
  execution('e1', 'd1'),
];
const gagnefRecords: readonly HubRecord[] = [
  ...[aStaff('s1'), aPerson('p1', { protection: 'SKYDDAD_FOLKBOKFORING' }), aPerson('p2'), aPerson('p3')],
  aCase('own', 'p1', { handlaggareSourceId: 's1', openedOn: '2025-09-01' }),
  aCase('theirs', 'p2', { handlaggareSourceId: 's9' }),
  aCase('queue', 'p3', { openedOn: '2026-02-01' }),
  aDecision('d1', 'own', { insats: 'OKAND', insatsRaw: 'Solglimten' }),
  execution('e1', 'd1'),
].map(inGagnef);

const cases = createCasesSubgraph();
const list = '{ cases(first: 100) { totalCount nodes { id caseNumber openedOn } } }';

describe('cases through the graph', () => {
  let world: World;
  let handlaggare: Caller;
  beforeAll(async () => {
    world = await openWorld();
    await world.deliver(falun, falunRecords);
    await world.deliver(gagnef, gagnefRecords);
    await world.deliver(
      mora,
      [aStaff('s1'), aPerson('p1'), aCase('own', 'p1', { handlaggareSourceId: 's1' })].map((record) => ({
        ...record,
        kommunCode: '2034',
      })),
    );
    await world.agree();
    handlaggare = await world.handlaggare();
  });
  afterAll(() => world.drop());

  const ask = (text: string, variables = {}, caller = handlaggare) =>
    world.ask(cases, caller, text, variables);
  const numbers = async (text: string, caller = handlaggare): Promise<string[]> => {
    const { data, errors } = await ask(text, {}, caller);
    expect(errors).toBeUndefined();
    const { cases: page } = data as { cases: { nodes: { id: string; caseNumber: string }[] } };
    return page.nodes.map(({ id, caseNumber }) => `${id.slice(0, 4)} ${caseNumber}`);
  };
  const idOf = (namndId: string, source: string, kind: 'case' | 'decision' | 'person', key: string) =>
    world.test.keyRing.namndKeys(namndId).opaqueId(kind, namndId.slice(0, 4), source, key);

  it('shows own cases and the queue of own nämnd and agreement, latest first, and nothing else', async () => {
    expect(await numbers(list)).toEqual([
      '2026 LSS-queue',
      '2080 LSS-queue',
      '2026 LSS-own',
      '2080 LSS-own',
      '2080 LSS-own-closed',
    ]);
    const { data } = await ask(list);
    expect(data).toMatchObject({ cases: { totalCount: 5 } });
  });

  it('narrows the work list by assignment, kommun, status, dates and the day it was open', async () => {
    const filtered = (filter: string) => numbers(`{ cases(filter: ${filter}) { nodes { id caseNumber } } }`);
    expect(await filtered('{ assignment: QUEUE }')).toEqual(['2026 LSS-queue', '2080 LSS-queue']);
    expect(await filtered('{ assignment: OWN, kommunCodes: ["2026"] }')).toEqual(['2026 LSS-own']);
    expect(await filtered('{ kommunCodes: ["2062", "2034"] }')).toEqual([]);
    expect(await filtered('{ status: AVSLUTAT }')).toEqual([]);
    expect(await filtered('{ openedFrom: "2025-09-01", openedTo: "2026-01-01" }')).toEqual([
      '2080 LSS-queue',
      '2026 LSS-own',
    ]);
    expect(await numbers('{ cases(validOn: "2025-01-01") { nodes { id caseNumber } } }')).toEqual([
      '2080 LSS-own-closed',
    ]);
  });

  it('does not take a case for queued because its handläggare is unknown to the hub', async () => {
    const id = idOf('2026-LSS', 'gagnef-test', 'case', 'theirs');
    expect((await ask('query ($id: ID!) { case(id: $id) { id } }', { id })).data).toEqual({ case: null });
  });

  it.each([
    ['a colleague’s case', '2080-LSS', 'falun-test', 'colleagues'],
    ['a closed case without handläggare', '2080-LSS', 'falun-test', 'queue-closed'],
    ['a case of a nämnd without uppdrag', '2062-LSS', 'mora-test', 'own'],
  ])(
    'does not find %s by id, by reference or through its decisions',
    async (_title, namndId, source, key) => {
      const kommun = namndId === '2062-LSS' ? '2034' : '2080';
      const id = world.test.keyRing.namndKeys(namndId).opaqueId('case', kommun, source, key);
      const { data, errors } = await ask(
        `query ($id: ID!, $references: [_Any!]!) {
        case(id: $id) { id }
        decisions(filter: { caseId: $id }) { totalCount nodes { id } }
        _entities(representations: $references) { ... on Case { caseNumber } } }`,
        { id, references: [{ __typename: 'Case', id }] },
      );
      expect(errors).toBeUndefined();
      expect(data).toEqual({ case: null, decisions: { totalCount: 0, nodes: [] }, _entities: [null] });
    },
  );

  it('shows everything of an own case, with the kind of each decision', async () => {
    const id = idOf('2080-LSS', 'falun-test', 'case', 'own');
    const { data, errors } = await ask(
      `query ($id: ID!) { case(id: $id) {
        caseNumber status law kommun { name county { name } } namnd { id name } handlaggare { name befattning }
        person { name personnummer birthYear sex protection withheld }
        investigations { category openedOn }
        decisions { kind extraKinds insats { code name } insatsText outcome level decidedBy { name } withheld
          executions { provider regi startedOn executingKommun { name } withheld } } } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      case: {
        ...{ caseNumber: 'LSS-own', status: 'UTREDS', law: 'LSS' },
        kommun: { name: 'Falun', county: { name: 'Dalarnas län' } },
        namnd: { id: '2080-LSS', name: 'Omvårdnadsnämnden' },
        handlaggare: { name: 'Kim Prov', befattning: 'LSS_HANDLAGGARE' },
        person: {
          ...{ name: 'Robin Exempel', personnummer: '199001010017', birthYear: 1990, sex: 'KVINNA' },
          ...{ protection: 'INGEN', withheld: [] },
        },
        investigations: [{ category: 'OVRIGA_LSS', openedOn: '2025-03-01' }],
        decisions: [
          {
            ...{ kind: 'D13', extraKinds: ['D14'], outcome: 'BIFALL', level: 'HANDLAGGARE', withheld: [] },
            insats: { code: 'LSS_9_9', name: 'Boende vuxna' },
            insatsText: null,
            decidedBy: { name: 'Love Prov' },
            executions: [
              {
                ...{ provider: 'Solhem', regi: 'EGEN_REGI', startedOn: '2025-05-01' },
                executingKommun: { name: 'Leksand' },
                withheld: [],
              },
            ],
          },
          {
            ...{ kind: 'OKAND', extraKinds: [], outcome: 'BIFALL', level: null, withheld: [] },
            insats: { code: 'OKAND', name: 'Okänd insats' },
            insatsText: 'Solglimten',
            decidedBy: null,
            executions: [],
          },
        ],
      },
    });
  });

  it('withholds what leads to a protected person from another nämnd, on every path, but not from the own', async () => {
    const person = '{ personnummer name protection withheld birthYear }';
    const id = idOf('2026-LSS', 'gagnef-test', 'person', 'p1');
    const { data } = await ask(
      `query ($references: [_Any!]!) {
        cases(filter: { kommunCodes: ["2026"], assignment: OWN }) { nodes {
          person ${person} decisions { insatsText withheld executions { provider executingKommun { code } withheld } } } }
        own: cases(filter: { kommunCodes: ["2080"], openedTo: "2024-12-31" }) { nodes { person { name withheld } } }
        _entities(representations: $references) { ... on Person ${person} } }`,
      { references: [{ __typename: 'Person', id }] },
    );
    const withheldPerson = {
      ...{ personnummer: null, name: null, protection: 'SKYDDAD_FOLKBOKFORING', birthYear: 1990 },
      withheld: ['personnummer', 'name'],
    };
    expect(data).toEqual({
      cases: {
        nodes: [
          {
            person: withheldPerson,
            decisions: [
              {
                insatsText: null,
                withheld: ['insatsText', 'outcomeText'],
                executions: [
                  { provider: null, executingKommun: null, withheld: ['provider', 'executingKommun'] },
                ],
              },
            ],
          },
        ],
      },
      own: { nodes: [{ person: { name: 'Robin Exempel', withheld: [] } }] },
      _entities: [withheldPerson],
    });
  });

  it('lists the decisions of own cases and the queue, by day decided and by validity', async () => {
    const decisions = async (args: string) => {
      const { data, errors } = await ask(
        `{ decisions${args} { totalCount nodes { decidedOn case { caseNumber } } } }`,
      );
      expect(errors).toBeUndefined();
      return (data as { decisions: { totalCount: number; nodes: DecisionRecord[] } }).decisions;
    };
    expect(await decisions('(filter: { kommunCodes: ["2080"] })')).toEqual({
      totalCount: 2,
      nodes: [
        { decidedOn: '2025-05-01', case: { caseNumber: 'LSS-own' } },
        { decidedOn: '2025-04-01', case: { caseNumber: 'LSS-own' } },
      ],
    });
    expect(
      (await decisions('(filter: { decidedTo: "2025-04-01" }, orderBy: DECIDED_ON_ASC)')).totalCount,
    ).toBe(2);
    expect((await decisions('(validOn: "2025-06-01")')).totalCount).toBe(0);
  });

  describe('the log', () => {
    const entries = async (operationId: string) =>
      (
        await world.test.owner.query(
          `select entity, namnd_id, kommun_code, ground, uppdrag_id is not null as by_uppdrag, purpose, subject,
                  ids, fields from audit.entries where operation_id = $1 order by entity, kommun_code`,
          [operationId],
        )
      ).rows;

    it('tells who was handed what of whom, on which ground and for what', async () => {
      const caller = await world.handlaggare();
      await ask(
        '{ cases(filter: { assignment: OWN, openedFrom: "2025-01-01" }) { edges { node { id person { name sex } } } } }',
        {},
        caller,
      );
      const shared = { purpose: 'HANDLAGGNING', subject: 'asking' };
      const ofGagnef = {
        ...shared,
        namnd_id: '2026-LSS',
        kommun_code: '2026',
        ground: 'AGREEMENT',
        by_uppdrag: true,
      };
      const ofFalun = {
        ...shared,
        namnd_id: '2080-LSS',
        kommun_code: '2080',
        ground: 'OWN_NAMND',
        by_uppdrag: false,
      };
      const id = (namndId: string, source: string, kind: 'case' | 'person', key: string) => [
        idOf(namndId, source, kind, key),
      ];
      expect(await entries(caller.operationId)).toEqual([
        {
          ...ofGagnef,
          entity: 'Case',
          ids: id('2026-LSS', 'gagnef-test', 'case', 'own'),
          fields: ['id', 'person'],
        },
        {
          ...ofFalun,
          entity: 'Case',
          ids: id('2080-LSS', 'falun-test', 'case', 'own'),
          fields: ['id', 'person'],
        },
        {
          ...ofGagnef,
          entity: 'Person',
          ids: id('2026-LSS', 'gagnef-test', 'person', 'p1'),
          fields: ['name', 'sex'],
        },
        {
          ...ofFalun,
          entity: 'Person',
          ids: id('2080-LSS', 'falun-test', 'person', 'p1'),
          fields: ['name', 'sex'],
        },
      ]);
    });

    it('holds nothing for counts and kommuner', async () => {
      const caller = await world.handlaggare();
      await ask('{ cases { totalCount } kommuner(codes: ["2080"]) { name namnder { name } } }', {}, caller);
      expect(await entries(caller.operationId)).toEqual([]);
    });

    it('holds reads by reference with the fields of that type', async () => {
      const caller = await world.handlaggare();
      const id = idOf('2080-LSS', 'falun-test', 'decision', 'd1');
      const { data } = await ask(
        `query ($references: [_Any!]!) { _entities(representations: $references) {
          ... on Decision { outcome decidedOn } ... on Case { caseNumber } } }`,
        { references: [{ __typename: 'Decision', id }] },
        caller,
      );
      expect(data).toEqual({ _entities: [{ outcome: 'BIFALL', decidedOn: '2025-04-01' }] });
      expect(await entries(caller.operationId)).toMatchObject([
        { entity: 'Decision', ids: [id], fields: ['decidedOn', 'outcome'] },
      ]);
    });
  });

  describe('without a right', () => {
    it.each([
      ['region', 'STATISTIK', 'FORBIDDEN'],
      ['it', 'TEKNIK', 'FORBIDDEN'],
      ['handlaggare', null, 'PURPOSE_REQUIRED'],
      ['handlaggare', 'UPPFOLJNING', 'PURPOSE_REQUIRED'],
    ] as const)('%s for %s is answered %s on every path', async (role, purpose, code) => {
      const caller = role === 'handlaggare' ? await world.handlaggare(purpose) : world.caller(role, purpose);
      const id = idOf('2080-LSS', 'falun-test', 'case', 'own');
      for (const text of [
        '{ cases { nodes { id } } }',
        '{ cases { totalCount } }',
        'query ($id: ID!) { case(id: $id) { id } }',
        '{ decisions { nodes { id } } }',
        'query ($references: [_Any!]!) { _entities(representations: $references) { ... on Case { id } } }',
        '{ kommun(code: "2080") { handlaggare { name } } }',
      ]) {
        const result = await ask(text, { id, references: [{ __typename: 'Case', id }] }, caller);
        expect([text, ...codesOf(result)]).toEqual([text, code]);
        expect(JSON.stringify(result.data)).not.toMatch(/LSS-|Prov/);
      }
    });

    it('a token with no grants sees nothing', async () => {
      expect(await numbers(list, world.caller('handlaggare', 'HANDLAGGNING'))).toEqual([]);
    });
  });

  it('refuses a cursor of another list, order or filter, and a made-up one', async () => {
    const { data } = await ask('{ cases(first: 1) { pageInfo { endCursor hasNextPage } } }');
    const { endCursor } = (data as { cases: { pageInfo: { endCursor: string } } }).cases.pageInfo;
    expect(codesOf(await ask(`{ cases(first: 1, after: "${endCursor}") { nodes { id } } }`))).toEqual([]);
    for (const text of [
      `{ cases(after: "${endCursor}", orderBy: OPENED_ON_ASC) { nodes { id } } }`,
      `{ cases(after: "${endCursor}", filter: { assignment: OWN }) { nodes { id } } }`,
      `{ decisions(after: "${endCursor}") { nodes { id } } }`,
      '{ cases(after: "bWFkZSB1cA") { nodes { id } } }',
    ]) {
      expect(codesOf(await ask(text))).toEqual(['CURSOR_INVALID']);
    }
    expect(codesOf(await ask('{ cases(first: 501) { nodes { id } } }'))).toEqual(['BAD_INPUT']);
  });

  it('shows the staff of a kommun where the caller has a grant, and not of others', async () => {
    const { data, errors } = await ask(
      '{ kommuner(codes: ["2026", "2080", "2062"]) { code namnder { id } handlaggare(on: "2026-01-01") { name } } }',
    );
    expect(data).toEqual({
      kommuner: [
        { code: '2026', namnder: [{ id: '2026-LSS' }], handlaggare: [{ name: 'Kim Prov' }] },
        { code: '2062', namnder: [{ id: '2062-LSS' }], handlaggare: null },
        {
          code: '2080',
          namnder: [{ id: '2080-LSS' }],
          handlaggare: [{ name: 'Kim Prov' }, { name: 'Love Prov' }],
        },
      ].map((kommun) => ({
        ...kommun,
        handlaggare: kommun.handlaggare && expect.arrayContaining(kommun.handlaggare),
      })),
    });
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual([
      ['kommuner.1.handlaggare', 'FORBIDDEN'],
    ]);
    expect(world.unexpected).toEqual([]);
  });
});

describe('when the agreement has ended', () => {
  it.each([
    ['ended the day before', { validTo: '2026-11-21' }, 0],
    ['ending today', { validTo: '2026-11-22' }, 2],
    ['about sjuklön alone', { kinds: ['D05'] }, 0],
  ] as const)(
    '%s: cases of the other nämnd that are seen number as they should',
    async (_title, terms, seen) => {
      const world = await openWorld();
      await world.deliver(gagnef, gagnefRecords);
      await world.agree(terms);
      const { data } = await world.ask(cases, await world.handlaggare(), list);
      expect((data as { cases: { nodes: CaseRecord[] } }).cases.nodes).toHaveLength(seen);
      await world.drop();
    },
  );
});
