import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { composeSupergraph } from '../../gateway/src/composition/compose.js';
import {
  createEngine,
  type FetchReport,
  inProcessTransport,
  type SubgraphTransport,
} from '../../gateway/src/execution/index.js';
import { logSlowFetch } from '../../gateway/src/hub/federation.js';
import { aCaller } from '../support/callers.js';
import { dataSubgraph, linked } from './support/data-subgraph.js';

const catalog = 'type Query { products: [Product!] } type Product @key(fields: "id") { id: ID! }';
const reviews = 'type Product @key(fields: "id") { id: ID! rating: Float }';
const stock = 'type Product @key(fields: "id") { id: ID! left: Int }';
const supergraphSdl = composeSupergraph(
  Object.entries({ catalog, reviews, stock }).map(([name, sdl]) => ({
    name,
    url: `http://${name}`,
    sdl: linked(sdl),
  })),
);
const inProcess = (sdl: string, data: Parameters<typeof dataSubgraph>[1]): SubgraphTransport =>
  inProcessTransport({ schema: dataSubgraph(sdl, data, { done: 0 }) });
const entities = (fields: object) => ({ entities: { Product: [{ id: '1', ...fields }] } });

async function reportsOf(stockTransport: SubgraphTransport): Promise<FetchReport[]> {
  const reports: FetchReport[] = [];
  const engine = createEngine({
    supergraphSdl,
    transports: {
      catalog: inProcess(catalog, { Query: { products: [{ id: '1' }] } }),
      reviews: inProcess(reviews, entities({ rating: { $error: 'no' } })),
      stock: stockTransport,
    },
    onFetch: (fetch) => reports.push(fetch),
  });
  await engine.execute({
    document: parse('{ products { rating left } }'),
    context: { caller: aCaller({ operationId: 'the-only-one' }) },
  });
  await engine.stop();
  return reports;
}

const bySubgraph = (reports: FetchReport[]) =>
  Object.fromEntries(reports.map(({ subgraph, errors }) => [subgraph, errors]));

test('every fetch is told of with its subgraph, time and errors, failed ones too', async () => {
  const rejects: SubgraphTransport = { prepare: () => async () => Promise.reject(new Error('down')) };
  const throws: SubgraphTransport = {
    prepare: () => () => {
      throw new Error('down');
    },
  };
  const late: SubgraphTransport = {
    prepare: () => () =>
      new Promise((resolve) => setTimeout(() => resolve({ data: { _entities: [{ left: 1 }] } }), 30)),
  };
  for (const transport of [rejects, throws]) {
    expect(bySubgraph(await reportsOf(transport))).toEqual({ catalog: 0, reviews: 1, stock: 1 });
  }
  const reports = await reportsOf(late);
  expect(bySubgraph(reports)).toEqual({ catalog: 0, reviews: 1, stock: 0 });
  expect(reports.find(({ subgraph }) => subgraph === 'stock')?.milliseconds).toBeGreaterThan(25);
});

test('every fetch of one operation carries the same operation id: the ground of the log of reads', async () => {
  const reports = await reportsOf(inProcess(stock, entities({ left: 3 })));
  const ids = reports.map(
    ({ context }) => (context as { caller: { operationId: string } }).caller.operationId,
  );
  expect(ids).toEqual(['the-only-one', 'the-only-one', 'the-only-one']);
});

test('a slow fetch is logged by subgraph, time and operation id, and by nothing of what was asked', () => {
  const lines: unknown[][] = [];
  const logger = { warn: (...line: unknown[]) => void lines.push(line) };
  const fetch = { subgraph: 'stock', errors: 0, context: { caller: aCaller({ operationId: 'slow' }) } };
  logSlowFetch(logger as never, { ...fetch, milliseconds: 1_000 });
  logSlowFetch(logger as never, { ...fetch, milliseconds: 1_000.6 });
  expect(lines).toEqual([
    [{ subgraph: 'stock', milliseconds: 1_001, errors: 0, operationId: 'slow' }, 'slow fetch'],
  ]);
});
