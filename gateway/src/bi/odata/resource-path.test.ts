import { HubError } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { resourceOf } from './resource-path.js';

const row = { table: 'insatser', key: '2026|2080|LSS_9_2|kon=KVINNA' };

describe('the path of an address', () => {
  it.each([
    ['', { kind: 'service' }],
    ['$metadata', { kind: 'metadata' }],
    ['%24metadata', { kind: 'metadata' }],
    ['insatser', { kind: 'rows', table: 'insatser' }],
    ['insatser/', { kind: 'rows', table: 'insatser' }],
    ['insatser/$count', { kind: 'count', table: 'insatser' }],
    ["insatser('2026%7C2080%7CLSS_9_2%7Ckon%3DKVINNA')", { kind: 'row', ...row }],
    ["insatser(rad='2026|2080|LSS_9_2|kon=KVINNA')", { kind: 'row', ...row }],
    ['insatser(%27a%2Fb%27)', { kind: 'row', table: 'insatser', key: 'a/b' }],
    ["insatser('it''s')", { kind: 'row', table: 'insatser', key: "it's" }],
    [
      "insatser('a')/antal",
      { kind: 'property', table: 'insatser', key: 'a', property: 'antal', isRaw: false },
    ],
    [
      "insatser('a')/antal/$value",
      { kind: 'property', table: 'insatser', key: 'a', property: 'antal', isRaw: true },
    ],
  ])('reads %s', (path, expected) => {
    expect(resourceOf(path)).toEqual(expected);
  });

  it.each([
    ['NOT_FOUND', '//'],
    ['NOT_FOUND', 'insatser/2080'],
    ['NOT_FOUND', '$metadata/x'],
    ['NOT_FOUND', '$nothing'],
    ['NOT_FOUND', "insatser('a')/antal/x"],
    ['NOT_FOUND', "insatser('a')/antal/$value/x"],
    ['BAD_INPUT', 'insatser(5)'],
    ['BAD_INPUT', "insatser('a"],
    ['BAD_INPUT', "insatser('a','b')"],
    ['BAD_INPUT', 'insatser%'],
    ['BAD_INPUT', 'insatser%FF'],
    ['NOT_SUPPORTED', '$batch'],
    ['NOT_SUPPORTED', '$crossjoin(insatser,beslut)'],
    ['NOT_SUPPORTED', '$all'],
    ['NOT_SUPPORTED', 'insatser/$ref'],
    ['NOT_SUPPORTED', "insatser('a')/$ref"],
    ['NOT_SUPPORTED', "insatser('a')/antal/$count"],
  ])('refuses as %s: %s', (code, path) => {
    const attempt = () => resourceOf(path);
    expect(attempt).toThrow(HubError);
    expect(attempt).toThrow(expect.objectContaining({ code }));
  });
});
