import type { z } from 'zod';
import { type AdapterFault, adapterFault } from '../faults/adapter-fault.js';
import { nearest } from '../faults/nearest.js';
import type { KeyPath, YamlFile } from './yaml-file.js';

/** Where a key of the merged settings stands: in the file that has most of its path, the first winning. */
export type Locate = (path: KeyPath) => string;

export function locateIn(files: readonly YamlFile[]): Locate {
  return (path) => {
    const places = files.map((file) => file.locate(path));
    const best = places.reduce((left, right) => (right.depth > left.depth ? right : left));
    return best.place;
  };
}

type Issue = z.core.$ZodIssue;

/** Of a union's branches the one that came furthest tells what is wrong. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const wrongShape = (branch: readonly Issue[]) =>
    branch.some((inner) => inner.code === 'invalid_type' && inner.path.length === 0);
  const branch = issue.errors.find((errors) => !wrongShape(errors));
  if (branch === undefined) return [issue];
  return branch.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }));
}

const printPath = (path: KeyPath) => path.join('.');

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.expected}`;
    case 'invalid_value':
      return issue.values.map(String).join(' | ');
    case 'too_small':
      return `>= ${issue.minimum}`;
    case 'too_big':
      return `<= ${issue.maximum}`;
    case 'invalid_format':
      return issue.message.startsWith('Invalid') ? `${issue.pattern ?? issue.format}` : issue.message;
    case 'custom':
      return issue.message;
    default:
      return issue.code;
  }
}

/** The faults of a parsed setting, all at once, each at the place of its key. */
export function settingsFaults(
  error: z.ZodError,
  locate: Locate,
  knownKeys: readonly string[] = [],
  prefix: KeyPath = [],
): AdapterFault[] {
  return error.issues.flatMap(flatten).flatMap((issue) => {
    const path = [...prefix, ...issue.path.filter((part) => typeof part !== 'symbol')];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const near = nearest(key, knownKeys);
        const at = locate([...path, key]);
        return near === null
          ? adapterFault('KEY_UNKNOWN', at, { key: printPath([...path, key]) })
          : adapterFault('KEY_UNKNOWN_NEAR', at, { key: printPath([...path, key]), nearest: near });
      });
    }
    const key = printPath(path);
    const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
    if (isMissing) return [adapterFault('KEY_MISSING', locate(path), { key })];
    return [adapterFault('SETTING_INVALID', locate(path), { key, expected: expectation(issue) })];
  });
}
