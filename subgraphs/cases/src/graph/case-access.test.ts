import type { Caller, CaseRecord } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { falunRecords, gagnefRecords } from '../../../../test/support/case-records.js';
import { codesOf, falun, gagnef, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { createCasesSubgraph } from '../subgraph.js';

const cases = createCasesSubgraph();
const list = '{ cases(first: 100) { totalCount nodes { id caseNumber openedOn } } }';

describe('reading cases', () => {
  let world: World;
  let handlaggare: Caller;
  beforeAll(async () => {
    world = await openWorld();
    await world.deliver(falun, falunRecords);
    await world.deliver(gagnef, gagnefRecords);
    await world.agree();
    handlaggare = await world.handlaggare();
  });
  afterAll(() => world.drop());

  const ask = (text: string, variables = {}, caller = handlaggare) =>
    world.ask(cases, caller, text, variables);
  const idOf = (namndId: string, source: string, kind: 'case' | 'decision' | 'person', key: string) =>
    world.test.keyRing.namndKeys(namndId).opaqueId(kind, namndId.slice(0, 4), source, key);

  describe('the log', () => {
    const entries = async (operationId: string) =>
      (
        await world.test.owner.query<Record<'entity' | 'namnd_id' | 'ground' | 'ids', unknown>>(
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

    it('holds look-ups by id that found nothing, whether there is such a case or not', async () => {
      const hidden = [
        idOf('2080-LSS', 'falun-test', 'case', 'colleagues'),
        idOf('2026-LSS', 'gagnef-test', 'case', 'theirs'),
        `2062-${'0'.repeat(32)}`,
      ];
      const logged = [];
      for (const id of hidden) {
        const caller = await world.handlaggare();
        await ask('query ($id: ID!) { case(id: $id) { status } }', { id }, caller);
        await ask('query ($id: ID!) { decisions(filter: { caseId: $id }) { totalCount } }', { id }, caller);
        logged.push(
          ...(await entries(caller.operationId)).map((entry) => [
            entry.entity,
            entry.namnd_id,
            entry.ground,
            entry.ids,
          ]),
        );
      }
      expect(logged).toEqual([
        ['Case', '2080-LSS', 'OWN_NAMND', []],
        ['Decision', '2080-LSS', 'OWN_NAMND', []],
        ['Case', '2026-LSS', 'AGREEMENT', []],
        ['Decision', '2026-LSS', 'AGREEMENT', []],
        // Mora is nobody's whom the caller works for: the own nämnd answers for the asking.
        ['Case', '2080-LSS', 'OWN_NAMND', []],
        ['Decision', '2080-LSS', 'OWN_NAMND', []],
      ]);
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
      const { data } = await ask(list, {}, world.caller('handlaggare', 'HANDLAGGNING'));
      expect(data).toEqual({ cases: { totalCount: 0, nodes: [] } });
    });
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
