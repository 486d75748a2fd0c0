import type {
  AuditInput,
  DisclosureCell,
  DisclosureMargin,
  GeoTree,
  PublishedCell,
  RecoveredCell,
} from '@kommunhub/schema';
import type { Equation } from './linear-programs.js';

/** One release as an attacker holds it, and the truth behind it. */
export interface Telling {
  readonly tree: GeoTree;
  readonly included: readonly string[];
  readonly margins: readonly DisclosureMargin[];
  readonly published: readonly PublishedCell[];
  readonly cells: readonly DisclosureCell[];
  /** A leaf of the same name here in two releases has the same figures in both. */
  readonly deliveries: ReadonlyMap<string, string>;
  /** The pieces of time that the release is the sum of, with the exact figures of each. */
  readonly slices: ReadonlyMap<string, readonly DisclosureCell[]>;
}

/** A small figure that the attack is after. */
export interface Target extends Omit<RecoveredCell, 'attacker'> {
  readonly unknowns: readonly number[];
  readonly persons: ReadonlyMap<string, number>;
  readonly truth: number;
}

/** What two tables about the same individuals are to each other. */
export interface Bond {
  readonly individuals: string;
  readonly parts: readonly string[];
  readonly telling: Telling;
}

/** All that releases tell of some strata, as equations between the figures of leaves. */
export class Equations {
  readonly equations: Equation[] = [];
  readonly targets: Target[] = [];
  readonly #unknowns = new Map<string, number>();
  readonly #own = new Map<string, [unknown: number, units: number][]>();
  readonly #values: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

  constructor(tellings: readonly Telling[], strata: readonly string[], bonds: readonly Bond[] = []) {
    const all = [...tellings, ...bonds.map(({ telling }) => telling)];
    this.#values = valuesOf(all.flatMap(({ published, cells }) => [...published, ...cells]));
    for (const [version, telling] of tellings.entries())
      for (const stratum of strata) this.#tell(version, stratum, telling);
    for (const { individuals, parts, telling } of bonds) {
      for (const stratum of parts) this.#tell(tellings.length - 1, stratum, telling);
      this.#bind(individuals, parts, telling);
    }
  }

  get size(): number {
    return this.#unknowns.size;
  }

  /** What leaves know: their own figures, every piece of them. */
  ownOf(leaves: readonly string[]): [unknown: number, units: number][] {
    return leaves.flatMap((leaf) => this.#own.get(leaf) ?? []);
  }

  #unknown(...name: readonly (string | undefined)[]): number {
    const key = name.join('|');
    return this.#unknowns.get(key) ?? this.#unknowns.set(key, this.#unknowns.size).size - 1;
  }

