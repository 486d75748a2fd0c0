import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecureHub } from '../support/secure-hub.js';
import { TestIssuer } from '../support/test-issuer.js';

const viewer = '{ viewer { role subject purpose kommunCode } }';

let hub: SecureHub;
let other: TestIssuer;
beforeAll(async () => {
  [hub, other] = await Promise.all([SecureHub.start(), TestIssuer.start()]);
});
afterAll(() => Promise.all([hub?.stop(), other?.stop()]));

const now = () => Math.floor(Date.now() / 1_000);
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The good token with another header or payload, under whatever signature the attack makes. */
async function forged(header: object, sign: (input: string) => string, claims: object = {}): Promise<string> {
  const [, payload = ''] = (await hub.issuer.token(claims as never)).split('.');
  const input = `${base64(header)}.${payload}`;
  return `${input}.${sign(input)}`;
}

describe('a token of an issuer that the operator has named', () => {
  it('tells who asks, for the nämnd that the issuer may speak for', async () => {
    const { status, data } = await hub.ask(await hub.issuer.token(), viewer);
    expect(status).toBe(200);
    expect(data.viewer).toMatchObject({ role: 'handlaggare', subject: 'kim', purpose: 'HANDLAGGNING' });
  });

  it.each([
    ['without a signature', () => forged({ alg: 'none', typ: 'at+jwt' }, () => '')],
    ['whose algorithm "none" is written otherwise', () => forged({ alg: 'NoNe', typ: 'at+jwt' }, () => '')],
    [
      'signed with the public key as if it were a shared one',
      () =>
        forged({ alg: 'HS256', typ: 'at+jwt', kid: 'first' }, (input) =>
          createHmac('sha256', JSON.stringify(hub.issuer.publishedKeys()[0]))
            .update(input)
            .digest('base64url'),
        ),
    ],
    [
      'that brings its own key',
      async () => other.token({ iss: hub.issuer.url }, { jwk: other.publishedKeys()[0] as never }),
    ],
    [
      'that names where its key lies',
      () => other.token({ iss: hub.issuer.url }, { jku: `${other.url}/jwks` }),
    ],
    ['of an issuer that nobody has named', () => other.token()],
    ['of an issuer that is named, signed by another', () => other.token({ iss: hub.issuer.url })],
    ['for another audience', () => hub.issuer.token({ aud: 'another-service' })],
    ['for no audience', () => hub.issuer.token({ aud: undefined as never })],
    ['that has ended', () => hub.issuer.token({ exp: now() - 31 })],
    ['without an end', () => hub.issuer.token({ exp: undefined as never })],
    ['that begins later', () => hub.issuer.token({ nbf: now() + 60 })],
    ['issued in the future', () => hub.issuer.token({ iat: now() + 60 })],
    ['without a time of issue', () => hub.issuer.token({ iat: undefined as never })],
    [
      'that is too old, whatever its end',
      () => hub.issuer.token({ iat: now() - 3 * 3_600, exp: now() + 60 }),
    ],
    ['that is an ID token', () => hub.issuer.token({}, { typ: 'JWT' })],
    ['without a subject', () => hub.issuer.token({ sub: undefined as never })],
    ['of a role that is not known', () => hub.issuer.token({ role: 'root' })],
    ['of a role that the issuer may not give', () => hub.issuer.token({ role: 'service' })],
    ['of no role', () => hub.issuer.token({ role: undefined as never })],
    ['of two roles at once', () => hub.issuer.token({ role: ['handlaggare', 'chef'] })],
    [
      'for a nämnd that the issuer is not bound to',
      () => hub.issuer.token({ namnd: '2026-LSS', kommun: '2026' }),
    ],
    ['for a nämnd named as what every object has', () => hub.issuer.token({ namnd: 'constructor' })],
    ['for a kommun that the nämnd does not serve', () => hub.issuer.token({ kommun: '2026' })],
    ['without a nämnd', () => hub.issuer.token({ namnd: undefined as never })],
    ['of a person-level role that logged in weakly', () => hub.issuer.token({ acr: 'password' })],
    [
      'of a person-level role that does not say how it logged in',
      () => hub.issuer.token({ acr: undefined as never }),
    ],
    [
      'whose way of logging in is a list',
      () => hub.issuer.token({ acr: ['http://id.elegnamnden.se/loa/1.0/loa3'] as never }),
    ],
    ['that is no token', async () => 'a.b.c'],
  ])('is refused %s', async (_title, make) => {
    const { status, codes, text } = await hub.ask(await make(), viewer);
    expect([status, codes]).toEqual([401, ['UNAUTHENTICATED']]);
    expect(text).not.toContain('kim');
  });

  it('lets roles that read about nobody log in weakly', async () => {
    const { data } = await hub.ask(
      await hub.issuer.token({ role: 'region', acr: undefined as never }),
      viewer,
    );
    expect(data.viewer).toMatchObject({ role: 'region', kommunCode: null });
  });

  it('takes a clock that is a little wrong', async () => {
    const { status } = await hub.ask(
      await hub.issuer.token({ iat: now() + 20, exp: now() - 20 + 600 }),
      viewer,
    );
    expect(status).toBe(200);
  });

  it('serves for the purposes of its role, which a header may narrow and never widen', async () => {
    const token = await hub.issuer.token({ role: 'chef' });
    const asking = (purpose: string) => hub.ask(token, viewer, {}, { 'kommunhub-purpose': purpose });
    expect((await asking('UPPFOLJNING')).data.viewer.purpose).toBe('UPPFOLJNING');
    expect((await asking('TILLSYN')).codes).toEqual(['PURPOSE_REQUIRED']);
  });

  it('is nowhere in the log, refused or not', async () => {
    const token = await hub.issuer.token({ role: 'root' });
    await hub.ask(token, viewer);
    expect(hub.log()).not.toContain(token.split('.')[1]);
    expect(hub.log()).not.toContain('Bearer');
  });

  it('in the form of a development token is never taken where data are real', async () => {
    const { status } = await hub.ask(await other.token({ iss: 'kommunhub-demo' }), viewer);
    expect(status).toBe(401);
  });
});
