import type { Caller, DecisionRecord } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { falunRecords, gagnefRecords } from '../../../../test/support/case-records.js';
import { aCase, aPerson, aStaff } from '../../../../test/support/small-model.js';
import { codesOf, falun, gagnef, mora, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { createCasesSubgraph } from '../subgraph.js';

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
                withheld: ['insatsText', 'outcomeText', 'extraKinds'],
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
