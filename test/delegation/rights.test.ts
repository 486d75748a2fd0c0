import { type Purpose, purposesOf, type Role, roles } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionBook } from '../../gateway/src/hub/decision-book.js';
import { createDelegationSubgraph } from '../../subgraphs/delegation/src/index.js';
import { codesOf, type World } from '../support/two-namnder.js';
import { openFiveOrders } from './five-orders.js';

const delegation = createDelegationSubgraph({ decisionBook });
let world: World;
beforeAll(async () => {
  world = await openFiveOrders();
});
afterAll(() => world?.drop());

const period = '(namndId: "2080-LSS", from: "2025-09-01", to: "2025-09-30")';
const publics = roles.filter((role) => role !== 'bi' && role !== 'service');

/** Each question with the roles that it is answered for; written by hand, apart from the policy. */
const questions: readonly (readonly [title: string, text: string, answered: readonly Role[]])[] = [
  [
    'mayDecide',
    '{ mayDecide(input: { kommunCode: "2082", decisionKind: "D07", role: UTSKOTT, on: "2026-03-01" }) { reason } }',
    publics,
  ],
  ['mayDecideMany', '{ mayDecideMany(inputs: []) { reason } }', publics],
  [
    'compareDelegationOrders',
    '{ compareDelegationOrders(kommunCodes: ["2082"], on: "2026-03-01") { uniformShare } }',
    publics,
  ],
  [
    'proposeCommonOrder',
    '{ proposeCommonOrder(kommunCodes: ["2082"], on: "2026-03-01") { principle } }',
    publics,
  ],
  ['mandateShares', `{ mandateShares${period} { decisions } }`, ['chef']],
  ['decisionsWithoutMandate', `{ decisionsWithoutMandate${period} { totalCount } }`, ['chef']],
  ['delegatedDecisions', `{ delegatedDecisions${period} { totalCount } }`, ['chef', 'namnd']],
  ['reportingReminder', `{ reportingReminder${period} { unreported } }`, ['chef']],
  [
    'reportDelegatedDecisions',
    'mutation { reportDelegatedDecisions(input: { namndId: "2080-LSS", meetingOn: "2025-10-01", from: "2025-09-01", to: "2025-09-30" }) { reported } }',
    ['chef'],
  ],
  [
    'endDelegationOrder',
    'mutation { endDelegationOrder(orderId: "2080-none", revision: 1) { id } }',
    ['chef', 'namnd', 'it'],
  ],
  [
    'importDelegationOrder',
    'mutation { importDelegationOrder(csv: "", dryRun: true) { stored } }',
    ['chef', 'namnd', 'it'],
  ],
];

describe.each(questions)('%s', (_title, text, answered) => {
  it.each(roles)('for %s', async (role) => {
    const codes = await Promise.all(
      purposesOf(role).map(async (purpose: Purpose) => {
        const home = role === 'region' || role === 'bi' ? { kommunCode: null, namndId: null } : {};
        const caller = await world.member({ role, subject: role, ...home }, purpose);
        return codesOf(await world.ask(delegation, caller, text))[0] ?? null;
      }),
    );
    const isAnswered = codes.some((code) => code === null || code === 'NOT_FOUND');
    expect([isAnswered, codes]).toEqual([answered.includes(role), codes]);
    if (!isAnswered)
      expect(codes.every((code) => code === 'FORBIDDEN' || code === 'PURPOSE_REQUIRED')).toBe(true);
    expect(world.unexpected).toEqual([]);
  });
});

it('a chef whose token names a nämnd that does not serve the own kommun edits and reports for none', async () => {
  const caller = await world.member({ role: 'chef', subject: 'x', kommunCode: '2080', namndId: '2026-LSS' });
  const { data } = await world.ask(
    delegation,
    await world.member({ role: 'region', subject: 'r', kommunCode: null, namndId: null }),
    '{ delegationOrders(kommunCodes: ["2026"]) { id revision } }',
  );
  const [{ id, revision }] = (data as { delegationOrders: [{ id: string; revision: number }] })
    .delegationOrders;
  const end = `mutation { endDelegationOrder(orderId: "${id}", revision: ${revision}) { id } }`;
  expect(codesOf(await world.ask(delegation, caller, end))).toEqual(['FORBIDDEN']);
  const list =
    '{ delegatedDecisions(namndId: "2026-LSS", from: "2025-09-01", to: "2025-09-30") { totalCount } }';
  expect(codesOf(await world.ask(delegation, caller, list))).toEqual(['FORBIDDEN']);
});

it('lists and shares are asked for a year at most', async () => {
  const chef = await world.member({ role: 'chef', subject: 'chef' }, 'UPPFOLJNING');
  const asked = (to: string) =>
    world.ask(
      delegation,
      chef,
      `{ mandateShares(namndId: "2080-LSS", from: "2024-01-01", to: "${to}") { decisions } }`,
    );
  expect(codesOf(await asked('2024-12-31'))).toEqual([]);
  expect(codesOf(await asked('2025-01-01'))).toEqual(['BAD_INPUT']);
});
