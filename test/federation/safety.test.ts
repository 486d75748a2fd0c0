import { HubError } from '@kommunhub/schema';
import { buildSchema, parse } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { composeSupergraph } from '../../gateway/src/composition/compose.js';
import {
  ChildPlanner,
  createEngine,
  type EngineOptions,
  inProcessTransport,
} from '../../gateway/src/execution/index.js';
import { WORLD_SUPERGRAPH, worldSubgraphs } from './fuzz/world-schemas.js';
import { dataSubgraph, linked } from './support/data-subgraph.js';

const sdl = `
type Query { me: User users(first: Int = 50): Users echo(text: String): String }
type Users { nodes: [User!]! }
type User @key(fields: "id") { id: ID! friend: User friends(first: Int): [User!] name: String }`;
const me = { id: '1', name: 'Ann' };
const data = { Query: { me, users: { nodes: [me] }, echo: { $args: true } } };
const schema = dataSubgraph(sdl, data, { done: 0 });
const supergraphSdl = composeSupergraph([{ name: 'users', url: 'http://users.invalid', sdl: linked(sdl) }]);

function engineWith(options: Partial<EngineOptions> = {}) {
  return createEngine({ supergraphSdl, transports: { users: inProcessTransport({ schema }) }, ...options });
}

const engine = engineWith({
  limits: { depth: 5, aliases: 4, spreads: 10, fields: 30, breadth: 8, conditions: 2, cost: 1_000 },
});
afterAll(() => engine.stop());

async function code(text: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const { errors } = await engine.execute({ document: parse(text), variables });
  return errors?.[0]?.extensions.code;
}

