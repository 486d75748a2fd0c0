import type {
  AuditInput,
  DisclosureCell,
  DisclosureMargin,
  PublishedCell,
  RecoveredCell,
} from '@kommunhub/schema';
import { type Equation, LinearPrograms } from './linear-programs.js';

/** A range of fewer values than this counts as the value itself (domain.md, appendix C). */
const NARROW = 3;
const TOLERANCE = 1e-6;

/** What the attack did: what it found, and how hard it looked. */
export interface AttackResult {
  readonly recovered: readonly RecoveredCell[];
  readonly targets: number;
  readonly programs: number;
}

interface Target extends Omit<RecoveredCell, 'attacker'> {
  readonly unknowns: readonly number[];
  readonly persons: ReadonlyMap<string, number>;
  readonly truth: number;
}

/**
 * Tries to work out small figures from everything that has been told, by
 * exact linear programming: for nobody in particular, for each kommun with its
 * own figures, and for each coalition.
 *
 * The unknowns are the leaves' own figures, one for each delivery. It knows no
 * rule by which figures were hidden and shares no code with the audit.
 */
export async function attack(input: AuditInput): Promise<AttackResult> {
  const strata = [...new Set([...input.cells, ...input.published].map(({ stratum }) => stratum))].sort();
  const systems =
    input.companion === undefined
      ? strata.map((stratum) => new Equations(input, [stratum]))
      : [new Equations(input, strata)];
  const recovered: RecoveredCell[] = [];
  const sums = { targets: 0, programs: 0 };
  for (const system of systems) {
    using programs = await LinearPrograms.over(system.size, system.equations);
    recovered.push(...searchAll(system, programs, input));
    sums.targets += system.targets.length;
    sums.programs += programs.solved;
  }
  return { recovered, ...sums };
}

function searchAll(system: Equations, programs: LinearPrograms, input: AuditInput): RecoveredCell[] {
  const recovered: RecoveredCell[] = [];
  let open: readonly Target[] = system.targets;
  for (const attacker of [[], ...input.included.map((code) => [code]), ...input.coalitions]) {
    const own = system.ownOf(attacker);
    for (const [unknown, value] of own) programs.know(unknown, value);
    const aims = open.filter(({ persons }) => {
      const left = [...persons].reduce(
        (sum, [leaf, count]) => sum + (attacker.includes(leaf) ? 0 : count),
        0,
      );
      return left > 0 && left < input.threshold;
    });
    const found = new Set(searchOne(aims, programs));
    for (const { unknowns: _unknowns, persons: _persons, truth: _truth, ...cell } of found)
      recovered.push({ ...cell, attacker });
    open = open.filter((target) => !found.has(target));
    for (const [unknown] of own) programs.forget(unknown);
  }
  return recovered;
}

/** The aims whose least and most are closer than the limit. Every solution tells of every aim. */
function searchOne(aims: readonly Target[], programs: LinearPrograms): Target[] {
  const seen = new Map(aims.map((aim) => [aim, { low: aim.truth, high: aim.truth }]));
  const isWide = (aim: Target) => {
    const { low, high } = seen.get(aim)!;
    return high - low > NARROW - TOLERANCE;
  };
  const look = (weights: readonly (readonly [number, number])[]) => {
    const solution = programs.most(weights);
    for (const [aim, range] of seen) {
      const value = aim.unknowns.reduce((sum, unknown) => sum + solution[unknown]!, 0);
      range.low = Math.min(range.low, value);
      range.high = Math.max(range.high, value);
    }
  };
  // Many at once in two opposite halves settle most; what is left is asked one by one.
  for (let round = 0; round < 4 && !aims.every(isWide); round += 1)
    for (const side of [1, -1])
      look(
        aims.flatMap((aim, index) =>
          aim.unknowns.map((unknown) => [unknown, (index >> round) % 2 === 0 ? side : -side] as const),
        ),
      );
  return aims.filter((aim) => {
    for (const side of [1, -1]) if (!isWide(aim)) look(aim.unknowns.map((unknown) => [unknown, side]));
    return !isWide(aim);
  });
}

interface Told {
  readonly margins: readonly DisclosureMargin[];
  readonly published: readonly PublishedCell[];
  readonly cells: readonly DisclosureCell[];
}

/** All that is told of the strata, as equations between the figures of leaves. */
class Equations {
  readonly equations: Equation[] = [];
  readonly targets: Target[] = [];
  readonly #input: AuditInput;
  readonly #unknowns = new Map<string, number>();
  readonly #own = new Map<string, [number, number][]>();
  /** By version: the delivery of each leaf that was in. */
  readonly #deliveries: Map<string, string>[] = [];

