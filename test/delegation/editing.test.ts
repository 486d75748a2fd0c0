import type { Caller } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDelegationSubgraph } from '../../subgraphs/delegation/src/index.js';
import { Session } from '../../subgraphs/kit/src/index.js';
import { codesOf, type World } from '../support/two-namnder.js';
import { openFiveOrders, readOrder } from './five-orders.js';

const delegation = createDelegationSubgraph();
let world: World;
let chef: Caller;
beforeAll(async () => {
  world = await openFiveOrders();
  chef = await world.member({
    role: 'chef',
    subject: 'chef-gagnef',
    kommunCode: '2026',
    namndId: '2026-LSS',
  });
});
afterAll(() => world?.drop());

const ask = (text: string, variables: Record<string, unknown> = {}, caller: Caller = chef) =>
  world.ask(delegation, caller, text, variables);
interface Order {
  readonly id: string;
  readonly revision: number;
  readonly unmappedCount: number;
  readonly validTo: string | null;
  readonly csv: string;
  readonly points: {
    ordinal: number;
    number: string;
    kinds: { code: string }[];
    level: string;
    note: string | null;
    conditions: { type: string; value: string | null }[];
  }[];
  readonly history: { revision: number; act: string; changedBy: string | null; before: string }[];
}
const gagnefs = async (caller: Caller = chef): Promise<Order> => {
  const { data, errors } = await ask(
    `{ delegationOrders(kommunCodes: ["2026"]) { id revision unmappedCount validTo csv document
      points { ordinal number kinds { code } level note conditions { type value } } history { revision act changedBy changedAt before } } }`,
    {},
    caller,
  );
  expect(errors).toBeUndefined();
  return (data as { delegationOrders: Order[] }).delegationOrders[0]!;
};
const accept = (orderId: string, revision: number, ordinal: number, kinds: string[], caller: Caller = chef) =>
  ask(
    'mutation ($orderId: ID!, $revision: Int!, $ordinal: Int!, $kinds: [ID!]!) { acceptKindSuggestion(orderId: $orderId, revision: $revision, ordinal: $ordinal, kinds: $kinds) { revision unmappedCount } }',
    { orderId, revision, ordinal, kinds },
    caller,
  );
const edit = (
  orderId: string,
  revision: number,
  ordinal: number,
  input: Record<string, unknown>,
  caller: Caller = chef,
) =>
  ask(
    'mutation ($orderId: ID!, $revision: Int!, $ordinal: Int!, $input: PointEditInput!) { editDelegationPoint(orderId: $orderId, revision: $revision, ordinal: $ordinal, input: $input) { revision } }',
    { orderId, revision, ordinal, input },
    caller,
  );

