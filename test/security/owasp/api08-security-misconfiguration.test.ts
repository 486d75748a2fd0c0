import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSettings } from '../../../gateway/src/hub/settings.js';
import { startHub } from '../../../gateway/src/hub.js';
import { signDevelopmentToken } from '../../../gateway/src/identity/development-tokens.js';
import { SecureHub } from '../support/secure-hub.js';

let hub: SecureHub;
let token: string;
beforeAll(async () => {
  hub = await SecureHub.start();
  token = await hub.issuer.token();
});
afterAll(() => hub?.stop());

describe('API8:2023 a hub as it comes', () => {
  it('does not listen beyond this machine without TLS or a proxy, and opens nothing before it says so', async () => {
    const settings = parseSettings({ KOMMUNHUB_HOST: '0.0.0.0', KOMMUNHUB_DATA_DIR: '/nowhere/at/all' });
    await expect(startHub({ settings, demo: false, clock: () => new Date() })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      faults: [{ path: 'KOMMUNHUB_HOST' }],
    });
  });

  it('listens on the loopback address', async () => {
    const elsewhere = createServer();
    const port = Number(new URL(hub.url).port);
    // Another address of this machine is still free on that port.
    await new Promise<void>((resolve, reject) => {
      elsewhere.once('error', reject).listen(port, '127.0.0.2', resolve);
    });
    elsewhere.close();
  });

  it('takes no development token where data are real', async () => {
    const identity = {
      ...({ role: 'chef', subject: 'root', kommunCode: '2080', namndId: '2080-LSS' } as const),
      purposes: ['HANDLAGGNING'] as const,
      staffKey: null,
      functions: [],
    };
    const forged = await signDevelopmentToken(identity, Buffer.alloc(32), new Date());
    expect((await hub.ask(forged, '{ __typename }')).status).toBe(401);
  });

  it('tells strangers nothing of itself in headers', async () => {
    const answers = await Promise.all(
      ['/', '/graphql', '/healthz', '/readyz', '/x'].map((path) => hub.send(path, {})),
    );
    for (const { headers } of answers) {
      for (const name of [
        'server',
        'x-powered-by',
        'via',
        'access-control-allow-origin',
        'x-apollo-operation-name',
      ])
        expect(headers.get(name)).toBeNull();
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('tells an id and no more of what went wrong inside', async () => {
    await hub.database.owner.query('alter table cases.cases rename to cases_away');
    try {
      const { text, codes } = await hub.ask(token, '{ cases { nodes { id } } }');
      expect(codes).toEqual([expect.stringMatching(/INTERNAL|DATABASE_UNAVAILABLE/)]);
      expect(text).not.toMatch(/relation|cases_away|select|stack|node_modules|\.ts:/i);
    } finally {
      await hub.database.owner.query('alter table cases.cases_away rename to cases');
    }
  });

  it('shows no page to play with, no trace, no timing of parts', async () => {
    const headers = {
      accept: 'text/html',
      'apollo-federation-include-trace': 'ftv1',
      'x-apollo-tracing': '1',
    };
    expect((await hub.send('/graphql', { headers }, token)).text).not.toMatch(/<html|sandbox|playground/i);
    const { text } = await hub.ask(
      token,
      '{ __typename }',
      {},
      { 'apollo-federation-include-trace': 'ftv1' },
    );
    expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } });
  });

  it('lets other sites read nothing', async () => {
    const origin = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const preflight = await hub.send('/graphql', { method: 'OPTIONS', headers: origin });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([405, null]);
  });

  it('logs neither tokens nor what was asked', async () => {
    await hub.ask(token, 'query Find($v: ID!) { case(id: $v) { id } }', { v: 'Robin Exempel' });
    expect(hub.log()).not.toMatch(/Robin|eyJ|Bearer/);
  });
});
