import type { CompanionTable } from './disclosure-input.js';
import type { MarginFigures } from './margin-figures.js';

/**
 * Adds what keeps a table of individuals from telling of what they have.
 *
 * Nobody has an insats without being an individual, so where nearly all have
 * it a hidden figure is nearly the figure of individuals; and nobody is one
 * without an insats, so where nearly all have one only, what is hidden is what
 * the others leave. Both slacks, those without the commonest insats and the
 * insatser beyond the first, must be enough wherever there is anybody.
 */
export function withFloors(
  figures: MarginFigures,
  companion: CompanionTable,
  leaves: readonly string[],
): MarginFigures {
  const counted = new Map<string, number[]>();
  for (const { kommunCode, margin, value, persons } of companion.cells) {
    if (margin !== figures.margin.id) continue;
    const key = `${kommunCode}|${value}`;
    counted.set(key, [...(counted.get(key) ?? []), persons]);
  }
  if (counted.size === 0) return figures;
  const floors = figures.values.flatMap((name, value) => {
    const without = new Int32Array(leaves.length);
    const beyond = new Int32Array(leaves.length);
    for (const [leaf, code] of leaves.entries()) {
      const individuals = figures.persons[leaf * figures.valueCount + value]!;
      const shares = counted.get(`${code}|${name}`) ?? [];
      without[leaf] = Math.max(0, individuals - Math.max(0, ...shares));
      beyond[leaf] = Math.max(0, shares.reduce((sum, share) => sum + share, 0) - individuals);
    }
    return [
      { value, amounts: without },
      { value, amounts: beyond },
    ];
  });
  return { ...figures, floors };
}
