import type { EarlierVersion } from './disclosure-input.js';
import { geographyOf, type Place } from './geography.js';

/** Leaves of which an earlier version told one sum, and nothing finer. */
export interface EarlierGroup {
  /** Numbers of leaves as in the new version; leaves that it lacks have numbers beyond. */
  readonly leaves: ReadonlySet<number>;
  /** Those of `leaves` whose figures of then nobody has in the new version. */
  readonly changed: ReadonlySet<number>;
}

/** What an earlier version told of a stratum and margin. */
export interface EarlierPattern {
  readonly groups: readonly EarlierGroup[];
  /** Whether the version had the node and did not tell of it. */
  withheld(code: string): boolean;
}

/** The places that stand highest under a place among those that `isPublished`. */
export function publishedUnder(place: Place, isPublished: (place: Place) => boolean): Place[] {
  return place.children.flatMap((child) =>
    isPublished(child) ? [child] : publishedUnder(child, isPublished),
  );
}

/** The leaves under a place that lie under no published place below it. */
export function restOf(place: Place, isPublished: (place: Place) => boolean): number[] {
  const covered = new Set(publishedUnder(place, isPublished).flatMap(({ leaves }) => leaves));
  return place.leaves.filter((leaf) => !covered.has(leaf));
}

/**
 * Reads earlier versions for one stratum and margin at a time.
 *
 * `leaves` are the new version's.
 */
export function earlierPatterns(
  versions: readonly EarlierVersion[],
  leaves: readonly string[],
): (stratum: string, margin: string) => readonly EarlierPattern[] {
  const numbers = new Map(leaves.map((code, index) => [code, index]));
  for (const { included } of versions)
    for (const code of included) if (!numbers.has(code)) numbers.set(code, numbers.size);
  const numberOf = (code: string) => numbers.get(code) ?? -1;

  const read = versions.map((version, index) => {
    const everyLevel = [...new Set(version.tree.map(({ level }) => level))];
    const geography = geographyOf(version.tree, version.included, everyLevel);
    const changed = new Set(versions.slice(index).flatMap((later) => later.changed.map(numberOf)));
    for (const code of version.included) if (numberOf(code) >= leaves.length) changed.add(numberOf(code));
    const told = new Set(
      version.published.map(({ stratum, margin, node }) => `${stratum}|${margin}|${node}`),
    );
    const codes = new Set(geography.places.flatMap((place) => place.codes));
    return { geography, changed, told, codes };
  });

  return (stratum, margin) =>
    read.map(({ geography, changed, told, codes }) => {
      const isTold = (code: string) => told.has(`${stratum}|${margin}|${code}`);
      const isPublished = (place: Place) => place.codes.some(isTold);
      const groups = geography.places.filter(isPublished).flatMap((place) => {
        const rest = restOf(place, isPublished).map((leaf) => numberOf(geography.leaves[leaf] ?? ''));
        const group = { leaves: new Set(rest), changed: new Set(rest.filter((leaf) => changed.has(leaf))) };
        return rest.length > 0 ? [group] : [];
      });
      return { groups, withheld: (code) => codes.has(code) && !isTold(code) };
    });
}

/**
 * The sums that one who holds a new group, an earlier version and the figures
 * of `attacker` can work out: each a list of leaves; null is a sum with figures
 * of then, which the builder cannot weigh.
 *
 * Groups of then that did not change and lie within the new group are taken
 * from it. Where groups cross (a kommun changed område, or left), each piece of
 * the crossing counts as told, which is more than the attacker has.
 */
export function exposedByVersion(
  group: readonly number[],
  earlier: EarlierPattern,
  attacker: ReadonlySet<number>,
  groupsNow: readonly (readonly number[])[],
): (readonly number[] | null)[] {
  const hidden = group.filter((leaf) => !attacker.has(leaf));
  const here = new Set(hidden);
  const known = new Set<number>();
  const crossing: Set<number>[] = [];
  for (const then of earlier.groups) {
    const left = [...then.leaves].filter((leaf) => !attacker.has(leaf));
    if (!left.some((leaf) => here.has(leaf))) continue;
    if (left.some((leaf) => !here.has(leaf))) crossing.push(new Set(left));
    else if (left.every((leaf) => !then.changed.has(leaf))) for (const leaf of left) known.add(leaf);
  }
  const remainder = hidden.filter((leaf) => !known.has(leaf));
  const exposed: (readonly number[] | null)[] = [remainder];
  for (const then of crossing) {
    exposed.push(remainder.filter((leaf) => !then.has(leaf)));
    exposed.push(remainder.filter((leaf) => then.has(leaf)));
    const within = groupsNow.filter((other) => other.every((leaf) => then.has(leaf) || attacker.has(leaf)));
    const covered = new Set(within.flat());
    const beyond = [...then].filter((leaf) => !here.has(leaf) && !covered.has(leaf));
    const isChanged = beyond.some((leaf) => earlier.groups.some(({ changed }) => changed.has(leaf)));
    exposed.push(isChanged ? null : beyond);
  }
  return exposed;
}
