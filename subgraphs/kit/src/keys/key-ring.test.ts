import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';
import { KeyRing, type RowSource } from './key-ring.js';
import type { NamndKeys } from './namnd-keys.js';

/** What a table of wrapped keys would answer. */
function storageOf(ring: KeyRing, namndIds: readonly string[]): RowSource {
  const rows = namndIds.map((namndId) => {
    const keys = ring.wrapNew(namndId);
    return {
      namnd_id: namndId,
      identity_key_wrapped: keys.identityKey,
      data_key_wrapped: keys.dataKey,
      data_key_version: keys.dataKeyVersion,
    };
  });
  return { query: async () => rows };
}

describe('the key ring', () => {
  const personKey = randomBytes(32);
  const nowhere: RowSource = { query: async () => [] };
  const storage = storageOf(new KeyRing(personKey, nowhere), ['2080-LSS', '2062-LSS']);
  let falun: NamndKeys;
  let mora: NamndKeys;
  beforeAll(async () => {
    const ring = new KeyRing(personKey, storage);
    await ring.load(['2080-LSS', '2062-LSS']);
    falun = ring.namndKeys('2080-LSS');
    mora = ring.namndKeys('2062-LSS');
  });

  it('opens what it sealed, at the same place only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = falun.encrypt('cases.persons', 'id-1', 'name_cipher', text);
        expect(falun.decrypt('cases.persons', 'id-1', 'name_cipher', sealed)).toBe(text);
        expect(() => falun.decrypt('cases.persons', 'id-2', 'name_cipher', sealed)).toThrow();
        expect(() => falun.decrypt('cases.persons', 'id-1', 'personnummer_cipher', sealed)).toThrow();
        expect(() => mora.decrypt('cases.persons', 'id-1', 'name_cipher', sealed)).toThrow();
      }),
    );
  });

  it('names the key version in the first byte and refuses a changed value', () => {
    const sealed = falun.encrypt('t', 'i', 'c', 'text');
    expect(sealed[0]).toBe(1);
    for (const index of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[index]! ^= 1;
      expect(() => falun.decrypt('t', 'i', 'c', changed)).toThrow();
    }
  });

  it('never gives the same ciphertext twice', () => {
    const sealed = Array.from({ length: 3000 }, () => falun.encrypt('t', 'i', 'c', 'text').toString('hex'));
    expect(new Set(sealed).size).toBe(3000);
  });

  it('gives ids that differ by kind, source, own id and nämnd, and lead back to none of them', () => {
    const ids = [
      falun.opaqueId('person', '2080', 'a', '199001010017'),
      falun.opaqueId('case', '2080', 'a', '199001010017'),
      falun.opaqueId('person', '2080', 'b', '199001010017'),
      falun.opaqueId('person', '2080', 'a', '199001010025'),
      mora.opaqueId('person', '2080', 'a', '199001010017'),
    ];
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(id).toMatch(/^2080-[0-9a-f]{32}$/);
    expect(falun.opaqueId('person', '2080', 'a', '199001010017')).toBe(ids[0]);
  });

  it('hashes equal content alike whatever the order of its members', () => {
    expect(falun.contentHash({ a: 1, b: [{ c: null, d: 'x' }] })).toEqual(
      falun.contentHash({ b: [{ d: 'x', c: null }], a: 1 }),
    );
    expect(falun.contentHash({ a: 1 })).not.toEqual(falun.contentHash({ a: '1' }));
    expect(falun.contentHash({ a: 1 })).not.toEqual(mora.contentHash({ a: 1 }));
  });

  it('writes canonical JSON that reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses another person key than the one that wrapped the keys', async () => {
    const ring = new KeyRing(randomBytes(32), storage);
    await expect(ring.load(['2080-LSS'])).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('refuses a person key of another length, and a nämnd without keys', async () => {
    expect(() => new KeyRing(randomBytes(16), nowhere)).toThrow(/32 bytes/);
    await expect(new KeyRing(personKey, nowhere).load(['2080-LSS'])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a renewed data key', () => {
  const personKey = randomBytes(32);
  const maker = new KeyRing(personKey, { query: async () => [] });
  const made = maker.wrapNew('2080-LSS');
  const row = {
    ...{ namnd_id: '2080-LSS', identity_key_wrapped: made.identityKey, data_key_wrapped: made.dataKey },
    ...{ data_key_version: 1, others: null },
  };
  const next = maker.wrapNewDataKey('2080-LSS');
  const renewed = {
    ...{ ...row, data_key_wrapped: next, data_key_version: 2 },
    others: [{ version: 1, wrapped: made.dataKey.toString('hex') }],
  };

  it('seals anew, while what the former sealed opens as long as that key is there', async () => {
    let stored: unknown = row;
    const ring = new KeyRing(personKey, { query: async () => [stored] }, undefined, 0);
    await ring.load(['2080-LSS']);
    const held = ring.namndKeys('2080-LSS');
    const old = held.encrypt('t', 'i', 'c', 'text');
    stored = renewed;
    await ring.load(['2080-LSS']);
    const sealed = held.encrypt('t', 'i', 'c', 'text');
    expect([old[0], sealed[0]]).toEqual([1, 2]);
    expect([held.decrypt('t', 'i', 'c', old), held.decrypt('t', 'i', 'c', sealed)]).toEqual(['text', 'text']);
    stored = { ...renewed, others: null };
    await ring.load(['2080-LSS']);
    expect(() => held.decrypt('t', 'i', 'c', old)).toThrow(/not open/);
    expect(held.decrypt('t', 'i', 'c', sealed)).toBe('text');
  });

  it('is asked for again only after a while, and a nämnd that has left has no keys then', async () => {
    let asked = 0;
    let stored: unknown[] = [row];
    const storage = {
      query: async () => {
        asked += 1;
        return stored;
      },
    };
    const ring = new KeyRing(personKey, storage);
    await ring.load(['2080-LSS']);
    await ring.load(['2080-LSS']);
    expect(asked).toBe(1);
    stored = [];
    await expect(ring.refresh(['2080-LSS'])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(() => ring.namndKeys('2080-LSS')).toThrow();
  });
});
