import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicSchemaOf } from '../../../gateway/src/execution/index.js';
import { readSupergraph } from '../../../gateway/src/hub/federation.js';
import { minimalOperation } from '../support/minimal-operation.js';
import { SecureHub, serviceOfFalun } from '../support/secure-hub.js';

const schema = publicSchemaOf(parse(await readSupergraph()));
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

const refused = expect.stringMatching(/^(FORBIDDEN|PURPOSE_REQUIRED)$/);

let hub: SecureHub;
beforeAll(async () => {
  hub = await SecureHub.start();
});
afterAll(() => hub?.stop());

describe('API5:2023 acts of others', () => {
  it.each(mutations.map((field) => [field.name, field] as const))(
    '%s is no act of the region or of a BI tool',
    async (_name, field) => {
      const { query, variables } = minimalOperation('mutation', field);
      const bi = (await hub.makeKey()).bearer;
      for (const token of [await hub.issuer.token({ role: 'region' }), bi]) {
        expect((await hub.ask(token, query, variables)).codes).toEqual([refused]);
      }
    },
  );

  it('are not a handläggare’s: sources, uppdrag, the log', async () => {
    const token = await hub.issuer.token();
    const acts: readonly [string, object][] = [
      ['mutation ($id: ID!) { startSync(sourceId: $id) { id } }', { id: 'falun-test' }],
      ['mutation ($id: ID!) { replayQuarantine(sourceId: $id) { id } }', { id: 'falun-test' }],
      [
        'mutation ($id: ID!) { revokeUppdrag(id: $id) { id } }',
        { id: '00000000-0000-4000-8000-000000000000' },
      ],
      ['query { auditEntries { totalCount } }', {}],
    ];
    for (const [query, variables] of acts)
      expect((await hub.ask(token, query, variables)).codes).toEqual([
        expect.stringMatching(/FORBIDDEN|PURPOSE_REQUIRED/),
      ]);
  });

  it('are not done by GET, by a changed method, or by a query that is none', async () => {
    const token = await hub.issuer.token({ role: 'it' });
    const mutation = 'mutation { startSync(sourceId: "falun-test") { id } }';
    const search = new URLSearchParams({ query: mutation });
    expect(
      (await hub.send(`/graphql?${search}`, { headers: { 'apollo-require-preflight': '1' } }, token)).status,
    ).toBe(400);
    const overridden = await hub.send(
      `/graphql?${search}`,
      { headers: { 'x-http-method-override': 'POST' } },
      token,
    );
    expect(overridden.status).toBe(400);
    expect((await hub.ask(token, 'query { startSync(sourceId: "falun-test") { id } }')).codes).toEqual([
      'GRAPHQL_INVALID',
    ]);
  });

  it('of a service are nothing but deliveries', async () => {
    const key = await hub.makeKey(serviceOfFalun);
    for (const query of ['{ viewer { role } }', '{ kommuner { code } }', '{ sources { id } }'])
      expect(await hub.ask(key.bearer, query)).toMatchObject({ status: 403, codes: ['FORBIDDEN'] });
  });

  it('of an operator are on no path', async () => {
    const token = await hub.issuer.token({ role: 'it' });
    for (const path of [
      '/admin',
      '/keys',
      '/api/keys',
      '/debug',
      '/shutdown',
      '/migrate',
      '/internal',
      '/graphql/admin',
    ])
      expect((await hub.send(path, { method: 'POST' }, token)).status).toBe(404);
  });
});
