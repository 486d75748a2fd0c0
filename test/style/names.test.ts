import { defaultSjuklonPolicy, parseGlossary } from '@kommunhub/schema';
import { expect, it } from 'vitest';
import { projectFiles, readProjectFile } from './repository.js';

const files = projectFiles();
// Tests and the demo's exports write the column names of source files as keys; those are data.
const isData = (file: string) =>
  /\.(test|long)\.ts$/.test(file) || file.startsWith('gateway/src/hub/demo/export/');
const code = files.filter((file) => /\.(ts|mjs)$/.test(file) && !isData(file));

it('file and folder names are ASCII kebab-case, a table of the source systems excepted', () => {
  const fixedNames = /^(README\.md|LICENSE|package(-lock)?\.json|tsconfig\.json|turbo\.json|\..+)$/;
  const wrong = files.filter((file) =>
    file
      .split('/')
      .some(
        (part) =>
          !fixedNames.test(part) && !/^[a-z0-9]+(-[a-z0-9]+)*(_[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(part),
      ),
  );
  expect(wrong).toEqual([]);
});

it('no file is named after a drawer', () => {
  const drawers = /(^|\/)(utils?|helpers?|types|common|misc|shared)(\.ts|\/)/;
  expect(files.filter((file) => drawers.test(file))).toEqual([]);
});

it('identifiers are ASCII', () => {
  const wrong = code.flatMap((file) => {
    const bare = withoutTexts(readProjectFile(file));
    const words = bare.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
    return words.filter((word) => !/^[\w$]+$/.test(word)).map((word) => `${file}: ${word}`);
  });
  expect(wrong).toEqual([]);
});

it('a Swedish word that has an English identifier in the glossary is no identifier itself', () => {
  const english = parseGlossary(readProjectFile('schema/glossary.md')).filter(
    (row) => row.section === 'English words',
  );
  const alsoEnglish = ['personal'];
  const banned = new Set(
    english
      .map((row) => toAscii(row.term))
      .filter((term) => /^[a-z]{5,}$/.test(term) && !alsoEnglish.includes(term)),
  );
  const kept = new Set(english.map((row) => row.identifier.toLowerCase()));
  // Kommuner write the policy file, so its format has Swedish keys.
  const fileKeys = new Set(Object.keys(defaultSjuklonPolicy));
  const wrong = code.flatMap((file) =>
    (withoutTexts(readProjectFile(file)).match(/[A-Za-z_$][\w$]*/g) ?? [])
      .filter((name) => !/^[A-Z_0-9]+$/.test(name) && !fileKeys.has(name))
      .filter((name) => wordsOf(name).some((word) => banned.has(word) && !kept.has(word)))
      .map((name) => `${file}: ${name}`),
  );
  expect(banned.size).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

it('no file speaks of machine paths or registries', () => {
  // The words are put together here so that this file does not hold them.
  const words = [
    ['', 'work', 'main'].join('/'),
    ['', 'root', ''].join('/'),
    ['registry', 'npmjs', 'org'].join('.'),
  ];
  const wrong = files
    .filter((file) => !/\.(xlsx|png)$/.test(file))
    .flatMap((file) => {
      const text = readProjectFile(file);
      return words.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`);
    });
  expect(wrong).toEqual([]);
});

/** The code without comments, strings, templates and regular expressions. */
function withoutTexts(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/(^|\s)\/\/.*$/gm, ' ')
    .replace(/`(?:\\[\s\S]|[^`\\])*`/g, ' ')
    .replace(/'(?:\\.|[^'\\\n])*'/g, ' ')
    .replace(/"(?:\\.|[^"\\\n])*"/g, ' ')
    .replace(/\/(?:\\.|[^/\\\n])+\/[a-z]*/g, ' ');
}

function toAscii(term: string): string {
  return term.toLowerCase().replace(/[åä]/g, 'a').replace(/ö/g, 'o').replace(/é/g, 'e');
}

function wordsOf(name: string): string[] {
  return name.split(/[_$]|(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase());
}
