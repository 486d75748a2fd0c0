import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessTokens } from '../../../gateway/src/identity/access-tokens.js';
import { issuerSchema } from '../../../gateway/src/identity/issuers-file.js';
import { SecureHub } from '../support/secure-hub.js';
import { TestIssuer } from '../support/test-issuer.js';

let hub: SecureHub;
beforeAll(async () => {
  hub = await SecureHub.start();
});
afterAll(() => hub?.stop());

/** Lets an issuer answer at one path as the test says, and tells whether a good token of it is taken then. */
async function isTaken(
  path: string,
  body: (url: string) => string,
  token = (issuer: TestIssuer) => issuer.token(),
) {
  const issuer = await TestIssuer.start();
  issuer.answers.set(path, (url) => ({ status: 200, body: body(url) }));
  const told: string[] = [];
  const tokens = new AccessTokens({
    issuers: [issuerSchema.parse(issuer.entry())],
    reach: { privateHosts: [], mayBeLoopback: true },
    clock: () => new Date(),
    onFailure: (_issuer, reason) => told.push(reason),
  });
  try {
    return await tokens.verify(await token(issuer)).then(
      () => true,
      () => false,
    );
  } finally {
    expect(told.join()).not.toMatch(/Robin/);
    await tokens.close();
    await issuer.stop();
  }
}

describe('API10:2023 what an issuer answers is not believed for its own sake', () => {
  const secret = randomBytes(32);
  const shared = JSON.stringify({ keys: [{ kty: 'oct', kid: 'first', k: secret.toString('base64url') }] });
  const weak = { kty: 'RSA', kid: 'first', e: 'AQAB', n: randomBytes(64).toString('base64url') };

  it.each([
    [
      'a description without end',
      '/.well-known/openid-configuration',
      () => `{"issuer":"${'x'.repeat(700_000)}"}`,
    ],
    [
      'a description of another issuer',
      '/.well-known/openid-configuration',
      (url: string) => JSON.stringify({ issuer: 'https://other.example', jwks_uri: `${url}/jwks` }),
    ],
    ['a page', '/.well-known/openid-configuration', () => '<html>Robin</html>'],
    ['no keys', '/jwks', () => '{"keys":[]}'],
    ['keys that are none', '/jwks', () => '{"keys":[1,"Robin",null]}'],
    ['a thousand keys', '/jwks', () => JSON.stringify({ keys: Array(1_000).fill({ kty: 'EC' }) })],
    ['keys nested without end', '/jwks', () => `{"keys":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
    ['a key too short to be safe', '/jwks', () => JSON.stringify({ keys: [weak] })],
    ['nothing', '/jwks', () => ''],
  ])('%s', async (_title, path, body) => {
    expect(await isTaken(path, body)).toBe(false);
  });

  it('a shared key, with a token signed by it', async () => {
    const forged = async (issuer: TestIssuer) => {
      const [, payload] = (await issuer.token()).split('.');
      const header = Buffer.from('{"alg":"HS256","typ":"at+jwt","kid":"first"}').toString('base64url');
      const signature = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
      return `${header}.${payload}.${signature}`;
    };
    expect(await isTaken('/jwks', () => shared, forged)).toBe(false);
  });

  it.each([
    ['an object for a nämnd', { namnd: { id: '2080-LSS' } }],
    ['a list for a nämnd', { namnd: ['2080-LSS', '2026-LSS'] }],
    ['a nämnd in other letters', { namnd: '2080-lss' }],
    ['a nämnd with a blank', { namnd: '2080-LSS ' }],
    ['a number for a kommun', { kommun: 2080 }],
    ['an object for a role', { role: { name: 'chef' } }],
    ['a role that every object has', { role: '__proto__' }],
    ['an empty subject', { sub: '' }],
    ['a number for a subject', { sub: 7 as never }],
    ['a subject without end', { sub: 'x'.repeat(256) }],
  ])('a signed token with %s', async (_title, claims) => {
    const { status } = await hub.ask(await hub.issuer.token(claims), '{ __typename }');
    expect(status).toBe(401);
  });

  it('a signed token with words of SQL and HTML for a subject, which stay words', async () => {
    const sub = `'; drop table hub.uppdrag; -- <script>`;
    const { data } = await hub.ask(
      await hub.issuer.token({ sub, staff: sub, functions: [sub] }),
      '{ viewer { subject } }',
    );
    expect(data.viewer.subject).toBe(sub);
    const { rows } = await hub.database.owner.query(
      `select to_regclass('hub.uppdrag') is not null as stands`,
    );
    expect(rows).toEqual([{ stands: true }]);
  });
});
