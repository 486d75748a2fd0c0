import { describe, expect, it } from 'vitest';
import { parseBoolean } from './boolean.js';
import { parseKommunkod } from './kommunkod.js';
import { cleanText, normaliseHeader, normaliseSearchTerm } from './text.js';

describe('kommunkod', () => {
  it.each([
    ['0781', '0781'],
    ['781', '0781'],
    [' 2080 ', '2080'],
  ])('%s is %s', (text, code) => {
    expect(parseKommunkod(text)).toEqual({ kind: 'value', value: code });
  });
  it.each([
    ['9999', 'KOMMUNKOD_UNKNOWN'],
    ['0000', 'KOMMUNKOD_UNKNOWN'],
    ['78', 'KOMMUNKOD_FORM'],
    ['02080', 'KOMMUNKOD_FORM'],
    ['Falun', 'KOMMUNKOD_FORM'],
  ])('%s is refused as %s', (text, reason) => {
    expect(parseKommunkod(text)).toEqual({ kind: 'rejected', reason });
  });
  it('is blank when empty', () => {
    expect(parseKommunkod(' ')).toEqual({ kind: 'blank' });
  });
});

describe('ja and nej', () => {
  it.each(['ja', 'JA', 'J', '1', 'X', 'x', 'true', 'TRUE', ' Sant '])('%s is yes', (text) => {
    expect(parseBoolean(text)).toEqual({ kind: 'value', value: true });
  });
  it.each(['nej', 'N', '0', 'false', 'FALSKT'])('%s is no', (text) => {
    expect(parseBoolean(text)).toEqual({ kind: 'value', value: false });
  });
  it('leaves an empty cell to the mapping', () => {
    expect(parseBoolean('')).toEqual({ kind: 'blank' });
  });
  it('refuses anything else', () => {
    expect(parseBoolean('kanske')).toEqual({ kind: 'rejected', reason: 'BOOLEAN_FORM' });
  });
});

describe('text', () => {
  it('is composed, trimmed and has single spaces', () => {
    expect(cleanText('\ufeff  Lo\u0308n\u00a0\u202f per\r\n\tmånad\u200b ')).toBe('Lön per månad');
  });
  it.each([
    ['Kommunkod', 'kommun kod'],
    ['Gäller från', ' GÄLLER  FRÅN '],
    ['Ärendeid', 'A\u0308rendeid'],
  ])('finds the header %s in %s', (a, b) => {
    expect(normaliseHeader(a)).toBe(normaliseHeader(b));
  });
  it('keeps headers apart that differ in their letters', () => {
    expect(normaliseHeader('Lån')).not.toBe(normaliseHeader('Län'));
  });
  it('looks names up without regard to case and spaces', () => {
    expect(normaliseSearchTerm(' Åsa  ÖBERG')).toBe(normaliseSearchTerm('åsa öberg'));
  });
});
