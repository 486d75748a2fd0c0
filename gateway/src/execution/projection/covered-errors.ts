import type { GraphQLError } from 'graphql';

/**
 * The broken rules that nothing has explained yet. A null whose reason is already told, at the
 * same place, above it or below it, is not told of twice. An error without a place is of a whole
 * fetch, and explains every root field that came out empty.
 */
export function uncovered(broken: readonly GraphQLError[], told: readonly GraphQLError[]): GraphQLError[] {
  if (told.length === 0) return [...broken];
  const toldAt = new Set<string>();
  const toldBelow = new Set<string>();
  const isFetchTold = told.some(({ path }) => path === undefined);
  for (const { path } of told) {
    if (!path) continue;
    toldAt.add(key(path));
    for (let length = 0; length < path.length; length += 1) toldBelow.add(key(path.slice(0, length)));
  }
  return broken.filter(({ path }) => {
    if (!path || toldBelow.has(key(path)) || (isFetchTold && path.length === 1)) return false;
    for (let length = 1; length <= path.length; length += 1)
      if (toldAt.has(key(path.slice(0, length)))) return false;
    return true;
  });
}

function key(path: readonly (string | number)[]): string {
  return path.join('/');
}
