import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDelegationSubgraph } from '../../subgraphs/delegation/src/index.js';
import { codesOf, type World } from '../support/two-namnder.js';
import { openFiveOrders } from './five-orders.js';

const delegation = createDelegationSubgraph();
const statements: string[] = [];
let world: World;
beforeAll(async () => {
  world = await openFiveOrders({ onStatement: (sql) => statements.push(sql) });
});
afterAll(() => world?.drop());

const ask = (text: string, variables: Record<string, unknown> = {}) =>
  world.ask(delegation, world.caller('region', 'STATISTIK'), text, variables);
const dataOf = async <Data>(text: string, variables: Record<string, unknown> = {}): Promise<Data> => {
  const { data, errors } = await ask(text, variables);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)) as Data;
};
const mayDecide = (input: Record<string, unknown>, fields = 'reason lowestLevel point { number }') =>
  dataOf<{ mayDecide: Record<string, unknown> }>(
    `query ($input: MayDecideInput!) { mayDecide(input: $input) { ${fields} } }`,
    { input: { kommunCode: '2082', role: 'LSS_HANDLAGGARE', on: '2026-03-01', ...input } },
  ).then((data) => data.mayDecide);

describe('mayDecide', () => {
  it('who may grant assistance over 20 hours in Säter on 1 March', async () => {
    const assistance = { decisionKind: 'D02', outcome: 'BIFALL' };
    expect(await mayDecide({ ...assistance, hoursPerWeek: '20' })).toEqual({
      ...{ reason: 'OK', lowestLevel: 'HANDLAGGARE', point: { number: '1.2' } },
    });
    expect(await mayDecide({ ...assistance, hoursPerWeek: '25' })).toEqual({
      ...{ reason: 'VILLKOR_BRUTET', lowestLevel: 'ENHETSCHEF', point: { number: '1.2' } },
    });
    expect(await mayDecide({ ...assistance, hoursPerWeek: '25', role: 'ENHETSCHEF' })).toEqual({
      ...{ reason: 'OK', lowestLevel: 'ENHETSCHEF', point: { number: '1.3' } },
    });
  });

  it('tells the ground, the order, how long it holds and what to confirm', async () => {
    const answer = await mayDecide(
      { decisionKind: 'D03', role: 'ENHETSCHEF' },
      'allowed explanation lagrum toConfirm missing validFrom validTo order { version kommun { name } } point { level kinds { code } conditions { type value unit } }',
    );
    expect(answer).toEqual({
      allowed: true,
      explanation: expect.stringMatching(
        /^Enhetschef får besluta: Personlig assistans, avslag eller minskning \(D03\)/,
      ),
      lagrum: ['LSS 9 § 2', 'KL 7 kap. 5 §'],
      toConfirm: [expect.stringContaining('SAMRAD_MED=jurist'), expect.stringContaining('KL 6 kap. 38 §')],
      missing: [],
      ...{ validFrom: '2025-07-01', validTo: null, order: { version: '2025:1', kommun: { name: 'Säter' } } },
      point: {
        level: 'ENHETSCHEF',
        kinds: [{ code: 'D03' }],
        conditions: [{ type: 'SAMRAD_MED', value: 'jurist', unit: 'FRITEXT' }],
      },
    });
  });

  it.each([
    ['the last day of the order', { kommunCode: '2034', on: '2026-06-30' }, 'OK'],
    ['the day after', { kommunCode: '2034', on: '2026-07-01' }, 'INGEN_ORDNING'],
    ['a kommun that the hub does not know', { kommunCode: '0114' }, 'INGEN_ORDNING'],
    ['an external employee under the agreement', { employerKommunCode: '2080' }, 'OK'],
    ['on its last day', { employerKommunCode: '2080', on: '2026-06-30' }, 'OK'],
    ['the day after it ended', { employerKommunCode: '2080', on: '2026-07-01' }, 'EXTERN_UTAN_AVTAL'],
    [
      'an agreement without a point for the kind',
      { kommunCode: '2026', decisionKind: 'D05', employerKommunCode: '2080' },
      'EJ_DELEGERAD',
    ],
    [
      'the seat’s employee in another kommun of the gemensam nämnd',
      { kommunCode: '2039', employerKommunCode: '2062' },
      'OK',
    ],
    ['points that contradict each other', { kommunCode: '2026', decisionKind: 'D18' }, 'MOTSTRIDIGA_PUNKTER'],
    ['no point', { decisionKind: 'D16' }, 'EJ_DELEGERAD'],
    ['not urgent', { decisionKind: 'D12', role: 'ORDFORANDE', urgent: false }, 'FEL_NIVA'],
    ['urgent', { decisionKind: 'D12', role: 'ORDFORANDE', urgent: true }, 'OK'],
  ])('%s', async (_title, input, reason) => {
    expect((await mayDecide({ decisionKind: 'D07', ...input })).reason).toBe(reason);
  });

  it('asks which nämnd is meant where several have an order, and takes the one named', async () => {
    const { owner } = world.test;
    await owner.query(`insert into hub.namnd_kommuner values ('2029', '2026-LSS')`);
    const input = { kommunCode: '2029', decisionKind: 'D08', role: 'LSS_HANDLAGGARE', on: '2026-03-01' };
    const query = 'query ($input: MayDecideInput!) { mayDecide(input: $input) { order { version } } }';
    const refused = await ask(query, { input });
    expect([codesOf(refused), refused.errors?.[0]?.message]).toEqual([
      ['BAD_INPUT'],
      expect.stringContaining('2026-LSS, 2029-LSS'),
    ]);
    expect(await dataOf(query, { input: { ...input, namndId: '2026-LSS' } })).toEqual({
      mayDecide: { order: { version: '3' } },
    });
    await owner.query(`delete from hub.namnd_kommuner where kommun_code = '2029' and namnd_id = '2026-LSS'`);
  });

  it('answers five hundred questions with three statements, in their order', async () => {
    const inputs = Array.from({ length: 500 }, (_, index) => ({
      kommunCode: ['2082', '2029', '2026', '2080', '2034'][index % 5],
      decisionKind: `D${String((index % 24) + 1).padStart(2, '0')}`,
      role: 'ENHETSCHEF',
      on: `2026-0${(index % 6) + 1}-15`,
      ...(index % 3 === 0 && { employerKommunCode: '2081' }),
    }));
    const many = (some: unknown[]) =>
      dataOf<{ mayDecideMany: { reason: string }[] }>(
        'query ($inputs: [MayDecideInput!]!) { mayDecideMany(inputs: $inputs) { reason explanation point { number } } }',
        { inputs: some },
      );
    statements.length = 0;
    const { mayDecideMany } = await many(inputs);
    expect(statements).toHaveLength(3);
    expect(mayDecideMany).toHaveLength(500);
    for (const at of [0, 17, 499])
      expect((await many([inputs[at]])).mayDecideMany[0]).toEqual(mayDecideMany[at]);
  });

  it('refuses questions about nothing, naming each fault by its place', async () => {
    const good = { kommunCode: '2082', decisionKind: 'D07', role: 'LSS_HANDLAGGARE', on: '2026-03-01' };
    const query = 'query ($inputs: [MayDecideInput!]!) { mayDecideMany(inputs: $inputs) { reason } }';
    const bad = await ask(query, {
      inputs: [good, { ...good, decisionKind: 'OKAND' }, { ...good, kommunCode: '9999', amount: '-1' }],
    });
    expect(codesOf(bad)).toEqual(['BAD_INPUT']);
    expect(bad.errors?.[0]?.message).toContain('inputs.1.decisionKind');
    expect(codesOf(await ask(query, { inputs: Array.from({ length: 501 }, () => good) }))).toEqual([
      'BAD_INPUT',
    ]);
    expect(await dataOf(query, { inputs: [] })).toEqual({ mayDecideMany: [] });
  });
});

