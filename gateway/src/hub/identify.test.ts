import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { developmentIssuer, signDevelopmentToken } from '../identity/development-tokens.js';
import { demoIdentity } from './demo-tokens.js';
import { identifyWith } from './identify.js';

const key = Buffer.alloc(32, 1);
const now = new Date('2026-11-22T12:00:00Z');
const claims = {
  role: 'it',
  kommun: '2080',
  namnd: '2080-LSS',
  purposes: ['TEKNIK'],
  staff: null,
  functions: [],
};

const identify = (isDemoOnly = true) =>
  identifyWith({
    tokenKey: key,
    takesDevelopmentTokens: async () => isDemoOnly,
    loadGrants: async () => [],
    clock: () => now,
  });
const request = (token: string, headers: Record<string, string> = {}) =>
  ({ headers: { host: 'localhost:4000', authorization: `Bearer ${token}`, ...headers } }) as never;
const unsigned = () =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setIssuer(developmentIssuer).setSubject('kim');

describe('a development token', () => {
  const good = () => signDevelopmentToken(demoIdentity('it'), key, now);

  it('tells who asks and for what, on this machine', async () => {
    const caller = await identify()(request(await good()), 'Sources');
    expect(caller).toMatchObject({
      role: 'it',
      namndId: '2080-LSS',
      purpose: 'TEKNIK',
      operationName: 'Sources',
    });
  });

  it.each([
    ['another host', { host: 'hub.example' }],
    ['a host that begins as this machine', { host: 'localhost.hub.example' }],
    ['no host', { host: '' }],
    ['a proxy', { 'x-forwarded-for': '10.0.0.1' }],
    ['a proxy that says so otherwise', { forwarded: 'for=10.0.0.1' }],
    ['a gateway', { via: '1.1 proxy' }],
  ])('is not taken through %s', async (_title, headers) => {
    await expect(identify()(request(await good(), headers), null)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('is not taken where data are real', async () => {
    await expect(identify(false)(request(await good()), null)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it.each([
    ['signed with another key', () => unsigned().setExpirationTime('8h').sign(Buffer.alloc(32, 2))],
    ['without an end', () => unsigned().sign(key)],
    [
      'that has ended',
      () =>
        unsigned()
          .setExpirationTime(new Date(now.getTime() - 1000))
          .sign(key),
    ],
    ['of another issuer', () => unsigned().setIssuer('other').setExpirationTime('8h').sign(key)],
    ['without a signature', async () => `${(await good()).split('.').slice(0, 2).join('.')}.`],
  ])('is not taken %s', async (_title, make) => {
    await expect(identify()(request(await make()), null)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('serves for its own purposes only, whatever the header says', async () => {
    const asking = async (purpose: string) =>
      identify()(request(await good(), { 'kommunhub-purpose': purpose }), null);
    expect((await asking('TEKNIK')).purpose).toBe('TEKNIK');
    await expect(asking('HANDLAGGNING')).rejects.toMatchObject({ code: 'PURPOSE_REQUIRED' });
  });
});
