import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { composeSupergraph } from '../../gateway/src/composition/compose.js';
import { createEngine } from '../../gateway/src/execution/index.js';
import { linked } from './support/data-subgraph.js';

// What planner 0.0.38 cannot plan. A newer planner that can makes these tests fail: then they go.
test.each([
  {
    name: '@requires on a type that the same subgraph reaches from itself',
    subgraphs: {
      a: 'type Query { product: Product } type Product @key(fields: "id") { id: ID! price: Int }',
      b: `type Product @key(fields: "id") { id: ID! price: Int @external tax: Int @requires(fields: "price") reviews: [Review!] }
          type Review { product: Product }`,
    },
    query: '{ product { reviews { product { tax } } } }',
  },
  {
    name: '@requires on a type with several keys, met where only one of them is known',
    subgraphs: {
      a: 'type Query { a: Int } type Product @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! price: Int }',
      b: 'type Product @key(fields: "id") { id: ID! price: Int @external tax: Int @requires(fields: "price") }',
      c: 'type Query { scarce: Product } type Product @key(fields: "sku") { sku: ID! }',
    },
    query: '{ scarce { tax } }',
  },
])('$name: PLAN_REFUSED, and other operations are answered', async ({ subgraphs, query }) => {
  const named = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://${name}`,
    sdl: linked(sdl),
  }));
  const empty = { prepare: () => () => ({ data: {} }) };
  const engine = createEngine({
    supergraphSdl: composeSupergraph(named),
    transports: Object.fromEntries(named.map(({ name }) => [name, empty])),
  });
  const { errors } = await engine.execute({ document: parse(query) });
  expect(errors?.[0]?.extensions).toEqual({ code: 'PLAN_REFUSED' });
  expect((await engine.execute({ document: parse('{ __typename }') })).data).toEqual({ __typename: 'Query' });
  await engine.stop();
});