describe('comparing the five orders', () => {
  const codes = ['2080', '2026', '2029', '2062', '2082'];
  interface Row {
    readonly kind: { code: string };
    readonly uniform: boolean;
    readonly cells: { kommun: { name: string }; status: string; level: string | null }[];
    readonly differences: { type: string; distance: number | null; kommuner: { name: string }[] }[];
  }
  const compare = (kommunCodes: string[], on = '2026-03-01') =>
    dataOf<{
      compareDelegationOrders: { rows: Row[]; uniformShare: number; kommuner: Record<string, unknown>[] };
    }>(
      `query ($kommunCodes: [ID!]!, $on: Date!) { compareDelegationOrders(kommunCodes: $kommunCodes, on: $on) {
        uniformShare rows { kind { code } uniform cells { kommun { name } status level conditions { type } points { number } }
        differences { type distance kommuner { name } } }
        kommuner { kommun { name } pointCount coverage order { version } unmapped { point { number } suggestions { kind { code } by } }
          repealed { number lagrum suggestion confidence } } similarities { one { code } other { code } share } } }`,
      { kommunCodes, on },
    ).then((data) => data.compareDelegationOrders);

  it('which kinds differ between Leksand and Gagnef', async () => {
    const { rows, uniformShare } = await compare(['2029', '2026']);
    const differing = rows.filter(({ uniform }) => !uniform).map(({ kind }) => kind.code);
    expect(differing).toEqual('D01 D02 D03 D04 D05 D06 D10 D12 D13 D14 D16 D17 D19 D21 D22 D24'.split(' '));
    expect(uniformShare).toBeCloseTo(8 / 24);
    const assistance = rows.find(({ kind }) => kind.code === 'D03');
    expect(assistance?.differences.map(({ type, distance }) => [type, distance])).toEqual([
      ['NIVA', 4],
      ['VILLKOR', null],
    ]);
  });

  it('takes few statements however many kommuner, and shows what cannot be compared', async () => {
    statements.length = 0;
    const { kommuner, rows } = await compare(codes);
    expect(statements.length).toBeLessThanOrEqual(4);
    expect(rows).toHaveLength(24);
    expect(kommuner.map(({ coverage }) => coverage)).toEqual([1, 21 / 22, 18 / 19, 1, 20 / 21]);
    expect(kommuner[1]).toMatchObject({
      unmapped: [{ point: { number: '2.20' }, suggestions: [{ kind: { code: 'D07' }, by: 'BOTH' }] }],
      repealed: [{ number: '2.19', suggestion: 'SoL 11 kap. 1 §', confidence: 'CERTAIN' }],
    });
    expect(kommuner[3]?.repealed).toEqual([
      expect.objectContaining({ lagrum: 'KL 6 kap 33 §', suggestion: 'KL 6 kap. 37 §' }),
      expect.objectContaining({ lagrum: 'SoL 4 kap 1 §', suggestion: 'SoL 11 kap. 1 §' }),
    ]);
    const told = rows.flatMap(({ kind, differences }) =>
      differences.map(({ type }) => `${kind.code} ${type}`),
    );
    expect(told).toEqual(expect.arrayContaining(['D14 VIDAREDELEGATION', 'D23 LAGRUM_GAMMALT']));
    expect(told.filter((one) => one.endsWith('EXTERN_UTAN_AVTAL'))).toEqual([]);
  });

  it('tells external delegates whose agreement has ended', async () => {
    const { rows } = await compare(['2082'], '2026-07-01');
    const told = rows.filter(({ differences }) =>
      differences.some(({ type }) => type === 'EXTERN_UTAN_AVTAL'),
    );
    expect(told.map(({ kind }) => kind.code)).toEqual('D01 D04 D07 D08 D09 D10 D11 D15'.split(' '));
  });

  it('holds a kommun without an order in force for one where the nämnd decides everything', async () => {
    const { rows, uniformShare } = await compare(['2062', '2082'], '2026-07-01');
    expect(uniformShare).toBe(0);
    expect(rows.every(({ cells }) => cells[0]?.status === 'SAKNAS')).toBe(true);
  });

  it('proposes one order for all, and what each would have to change', async () => {
    const { proposeCommonOrder } = await dataOf<{
      proposeCommonOrder: {
        points: {
          kind: { code: string };
          level: string;
          changes: { kommun: { name: string }; from: string }[];
        }[];
        kommuner: { kommun: { name: string }; kinds: number }[];
      };
    }>(
      `query ($codes: [ID!]!) { proposeCommonOrder(kommunCodes: $codes, on: "2026-03-01") { principle
        points { kind { code } level conditions { type value } changes { kommun { name } from fromConditions { type } changesLevel changesConditions } }
        kommuner { kommun { name } kinds } } }`,
      { codes },
    );
    expect(proposeCommonOrder.points.find(({ kind }) => kind.code === 'D20')).toMatchObject({
      level: 'ENHETSCHEF',
      changes: [{ kommun: { name: 'Mora' }, from: 'FORVALTNINGSCHEF' }],
    });
    const byName = Object.fromEntries(
      proposeCommonOrder.kommuner.map(({ kommun, kinds }) => [kommun.name, kinds]),
    );
    expect(Object.keys(byName)).toEqual(['Falun', 'Gagnef', 'Leksand', 'Mora', 'Säter']);
    expect(Math.max(...Object.values(byName))).toBe(byName.Mora);
  });

  it('refuses an empty list and a kommun that does not exist', async () => {
    for (const kommunCodes of [[], ['9999']]) {
      const query =
        'query ($kommunCodes: [ID!]!) { compareDelegationOrders(kommunCodes: $kommunCodes, on: "2026-03-01") { uniformShare } }';
      expect(codesOf(await ask(query, { kommunCodes }))).toEqual(['BAD_INPUT']);
    }
  });
});
