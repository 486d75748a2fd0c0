import { parse } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { composeSupergraph } from '../../gateway/src/composition/compose.js';
import {
  createEngine,
  EngineError,
  inProcessTransport,
  type SubgraphAnswer,
  type SubgraphCall,
  type SubgraphTransport,
} from '../../gateway/src/execution/index.js';
import { dataSubgraph, linked } from './support/data-subgraph.js';

const catalog = `type Query { products: [Product!] } type Product @key(fields: "id") { id: ID! label: String }`;
const reviews = `type Product @key(fields: "id") { id: ID! rating: Float tags: [String!] best: Review } type Review { body: String }`;
const products = [
  { id: '1', label: 'one' },
  { id: '2', label: 'two' },
];
const supergraphSdl = composeSupergraph([
  { name: 'catalog', url: 'http://catalog.invalid', sdl: linked(catalog) },
  { name: 'reviews', url: 'http://reviews.invalid', sdl: linked(reviews) },
]);
const schema = dataSubgraph(catalog, { Query: { products } }, { done: 0 });

let reply: (call: SubgraphCall) => unknown = () => ({ data: null });
const misbehaving: SubgraphTransport = { prepare: () => (call) => reply(call) as SubgraphAnswer };
const engine = createEngine({
  supergraphSdl,
  transports: { catalog: inProcessTransport({ schema }), reviews: misbehaving },
});
afterAll(() => engine.stop());

const document = parse('{ products { label rating tags best { body } } }');
const entities = (...list: unknown[]): unknown => ({ data: { _entities: list } });
const good = { rating: 1, tags: ['a'], best: null };

async function answer(given: (call: SubgraphCall) => unknown) {
  reply = given;
  const { data, errors } = await engine.execute({ document });
  return { data, codes: (errors ?? []).map((error) => error.extensions.code ?? error.message) };
}

const nothing = { rating: null, tags: null, best: null };
const partial = { products: products.map(({ label }) => ({ label, ...nothing })) };

describe('a subgraph that misbehaves costs its own fields and no more', () => {
  test.each<[string, (call: SubgraphCall) => unknown, string]>([
    [
      'throws',
      () => {
        throw new Error('boom');
      },
      'SUBGRAPH_UNAVAILABLE',
    ],
    ['rejects', () => Promise.reject(new Error('boom')), 'SUBGRAPH_UNAVAILABLE'],
    ['is too slow', () => Promise.reject(new EngineError('SUBGRAPH_TIMEOUT', 'late')), 'SUBGRAPH_TIMEOUT'],
    ['answers undefined', () => undefined, 'SUBGRAPH_INVALID_ANSWER'],
    ['answers a text', () => 'hello', 'SUBGRAPH_INVALID_ANSWER'],
    ['answers neither data nor errors', () => ({}), 'SUBGRAPH_INVALID_ANSWER'],
    ['answers data that is a list', () => ({ data: [] }), 'SUBGRAPH_INVALID_ANSWER'],
    ['answers errors that are no list', () => ({ data: {}, errors: 'bad' }), 'SUBGRAPH_INVALID_ANSWER'],
    ['answers errors without messages', () => ({ errors: [{ text: 'x' }] }), 'SUBGRAPH_INVALID_ANSWER'],
    ['leaves the entities out', () => ({ data: {} }), 'SUBGRAPH_INVALID_ANSWER'],
    [
      'answers null entities without a reason',
      () => ({ data: { _entities: null } }),
      'SUBGRAPH_INVALID_ANSWER',
    ],
    ['answers too few entities', () => entities(good), 'SUBGRAPH_INVALID_ANSWER'],
    ['answers too many entities', () => entities(good, good, good), 'SUBGRAPH_INVALID_ANSWER'],
    [
      'answers entities that are an object',
      () => ({ data: { _entities: { 0: good } } }),
      'SUBGRAPH_INVALID_ANSWER',
    ],
  ])('%s', async (_, given, code) => {
    expect(await answer(given)).toEqual({ data: partial, codes: [code] });
  });

  test('answers nonsense inside an entity', async () => {
    const given = () => entities({ rating: 'high', tags: 'a', best: [] }, good);
    const { data, codes } = await answer(given);
    expect(data).toEqual({
      products: [
        { label: 'one', ...nothing },
        { label: 'two', ...good },
      ],
    });
    expect(codes).toEqual(Array(3).fill('SUBGRAPH_INVALID_ANSWER'));
  });

  test('answers entities that are no objects', async () => {
    expect(await answer(() => entities(7, null))).toEqual({ data: partial, codes: [] });
  });

  test('tries to replace what other subgraphs said', async () => {
    const given = () =>
      entities({ ...good, label: 'stolen', __proto__: { x: 1 } }, JSON.parse('{"__proto__":{"polluted":1}}'));
    const { data } = await answer(given);
    expect(data).toMatchObject({
      products: [
        { label: 'one', rating: 1 },
        { label: 'two', rating: null },
      ],
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('keeps message, path and code of the error of a resolver', async () => {
    reply = () => ({
      data: { _entities: [good, null] },
      errors: [
        {
          message: 'No such product',
          path: ['_entities', 1, 'rating'],
          extensions: { code: 'GONE', more: 1 },
        },
      ],
    });
    const { errors } = await engine.execute({ document });
    expect(errors?.map((error) => error.toJSON())).toEqual([
      { message: 'No such product', path: ['products', 1, 'rating'], extensions: { code: 'GONE', more: 1 } },
    ]);
  });

  test('tells of no more errors than the limit', async () => {
    const many = Array.from({ length: 5_000 }, () => ({
      message: 'again',
      path: ['_entities', 0, 'rating'],
    }));
    const { codes } = await answer(() => ({ data: { _entities: [null, null] }, errors: many }));
    expect(codes).toHaveLength(1_000);
  });
});

test('answers OPERATION_CANCELLED and asks no further subgraph when the caller leaves', async () => {
  const leaving = new AbortController();
  let asked = 0;
  const first: SubgraphTransport = {
    prepare: () => () => {
      leaving.abort();
      return { data: { products } };
    },
  };
  const second: SubgraphTransport = {
    prepare: () => () => {
      asked += 1;
      return { data: { _entities: [good, good] } };
    },
  };
  const own = createEngine({ supergraphSdl, transports: { catalog: first, reviews: second } });
  const { errors } = await own.execute({ document, signal: leaving.signal });
  expect(errors?.[0]?.extensions).toEqual({ code: 'OPERATION_CANCELLED' });
  expect(asked).toBe(0);
  await own.stop();
});
