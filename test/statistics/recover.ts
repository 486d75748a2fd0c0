/** A figure as a sum of unknowns. */
export interface Sum {
  readonly of: readonly string[];
  readonly is: number;
}

/** Larger than any figure here; its square and a sum of two fit in a double exactly. */
const prime = 67_108_859;

/**
 * What follows from sums by elimination alone: whoever reads them all knows
 * every combination of them, and nothing here knows of nodes, margins or rules.
 */
export class KnownSums {
  private readonly rows = new Map<string, Map<string, number>>();

  constructor(sums: Iterable<Sum> = []) {
    for (const sum of sums) this.learn(sum);
  }

  learn({ of, is }: Sum): void {
    const row = this.reduced(of, is);
    const pivot = [...row.keys()].find((name) => name !== '');
    if (pivot === undefined) {
      if (row.size > 0) throw new RangeError('The sums contradict each other.');
      return;
    }
    const scale = inverse(row.get(pivot)!);
    for (const [name, factor] of row) row.set(name, (factor * scale) % prime);
    this.rows.set(pivot, row);
  }

  /** The sum of the unknowns where it follows, else null. */
  solve(of: readonly string[]): number | null {
    const row = this.reduced(of, 0);
    if ([...row.keys()].some((name) => name !== '')) return null;
    return (prime - (row.get('') ?? 0)) % prime;
  }

  /** The same knowledge, to which more can be added without changing this. */
  copy(): KnownSums {
    const copy = new KnownSums();
    for (const [pivot, row] of this.rows) copy.rows.set(pivot, row);
    return copy;
  }

  /** The row without what the known rows say; the figure stands under the empty name. */
  private reduced(of: readonly string[], is: number): Map<string, number> {
    const row = new Map(of.map((name) => [name, 1]));
    if (is % prime !== 0) row.set('', is % prime);
    const waiting = [...of];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const factor = row.get(name);
      const known = this.rows.get(name);
      if (factor === undefined || known === undefined) continue;
      for (const [other, part] of known) {
        const left = ((row.get(other) ?? 0) + prime * prime - factor * part) % prime;
        if (left === 0) row.delete(other);
        else row.set(other, left);
        if (other !== '' && other !== name && left !== 0) waiting.push(other);
      }
    }
    return row;
  }
}

/** By Fermat's little theorem. */
function inverse(value: number): number {
  let result = 1;
  for (let power = prime - 2, base = value; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % prime;
    base = (base * base) % prime;
  }
  return result;
}
