import { KnownSums, type Sum } from './recover.js';
import { nameOf, type TrueFigures } from './truth.js';

/** A figure that everybody can read. */
export interface ReadFigure {
  readonly node: string;
  readonly stratum: string;
  readonly margin: string;
  readonly value: string;
  readonly units: number;
}

export interface AttackInput {
  readonly read: readonly ReadFigure[];
  /** What is told of, and the kommuner under it. */
  readonly leavesOf: ReadonlyMap<string, readonly string[]>;
  readonly truth: ReadonlyMap<string, TrueFigures>;
  readonly threshold: number;
  /** Kommuner that know each other's figures. */
  readonly coalitions: readonly (readonly string[])[];
}

const total = 'TOTALT';
const wideAges: Readonly<Record<string, string>> = {
  ...{ '0-6': '0-22', '7-12': '0-22', '13-17': '0-22', '18-22': '0-22' },
  ...{ '23-64': '23-64', '65-': '65-', OKAND: 'OKAND' },
};

/**
 * Works out small figures of others by adding and subtracting, as everybody
 * can, as each kommun can that knows its own, and as those can who know each
 * other's. Tells which figures, and never trusts what a figure should be: one
 * that comes out wrong is thrown.
 */
export function attack(input: AttackInput): string[] {
  const strata = new Set([...input.truth.values()].flatMap((figures) => [...figures.keys()].map(stratumOf)));
  const margins = Map.groupBy(
    new Set([...input.truth.values()].flatMap((figures) => [...figures.keys()].map(marginAndValue))),
    (name) => name.split(' ')[0]!,
  );
  return [...strata].flatMap((stratum) =>
    [...margins].flatMap(([margin, names]) => {
      const values = names.map((name) => name.slice(margin.length + 1));
      return new MarginAttack(input, stratum, margin, values).findings();
    }),
  );
}

const stratumOf = (name: string) => name.split(' ')[0]!;
const marginAndValue = (name: string) => name.slice(stratumOf(name).length + 1);

class MarginAttack {
  private readonly read: KnownSums;

  constructor(
    private readonly input: AttackInput,
    private readonly stratum: string,
    private readonly margin: string,
    private readonly values: readonly string[],
  ) {
    // Single kommuner first: what they settle makes the sums short.
    const sums = input.read.filter((figure) => figure.stratum === stratum).flatMap((one) => this.sumOf(one));
    this.read = new KnownSums(sums.toSorted((one, other) => one.of.length - other.of.length));
  }

  findings(): string[] {
    const small = [...this.input.leavesOf.keys()].flatMap((node) =>
      this.values.flatMap((value) => {
        const is = this.truthOf(this.leaves(node), value);
        return is > 0 && is < this.input.threshold ? [{ node, value, is }] : [];
      }),
    );
    const leaves = [...this.input.truth.keys()];
    return [[], ...leaves.map((leaf) => [leaf]), ...this.input.coalitions].flatMap((own) => {
      const known = this.knownTo(own);
      if (known === null) return [];
      return small.flatMap(({ node, value, is }) => {
        const under = this.leaves(node);
        const others =
          is -
          this.truthOf(
            own.filter((leaf) => under.includes(leaf)),
            value,
          );
        const found = others === 0 ? null : known.solve(under.map((leaf) => `${leaf} ${value}`));
        if (found === null) return [];
        if (found !== is) throw new RangeError('A figure that is told is not true.');
        const where = `${this.stratum} ${this.margin} ${value} ${node}`;
        return [own.length === 0 ? where : `${where} by ${own.join(' and ')}`];
      });
    });
  }

  /** What those who hold their own figures know; null when it is no more than everybody does. */
  private knownTo(own: readonly string[]): KnownSums | null {
    if (own.length === 0) return this.read;
    const cells = own.flatMap((leaf) => this.values.map((value) => ({ leaf, value })));
    if (cells.every(({ leaf, value }) => this.read.solve([`${leaf} ${value}`]) !== null)) return null;
    const known = this.read.copy();
    for (const { leaf, value } of cells)
      known.learn({ of: [`${leaf} ${value}`], is: this.truthOf([leaf], value) });
    return known;
  }

  private leaves(node: string): readonly string[] {
    return this.input.leavesOf.get(node) ?? [];
  }

  private truthOf(leaves: readonly string[], value: string): number {
    const name = nameOf(this.stratum, this.margin, value);
    return leaves.reduce((sum, leaf) => sum + (this.input.truth.get(leaf)?.get(name) ?? 0), 0);
  }

  /** What a figure says of this margin's unknowns: one of its own, or a wider figure that they make up. */
  private sumOf({ node, margin, value, units }: ReadFigure): Sum[] {
    const values =
      margin === this.margin
        ? [value]
        : margin === total
          ? this.values
          : margin === 'alder_grov' && this.margin === 'alder'
            ? this.values.filter((one) => wideAges[one] === value)
            : null;
    if (values === null) return [];
    return [{ of: this.leaves(node).flatMap((leaf) => values.map((one) => `${leaf} ${one}`)), is: units }];
  }
}