  constructor(input: AuditInput, strata: readonly string[]) {
    this.#input = input;
    const versions = [...input.versions, { ...input, changed: [] }];
    for (const [version, { included }] of versions.entries()) {
      const before = this.#deliveries[version - 1];
      const changed = new Set(versions[version - 1]?.changed);
      const delivery = (leaf: string) =>
        (changed.has(leaf) ? undefined : before?.get(leaf)) ?? `${leaf}#${version}`;
      this.#deliveries.push(new Map(included.map((leaf) => [leaf, delivery(leaf)])));
    }
    for (const [version, { tree, published, cells = [] }] of versions.entries())
      for (const stratum of strata)
        this.#tell(version, tree, stratum, {
          margins: input.margins,
          ...ofStratum({ published, cells }, stratum),
        });
    const { companion } = input;
    if (companion === undefined) return;
    const parts = [...new Set(companion.cells.map(({ stratum }) => stratum))];
    for (const stratum of parts)
      this.#tell(versions.length - 1, input.tree, stratum, {
        margins: companion.margins,
        ...ofStratum(companion, stratum),
      });
    for (const stratum of strata) this.#bind(stratum, parts);
  }

  get size(): number {
    return this.#unknowns.size;
  }

  ownOf(attacker: readonly string[]): [unknown: number, value: number][] {
    return attacker.flatMap((leaf) => this.#own.get(leaf) ?? []);
  }

  #unknown(version: number, leaf: string, column: string): number {
    const key = `${this.#deliveries[version]?.get(leaf)}|${column}`;
    return this.#unknowns.get(key) ?? this.#unknowns.set(key, this.#unknowns.size).size - 1;
  }

  #tell(
    version: number,
    tree: AuditInput['tree'],
    stratum: string,
    { margins, published, cells }: Told,
  ): void {
    const leaves = [...(this.#deliveries[version]?.keys() ?? [])];
    const under = (code: string): string[] => [
      ...leaves.filter((leaf) => leaf === code),
      ...tree.filter(({ parent }) => parent === code).flatMap((child) => under(child.code)),
    ];
    const column = (margin: string, value: string) => `${stratum}|${margin}|${value}`;
    const every = this.#allTold(stratum);
    for (const { node, margin, value, units } of published)
      this.#equal(
        under(node).map((leaf) => [this.#unknown(version, leaf, column(margin, value)), 1]),
        units,
      );

    for (const { id, within, wideOf } of margins) {
      const wide = within === undefined ? ['TOTALT'] : [...new Set(Object.values(wideOf ?? {}))];
      const values = every.get(id) ?? new Set();
      if (values.size === 0) continue;
      for (const whole of wide)
        for (const leaf of leaves) {
          const parts = [...values].filter((value) => within === undefined || wideOf?.[value] === whole);
          const terms = parts.map((value) => [this.#unknown(version, leaf, column(id, value)), 1] as const);
          this.#equal([...terms, [this.#unknown(version, leaf, column(within ?? 'TOTALT', whole)), -1]], 0);
        }
    }
    for (const { kommunCode, margin, value, units } of cells)
      this.#learn(version, kommunCode, column(margin, value), units);
    // A value that a kommun has none of is known to it too.
    const told = new Set(cells.map(({ kommunCode, margin, value }) => `${kommunCode}|${margin}|${value}`));
    if (cells.length > 0)
      for (const [margin, values] of every)
        for (const value of values)
          for (const leaf of leaves)
            if (!told.has(`${leaf}|${margin}|${value}`)) this.#learn(version, leaf, column(margin, value), 0);

    for (const { code: node } of tree) {
      const within = under(node);
      for (const [key, counted] of Map.groupBy(
        cells.filter(({ kommunCode }) => within.includes(kommunCode)),
        ({ margin, value }) => `${margin}|${value}`,
      )) {
        const [margin = '', value = ''] = key.split('|');
        this.targets.push({
          ...{ stratum, margin, node, value, version },
          unknowns: within.map((leaf) => this.#unknown(version, leaf, column(margin, value))),
          persons: new Map(counted.map(({ kommunCode, persons }) => [kommunCode, persons])),
          truth: counted.reduce((sum, { units }) => sum + units, 0),
        });
      }
    }
  }

  /** Nobody has an insats without being counted among the persons, nor is counted without one. */
  #bind(individuals: string, parts: readonly string[]): void {
    const version = this.#deliveries.length - 1;
    const shared = this.#input.margins.map(({ id }) => id).concat('TOTALT');
    const told = this.#allTold(individuals);
    for (const margin of shared)
      for (const value of told.get(margin) ?? [])
        for (const leaf of this.#deliveries[version]?.keys() ?? []) {
          const whole = this.#unknown(version, leaf, `${individuals}|${margin}|${value}`);
          const shares = parts
            .filter((part) => this.#allTold(part).get(margin)?.has(value))
            .map((part) => this.#unknown(version, leaf, `${part}|${margin}|${value}`));
          if (shares.length === 0) continue;
          for (const share of shares)
            this.equations.push({
              terms: [
                [whole, 1],
                [share, -1],
              ],
              low: 0,
              high: Infinity,
            });
          const all = shares.map((share) => [share, 1] as const);
          this.equations.push({ terms: [...all, [whole, -1]], low: 0, high: Infinity });
        }
  }

  /** Every value of every margin of a stratum that occurs anywhere. */
  #allTold(stratum: string): ReadonlyMap<string, ReadonlySet<string>> {
    const { published, cells, versions, companion } = this.#input;
    const all = [
      published,
      cells,
      ...versions.flatMap((version) => [version.published, version.cells ?? []]),
    ];
    const values = new Map<string, Set<string>>();
    for (const list of [...all, companion?.published ?? [], companion?.cells ?? []])
      for (const cell of list) {
        if (cell.stratum !== stratum) continue;
        const known = values.get(cell.margin) ?? new Set();
        values.set(cell.margin, known.add(cell.value));
      }
    return values;
  }

  #equal(terms: Equation['terms'], sum: number): void {
    if (terms.length > 0) this.equations.push({ terms, low: sum, high: sum });
  }

  #learn(version: number, leaf: string, column: string, units: number): void {
    const own = this.#own.get(leaf) ?? [];
    own.push([this.#unknown(version, leaf, column), units]);
    this.#own.set(leaf, own);
  }
}

function ofStratum(
  told: { readonly published: readonly PublishedCell[]; readonly cells: readonly DisclosureCell[] },
  name: string,
) {
  return {
    published: told.published.filter(({ stratum }) => stratum === name),
    cells: told.cells.filter(({ stratum }) => stratum === name),
  };
}
