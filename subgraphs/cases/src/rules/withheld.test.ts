import { describe, expect, it } from 'vitest';
import { isWithheld, shownProtection } from './withheld.js';

describe('OSL 22 kap. 1 §, skyddade personuppgifter', () => {
  it.each([
    ['INGEN', 'handlaggare', 'AGREEMENT', false],
    ['SEKRETESSMARKERING', 'handlaggare', 'OWN_NAMND', false],
    ['SEKRETESSMARKERING', 'chef', 'OWN_NAMND', false],
    ['SEKRETESSMARKERING', 'handlaggare', 'AGREEMENT', true],
    ['SEKRETESSMARKERING', 'handlaggare', 'BREAK_GLASS', true],
    ['SEKRETESSMARKERING', 'namnd', 'OWN_NAMND', true],
    ['SEKRETESSMARKERING', 'kvalitet', 'OWN_NAMND', true],
    ['SKYDDAD_FOLKBOKFORING', 'handlaggare', 'AGREEMENT', true],
    ['FINGERADE_UPPGIFTER', 'handlaggare', 'AGREEMENT', false],
  ] as const)('%s read as %s on the ground %s: withheld %s', (protection, role, ground, withheld) => {
    expect(isWithheld(protection, { role, ground })).toBe(withheld);
  });

  it('does not tell outside the owning group that somebody has fingerade uppgifter', () => {
    const shown = (role: 'handlaggare' | 'namnd', ground: 'OWN_NAMND' | 'AGREEMENT') =>
      shownProtection('FINGERADE_UPPGIFTER', { role, ground });
    expect(shown('handlaggare', 'AGREEMENT')).toBe('INGEN');
    expect(shown('namnd', 'OWN_NAMND')).toBe('INGEN');
    expect(shown('handlaggare', 'OWN_NAMND')).toBe('FINGERADE_UPPGIFTER');
    expect(shownProtection('SEKRETESSMARKERING', { role: 'handlaggare', ground: 'AGREEMENT' })).toBe(
      'SEKRETESSMARKERING',
    );
  });
});
