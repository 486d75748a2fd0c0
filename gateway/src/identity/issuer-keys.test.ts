import { exportJWK, generateKeyPair, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { FetchRefusal } from './fetch-json.js';
import { IssuerKeys } from './issuer-keys.js';

const issuer = 'https://login.example';
let now: number;
let published: JSONWebKeySet;
let isDown: boolean;
let asked: number;
let told: string[];
let keys: IssuerKeys;

async function newKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid };
  const token = () => new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
  return { jwk, token };
}

beforeEach(() => {
  [now, isDown, asked, told] = [1_000_000, false, 0, []];
  keys = new IssuerKeys({
    issuer,
    clock: () => now,
    onFailure: (_issuer, reason) => told.push(reason),
    fetcher: {
      async fetch(url) {
        if (isDown) throw new FetchRefusal('login.example does not answer');
        if (url.endsWith('/.well-known/openid-configuration')) return { issuer, jwks_uri: `${issuer}/jwks` };
        asked += 1;
        return published;
      },
    },
  });
});

const isGood = async (token: string | Promise<string>) =>
  jwtVerify(await token, (header, jws) => keys.find(header, jws)).then(
    () => true,
    () => false,
  );

describe('the keys of an issuer', () => {
  it('are fetched once for all who ask at the same time', async () => {
    const key = await newKey('a');
    published = { keys: [key.jwk] };
    expect(await Promise.all([isGood(key.token()), isGood(key.token()), isGood(key.token())])).toEqual([
      true,
      true,
      true,
    ]);
    expect(asked).toBe(1);
  });

  it('are fetched again for an unknown key, and the old one serves beside the new', async () => {
    const [old, fresh] = await Promise.all([newKey('a'), newKey('b')]);
    published = { keys: [old.jwk] };
    expect(await isGood(old.token())).toBe(true);
    published = { keys: [old.jwk, fresh.jwk] };
    now += 30_000;
    expect([await isGood(fresh.token()), await isGood(old.token())]).toEqual([true, true]);
  });

  it('are not asked for by everybody who invents key ids', async () => {
    const [known, invented] = await Promise.all([newKey('a'), newKey('b')]);
    published = { keys: [known.jwk] };
    await isGood(known.token());
    for (let attempt = 0; attempt < 20; attempt++) expect(await isGood(invented.token())).toBe(false);
    expect(asked).toBe(1);
    now += 30_000;
    await isGood(invented.token());
    await isGood(invented.token());
    expect(asked).toBe(2);
  });

  it('end when the issuer has withdrawn them, at the next reading', async () => {
    const [withdrawn, fresh] = await Promise.all([newKey('a'), newKey('b')]);
    published = { keys: [withdrawn.jwk] };
    await isGood(withdrawn.token());
    published = { keys: [fresh.jwk] };
    now += 10 * 60_000 + 1;
    await isGood(withdrawn.token());
    await keys.fetch();
    expect([await isGood(withdrawn.token()), await isGood(fresh.token())]).toEqual([false, true]);
  });

  it('keep working for a day while the issuer is away, and no longer', async () => {
    const key = await newKey('a');
    published = { keys: [key.jwk] };
    await isGood(key.token());
    isDown = true;
    now += 23 * 3_600_000;
    expect(await isGood(key.token())).toBe(true);
    now += 2 * 3_600_000;
    expect(await isGood(key.token())).toBe(false);
    expect(told).toContain('login.example does not answer');
    isDown = false;
    now += 30_000;
    expect(await isGood(key.token())).toBe(true);
  });

  it('of an issuer that was never reached are asked for no more than every half minute', async () => {
    const key = await newKey('a');
    published = { keys: [key.jwk] };
    isDown = true;
    for (let attempt = 0; attempt < 5; attempt++) expect(await isGood(key.token())).toBe(false);
    expect(told).toHaveLength(1);
    isDown = false;
    now += 30_000;
    expect(await isGood(key.token())).toBe(true);
  });

  it.each([
    ['describes itself as another', { issuer: 'https://other.example', jwks_uri: `${issuer}/jwks` }],
    ['describes itself otherwise', { issuer }],
    ['says nothing', null],
  ])('are not taken from an issuer that %s', async (_title, description) => {
    keys = new IssuerKeys({
      issuer,
      clock: () => now,
      onFailure: () => {},
      fetcher: { fetch: async () => description },
    });
    await expect(keys.fetch()).rejects.toThrow(/does not describe itself/);
  });
});
