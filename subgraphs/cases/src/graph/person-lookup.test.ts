import type { Caller, HubRecord } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { falunRecords, gagnefRecords } from '../../../../test/support/case-records.js';
import { codesOf, falun, gagnef, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { createCasesSubgraph } from '../subgraph.js';

const cases = createCasesSubgraph();
const lookup = `query ($input: PersonLookupInput!) { personLookup(input: $input) {
  birthYear name personnummer protection withheld cases { caseNumber } } }`;

/** Nobody shares the name and the number of Robin, and a protected person has known ones. */
const apart = (record: HubRecord): HubRecord => {
  if (record.kind !== 'person' || (record.sourceId === 'p1' && record.kommunCode === '2080')) return record;
  if (record.protection === 'SKYDDAD_FOLKBOKFORING') {
    return { ...record, name: 'Noor Skyddad', personnummer: '198112189876' };
  }
  return { ...record, name: `Annan ${record.sourceId}`, personnummer: null, idType: 'SAKNAS' };
};

describe('looking a person up', () => {
  let world: World;
  let handlaggare: Caller;
  beforeAll(async () => {
    world = await openWorld();
    await world.deliver(falun, falunRecords.map(apart));
    await world.deliver(gagnef, gagnefRecords.map(apart));
    await world.agree();
    handlaggare = await world.handlaggare();
  });
  afterAll(() => world.drop());

  const ask = (input: object, caller = handlaggare, text = lookup) =>
    world.ask(cases, caller, text, { input });
  const found = async (input: object, caller = handlaggare) => {
    const { data, errors } = await ask(input, caller);
    expect(errors).toBeUndefined();
    return (data as { personLookup: { cases: { caseNumber: string }[] }[] }).personLookup;
  };

  it.each([
    ['a number as it is stored', { personnummer: '199001010017' }],
    ['a number with hyphen and without century', { personnummer: '900101-0017' }],
    ['a name in other letters and spaces', { name: '  robin   EXEMPEL ' }],
    ['a case number', { caseNumber: 'lss-own', kommunCodes: ['2080'] }],
    ['a number in a chosen kommun', { personnummer: '19900101-0017', kommunCodes: ['2080'] }],
  ])('finds the person of an own case by %s', async (_title, input) => {
    const persons = await found(input);
    expect(persons[0]).toMatchObject({ name: 'Robin Exempel', cases: [{ caseNumber: 'LSS-own' }] });
  });

  it.each([
    ['part of a name', { name: 'Robin' }],
    ['a number of nobody', { personnummer: '19811218-9876', kommunCodes: ['2080'] }],
    ['the case number of a colleague', { caseNumber: 'LSS-colleagues' }],
    ['a kommun without uppdrag', { personnummer: '199001010017', kommunCodes: ['2062'] }],
  ])('finds nobody by %s', async (_title, input) => {
    expect(await found(input)).toEqual([]);
  });

  it('does not tell whose a withheld number or name is', async () => {
    expect(await found({ personnummer: '198112189876' })).toEqual([]);
    expect(await found({ name: 'Noor Skyddad' })).toEqual([]);
    const byNumber = await found({ caseNumber: 'LSS-own', kommunCodes: ['2026'] });
    expect(byNumber).toMatchObject([{ name: null, personnummer: null, withheld: ['personnummer', 'name'] }]);
    const chef = await world.member({ role: 'chef', kommunCode: '2026', namndId: '2026-LSS' });
    expect(await found({ name: 'Noor Skyddad' }, chef)).toHaveLength(1);
  });

  it.each([
    ['nothing', {}],
    ['two terms', { personnummer: '199001010017', name: 'Robin Exempel' }],
    ['blanks', { name: ' ' }],
    ['a number that is none', { personnummer: '12' }],
    ['no number at all', { personnummer: 'saknas' }],
  ])('refuses %s without repeating it', async (_title, input) => {
    const result = await ask(input);
    expect(codesOf(result)).toEqual(['BAD_INPUT']);
    expect(JSON.stringify(result.errors)).not.toMatch(/199001010017|Robin|"12"/);
  });

  it('refuses a person in the document itself', async () => {
    const text = '{ personLookup(input: { name: "Robin Exempel" }) { name } }';
    const result = await ask({}, handlaggare, text);
    expect(codesOf(result)).toEqual(['BAD_INPUT']);
    expect(JSON.stringify(result)).not.toContain('Robin');
    const inner = 'query ($name: String) { personLookup(input: { name: $name }) { name } }';
    const { data } = await world.ask(cases, handlaggare, inner, { name: 'Robin Exempel' });
    expect(data).toEqual({ personLookup: [{ name: 'Robin Exempel' }] });
  });

  it('is logged where it was looked, hit or not, without what was looked for', async () => {
    const caller = await world.handlaggare();
    await ask({ name: 'Robin Exempel' }, caller);
    const { rows } = await world.test.owner.query<{ kommun_code: string; ids: string[]; row: string }>(
      `select kommun_code, ids, entries::text as row from audit.entries entries
        where operation_id = $1 and entity = 'Person' order by kommun_code`,
      [caller.operationId],
    );
    expect(rows.map(({ kommun_code, ids }) => [kommun_code, ids.length])).toEqual([
      ['2026', 0],
      ['2080', 1],
    ]);
    expect(rows.map(({ row }) => row).join()).not.toMatch(/robin/i);
  });

  it.each([
    ['it', 'TEKNIK', 'FORBIDDEN'],
    ['region', 'STATISTIK', 'FORBIDDEN'],
    ['kvalitet', 'UPPFOLJNING', 'FORBIDDEN'],
    ['namnd', 'HANDLAGGNING', 'FORBIDDEN'],
    ['chef', 'UPPFOLJNING', 'PURPOSE_REQUIRED'],
    ['handlaggare', null, 'PURPOSE_REQUIRED'],
  ] as const)('is refused to %s under %s with %s', async (role, purpose, code) => {
    const caller = await world.member({ role }, purpose);
    expect(codesOf(await ask({ name: 'Robin Exempel' }, caller))).toEqual([code]);
  });
});

describe('searching by more than name, number and case number', () => {
  it.each([
    ['handlaggare', 'HANDLAGGNING', ['FORBIDDEN']],
    ['chef', 'HANDLAGGNING', ['PURPOSE_REQUIRED']],
    ['chef', 'UPPFOLJNING', []],
  ] as const)('as %s for %s is answered %j', async (role, purpose, codes) => {
    const world = await openWorld();
    await world.deliver(falun, falunRecords);
    const caller = await world.member({ role, staffKey: 's1' }, purpose);
    for (const text of [
      '{ cases(filter: { personkrets: P1 }) { totalCount } }',
      '{ decisions(filter: { insats: "LSS_9_9" }) { totalCount } }',
      '{ decisions(filter: { outcome: BIFALL }) { totalCount nodes { id } } }',
    ]) {
      expect(codesOf(await world.ask(cases, caller, text))).toEqual(codes);
    }
    await world.drop();
  });
});

describe('lists of a whole nämnd', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.deliver(falun, falunRecords);
    await world.deliver(gagnef, gagnefRecords);
  });
  afterAll(() => world.drop());
  const numbers = async (caller: Caller, args: string) => {
    const text = `{ cases(${args}) { totalCount nodes { caseNumber } } }`;
    const { data } = await world.ask(cases, caller, text);
    const { nodes, totalCount } = (data as { cases: { totalCount: number; nodes: { caseNumber: string }[] } })
      .cases;
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ caseNumber }) => caseNumber);
  };

  it('show a chef every case and decision of the own nämnd, in order, and no other', async () => {
    const chef = await world.member({ role: 'chef', staffKey: 's2' });
    expect((await numbers(chef, 'first: 100')).sort()).toEqual([
      'LSS-colleagues',
      'LSS-own',
      'LSS-own-closed',
      'LSS-queue',
      'LSS-queue-closed',
    ]);
    expect(await numbers(chef, 'filter: { assignment: OWN }')).toEqual(['LSS-colleagues']);
    expect(await numbers(chef, 'filter: { assignment: QUEUE }')).toEqual(['LSS-queue']);
    const text = '{ decisions(first: 2) { totalCount nodes { decidedOn } pageInfo { endCursor } } }';
    const { data } = await world.ask(cases, chef, text);
    const first = (data as { decisions: { totalCount: number; pageInfo: { endCursor: string } } }).decisions;
    expect(first.totalCount).toBe(3);
    const rest = await world.ask(
      cases,
      chef,
      `{ decisions(first: 2, after: "${first.pageInfo.endCursor}") { nodes { id } pageInfo { hasNextPage } } }`,
    );
    expect(rest.data).toMatchObject({ decisions: { pageInfo: { hasNextPage: false } } });
  });

  it('show the nämnd the cases with decisions at its own level', async () => {
    const namnd = await world.member({ role: 'namnd', subject: 'ledamot' });
    expect(await numbers(namnd, 'first: 100')).toEqual([]);
    await world.test.owner.query(
      `update cases.decisions set level = 'UTSKOTT' where kommun_code = '2080' and insats <> 'OKAND'
          and level is null`,
    );
    expect(await numbers(namnd, 'first: 100')).toEqual(['LSS-colleagues']);
    const other = await world.member({ role: 'namnd', kommunCode: '2026', namndId: '2026-LSS' });
    expect(await numbers(other, 'first: 100')).toEqual([]);
  });

  it('show who handles claims nothing without one', async () => {
    const caller = await world.member({ role: 'sjuklonehandlaggare', subject: 'claims' });
    expect(await numbers(caller, 'first: 100')).toEqual([]);
  });
});
