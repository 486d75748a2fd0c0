import type { FetchNodePathSegment, FetchRewrite } from '@graphql-hive/router-query-planner';
import type { TypeTest } from './path-collector.js';
import { isTreeObject, type TreeObject } from './response-tree.js';

/** Changes an object in place, as the plan says. */
export type Rewrite = (object: TreeObject) => void;

/** Compiles the plan's renamings and fixed values. */
export function compileRewrites(
  rewrites: readonly FetchRewrite[] | undefined,
  isOfType: TypeTest,
): readonly Rewrite[] {
  return (rewrites ?? []).map((rewrite) => {
    if ('KeyRenamer' in rewrite) {
      const { path, renameKeyTo } = rewrite.KeyRenamer;
      return atEnd(path, isOfType, (object, key) => {
        if (!(key in object)) return;
        object[renameKeyTo] = object[key];
        delete object[key];
      });
    }
    const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
    return atEnd(path, isOfType, (object, key) => {
      object[key] = setValueTo;
    });
  });
}

function atEnd(
  path: readonly FetchNodePathSegment[],
  isOfType: TypeTest,
  change: (object: TreeObject, key: string) => void,
): Rewrite {
  const walk = (value: unknown, place: number): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item, place);
      return;
    }
    if (!isTreeObject(value)) return;
    const segment = path[place];
    if (segment === undefined) return;
    if ('TypenameEquals' in segment) {
      const { __typename: typename } = value;
      const fits =
        typeof typename !== 'string' || segment.TypenameEquals.some((one) => isOfType(typename, one));
      if (fits) walk(value, place + 1);
    } else if (place === path.length - 1) {
      change(value, segment.Key);
    } else {
      walk(value[segment.Key], place + 1);
    }
  };
  return (object) => walk(object, 0);
}
