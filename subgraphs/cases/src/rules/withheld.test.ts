import { describe, expect, it } from 'vitest';
import { isWithheld, shownProtection } from './withheld.js';

describe('OSL 22 kap. 1 §, skyddade personuppgifter', () => {
  it.each([
    ['INGEN', 'AGREEMENT', false],
    ['SEKRETESSMARKERING', 'OWN_NAMND', false],
    ['SEKRETESSMARKERING', 'AGREEMENT', true],
    ['SKYDDAD_FOLKBOKFORING', 'AGREEMENT', true],
    ['FINGERADE_UPPGIFTER', 'AGREEMENT', false],
  ] as const)('%s read on the ground %s: withheld %s', (protection, ground, withheld) => {
    expect(isWithheld(protection, ground)).toBe(withheld);
  });

  it('does not tell other nämnder that somebody has fingerade uppgifter', () => {
    expect(shownProtection('FINGERADE_UPPGIFTER', 'AGREEMENT')).toBe('INGEN');
    expect(shownProtection('FINGERADE_UPPGIFTER', 'OWN_NAMND')).toBe('FINGERADE_UPPGIFTER');
    expect(shownProtection('SEKRETESSMARKERING', 'AGREEMENT')).toBe('SEKRETESSMARKERING');
  });
});
