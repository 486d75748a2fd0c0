import { expect, it } from 'vitest';
import { projectFiles, readProjectFile } from './repository.js';

const files = projectFiles();
const code = files.filter((file) => /\.(ts|mjs)$/.test(file));

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