  #tell(version: number, stratum: string, telling: Telling): void {
    const { tree, margins, deliveries, slices } = telling;
    const values = this.#values.get(stratum) ?? new Map();
    const leavesUnder = (code: string): string[] => [
      ...(deliveries.has(code) ? [code] : []),
      ...tree.filter(({ parent }) => parent === code).flatMap((child) => leavesUnder(child.code)),
    ];
    const under = new Map(tree.map(({ code }) => [code, leavesUnder(code)]));
    const sumOf = (node: string, margin: string, value: string) =>
      (under.get(node) ?? []).flatMap((leaf) =>
        [...slices.keys()].map((slice) => this.#unknown(deliveries.get(leaf), slice, stratum, margin, value)),
      );

    for (const { node, margin, value, units } of ofStratum(telling.published, stratum))
      this.#equal(
        sumOf(node, margin, value).map((unknown) => [unknown, 1]),
        units,
      );
    for (const [slice, exact] of slices) {
      for (const [leaf, delivery] of deliveries) {
        const own = ofStratum(exact, stratum).filter(({ kommunCode }) => kommunCode === leaf);
        const known = new Map(own.map(({ margin, value, units }) => [`${margin}|${value}`, units]));
        const cellAt = (margin: string, value: string) => ({
          unknown: this.#unknown(delivery, slice, stratum, margin, value),
          units: known.get(`${margin}|${value}`) ?? 0,
        });
        this.#divide(margins, values, cellAt);
        const learned = this.#own.get(leaf) ?? this.#own.set(leaf, []).get(leaf)!;
        for (const [margin, ofMargin] of telling.cells.length > 0 ? values : [])
          for (const value of ofMargin)
            learned.push([
              this.#unknown(delivery, slice, stratum, margin, value),
              known.get(`${margin}|${value}`) ?? 0,
            ]);
      }
    }
    const byValue = Map.groupBy(
      ofStratum(telling.cells, stratum),
      ({ margin, value }) => `${margin}|${value}`,
    );
    for (const [node, leaves] of under)
      for (const cells of byValue.values()) {
        const counted = cells.filter(({ kommunCode }) => leaves.includes(kommunCode));
        const [first] = counted;
        if (first === undefined) continue;
        const { margin, value } = first;
        this.targets.push({
          ...{ stratum, margin, node, value, version, unknowns: sumOf(node, margin, value) },
          persons: new Map(counted.map(({ kommunCode, persons }) => [kommunCode, persons])),
          truth: counted.reduce((sum, { units }) => sum + units, 0),
        });
      }
  }

  /** The values of a margin make up what it divides; where a leaf does not divide all it counts, they are less. */
  #divide(
    margins: readonly DisclosureMargin[],
    values: ReadonlyMap<string, ReadonlySet<string>>,
    cellAt: (margin: string, value: string) => { readonly unknown: number; readonly units: number },
  ): void {
    for (const { id, within, wideOf } of margins) {
      const own = [...(values.get(id) ?? [])];
      const wide = within === undefined ? ['TOTALT'] : [...new Set(Object.values(wideOf ?? {}))];
      for (const value of own.length > 0 ? wide : []) {
        const parts = own.filter((part) => within === undefined || wideOf?.[part] === value);
        const cells = parts.map((part) => cellAt(id, part));
        const whole = cellAt(within ?? 'TOTALT', value);
        const terms = [[whole.unknown, 1] as const, ...cells.map(({ unknown }) => [unknown, -1] as const)];
        const isDivided = cells.reduce((sum, { units }) => sum + units, 0) === whole.units;
        if (isDivided) this.#equal(terms, 0);
        else this.#atLeast(terms);
      }
    }
  }

  /** Nobody has an insats without being counted among the individuals, nor is counted without one. */
  #bind(individuals: string, parts: readonly string[], { deliveries, slices }: Telling): void {
    for (const [margin, values] of this.#values.get(individuals) ?? [])
      for (const value of values)
        for (const delivery of deliveries.values())
          for (const slice of slices.keys()) {
            const whole = this.#unknown(delivery, slice, individuals, margin, value);
            const shares = parts
              .filter((part) => this.#values.get(part)?.get(margin)?.has(value))
              .map((part) => this.#unknown(delivery, slice, part, margin, value));
            for (const share of shares)
              this.#atLeast([
                [whole, 1],
                [share, -1],
              ]);
            if (shares.length > 0)
              this.#atLeast([...shares.map((share) => [share, 1] as const), [whole, -1]]);
          }
  }

  #equal(terms: Equation['terms'], sum: number): void {
    if (terms.length > 0) this.equations.push({ terms, low: sum, high: sum });
  }

  #atLeast(terms: Equation['terms']): void {
    this.equations.push({ terms, low: 0, high: Number.POSITIVE_INFINITY });
  }
}

/** An audited release as the attacker holds it: every version, the new one last. */
export function tellingsOf(input: AuditInput): Telling[] {
  const versions = [...input.versions, { ...input, changed: [] }];
  const tellings: Telling[] = [];
  for (const [version, { tree, included, published, cells = [] }] of versions.entries()) {
    const before = tellings[version - 1]?.deliveries;
    const changed = new Set(versions[version - 1]?.changed);
    const named = (leaf: string) =>
      (changed.has(leaf) ? undefined : before?.get(leaf)) ?? `${leaf}#${version}`;
    const deliveries = new Map(included.map((leaf) => [leaf, named(leaf)]));
    tellings.push({
      ...{ tree, included, margins: input.margins, published, cells, deliveries },
      slices: new Map([['', cells]]),
    });
  }
  return tellings;
}

function valuesOf(cells: readonly (PublishedCell | DisclosureCell)[]) {
  const strata = new Map<string, Map<string, Set<string>>>();
  for (const { stratum, margin, value } of cells) {
    const margins = strata.get(stratum) ?? strata.set(stratum, new Map()).get(stratum)!;
    const values = margins.get(margin) ?? margins.set(margin, new Set()).get(margin)!;
    values.add(value);
  }
  return strata;
}

const ofStratum = <T extends { readonly stratum: string }>(cells: readonly T[], name: string): T[] =>
  cells.filter(({ stratum }) => stratum === name);
