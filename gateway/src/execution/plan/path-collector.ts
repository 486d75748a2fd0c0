import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import { isTreeObject, type TreeObject } from './response-tree.js';

/** Whether an object of a type is one of the named types, interfaces and unions included. */
export type TypeTest = (typename: string, condition: string) => boolean;

export type AnswerPath = (string | number)[];

/** Finds the objects at one path of a plan. */
export interface PathCollector {
  collect(root: TreeObject, found: TreeObject[]): void;
  /** The same objects with where they are; slower, for error paths only. */
  locate(root: TreeObject, found: Map<TreeObject, AnswerPath[]>): void;
  /** Data keys from the root to the first list: the part of the answer that lacks something if a fetch fails. */
  readonly prefix: readonly string[];
}

/** Compiles a path of the plan. Lists are entered wherever they are met, so `@` needs no step of its own. */
export function pathCollector(path: readonly FlattenNodePathSegment[], isOfType: TypeTest): PathCollector {
  const steps = path.filter((segment) => segment !== '@');
  const firstList = path.indexOf('@');
  const prefix = (firstList < 0 ? path : path.slice(0, firstList)).flatMap((segment) =>
    typeof segment === 'object' && 'Field' in segment ? [segment.Field] : [],
  );
  let collect = gather;
  for (const step of [...steps].reverse()) collect = stepCollector(step, collect, isOfType);
  return {
    collect,
    locate: (root, found) => locate(root, steps, 0, isOfType, [], found),
    prefix,
  };
}

function gather(value: unknown, found: TreeObject[]): void {
  if (Array.isArray(value)) for (const item of value) gather(item, found);
  else if (isTreeObject(value)) found.push(value);
}

function stepCollector(
  step: Exclude<FlattenNodePathSegment, '@'>,
  next: (value: unknown, found: TreeObject[]) => void,
  isOfType: TypeTest,
): (value: unknown, found: TreeObject[]) => void {
  const enter =
    'Field' in step
      ? (value: TreeObject, found: TreeObject[]) => {
          const inner = value[step.Field];
          if (inner !== undefined && inner !== null) next(inner, found);
        }
      : (value: TreeObject, found: TreeObject[]) => {
          if (isOneOf(value, step.TypeCondition, isOfType)) next(value, found);
        };
  const collect = (value: unknown, found: TreeObject[]): void => {
    if (Array.isArray(value)) for (const item of value) collect(item, found);
    else if (isTreeObject(value)) enter(value, found);
  };
  return collect;
}

function isOneOf(value: TreeObject, conditions: readonly string[], isOfType: TypeTest): boolean {
  const typename = value.__typename;
  return typeof typename === 'string' && conditions.some((condition) => isOfType(typename, condition));
}

function locate(
  value: unknown,
  steps: readonly Exclude<FlattenNodePathSegment, '@'>[],
  place: number,
  isOfType: TypeTest,
  path: AnswerPath,
  found: Map<TreeObject, AnswerPath[]>,
): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      locate(item, steps, place, isOfType, [...path, index], found);
    });
    return;
  }
  if (!isTreeObject(value)) return;
  const step = steps[place];
  if (step === undefined) {
    found.set(value, [...(found.get(value) ?? []), path]);
  } else if ('Field' in step) {
    locate(value[step.Field], steps, place + 1, isOfType, [...path, step.Field], found);
  } else if (isOneOf(value, step.TypeCondition, isOfType)) {
    locate(value, steps, place + 1, isOfType, path, found);
  }
}