describe('limits hold before anything is planned', () => {
  test.each([
    ['depth', '{ me { friend { friend { friend { friend { id } } } } } }', 'OPERATION_TOO_DEEP'],
    ['aliases', '{ a: echo b: echo c: echo d: echo e: echo }', 'OPERATION_TOO_WIDE'],
    ['breadth', `{ ${'echo '.repeat(9)} }`, 'OPERATION_TOO_WIDE'],
    ['spreads', `{ me { ...${'a'} } } ${bomb(5)}`, 'OPERATION_TOO_WIDE'],
    ['conditions', '{ me { id @skip(if: $a) name @skip(if: $b) } echo @skip(if: $c) }', 'OPERATION_TOO_WIDE'],
    [
      'the cost of a literal page size',
      '{ users(first: 500) { nodes { friends(first: 500) { id } } } }',
      'OPERATION_TOO_COSTLY',
    ],
    [
      'nested introspection',
      '{ __schema { types { fields { type { fields { type { name } } } } } } }',
      'OPERATION_TOO_DEEP',
    ],
  ])('%s', async (_, text, expected) => {
    const declared = text.includes('$a')
      ? `query ($a: Boolean = true, $b: Boolean = true, $c: Boolean = true) ${text}`
      : text;
    expect(await code(declared)).toBe(expected);
  });

  test('the cost of a page size given as a variable is that of its value', async () => {
    const text = 'query ($n: Int) { users(first: $n) { nodes { friends(first: 10) { id } } } }';
    expect(await code(text, { n: 10 })).toBeUndefined();
    expect(await code(text, { n: 500 })).toBe('OPERATION_TOO_COSTLY');
  });

  test('the page size of the schema counts where none is given', async () => {
    expect(await code('{ users { nodes { friends(first: 50) { id } } } }')).toBe('OPERATION_TOO_COSTLY');
  });

  test('fragments that unfold into millions of fields are refused at once', async () => {
    const before = performance.now();
    expect(await code(`{ me { ...a } } ${bomb(30)}`)).toBe('OPERATION_TOO_WIDE');
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

/** Each fragment uses the next one twice. */
function bomb(length: number): string {
  const names = Array.from({ length }, (_, place) => 'a'.repeat(place + 1));
  const fragments = names.map((name, place) => {
    const next = names[place + 1];
    return `fragment ${name} on User { ${next ? `...${next} ...${next}` : 'id'} }`;
  });
  return fragments.join(' ');
}

describe('names that every object inherits', () => {
  test('__proto__ is refused as an alias and as a variable', async () => {
    expect(await code('{ __proto__: echo }')).toBe('NAME_REFUSED');
    expect(await code('query ($__proto__: String) { echo(text: $__proto__) }')).toBe('NAME_REFUSED');
    expect(await code('query ($__proto__: Boolean!) { echo @skip(if: $__proto__) }')).toBe('NAME_REFUSED');
  });

  test('other inherited names are names like any other', async () => {
    const { data } = await engine.execute({
      document: parse('{ constructor: me { toString: name valueOf: id } }'),
    });
    expect(data).toEqual({ constructor: { toString: 'Ann', valueOf: '1' } });
  });

  test('a supergraph with such a field is refused', () => {
    const unsafe = composeSupergraph([
      { name: 'a', url: 'http://a', sdl: linked('type Query { constructor: Int }') },
    ]);
    expect(() => createEngine({ supergraphSdl: unsafe, transports: {} })).toThrow(/rename it/);
  });
});

test('variables that do not fit are told of with a code', async () => {
  expect(await code('query ($n: Int!) { users(first: $n) { nodes { id } } }', { n: 'x' })).toBe(
    'BAD_USER_INPUT',
  );
});

describe('planning without running', () => {
  const conditional =
    'query ($a: Boolean!, $n: Int!) { users(first: $n) { nodes { id name @skip(if: $a) } } }';

  test('needs no variables, and asks for what stands under conditions too', async () => {
    const asked: string[] = [];
    const planner = {
      plan: async (normalForm: string) => {
        asked.push(normalForm);
        return { kind: 'QueryPlan' } as const;
      },
      stop: async () => {},
    };
    const own = engineWith({ planner });
    await own.plan(parse(conditional));
    expect(asked).toEqual([expect.stringContaining('nodes{id name}')]);
    await own.stop();
  });

  test('refuses what running it would refuse', async () => {
    await expect(engine.plan(parse('{ a: echo b: echo c: echo d: echo e: echo }'))).rejects.toMatchObject({
      code: 'OPERATION_TOO_WIDE',
    });
    await expect(engine.plan(parse(conditional))).resolves.toBeUndefined();
  });
});

test('a refusal with a code of its own keeps it', async () => {
  const own = engineWith({
    admit() {
      throw new HubError('OPERATION_NOT_REGISTERED', 'Not registered.');
    },
  });
  const { errors } = await own.execute({ document: parse('{ echo }') });
  expect(errors?.[0]?.extensions.code).toBe('OPERATION_NOT_REGISTERED');
  await own.stop();
});

test('an operation that is not admitted goes no further', async () => {
  const own = engineWith({
    admit() {
      throw new Error('not registered');
    },
  });
  const { errors } = await own.execute({ document: parse('{ echo }') });
  expect(errors?.[0]?.originalError?.message).toBe('not registered');
  await own.stop();
});

describe('the planning process', () => {
  const killed = async (planner: ChildPlanner) => {
    const { processId } = planner;
    process.kill(processId!, 'SIGKILL');
    while (planner.processId === processId) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  test('is started again when it was killed, and the next operation is answered', async () => {
    const planner = new ChildPlanner(supergraphSdl);
    const own = engineWith({ planner });
    expect((await own.execute({ document: parse('{ me { id } }') })).errors).toBeUndefined();
    await killed(planner);
    const { data } = await own.execute({ document: parse('{ me { name } }') });
    expect(data).toEqual({ me: { name: 'Ann' } });
    await own.stop();
  });

  test('may be killed while it works: the operation is tried again', async () => {
    const planner = new ChildPlanner(supergraphSdl);
    const own = engineWith({ planner });
    const answer = own.execute({ document: parse('{ me { name id } }') });
    process.kill(planner.processId!, 'SIGKILL');
    expect((await answer).data).toEqual({ me: { name: 'Ann', id: '1' } });
    await own.stop();
  });

  test('answers PLAN_TIMEOUT when it is too slow', async () => {
    const planner = new ChildPlanner(supergraphSdl, { timeoutMs: 1 });
    await expect(planner.plan('query{me{id}}')).rejects.toMatchObject({ code: 'PLAN_TIMEOUT' });
    await planner.stop();
  });

  test('answers PLAN_ABORTED for what takes more memory than allowed', async () => {
    const planner = new ChildPlanner(supergraphSdl, { memoryMiB: 1 });
    await expect(planner.plan('query{me{id}}')).rejects.toMatchObject({ code: 'PLAN_ABORTED' });
    await planner.stop();
  });

  test('answers PLAN_ABORTED where the native planner aborts, and others are answered after it', async () => {
    const planner = new ChildPlanner(WORLD_SUPERGRAPH);
    const clashing = '{maybeNodes{__typename ...on User{history{at}} heat ...on Product{history(n:2){at}}}}';
    const fate = planner.plan(clashing).then(
      () => 'planned',
      (error: { code: string }) => error.code,
    );
    const other = planner.plan('{hottest{heat}}');
    expect(await fate).toBe('PLAN_ABORTED');
    await expect(other).resolves.toMatchObject({ kind: 'QueryPlan' });
    await planner.stop();
  });

  test('is not given the operation on which it would abort, but its normal form', async () => {
    const schemas = worldSubgraphs();
    const transports = Object.fromEntries(
      Object.entries(schemas).map(([name, one]) => [name, inProcessTransport({ schema: one })]),
    );
    const own = createEngine({ supergraphSdl: WORLD_SUPERGRAPH, transports });
    const document = parse(
      '{ maybeNodes { ... on User { history { at } } heat ... on Product { history(n: 2) { at } } } }',
    );
    const { errors, data } = await own.execute({ document, context: { log: [] } });
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('maybeNodes.0.history');
    await own.stop();
  });

  test('answers PLAN_REFUSED for what it cannot plan', async () => {
    const planner = new ChildPlanner(supergraphSdl);
    await expect(planner.plan('query{nothing}')).rejects.toMatchObject({ code: 'PLAN_REFUSED' });
    await expect(planner.plan('query{me{id}}')).resolves.toMatchObject({ kind: 'QueryPlan' });
    await planner.stop();
  });

  test('lets no more operations wait than allowed', async () => {
    const planner = new ChildPlanner(supergraphSdl, { waiting: 1 });
    const plans = [1, 2, 3].map(() =>
      planner.plan('query{me{id}}').catch((error: { code: string }) => error.code),
    );
    expect((await Promise.all(plans)).filter((one) => one === 'PLAN_TIMEOUT')).toHaveLength(1);
    await planner.stop();
  });
});

test('the public schema holds nothing of the machinery', () => {
  expect(
    Object.keys(engine.publicSchema.getTypeMap()).filter((name) => /^(join|link|_)_/.test(name)),
  ).toEqual(
    Object.keys(buildSchema('type Query { a: Int }').getTypeMap()).filter((name) => name.startsWith('__')),
  );
});
