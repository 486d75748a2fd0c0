import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codesOf } from '../support/two-namnder.js';
import { aClaim, SjuklonWorld } from './sjuklon-world.js';

const submit = `mutation ($input: SjuklonInput!, $key: ID!) {
  submitSjuklon(input: $input, idempotencyKey: $key) { id calculatedAmount calculation { cuts { code path } } } }`;
const decide = `mutation ($id: ID!, $outcome: SjuklonOutcome!, $amount: Decimal) {
  decideSjuklon(id: $id, input: { outcome: $outcome, amount: $amount, motivation: "Skäl." }) {
    grantedAmount calculation { cuts { code path } } } }`;
const ask = `mutation ($id: ID!, $missing: [ID!]!) { requestCompletion(id: $id, missing: $missing) { status } }`;
const complete = `mutation ($id: ID!, $input: SjuklonInput!) {
  completeSjuklon(id: $id, input: $input) { calculatedAmount calculation { cuts { code path } } } }`;

let world: SjuklonWorld;
let minutes = 0;
/** Each test is about somebody of its own. */
let assistant = 0;
beforeEach(() => {
  assistant += 1;
});
beforeAll(async () => {
  world = await SjuklonWorld.open({ mayDecide: async () => null });
  world.clock = () => new Date(Date.UTC(2026, 10, 22, 12, minutes));
});
afterAll(() => world.drop());

const days = ['2026-10-05', '2026-10-06', '2026-10-07'] as const;

/** Example 1 of which some days are claimed, with a substitute or without. */
function claimOf(some: readonly string[], uncovered: readonly string[] = []) {
  const [period] = aClaim().sickPeriods as [{ assistant: object; shifts: { date: string }[] }];
  const shifts = period.shifts
    .filter(({ date }) => some.includes(date))
    .map((shift) => (uncovered.includes(shift.date) ? { ...shift, substitute: null } : shift));
  const sick = { ...period.assistant, name: `Assistent ${assistant}` };
  return aClaim({ sickPeriods: [{ ...period, assistant: sick, shifts }] });
}

// biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the mutation's
async function run(document: string, variables: Record<string, unknown>): Promise<any> {
  minutes += 1;
  const { data, errors } = await world.ask(await world.caller('sjuklonehandlaggare'), document, variables);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0];
}
const cutCodes = ({ calculation }: { calculation: { cuts: { code: string; path: string }[] } }) =>
  calculation.cuts.map(({ code, path }) => `${code} ${path}`);

it('pays a pass that a decided claim cut, once it is claimed with what was missing', async () => {
  const first = await run(submit, { input: claimOf(days, [days[2]]), key: `first ${assistant}` });
  expect(cutCodes(first)).toEqual(['S05 sickPeriods.0.shifts.2']);
  await run(decide, { id: first.id, outcome: 'DELVIS_BIFALL' });
  const again = await run(submit, { input: claimOf([days[2]]), key: `again ${assistant}` });
  expect(cutCodes(again)).toEqual([]);
  const both = await run(submit, { input: claimOf([days[0], days[2]]), key: `both ${assistant}` });
  expect(cutCodes(both)).toEqual(['S09 sickPeriods.0.shifts.0', 'S09 sickPeriods.0.shifts.1']);
});

it('cuts a pass of an earlier claim that was completed with it after a later claim was paid for it', async () => {
  const first = await run(submit, { input: claimOf([days[0]]), key: `first ${assistant}` });
  await run(ask, { id: first.id, missing: ['LAKARINTYG'] });
  const second = await run(submit, { input: claimOf([days[1]]), key: `second ${assistant}` });
  await run(decide, { id: second.id, outcome: 'BIFALL' });
  const completed = await run(complete, { id: first.id, input: claimOf([days[0], days[1]]) });
  expect(cutCodes(completed)).toEqual(['S09 sickPeriods.0.shifts.1']);
});

it('pays the earlier claim for a pass that the later one was cut for, whichever is decided first', async () => {
  const first = await run(submit, { input: claimOf([days[0]]), key: `first ${assistant}` });
  const second = await run(submit, { input: claimOf([days[0], days[1]]), key: `second ${assistant}` });
  expect(cutCodes(second)).toEqual(['S09 sickPeriods.0.shifts.0']);
  await run(decide, { id: second.id, outcome: 'DELVIS_BIFALL' });
  expect(cutCodes(await run(decide, { id: first.id, outcome: 'BIFALL' }))).toEqual([]);
});

it('names what is missing by codes that exist, never in free text', async () => {
  const { id } = await run(submit, { input: claimOf(days), key: `first ${assistant}` });
  const handler = await world.caller('sjuklonehandlaggare');
  const answer = await world.ask(handler, ask, { id, missing: ['LAKARINTYG', '19900101-0017', 'fri text'] });
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_INPUT',
    faults: [{ path: 'missing.1' }, { path: 'missing.2' }],
  });
  expect(JSON.stringify(answer)).not.toContain('0017');
});

it('is no bifall when less than the calculated is granted', async () => {
  const { id } = await run(submit, { input: claimOf(days), key: `first ${assistant}` });
  const handler = await world.caller('sjuklonehandlaggare');
  const answer = await world.ask(handler, decide, { id, outcome: 'BIFALL', amount: '3000.00' });
  expect(codesOf(answer)).toEqual(['BAD_INPUT']);
  expect(answer.errors?.[0]?.extensions.faults).toMatchObject([{ code: 'OUTCOME_NOT_WHOLE' }]);
  expect(await run(decide, { id, outcome: 'DELVIS_BIFALL', amount: '3000.00' })).toMatchObject({
    grantedAmount: '3000.00',
  });
});
