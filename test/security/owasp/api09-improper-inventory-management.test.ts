import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildClientSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicSchemaOf } from '../../../gateway/src/execution/index.js';
import { SecureHub } from '../support/secure-hub.js';

let hub: SecureHub;
let developer: string;
beforeAll(async () => {
  hub = await SecureHub.start();
  developer = await hub.issuer.token({ role: 'it' });
});
afterAll(() => hub?.stop());

describe('API9:2023 doors that nobody remembers', () => {
  it('are not there: what is served is what is printed', async () => {
    const { data } = await hub.ask(developer, getIntrospectionQuery());
    const served = printSchema(lexicographicSortSchema(buildClientSchema(data)));
    const supergraph = readFileSync(
      join(import.meta.dirname, '..', '..', '..', 'gateway', 'supergraph.graphql'),
      'utf8',
    );
    expect(served).toBe(printSchema(lexicographicSortSchema(publicSchemaOf(parse(supergraph)))));
  });

  it('are not there: nothing of the federation is asked from outside', async () => {
    for (const query of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])
      expect((await hub.ask(developer, query)).codes).toContain('GRAPHQL_INVALID');
  });

  it.each([
    ...[
      '/v1/graphql',
      '/v2/graphql',
      '/api',
      '/api/graphql',
      '/graphiql',
      '/playground',
      '/altair',
      '/voyager',
      '/console',
    ],
    ...[
      '/graphql/',
      '/graphql/schema',
      '/graphql.json',
      '/schema.graphql',
      '/swagger.json',
      '/openapi.json',
      '/.env',
      '/.git/config',
    ],
    ...[
      '/server-status',
      '/actuator',
      '/debug/pprof',
      '/.well-known/apollo/server-health',
      '/cases/graphql',
      '/subgraphs',
      '//graphql',
    ],
    ...[
      '/GRAPHQL',
      '/graphql%2f',
      '/healthz/../graphql',
      '/%67raphql',
      '/constructor',
      '/__proto__',
      '/toString',
    ],
  ])('are not at %s', async (path) => {
    const asked = await new Promise<number>((resolve, reject) => {
      // Fetch would tidy the path before it is sent.
      import('node:http').then(({ request }) =>
        request({ host: '127.0.0.1', port: new URL(hub.url).port, path, method: 'GET' }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        })
          .once('error', reject)
          .end(),
      );
    });
    expect(asked).toBe(404);
  });

  it('are not found on parts: every subgraph answers to the gateway alone, in this process', () => {
    expect(new URL(hub.url).hostname).toBe('127.0.0.1');
  });
});
