import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './repository.js';

interface Locked {
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}

/** Licences approved by the OSI that the run-time tree may have. */
const approved = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'MIT-0',
  'BlueOak-1.0.0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
];

/** Packages whose lock entry names no licence, read in their own files. */
const readByHand: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};
const runTime = Object.entries(lock.packages).filter(
  ([path, entry]) => path.includes('node_modules/') && !entry.link && !entry.dev && !entry.devOptional,
);

function isApproved(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((licence) => approved.includes(licence)));
}

it('every package of the run-time tree has a licence approved by the OSI', () => {
  const wrong = runTime
    .map(
      ([path, entry]) =>
        [path, entry.license ?? readByHand[path.replace(/^.*node_modules\//, '')] ?? 'none'] as const,
    )
    .filter(([, licence]) => !isApproved(licence))
    .map(([path, licence]) => `${path}: ${licence}`);
  expect(runTime.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});

it('the packages under the Elastic licence are nowhere, not even for development', () => {
  const elastic = ['gateway', 'composition', 'query-planner', 'federation-internals'].map(
    (name) => `@apollo/${name}`,
  );
  const found = Object.keys(lock.packages).filter((path) =>
    elastic.some((name) => path.endsWith(`node_modules/${name}`)),
  );
  expect(found).toEqual([]);
});

it('every version of our own dependencies is exact', () => {
  const manifests = Object.entries(lock.packages).filter(([path]) => !path.includes('node_modules/'));
  const loose = manifests.flatMap(([path, entry]) =>
    Object.entries({
      ...(entry as Record<string, Record<string, string>>).dependencies,
      ...(entry as Record<string, Record<string, string>>).devDependencies,
    })
      .filter(([, version]) => !/^\d/.test(version))
      .map(([name, version]) => `${path || 'root'}: ${name}@${version}`),
  );
  expect(loose).toEqual([]);
});
