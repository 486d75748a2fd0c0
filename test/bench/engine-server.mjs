// The engine on canned answers behind a server: `bare` node:http, or `apollo`, the hub's own endpoint.
import { createServer } from 'node:http';
import { parse, validate } from 'graphql';
import { apolloGateway, createEngine } from '../../gateway/dist/execution/index.js';
import { DEFAULT_DOCUMENT_LIMITS } from '../../gateway/dist/execution/limits/engine-limits.js';
import { DocumentGuard } from '../../gateway/dist/http/document-guard.js';
import { createGraphqlEndpoint } from '../../gateway/dist/http/graphql-endpoint.js';
import { readJsonBody } from '../../gateway/dist/http/read-body.js';
import { cannedGraph } from './canned-subgraphs.mjs';

const { texts, ...graph } = cannedGraph();
const engine = createEngine(graph);
const handle = process.argv[2] === 'apollo' ? await apolloServer() : bareServer();
const server = createServer((request, response) => void handle(request, response));
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}/` }));

async function apolloServer() {
  const endpoint = await createGraphqlEndpoint({
    gateway: apolloGateway(engine),
    identify: async () => ({}),
    report: (_id, error) => console.error(error),
    guard: new DocumentGuard(DEFAULT_DOCUMENT_LIMITS, () => '2026-11-22'),
    registeredText: () => null,
    maySeeSchema: () => false,
    limits: { body: 1_000_000, tokens: DEFAULT_DOCUMENT_LIMITS.tokens, operationMs: 30_000 },
  });
  return endpoint.handle;
}

/** The least that a server can do: parse and validate a text once, and write the answer. */
function bareServer() {
  const documents = new Map();
  return async (request, response) => {
    const { query } = await readJsonBody(request, 1_000_000);
    let document = documents.get(query);
    if (!document) {
      document = parse(query);
      if (validate(engine.publicSchema, document).length > 0) throw new Error('The query does not fit.');
      documents.set(query, document);
    }
    const text = JSON.stringify(await engine.execute({ document }));
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(text);
  };
}