describe('a registered order', () => {
  it('is given back as the file it came from', async () => {
    expect((await gagnefs()).csv).toBe(await readOrder('gagnef'));
  });

  it('takes a suggested kind, keeps what it said before and tells who, to the own nämnd alone', async () => {
    const before = await gagnefs();
    const unmapped = before.points.find(({ kinds }) => kinds.length === 0)!;
    const { data } = await accept(before.id, before.revision, unmapped.ordinal, ['D07']);
    expect(data).toEqual({ acceptKindSuggestion: { revision: 2, unmappedCount: 0 } });
    const after = await gagnefs();
    expect(after.points[unmapped.ordinal - 1]?.kinds).toEqual([{ code: 'D07' }]);
    expect(after.history).toEqual([
      expect.objectContaining({
        revision: 1,
        act: 'KINDS_ACCEPTED',
        changedBy: 'chef-gagnef',
        before: before.csv,
      }),
    ]);
    const others = await gagnefs(world.caller('region', 'STATISTIK'));
    expect(others.history.map(({ changedBy }) => changedBy)).toEqual([null]);
  });

  it('is corrected point by point: what is left out stays, null empties', async () => {
    const { id, revision } = await gagnefs();
    const { errors } = await edit(id, revision, 1, {
      level: 'ENHETSCHEF',
      conditions: 'ALDER_MIN=18|SAMRAD_MED',
      note: 'Rättad',
    });
    expect(errors).toBeUndefined();
    const [first] = (await gagnefs()).points;
    expect(first).toMatchObject({
      ...{ number: '2.1', kinds: [{ code: 'D01' }], level: 'ENHETSCHEF', note: 'Rättad' },
      conditions: [
        { type: 'ALDER_MIN', value: '18' },
        { type: 'SAMRAD_MED', value: null },
      ],
    });
    await edit(id, revision + 1, 1, { note: null });
    expect((await gagnefs()).points[0]?.note).toBeNull();
  });

  it('changes the answer at once, and ends on the day that is set', async () => {
    const { id, revision } = await gagnefs();
    const asked = async (on: string) => {
      const { data } = await ask(
        'query ($on: Date!) { mayDecide(input: { kommunCode: "2026", decisionKind: "D01", role: LSS_HANDLAGGARE, on: $on, age: 20 }) { reason } }',
        { on },
      );
      return (data as { mayDecide: { reason: string } }).mayDecide.reason;
    };
    expect(await asked('2026-03-01')).toBe('FEL_NIVA');
    const ended = await ask(
      'mutation ($id: ID!, $revision: Int!) { endDelegationOrder(orderId: $id, revision: $revision, validTo: "2026-02-28") { validTo } }',
      { id, revision },
    );
    expect(ended.data).toEqual({ endDelegationOrder: { validTo: '2026-02-28' } });
    expect([await asked('2026-02-28'), await asked('2026-03-01')]).toEqual(['FEL_NIVA', 'INGEN_ORDNING']);
  });

  it('is not changed by two at once: who read an older revision is told to read again', async () => {
    const { id, revision } = await gagnefs();
    const both = await Promise.all([
      edit(id, revision, 2, { note: 'en' }),
      edit(id, revision, 2, { note: 'två' }),
    ]);
    expect(both.map(codesOf).toSorted()).toEqual([[], ['BAD_INPUT']]);
    expect((await gagnefs()).revision).toBe(revision + 1);
  });

  it.each([
    ['an unknown kind', (id: string, revision: number) => accept(id, revision, 1, ['D25']), 'BAD_INPUT'],
    [
      'a place without a point',
      (id: string, revision: number) => accept(id, revision, 99, ['D07']),
      'NOT_FOUND',
    ],
    [
      'conditions that contradict each other',
      (id: string, revision: number) => edit(id, revision, 1, { conditions: 'ENDAST_BIFALL|ENDAST_AVSLAG' }),
      'BAD_INPUT',
    ],
    [
      'the own kommun as external',
      (id: string, revision: number) => edit(id, revision, 1, { externalKommunCode: '2026' }),
      'BAD_INPUT',
    ],
    [
      'neither kind nor text',
      (id: string, revision: number) => edit(id, revision, 1, { kinds: [], kindText: null }),
      'BAD_INPUT',
    ],
    [
      'an empty number',
      (id: string, revision: number) => edit(id, revision, 1, { number: ' ' }),
      'BAD_INPUT',
    ],
    [
      'an order that is not there',
      (_id: string, revision: number) => edit('2026-x', revision, 1, {}),
      'NOT_FOUND',
    ],
  ])('refuses %s and changes nothing', async (_title, act, code) => {
    const { id, revision } = await gagnefs();
    expect(codesOf(await act(id, revision))).toEqual([code]);
    expect((await gagnefs()).revision).toBe(revision);
  });

  it.each([
    ['the chef of another nämnd', { role: 'chef', subject: 'falun' }],
    ['a handläggare', { role: 'handlaggare', subject: 'h', kommunCode: '2026', namndId: '2026-LSS' }],
    ['the region', { role: 'region', subject: 'r', kommunCode: null, namndId: null }],
  ] as const)('is closed to %s', async (_title, who) => {
    const { id, revision } = await gagnefs();
    expect(codesOf(await edit(id, revision, 1, { note: 'x' }, await world.member(who)))).toEqual([
      'FORBIDDEN',
    ]);
  });

  it('cannot be written past the graph, not even by the own nämnd’s handläggare', async () => {
    const { database, keyRing } = world.test;
    const caller = await world.member({
      role: 'handlaggare',
      subject: 'h',
      kommunCode: '2026',
      namndId: '2026-LSS',
    });
    const session = new Session({ database, keyRing, caller });
    expect(await session.query(`update delegation.points set level = 'NAMND' returning ordinal`)).toEqual([]);
    await expect(
      session.query(
        `insert into delegation.order_history values ('2026', 'x', 1, '2026-LSS', 'EDITED', now(), 'i', 's', '')`,
      ),
    ).rejects.toThrow(/row-level security/);
    await session.abandon();
  });

  it('imported again keeps what a correction had made of it', async () => {
    const { csv, revision, id } = await gagnefs();
    const it = await world.member(
      { role: 'it', subject: 'it', kommunCode: '2026', namndId: '2026-LSS' },
      'TEKNIK',
    );
    const importing =
      'mutation ($csv: String!, $dryRun: Boolean!) { importDelegationOrder(csv: $csv, dryRun: $dryRun) { orders { id fate } } }';
    const original = await readOrder('gagnef');
    expect((await ask(importing, { csv: original, dryRun: true }, it)).data).toEqual({
      importDelegationOrder: { orders: [{ id, fate: 'UPDATED' }] },
    });
    expect((await gagnefs()).revision).toBe(revision);
    await ask(importing, { csv: original, dryRun: false }, it);
    const after = await gagnefs();
    expect([after.csv, after.history[0]?.act, after.history[0]?.before]).toEqual([original, 'IMPORTED', csv]);
    expect((await ask(importing, { csv: original, dryRun: false }, it)).data).toEqual({
      importDelegationOrder: { orders: [{ id, fate: 'UNCHANGED' }] },
    });
  });
});
