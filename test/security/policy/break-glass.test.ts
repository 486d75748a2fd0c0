import type { Caller } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCasesSubgraph } from '../../../subgraphs/cases/src/index.js';
import { createOperationsSubgraph } from '../../../subgraphs/operations/src/index.js';
import { falunRecords, gagnefRecords } from '../../support/case-records.js';
import { codesOf, falun, gagnef, now, openWorld, type World } from '../../support/two-namnder.js';

const operations = createOperationsSubgraph();
const cases = createCasesSubgraph();
const open = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) {
  grants { ground scope until namnd { id } } } }`;
const reason = 'Akut placering i natt, handläggaren är sjuk';
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('breaking the glass', () => {
  let world: World;
  let handlaggare: Caller;
  let chef: Caller;
  beforeAll(async () => {
    world = await openWorld();
    await world.deliver(falun, falunRecords);
    await world.deliver(gagnef, gagnefRecords);
    await world.agree();
    handlaggare = await world.handlaggare();
    chef = await world.member({ role: 'chef', subject: 'chef' });
  });
  afterAll(() => world.drop());

  const ask = (text: string, variables = {}, caller = handlaggare) =>
    world.ask(operations as never, caller, text, variables);
  const at = (moment: Date) =>
    world.member(
      { subject: 'asking', staffKey: 's1', functions: ['LSS_HANDLAGGARE'] },
      'HANDLAGGNING',
      moment,
    );
  const seenBy = async (caller: Caller) => {
    const { data } = await world.ask(cases, caller, '{ cases(first: 100) { nodes { id namnd { id } } } }');
    const nodes = (data as { cases: { nodes: { namnd: { id: string } }[] } }).cases.nodes;
    return nodes.filter(({ namnd }) => namnd.id === '2080-LSS').length;
  };
  const all = async () =>
    (await world.test.owner.query(`select from cases.cases where namnd_id = '2080-LSS'`)).rowCount ?? 0;

  it('opens the own nämnd for an hour, no longer and no more', async () => {
    const before = await seenBy(handlaggare);
    expect(before).toBeLessThan(await all());
    const { data, errors } = await ask(open, { input: { kommunCode: '2080', reason } });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      breakGlass: {
        grants: [
          { ground: 'BREAK_GLASS', scope: 'ALL', until: later(60).toISOString(), namnd: { id: '2080-LSS' } },
          { ground: 'AGREEMENT', scope: 'OWN_CASES', until: null, namnd: { id: '2026-LSS' } },
        ],
      },
    });
    expect(await seenBy(await at(later(-1)))).toBe(before);
    expect(await seenBy(await at(later(59)))).toBe(await all());
    expect(await seenBy(await at(later(60)))).toBe(before);
  });

  it('is the ground of every reading of the nämnd in that hour', async () => {
    const caller = await at(later(10));
    await seenBy(caller);
    const { rows } = await world.test.owner.query(
      'select distinct namnd_id, ground from audit.entries where operation_id = $1 order by 1',
      [caller.operationId],
    );
    expect(rows).toEqual([
      { namnd_id: '2026-LSS', ground: 'AGREEMENT' },
      { namnd_id: '2080-LSS', ground: 'BREAK_GLASS' },
    ]);
  });

  it('does not open protected identities', async () => {
    await world.test.owner.query(`update cases.persons set protection = 'SEKRETESSMARKERING'`);
    const text = '{ cases(first: 100) { nodes { namnd { id } person { name personnummer withheld } } } }';
    const { data } = await world.ask(cases, await at(later(10)), text);
    const nodes = (data as { cases: { nodes: { person: unknown }[] } }).cases.nodes;
    for (const { person } of nodes) {
      expect(person).toMatchObject({ name: null, personnummer: null, withheld: ['personnummer', 'name'] });
    }
    await world.test.owner.query(`update cases.persons set protection = 'INGEN'`);
  });

  it('is flagged to the chef, who reads the reason and reviews it', async () => {
    const flagged = await ask('{ viewer { breakGlassToReview } }', {}, chef);
    expect(flagged.data).toEqual({ viewer: { breakGlassToReview: 1 } });
    expect((await ask('{ viewer { breakGlassToReview } }')).data).toEqual({
      viewer: { breakGlassToReview: null },
    });
    const list = `{ breakGlassEvents(unreviewedOnly: true) { totalCount nodes { id subject role reason openedAt reviewedAt } } }`;
    const { data } = await ask(list, {}, chef);
    const { nodes } = (data as { breakGlassEvents: { nodes: { id: string }[] } }).breakGlassEvents;
    expect(nodes).toEqual([
      {
        ...{ id: nodes[0]?.id, subject: 'asking', role: 'handlaggare', reason },
        ...{ openedAt: now.toISOString(), reviewedAt: null },
      },
    ]);
    const review = 'mutation ($id: ID!) { reviewBreakGlass(id: $id) { reviewedBy } }';
    const reviewed = await ask(review, { id: nodes[0]?.id }, chef);
    expect(reviewed.data).toEqual({ reviewBreakGlass: { reviewedBy: 'https://login.example chef' } });
    expect((await ask('{ viewer { breakGlassToReview } }', {}, chef)).data).toEqual({
      viewer: { breakGlassToReview: 0 },
    });
  });

  it('is not reviewed by who broke it, nor seen from another nämnd', async () => {
    await ask(open, { input: { reason } }, chef);
    const { data } = await ask('{ breakGlassEvents(unreviewedOnly: true) { nodes { id } } }', {}, chef);
    const { nodes } = (data as { breakGlassEvents: { nodes: { id: string }[] } }).breakGlassEvents;
    const review = 'mutation ($id: ID!) { reviewBreakGlass(id: $id) { id } }';
    expect(codesOf(await ask(review, { id: nodes[0]?.id }, chef))).toEqual(['NOT_FOUND']);
    const ofGagnef = await world.member({ role: 'chef', kommunCode: '2026', namndId: '2026-LSS' });
    expect(codesOf(await ask(review, { id: nodes[0]?.id }, ofGagnef))).toEqual(['NOT_FOUND']);
    const other = await ask('{ breakGlassEvents { totalCount nodes { id } } }', {}, ofGagnef);
    expect(other.data).toEqual({ breakGlassEvents: { totalCount: 0, nodes: [] } });
  });

  it.each([
    ['another kommun', { kommunCode: '2026', reason }, 'FORBIDDEN'],
    ['another nämnd', { namndId: '2026-LSS', reason }, 'FORBIDDEN'],
    ['no reason to speak of', { reason: '   akut   ' }, 'BAD_INPUT'],
  ])('is refused for %s', async (_title, input, code) => {
    expect(codesOf(await ask(open, { input }))).toEqual([code]);
  });

  it.each(['it', 'region', 'namnd', 'kvalitet', 'sjuklonehandlaggare', 'dataskyddsombud'] as const)(
    'is refused to %s',
    async (role) => {
      const caller = await world.member({ role, subject: role });
      expect(codesOf(await ask(open, { input: { reason } }, caller))).toEqual(['FORBIDDEN']);
    },
  );

  it('keeps the reason from the database’s own eyes', async () => {
    const { rows } = await world.test.owner.query<{ text: string }>(
      'select glass::text as text from hub.break_glass glass',
    );
    expect(rows.length).toBeGreaterThan(0);
    const hex = Buffer.from('placering').toString('hex');
    expect(rows.map(({ text }) => text).join()).not.toMatch(new RegExp(`placering|${hex}`));
  });
});

describe('the month’s sample', () => {
  it('shows a kvalitetscontroller the same cases once it is drawn, under UPPFOLJNING alone', async () => {
    const world = await openWorld();
    await world.deliver(falun, falunRecords);
    const quality = () => world.member({ role: 'kvalitet', subject: 'q' }, 'UPPFOLJNING');
    const draw = 'mutation { drawSample { period percent isNew } }';
    const seen = async (caller: Caller) => {
      const { data } = await world.ask(cases, caller, '{ cases(first: 500) { totalCount nodes { id } } }');
      return (data as { cases: { totalCount: number; nodes: unknown[] } }).cases;
    };
    expect(await seen(await quality())).toEqual({ totalCount: 0, nodes: [] });
    const drawn = await world.ask(operations as never, await quality(), draw);
    expect(drawn.data).toEqual({ drawSample: { period: '2026-11', percent: 5, isNew: true } });
    const again = await world.ask(operations as never, await quality(), draw);
    expect(again.data).toEqual({ drawSample: { period: '2026-11', percent: 5, isNew: false } });
    // All of so few cases, to see that the rows come.
    await world.test.owner.query('update hub.samples set threshold = 65536');
    const { rowCount } = await world.test.owner.query('select from cases.cases');
    expect((await seen(await quality())).totalCount).toBe(rowCount);
    const forHandling = await world.member({ role: 'kvalitet', subject: 'q' }, 'HANDLAGGNING');
    expect(codesOf(await world.ask(cases, forHandling, '{ cases { totalCount } }'))).toEqual([
      'PURPOSE_REQUIRED',
    ]);
    const inDecember = await world.member({ role: 'kvalitet' }, 'UPPFOLJNING', new Date('2026-12-01T12:00Z'));
    expect((await seen(inDecember)).totalCount).toBe(0);
    await world.drop();
  });
});
