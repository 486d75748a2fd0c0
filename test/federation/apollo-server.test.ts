import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeSupergraph } from '../../gateway/src/composition/compose.js';
import { apolloGateway, createEngine, inProcessTransport } from '../../gateway/src/execution/index.js';
import { dataSubgraph, linked } from './support/data-subgraph.js';

const sdl = 'type Query { products: [Product!] } type Product @key(fields: "id") { id: ID! label: String }';
const schema = dataSubgraph(sdl, { Query: { products: [{ id: '1', label: 'one' }] } }, { done: 0 });
const documents = new Set<unknown>();
const engine = createEngine({
  supergraphSdl: composeSupergraph([{ name: 'catalog', url: 'http://catalog.invalid', sdl: linked(sdl) }]),
  transports: { catalog: inProcessTransport({ schema }) },
  admit: ({ document }) => documents.add(document),
});
const server = new ApolloServer({ gateway: apolloGateway(engine) });
beforeAll(() => server.start());
afterAll(() => server.stop());

test('answers behind Apollo Server, and meets the same parsed document for the same text', async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    const { body } = await server.executeOperation({ query: '{ products { name: label } }' });
    expect(body).toMatchObject({ kind: 'single', singleResult: { data: { products: [{ name: 'one' }] } } });
  }
  expect(documents.size).toBe(1);
});

test('leaves validation to Apollo Server, against what callers may see', async () => {
  const { body } = await server.executeOperation({ query: '{ products { secret } }' });
  expect(body).toMatchObject({
    singleResult: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
  });
});
