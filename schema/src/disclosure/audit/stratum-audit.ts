import type { DisclosureCell, DisclosureMargin, PublishedCell, RecoveredCell } from '../disclosure-input.js';
import { type Columns, columnsOf } from './columns.js';
import type { LeafSets } from './leaf-sets.js';
import { SumSystem } from './sum-system.js';

/** A range of fewer values than this counts as the value itself (domain.md, appendix C). */
const NARROW = 3;

/** What is told and what is true of one stratum, by version. */
export interface Stratum {
  readonly name: string;
  readonly margins: readonly DisclosureMargin[];
  readonly versions: readonly {
    readonly published: readonly PublishedCell[];
    readonly cells: readonly DisclosureCell[];
  }[];
}

interface Target extends Omit<RecoveredCell, 'attacker'> {
  readonly number: number;
  readonly persons: ReadonlyMap<string, number>;
  readonly leaves: readonly string[];
}

/** Strata that tell of each other, as one system of sums. */
export class StratumAudit {
  readonly #places: LeafSets;
  readonly #blocks: readonly {
    readonly stratum: Stratum;
    readonly columns: Columns;
    readonly base: number;
  }[];
  readonly #threshold: number;
  readonly #system: SumSystem;

  constructor(places: LeafSets, strata: readonly Stratum[], threshold: number) {
    this.#places = places;
    this.#threshold = threshold;
    let size = 0;
    this.#blocks = strata.map((stratum) => {
      const told = stratum.versions.flatMap(({ published }) => published);
      const columns = columnsOf(
        stratum.margins,
        told,
        stratum.versions.flatMap(({ cells }) => cells),
      );
      const base = size;
      size += places.sets.length * columns.names.length;
      return { stratum, columns, base };
    });
    const links = this.#links(size);
    this.#system = new SumSystem(size + links.slack);
    for (const { columns, base } of this.#blocks) {
      const width = columns.names.length;
      for (const { whole, parts } of places.unions)
        for (let column = 0; column < width; column += 1)
          this.#system.addSum(
            base + whole * width + column,
            parts.map((part) => base + part * width + column),
          );
      for (let set = 0; set < places.sets.length; set += 1)
        for (const { whole, parts } of columns.sums)
          this.#system.addSum(
            base + set * width + whole,
            parts.map((part) => base + set * width + part),
          );
    }
    for (const { total, parts } of links.sums) this.#system.addSum(total, parts);
  }

  /** Every small figure that one of the attackers could work out, told of the first who can. */
  recovered(attackers: readonly (readonly string[])[]): RecoveredCell[] {
    const targets = this.#targets();
    const found = new Map<number, RecoveredCell>();
    this.#tellPublished();
    this.#system.settle();
    for (const attacker of attackers)
      this.#system.supposing(() => {
        this.#tellOwn(attacker);
        this.#system.settle();
        for (const target of targets)
          if (!found.has(target.number) && this.#isRecovered(target, attacker)) {
            const { stratum, margin, node, value, version } = target;
            found.set(target.number, { stratum, margin, node, value, attacker, version });
          }
      });
    return [...found.values()];
  }

  #isRecovered({ number, persons, leaves }: Target, attacker: readonly string[]): boolean {
    if (this.#system.widthOf(number) >= NARROW) return false;
    let left = 0;
    for (const leaf of leaves) if (!attacker.includes(leaf)) left += persons.get(leaf) ?? 0;
    return left > 0 && left < this.#threshold;
  }

  #tellPublished(): void {
    for (const { stratum, columns, base } of this.#blocks)
      for (const [version, { published }] of stratum.versions.entries()) {
        const setOf = this.#places.setOf[version];
        const places = new Set<string>();
        const told = new Map<string, number>();
        for (const { node, margin, value, units } of published) {
          places.add(`${margin}|${node}`);
          told.set(`${margin}|${node}|${value}`, units);
        }
        for (const place of places) {
          const [margin = '', node = ''] = place.split('|');
          const set = setOf?.get(node);
          if (set === undefined) continue;
          for (const [column, name] of columns.names.entries())
            if (name.margin === margin && !name.value.startsWith(' '))
              this.#system.fix(
                base + set * columns.names.length + column,
                told.get(`${place}|${name.value}`) ?? 0,
              );
        }
      }
  }

  #tellOwn(attacker: readonly string[]): void {
    for (const { stratum, columns, base } of this.#blocks)
      for (const [version, { cells }] of stratum.versions.entries()) {
        if (cells.length === 0) continue;
        const setOf = this.#places.setOf[version];
        for (const leaf of attacker) {
          const set = setOf?.get(leaf);
          if (set === undefined) continue;
          const own = cells.filter(({ kommunCode }) => kommunCode === leaf);
          for (const [column, { margin, value }] of columns.names.entries()) {
            if (value.startsWith(' ')) continue;
            const units = own.find((cell) => cell.margin === margin && cell.value === value)?.units ?? 0;
            this.#system.fix(base + set * columns.names.length + column, units);
          }
        }
      }
  }

  /** Small figures of every node of every version whose exact figures are at hand. */
  #targets(): Target[] {
    const targets: Target[] = [];
    for (const { stratum, columns, base } of this.#blocks)
      for (const [version, { cells }] of stratum.versions.entries()) {
        const leafOf = new Map(
          [...(this.#places.memberOf[version] ?? [])].map(([code, member]) => [member, code]),
        );
        const byColumn = Map.groupBy(cells, ({ margin, value }) => columns.indexOf(margin, value));
        for (const [node, set] of this.#places.setOf[version] ?? []) {
          const leaves = (this.#places.sets[set]?.members ?? []).map((member) => leafOf.get(member) ?? '');
          const under = new Set(leaves);
          for (const [column, listed] of byColumn) {
            const name = column === undefined ? undefined : columns.names[column];
            if (column === undefined || name === undefined) continue;
            const persons = new Map<string, number>();
            let all = 0;
            for (const cell of listed)
              if (under.has(cell.kommunCode)) {
                persons.set(cell.kommunCode, (persons.get(cell.kommunCode) ?? 0) + cell.persons);
                all += cell.persons;
              }
            if (all === 0) continue;
            const number = base + set * columns.names.length + column;
            targets.push({ stratum: stratum.name, ...name, node, version, number, persons, leaves });
          }
        }
      }
    return targets;
  }

  /**
   * How a table of individuals and the table of what they have bound each
   * other: nobody has an insats without being counted, and nobody is counted
   * without one. Each inequality is a sum with a slack from 0 up. It is not
   * said of places with a leaf where it does not hold (one that tells counts only).
   */
  #links(first: number) {
    const sums: { total: number; parts: number[] }[] = [];
    let slack = 0;
    const [whole, ...parts] = this.#blocks;
    if (whole === undefined || parts.length === 0) return { sums, slack };
    for (const [column, { margin, value }] of whole.columns.names.entries()) {
      if (value.startsWith(' ')) continue;
      const shares = parts.flatMap(({ stratum, columns, base }) => {
        const same = columns.indexOf(margin, value);
        if (same === undefined) return [];
        return [{ stratum, numberOf: (set: number) => base + set * columns.names.length + same }];
      });
      const unfit = this.#unfitFor(
        whole.stratum,
        parts.map(({ stratum }) => stratum),
        margin,
        value,
      );
      for (const [set, { members }] of this.#places.sets.entries()) {
        if (members.some((member) => unfit.has(member)) || shares.length === 0) continue;
        const individuals = whole.base + set * whole.columns.names.length + column;
        const numbers = shares.map(({ numberOf }) => numberOf(set));
        for (const number of numbers) sums.push({ total: individuals, parts: [number, first + slack++] });
        const all = first + slack++;
        sums.push({ total: all, parts: numbers }, { total: all, parts: [individuals, first + slack++] });
      }
    }
    return { sums, slack };
  }

  /** Leaves whose own figures break what the two tables should be to each other. */
  #unfitFor(whole: Stratum, parts: readonly Stratum[], margin: string, value: string): ReadonlySet<number> {
    const unitsOf = ({ versions }: Stratum) =>
      new Map(
        (versions.at(-1)?.cells ?? [])
          .filter((cell) => cell.margin === margin && cell.value === value)
          .map(({ kommunCode, units }) => [kommunCode, units]),
      );
    const individuals = unitsOf(whole);
    const shares = parts.map(unitsOf);
    const unfit = new Set<number>();
    for (const [leaf, member] of this.#places.memberOf.at(-1) ?? []) {
      const most = individuals.get(leaf) ?? 0;
      const each = shares.map((share) => share.get(leaf) ?? 0);
      const sum = each.reduce((total, one) => total + one, 0);
      if (sum < most || each.some((one) => one > most)) unfit.add(member);
    }
    return unfit;
  }
}
