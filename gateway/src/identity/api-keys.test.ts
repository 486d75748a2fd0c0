import { describe, expect, it } from 'vitest';
import { type ApiKey, hashSecret, isSecretOf, newApiKey, readCredential } from './api-keys.js';
import { KeyCheck } from './key-check.js';

describe('a credential', () => {
  const { id, secret } = newApiKey();
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const key = { kind: 'key', key: { id, secret } };
  const nothing = { kind: 'key', key: { id: '', secret: '' } };

  it.each([
    ['a key as Basic', basic(`${id}:${secret}`), key],
    ['a key as Bearer', `Bearer ${id}.${secret}`, key],
    ['the scheme in other letters', `bEARER ${id}.${secret}`, key],
    ['a token', 'Bearer a.b.c', { kind: 'token', token: 'a.b.c' }],
    ['nothing', undefined, { kind: 'none' }],
    ['another scheme', 'Digest x', { kind: 'none' }],
    ['a user and a password', basic('kim:hemligt'), nothing],
    ['a key without its secret', `Bearer ${id}`, nothing],
    ['a secret of another length', `Bearer ${id}.${secret}x`, nothing],
    ['a secret that begins a line', basic(`${id}:${secret}\n`), nothing],
  ])('is read from %s', (_title, header, credential) => {
    expect(readCredential(header)).toEqual(credential);
  });
});

describe('a key', () => {
  const { id, secret } = newApiKey();
  const stored: ApiKey = {
    ...{ id, secretHash: hashSecret(secret), role: 'bi', namndId: null },
    scope: { sourceId: null, kommunCodes: [], tables: ['insatser'] },
    ...{ expiresAt: new Date('2027-01-01'), revokedAt: null },
  };

  it('has a secret of 256 random bits, of which the hash tells nothing', () => {
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(isSecretOf(stored, secret)).toBe(true);
    expect(isSecretOf(stored, newApiKey().secret)).toBe(false);
    expect(isSecretOf(null, '')).toBe(false);
  });

  it('is looked up once in two seconds, and its use written down once a minute', async () => {
    let now = Date.parse('2026-11-22T12:00:00Z');
    const done: string[] = [];
    const store = {
      find: async () => {
        done.push('find');
        return stored;
      },
      touch: async () => void done.push('touch'),
    };
    const check = new KeyCheck(store, () => new Date(now));
    for (const step of [0, 1_000, 999, 1]) {
      now += step;
      await check.verify({ id, secret });
    }
    expect(done).toEqual(['find', 'touch', 'find']);
    now += 60_000;
    expect(await check.verify({ id, secret })).toMatchObject({
      role: 'bi',
      subject: id,
      scope: stored.scope,
    });
    expect(done).toEqual(['find', 'touch', 'find', 'find', 'touch']);
  });

  it('that is not there is asked for each time, so that nobody fills the memory with guesses', async () => {
    let asked = 0;
    const find = async () => {
      asked += 1;
      return null;
    };
    const check = new KeyCheck({ find, touch: async () => {} }, () => new Date());
    for (let guess = 0; guess < 3; guess++)
      await expect(check.verify(newApiKey())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(check.verify({ id: '', secret: '' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(asked).toBe(3);
  });
});
