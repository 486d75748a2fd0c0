import { type EarlierPattern, exposedByVersion } from './earlier-groups.js';
import type { MarginFigures } from './margin-figures.js';

/** Who may calculate: leaves alone, and leaves together. */
export interface Attackers {
  /** By leaf: the coalitions that it is in. */
  readonly coalitionsOf: ReadonlyMap<number, readonly ReadonlySet<number>[]>;
}

/** Why a sum of leaves may not be told. */
export interface Breach {
  /** How much of what is too little the leaves have; null when it cannot be weighed. */
  readonly weigh: ((leaves: readonly number[]) => number) | null;
  readonly attacker: ReadonlySet<number>;
  /** The earlier version that helps; null when none is needed. */
  readonly earlier: EarlierPattern | null;
}

/** Names the coalitions by leaf numbers; unknown codes and lonely leaves fall away. */
export function attackersOf(
  leaves: readonly string[],
  coalitions: readonly (readonly string[])[],
): Attackers {
  const numbers = new Map(leaves.map((code, index) => [code, index]));
  const coalitionsOf = new Map<number, ReadonlySet<number>[]>();
  for (const codes of coalitions) {
    const coalition = new Set(codes.flatMap((code) => numbers.get(code) ?? []));
    if (coalition.size < 2) continue;
    for (const leaf of coalition) coalitionsOf.set(leaf, [...(coalitionsOf.get(leaf) ?? []), coalition]);
  }
  return { coalitionsOf };
}

/** Persons behind each value of the leaves together. */
export function personsOf({ persons, valueCount }: MarginFigures, leaves: readonly number[]): Int32Array {
  const sums = new Int32Array(valueCount);
  for (const leaf of leaves)
    for (let value = 0; value < valueCount; value += 1) sums[value]! += persons[leaf * valueCount + value]!;
  return sums;
}

/** Ranges of fewer values than this count as the value itself (domain.md, appendix C). */
const NARROW = 3;
const nobody: ReadonlySet<number> = new Set();
const isFew = (persons: number, threshold: number) => persons > 0 && persons < threshold;

/** Everybody who has figures in the group: nobody first, then each leaf, then each coalition. */
function attackersIn(group: readonly number[], { coalitionsOf }: Attackers): readonly ReadonlySet<number>[] {
  const coalitions = new Set(group.flatMap((leaf) => coalitionsOf.get(leaf) ?? []));
  return [nobody, ...group.map((leaf) => new Set([leaf])), ...coalitions];
}

/** The first way in which somebody learns of few persons from the sum over the group; null when there is none. */
export function breachOf(
  figures: MarginFigures,
  group: readonly number[],
  attackers: Attackers,
  threshold: number,
): Breach | null {
  const { valueCount, floors } = figures;
  const sums = personsOf(figures, group);
  const floorSums = floors.map(({ amounts }) => amountOf(amounts, group));
  for (const attacker of attackersIn(group, attackers)) {
    const own = attacker === nobody ? [] : group.filter((leaf) => attacker.has(leaf));
    const ownPersons = own.length === 0 ? null : personsOf(figures, own);
    const left = (value: number) => sums[value]! - (ownPersons?.[value] ?? 0);
    for (let value = 0; value < valueCount; value += 1)
      if (isFew(left(value), threshold))
        return { weigh: weighValue(figures, value), attacker, earlier: null };
    for (const [index, { value, amounts }] of floors.entries())
      if (left(value) > 0 && floorSums[index]! - amountOf(amounts, own) < NARROW)
        return { weigh: (leaves) => amountOf(amounts, leaves), attacker, earlier: null };
  }
  return null;
}

/** The same with an earlier version in hand; its attackers may also stand outside the group. */
export function breachByVersion(
  figures: MarginFigures,
  group: readonly number[],
  earlier: EarlierPattern,
  attackers: Attackers,
  threshold: number,
  groupsNow: readonly (readonly number[])[],
): Breach | null {
  const groups = earlier.groups.filter(({ leaves }) => group.some((leaf) => leaves.has(leaf)));
  const meeting = [...new Set([...group, ...groups.flatMap(({ leaves }) => [...leaves])])];
  for (const attacker of attackersIn(meeting, attackers)) {
    for (const exposed of exposedByVersion(group, { ...earlier, groups }, attacker, groupsNow)) {
      if (exposed === null) return { weigh: null, attacker, earlier };
      const value = personsOf(figures, exposed).findIndex((persons) => isFew(persons, threshold));
      if (value >= 0) return { weigh: weighValue(figures, value), attacker, earlier };
    }
  }
  return null;
}

/** Whether joining `group` to a place in breach would hide what the breach tells. */
export function wouldHide(group: readonly number[], { weigh, attacker, earlier }: Breach): boolean {
  if (weigh === null) return false;
  const hidden =
    earlier === null
      ? group.filter((leaf) => !attacker.has(leaf))
      : (exposedByVersion(group, earlier, attacker, [])[0] ?? []);
  return weigh(hidden) > 0;
}

const weighValue =
  ({ persons, valueCount }: MarginFigures, value: number) =>
  (leaves: readonly number[]): number =>
    leaves.reduce((sum, leaf) => sum + persons[leaf * valueCount + value]!, 0);

const amountOf = (amounts: Int32Array, leaves: readonly number[]) =>
  leaves.reduce((sum, leaf) => sum + amounts[leaf]!, 0);
