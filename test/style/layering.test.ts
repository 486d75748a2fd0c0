import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { projectFiles, readProjectFile } from './repository.js';

/** Which of our packages each place may import; the first pattern that fits a file decides. */
const arrows: readonly (readonly [place: RegExp, mayImport: readonly string[]])[] = [
  [/^schema\//, []],
  [/^adapters\/kit\//, ['schema']],
  [/^adapters\//, ['schema', 'adapter-kit']],
  [/^subgraphs\/kit\//, ['schema']],
  [/^subgraphs\//, ['schema', 'subgraph-kit']],
  [/^gateway\/src\/(hub\.ts|serve\.ts|hub\/|cli\/)/, ['*']],
  [/^gateway\//, ['schema']],
  [/^test\//, ['*']],
];

const sources = projectFiles().filter((file) => /\.(ts|tsx)$/.test(file) && file.includes('/'));

function importsOf(file: string): string[] {
  const text = readProjectFile(file).replace(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
}

function packageFolder(file: string): string {
  return /^(adapters|subgraphs)\//.test(file)
    ? file.split('/').slice(0, 2).join('/')
    : (file.split('/')[0] ?? '');
}

it('imports between packages point down', () => {
  const wrong = sources.flatMap((file) => {
    const mayImport = arrows.find(([place]) => place.test(file))?.[1] ?? [];
    // Tests beside the code may use the shared test support.
    return importsOf(file)
      .map((target) => /^@kommunhub\/([a-z-]+)/.exec(target)?.[1])
      .filter((name) => name !== undefined && !mayImport.includes(name) && !mayImport.includes('*'))
      .map((name) => `${file} imports @kommunhub/${name}`);
  });
  expect(wrong).toEqual([]);
});

it('no file reaches into another package by path', () => {
  const wrong = sources.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith('.'))
      .map((target) => posix.join(posix.dirname(file), target))
      .filter((target) => packageFolder(target) !== packageFolder(file) && !isTestSupport(file, target))
      .map((target) => `${file} reaches into ${target}`),
  );
  expect(wrong).toEqual([]);
});

function isTestSupport(file: string, target: string): boolean {
  return (
    (/\.(test|long)\.ts$/.test(file) || file.startsWith('test/')) &&
    (target.startsWith('test/') || file.startsWith('test/'))
  );
}

it('inside the gateway only the composition root looks at what it wires', () => {
  const root = /^gateway\/src\/(hub\.ts|serve\.ts|hub\/|cli\/)/;
  const wrong = sources
    .filter((file) => file.startsWith('gateway/src/') && !root.test(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('.'))
        .map((target) => posix.join(posix.dirname(file), target))
        .filter((target) => root.test(target))
        .map((target) => `${file} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

it('the visible top level is the fixed one', () => {
  const fixed = [
    'LICENSE',
    'README.md',
    'adapters',
    'gateway',
    'package-lock.json',
    'package.json',
    'schema',
    'subgraphs',
    'test',
    'tsconfig.json',
    'turbo.json',
  ];
  const visible = new Set(
    projectFiles()
      .map((file) => file.split('/')[0] ?? '')
      .filter((name) => !name.startsWith('.')),
  );
  expect([...visible].filter((name) => !fixed.includes(name))).toEqual([]);
});
