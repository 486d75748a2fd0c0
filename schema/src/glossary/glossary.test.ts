import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as schema from '../index.js';
import { parseGlossary, reprintGlossary } from './glossary.js';
import { termSets } from './term-sets.js';

const glossary = readFileSync(new URL('../../glossary.md', import.meta.url), 'utf8');
const rows = parseGlossary(glossary);

/** Swedish letters as identifiers write them. */
const inAscii = (word: string) =>
  word
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();

describe('the glossary', () => {
  it('has rows under four headings, each table line read', () => {
    expect([...new Set(rows.map(({ section }) => section))]).toEqual([
      'Swedish nouns',
      'English words',
      'Codes outside the term sets',
      'Codes of the term sets',
    ]);
    const tableLines = glossary.split('\n').filter((line) => /^\| (?!Term)/u.test(line));
    expect(rows).toHaveLength(tableLines.length);
    expect(rows.every(({ term, meaning }) => term !== '' && meaning !== '')).toBe(true);
  });

  it('writes every identifier in ASCII as a camelCase name or a code', () => {
    const odd = rows.filter(({ identifier }) => !/^(?:[a-z][a-zA-Z0-9]*|[A-Z][A-Z0-9_]*)$/u.test(identifier));
    expect(odd).toEqual([]);
  });

  it('names no identifier and no noun twice', () => {
    const identifiers = rows.map(({ identifier }) => identifier);
    expect(identifiers.filter((name, index) => identifiers.indexOf(name) !== index)).toEqual([]);
    const nouns = rows.filter(({ section }) => !section.startsWith('Codes')).map(({ term }) => inAscii(term));
    // Two words that meet in ASCII (län, lån) may not both be Swedish identifiers.
    expect(nouns.filter((noun, index) => nouns.indexOf(noun) !== index)).toEqual([]);
  });

  it('spells a Swedish identifier as its term without dots', () => {
    const swedish = rows.filter(({ section }) => section === 'Swedish nouns');
    expect(swedish.filter(({ term, identifier }) => inAscii(term) !== identifier)).toEqual([]);
  });

  it('holds the words that the design fixes', () => {
    const fixed =
      'kommun namnd omrade handlaggare insats personkrets personnummer lagrum sjuklon karensavdrag genomforandeplan uppdrag';
    const swedish = rows.filter(({ section }) => section === 'Swedish nouns').map((row) => row.identifier);
    expect(swedish).toEqual(expect.arrayContaining(fixed.split(' ')));
  });

  it('holds the codes of every term set, printed from it: run npm run print when this fails', () => {
    expect(reprintGlossary(glossary)).toBe(glossary);
  });

  it('holds the codes that rules outside the term sets use', () => {
    const codes = new Set(rows.map(({ identifier }) => identifier));
    const used = [...schema.purposes, ...schema.uppdragTasks, ...Object.values(schema.conditionUnits)];
    expect(used.filter((code) => !codes.has(code))).toEqual([]);
  });
});

it('leaves no exported term set out', () => {
  const isTermSet = (exported: unknown) => {
    if (typeof exported !== 'object' || exported === null || Array.isArray(exported)) return false;
    const entries: [string, unknown][] = Object.entries(exported);
    return (
      entries.length > 0 &&
      entries.every(
        ([code, term]) => typeof term === 'object' && term !== null && 'code' in term && term.code === code,
      )
    );
  };
  const exported: readonly unknown[] = Object.values(schema).filter(isTermSet);
  expect(exported).toHaveLength(termSets.length);
  for (const { terms } of termSets) expect(exported).toContain(terms);
});
