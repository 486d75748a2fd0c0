import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccessTokens } from '../../../gateway/src/identity/access-tokens.js';
import { issuerSchema } from '../../../gateway/src/identity/issuers-file.js';
import { SecureHub } from '../support/secure-hub.js';
import { TestIssuer } from '../support/test-issuer.js';

let hub: SecureHub;
let trap: Server;
let trapUrl: string;
let caught: string[];
beforeAll(async () => {
  trap = createServer((request, response) => {
    caught.push(request.url ?? '');
    response.end('{"keys":[]}');
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  trapUrl = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
  hub = await SecureHub.start();
});
beforeEach(() => {
  caught = [];
});
afterAll(async () => {
  await hub?.stop();
  trap?.close();
});

describe('API7:2023 leading the hub to an address', () => {
  it.each([
    ['the place of keys in a token', () => hub.issuer.token({}, { jku: `${trapUrl}/jku` })],
    ['the place of a certificate', () => hub.issuer.token({}, { x5u: `${trapUrl}/x5u` })],
    ['the issuer of a token', () => hub.issuer.token({ iss: trapUrl })],
    ['an issuer with a way back', () => hub.issuer.token({ iss: `${hub.issuer.url}/../${trapUrl}` })],
  ])('by %s leads nowhere', async (_title, make) => {
    const asked = hub.issuer.asked.length;
    await hub.ask(await make(), '{ __typename }');
    expect(caught).toEqual([]);
    expect(hub.issuer.asked.length).toBe(asked);
  });

  it('by variables that are addresses leads nowhere', async () => {
    const token = await hub.issuer.token();
    for (const v of [`${trapUrl}/a`, 'http://169.254.169.254/', 'file:///etc/passwd'])
      await hub.ask(token, 'query ($v: ID!) { case(id: $v) { id } kommun(code: $v) { code } }', { v });
    expect(caught).toEqual([]);
  });

  it.each([
    ['this machine', () => trapUrl],
    ['the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
    ['a private network', () => 'https://10.0.0.1/jwks'],
    ['a file', () => 'file:///etc/passwd'],
  ])('by an issuer that says its keys lie at %s leads nowhere in production', async (_title, jwksUri) => {
    const issuer = await TestIssuer.start();
    const told: string[] = [];
    // The issuer itself is let through by a fetch of the test's own; what it points to is not.
    const tokens = new AccessTokens({
      issuers: [issuerSchema.parse(issuer.entry())],
      reach: { privateHosts: [], mayBeLoopback: false },
      clock: () => new Date(),
      onFailure: (_issuer, reason) => told.push(reason),
    });
    issuer.answers.set('/.well-known/openid-configuration', (url) => ({
      status: 200,
      body: JSON.stringify({ issuer: url, jwks_uri: jwksUri() }),
    }));
    await tokens.warmUp();
    await expect(tokens.verify(await issuer.token())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(told.length).toBeGreaterThan(0);
    expect([caught, issuer.asked]).toEqual([[], []]);
    await tokens.close();
    await issuer.stop();
  });

  it('by an issuer that sends on to somewhere else leads nowhere, on the loopback address either', async () => {
    const issuer = await TestIssuer.start();
    issuer.answers.set('/.well-known/openid-configuration', () => ({
      status: 302,
      headers: { location: `${trapUrl}/led` },
    }));
    const tokens = new AccessTokens({
      issuers: [issuerSchema.parse(issuer.entry())],
      reach: { privateHosts: [], mayBeLoopback: true },
      clock: () => new Date(),
      onFailure: () => {},
    });
    await expect(tokens.verify(await issuer.token())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(caught).toEqual([]);
    await tokens.close();
    await issuer.stop();
  });
});
