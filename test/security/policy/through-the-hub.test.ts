import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Answer, type DemoHub, post, startDemoHub } from '../../support/demo-hub.js';

let hub: DemoHub;
beforeAll(async () => {
  hub = await startDemoHub();
});
afterAll(() => hub.stop());

type AnyRole = keyof NonNullable<DemoHub['demoTokens']>;
const ask = (role: AnyRole, query: string, variables = {}): Promise<Answer> =>
  post(hub.url, hub.demoTokens?.[role], { query, variables });
const counted = async (role: AnyRole, filter = '(filter: { kommunCodes: ["2080"] })') => {
  const { data, errors } = await ask(role, `{ cases${filter} { totalCount } }`);
  expect(errors).toBeUndefined();
  return data.cases.totalCount as number;
};

it('opens the own nämnd through the whole hub by breaking the glass, and flags it to the chef', async () => {
  const whole = await counted('chef');
  expect(await counted('handlaggare')).toBeLessThan(whole);
  const open =
    'mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { grants { ground until } } }';
  const { errors } = await ask('handlaggare', open, { input: { reason: 'Akut placering i natt' } });
  expect(errors).toBeUndefined();
  expect(await counted('handlaggare')).toBe(whole);
  const flagged = await ask('chef', '{ viewer { breakGlassToReview policyVersion } }');
  expect(flagged.data.viewer.breakGlassToReview).toBe(1);
  expect(hub.log()).not.toContain('Akut placering');
});

it('finds a person of the nämnd by case number, given as a variable', async () => {
  const { data } = await ask('chef', '{ cases(first: 1) { nodes { caseNumber person { id } } } }');
  const [{ caseNumber, person }] = data.cases.nodes;
  const lookup =
    'query ($input: PersonLookupInput!) { personLookup(input: $input) { id cases { caseNumber } } }';
  const found = await ask('chef', lookup, { input: { caseNumber } });
  expect(found.errors).toBeUndefined();
  expect(found.data.personLookup.map(({ id }: { id: string }) => id)).toContain(person.id);
  const literal = await ask('chef', `{ personLookup(input: { caseNumber: "${caseNumber}" }) { id } }`);
  expect(literal.errors?.length).toBe(1);
  expect(JSON.stringify(literal)).not.toContain(caseNumber);
});

it.each(['revisor', 'bi', 'dataskyddsombud', 'it', 'region', 'sjuklonehandlaggare'] as const)(
  'shows %s no case',
  async (role) => {
    const { data, errors } = await ask(role, '{ cases(first: 5) { nodes { id } } }');
    const isEmpty = data?.cases?.nodes?.length === 0;
    expect(isEmpty || errors?.[0]?.extensions.code === 'FORBIDDEN').toBe(true);
  },
);
