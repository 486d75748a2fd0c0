import { randomBytes } from 'node:crypto';
import type { Caller } from '@kommunhub/schema';
import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../gateway/src/composition/compose.js';
import { createSubgraphs } from '../../gateway/src/hub/parts.js';
import {
  CALLER_HEADER,
  type ServedSubgraph,
  serveSubgraph,
  signCaller,
} from '../../subgraphs/kit/src/index.js';
import { sjuklonerEntities, sjuklonerMigrations } from '../../subgraphs/sjukloner/src/index.js';
import { falunRecords } from '../support/case-records.js';
import { falun, openWorld, type World } from '../support/two-namnder.js';

// https://www.apollographql.com/docs/graphos/reference/federation/subgraph-spec
const secret = randomBytes(32);
const subgraphs = createSubgraphs();
let world: World;
let caller: Caller;
const served = new Map<string, ServedSubgraph>();
beforeAll(async () => {
  world = await openWorld({ migrations: sjuklonerMigrations, entities: sjuklonerEntities });
  await world.deliver(falun, falunRecords);
  caller = await world.handlaggare();
  for (const subgraph of subgraphs) {
    const options = { port: 0, host: '127.0.0.1', secret };
    served.set(subgraph.name, await serveSubgraph(subgraph, world.services as never, options));
  }
});
afterAll(async () => {
  await Promise.all([...served.values()].map((server) => server.close()));
  await world.drop();
});

type Ask = (name: string, query: string, variables?: Record<string, unknown>) => Promise<ExecutionResult>;

const inProcess: Ask = (name, query, variables) => {
  const subgraph = subgraphs.find((one) => one.name === name);
  return world.ask(subgraph as never, caller, query, variables);
};

const overHttp: Ask = async (name, query, variables) => {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(served.get(name)?.url ?? '', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [CALLER_HEADER]: signCaller(secret, { caller, part: name, body }),
    },
    body,
  });
  return (await response.json()) as ExecutionResult;
};

const entities = (fields: string) =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${fields} } }`;
const codes = ({ errors }: ExecutionResult) =>
  (errors ?? []).map(({ path, extensions }) => [path?.join('.'), extensions?.code]);

/** Every entity that a subgraph answers for, with its key. */
const keyOf: Readonly<Record<string, string>> = { Kommun: 'code' };
const entityTypes = subgraphs.flatMap(({ name, schema }) => {
  const union = schema.getType('_Entity');
  const types = union && 'getTypes' in union ? union.getTypes() : [];
  return types.map((type) => [name, type.name, keyOf[type.name] ?? 'id'] as const);
});

describe.each([
  ['in process', inProcess],
  ['over HTTP', overHttp],
])('our subgraphs %s', (_, ask) => {
  it('tell the SDL of which the supergraph is composed', async () => {
    const told = await Promise.all(
      subgraphs.map(async ({ name }) => {
        const { data } = await ask(name, '{ _service { sdl } }');
        return { name, url: `http://${name}`, sdl: (data as { _service: { sdl: string } })._service.sdl };
      }),
    );
    const printed = subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}`, sdl }));
    expect(composeSupergraph(told)).toBe(composeSupergraph(printed));
  });

  it.each(entityTypes)(
    '%s answers %s: what is wrong with one reference stays with it',
    async (name, type, key) => {
      const good = { __typename: type, [key]: type === 'Kommun' ? '2080' : 'unknown' };
      const representations = [good, { __typename: type }, { __typename: 'Nothing', id: '1' }, good];
      const result = await ask(name, entities(`... on ${type} { ${key} }`), { representations });
      const list = (result.data as { _entities: unknown[] })._entities;
      expect(list).toHaveLength(4);
      expect([list[1], list[2]]).toEqual([null, null]);
      expect(list[3]).toEqual(list[0]);
      expect(codes(result)).toEqual([
        [expect.stringMatching(/^_entities\.1/), 'BAD_INPUT'],
        ['_entities.2', 'BAD_INPUT'],
      ]);
      expect(world.unexpected).toEqual([]);
    },
  );

  it('keeps order and length: known, unknown and repeated references', async () => {
    const page = await ask('cases', '{ cases(first: 2) { nodes { id status } } }');
    const [first, second] = (page.data as { cases: { nodes: { id: string; status: string }[] } }).cases.nodes;
    const reference = (id: string | undefined) => ({ __typename: 'Case', id });
    const ids = [second?.id, 'unknown', first?.id, second?.id, '2080-00000000000000000000000000000000'];
    const result = await ask('cases', entities('... on Case { id status }'), {
      representations: ids.map(reference),
    });
    const known = (one: typeof first) => ({ __typename: 'Case', ...one });
    expect(result).toEqual({
      data: { _entities: [known(second), null, known(first), known(second), null] },
    });
  });

  it('answers references to several types in one list', async () => {
    const representations = [
      { __typename: 'Namnd', id: '2080-LSS' },
      { __typename: 'Kommun', code: '2026' },
      { __typename: 'Namnd', id: '2026-LSS' },
    ];
    const query = entities('... on Namnd { id } ... on Kommun { code name }');
    expect(await ask('cases', query, { representations })).toEqual({
      data: {
        _entities: [
          { __typename: 'Namnd', id: '2080-LSS' },
          { __typename: 'Kommun', code: '2026', name: 'Gagnef' },
          { __typename: 'Namnd', id: '2026-LSS' },
        ],
      },
    });
  });

  it('answers an empty list, and takes what is no reference for a fault of that item', async () => {
    const query = entities('... on Kommun { code }');
    expect(await ask('operations', query, { representations: [] })).toEqual({ data: { _entities: [] } });
    const representations = ['text', 7, [], { code: '2080' }, { __typename: 'SyncRun', id: 'x' }];
    const result = await ask('operations', query, { representations });
    expect(result.data).toEqual({ _entities: representations.map(() => null) });
    expect(codes(result)).toEqual(representations.map((_one, place) => [`_entities.${place}`, 'BAD_INPUT']));
  });
});
