import { randomUUID } from 'node:crypto';
import type { Caller } from '@kommunhub/schema';
import { PersonTrail } from '@kommunhub/subgraph-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase, aDecision, aPerson } from '../../../../test/support/small-model.js';
import { codesOf, falun, openWorld, today, type World } from '../../../../test/support/two-namnder.js';
import { createOperationsSubgraph } from '../subgraph.js';

const operations = createOperationsSubgraph();
const number = '199001010017';

describe('the log through the graph', () => {
  let world: World;
  let personId: string;
  let decisionId: string;
  beforeAll(async () => {
    world = await openWorld();
    await world.deliver(falun, [
      aPerson('p1', { personnummer: number }),
      aCase('c1', 'p1'),
      aDecision('d1', 'c1'),
    ]);
    const { keyRing, owner, urls } = world.test;
    const lookup = { table: 'cases.persons', column: 'personnummer_hash' };
    Object.assign(world.services, {
      personTrail: new PersonTrail({
        url: urls.lifecycle,
        keyRing,
        specs: world.tableSpecs,
        lookup,
        today: () => today,
      }),
    });
    personId = keyRing.namndKeys('2080-LSS').opaqueId('person', '2080', falun.id, 'p1');
    decisionId = keyRing.namndKeys('2080-LSS').opaqueId('decision', '2080', falun.id, 'd1');
    const add = (
      kommun: string,
      entity: string,
      ids: string[],
      at: string,
      subject = 'kim',
      ground = 'OWN_NAMND',
    ) =>
      owner.query(
        `insert into audit.entries (kommun_code, namnd_id, at, operation_id, issuer, subject, role, purpose, ground, entity, ids, fields)
         values ($1, $1 || '-LSS', $4, $5, 'https://login.example', $6, 'handlaggare', 'HANDLAGGNING', $7, $2, $3, '{name}')`,
        [kommun, entity, ids, at, randomUUID(), subject, ground],
      );
    await add('2080', 'Person', [personId], '2026-11-16 10:00:00.000123+01');
    await add('2080', 'Decision', [decisionId], '2026-11-17 10:00+01');
    await add('2080', 'Person', ['2080-other'], '2026-11-17 19:00+01', 'eva', 'BREAK_GLASS');
    await add('2080', 'Person', [], '2026-11-21 10:00+01', 'eva');
    await add('2026', 'Person', ['2026-foreign'], '2026-11-17 10:00+01');
    const many = Array.from({ length: 60 }, (_, index) => `2080-${index}`);
    await add('2080', 'Person', many, '2026-11-18 10:00+01', 'ulla');
  });
  afterAll(() => world.drop());

  const ombud = (): Caller => world.caller('dataskyddsombud', 'TILLSYN');
  const ask = (text: string, variables = {}, caller = ombud()) =>
    world.ask(operations as never, caller, text, variables);
  const entries = `query ($personId: ID, $first: Int, $after: String) { auditEntries(personId: $personId, first: $first, after: $after) {
    nodes { subject entity ids namnd { name } } totalCount pageInfo { endCursor hasNextPage } } }`;

  it('shows the own kommun, latest first, and nothing of another', async () => {
    const { data, errors } = await ask(entries);
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = (
      data as { auditEntries: { nodes: { ids: string[] }[]; totalCount: number } }
    ).auditEntries;
    expect(totalCount).toBe(5);
    expect(nodes.map((node) => node.ids.length)).toEqual([0, 60, 1, 1, 1]);
    expect(JSON.stringify(data)).not.toContain('foreign');
  });

  it('finds what was handed out of a person, through decisions too, page by page', async () => {
    const { data } = await ask(
      'query ($personnummer: String!) { auditPersonIds(personnummer: $personnummer) }',
      {
        personnummer: '900101-0017',
      },
    );
    expect(data).toEqual({ auditPersonIds: [personId] });
    const pages: unknown[] = [];
    for (let after: string | null = null, isMore = true; isMore; ) {
      const answer = await ask(entries, { personId, first: 1, after });
      const page = (answer.data as never as Record<'auditEntries', never>).auditEntries as {
        nodes: { entity: string }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
      // Looking in the log is logged, so that the look itself comes before what was there.
      pages.push(...page.nodes.map((node) => node.entity));
      after = page.pageInfo.endCursor;
      isMore = page.pageInfo.hasNextPage;
    }
    expect(pages.slice(-2)).toEqual(['Decision', 'Person']);
  });

  it('notes who has looked, and for whom', async () => {
    await ask(entries, { personId });
    const { rows } = await world.test.owner.query(
      `select distinct role, purpose, entity, ids from audit.entries where role = 'dataskyddsombud' and entity = 'AuditEntry' and ids <> '{}'`,
    );
    expect(rows).toEqual([
      { role: 'dataskyddsombud', purpose: 'TILLSYN', entity: 'AuditEntry', ids: [personId] },
    ]);
  });

  it('is closed to every other role, to other purposes and to other kommuner', async () => {
    for (const role of ['handlaggare', 'chef', 'it', 'region', 'revisor', 'namnd'] as const) {
      expect(codesOf(await ask(entries, {}, world.caller(role, 'TILLSYN'))), role).toEqual(['FORBIDDEN']);
    }
    expect(codesOf(await ask(entries, {}, world.caller('dataskyddsombud', 'STATISTIK')))).toEqual([
      'PURPOSE_REQUIRED',
    ]);
    // What is asked for stands in the log: nothing but an id of the own kommun.
    for (const wanted of [personId.replace('2080', '2026'), '2080-199001010017', ''])
      expect(codesOf(await ask(entries, { personId: wanted }))).toEqual(['BAD_INPUT']);
    const wrong = await ask('query ($p: String!) { auditPersonIds(personnummer: $p) }', {
      p: '19900101-00xx',
    });
    expect(codesOf(wrong)).toEqual(['BAD_INPUT']);
    expect(JSON.stringify(wrong)).not.toContain('19900101');
  });

  it('is reviewed in counts: hours, break-glass, misses, and who reads of unusually many', async () => {
    const review = `{ auditReview(from: "2026-11-16", to: "2026-11-22") { kommunCode
      callers { subject operations persons outsideHours breakGlass misses isOutlier } } }`;
    const expected = [
      {
        subject: 'eva',
        operations: 2,
        persons: 1,
        outsideHours: 2,
        breakGlass: 1,
        misses: 1,
        isOutlier: false,
      },
      {
        subject: 'kim',
        operations: 2,
        persons: 1,
        outsideHours: 0,
        breakGlass: 0,
        misses: 0,
        isOutlier: false,
      },
      {
        subject: 'ulla',
        operations: 1,
        persons: 60,
        outsideHours: 0,
        breakGlass: 0,
        misses: 0,
        isOutlier: true,
      },
    ];
    for (const caller of [ombud(), world.caller('chef', 'UPPFOLJNING')]) {
      const { data, errors } = await ask(review, {}, caller);
      expect(errors).toBeUndefined();
      const { callers } = (data as { auditReview: { callers: { subject: string }[] } }).auditReview;
      expect(callers.filter(({ subject }) => subject !== 'asking')).toEqual(expected);
    }
    const others = await ask(review, {}, world.caller('chef', 'UPPFOLJNING', '2026-LSS'));
    expect(
      (others.data as never as { auditReview: { callers: unknown[] } }).auditReview.callers,
    ).toHaveLength(1);
    expect(codesOf(await ask(review, {}, world.caller('handlaggare', 'HANDLAGGNING')))).toEqual([
      'FORBIDDEN',
    ]);
  });
});
