import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigitOf } from './personnummer.js';
import { containsPersonnummer, maskPersonnummer } from './personnummer-in-text.js';

const today = '2026-11-22';

describe('a number inside a case number', () => {
  it.each([
    ['LSS 640823-3234', 'LSS ********-****'],
    ['LSS-19640823-3234/2', 'LSS-********-****/2'],
    ['196408233234', '********-****'],
    ['LSS6408233234', 'LSS********-****'],
    ['640823 3234', '********-****'],
    ['640823\u20113234', '********-****'],
    ['640823 - 3234', '********-****'],
    ['2024640823-3234', '2024********-****'],
    ['19640823323401', '********-****01'],
    ['701063-2391', '********-****'],
    ['191500882392 B', '********-**** B'],
    ['19850102-T123 A', '********-**** A'],
    ['850102-TF10', '********-****'],
    ['640823-3234, 811218-9876', '********-****, ********-****'],
  ])('is found and masked in %s', (text, masked) => {
    expect(containsPersonnummer(text, today)).toBe(true);
    expect(maskPersonnummer(text, today)).toBe(masked);
  });

  it.each([
    '',
    'LSS-2024-0117',
    '2024-10-01',
    '2024/123456',
    '811218-9875',
    '811318-9876',
    '556036-0793',
    '12345',
    '99999999999999999999',
    '20241001-TX12',
  ])('is not seen in %s', (text) => {
    expect(containsPersonnummer(text, today)).toBe(false);
    expect(maskPersonnummer(text, today)).toBe(text);
  });

  it('is found between any letters and gone after masking', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 1, max: 999 }),
        fc.string(),
        (before, day, serial, after) => {
          const nine = `7406${String(day).padStart(2, '0')}${String(serial).padStart(3, '0')}`;
          const number = `${nine.slice(0, 6)}-${nine.slice(6)}${checkDigitOf(nine)}`;
          const text = before + number + after;
          expect(containsPersonnummer(text, today)).toBe(true);
          const masked = maskPersonnummer(text, today);
          expect(containsPersonnummer(masked, today)).toBe(false);
        },
      ),
    );
  });
});
