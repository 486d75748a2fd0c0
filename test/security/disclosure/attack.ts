import type { AuditInput, RecoveredCell } from '@kommunhub/schema';
import { type Bond, Equations, type Target, type Telling, tellingsOf } from './equations.js';
import { LinearPrograms } from './linear-programs.js';

/** A range of fewer values than this counts as the value itself (domain.md, appendix C). */
const NARROW = 3;
const TOLERANCE = 1e-6;

/** What the attack did: what it found, and how hard it looked. */
export interface AttackResult {
  readonly recovered: readonly RecoveredCell[];
  /** Small figures that it was after. */
  readonly targets: number;
  readonly programs: number;
}

/** Who attacks, and from how many persons on a figure is of no interest to them. */
export interface Attackers {
  readonly threshold: number;
  readonly coalitions: readonly (readonly string[])[];
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
  const { companion } = input;
  if (companion === undefined) return attackTellings(tellingsOf(input), input);
  const tellings = tellingsOf(input);
  const [individuals = ''] = strataOf(tellings);
  const telling: Telling = { ...tellings.at(-1)!, ...companion, slices: new Map([['', companion.cells]]) };
  return attackTellings(tellings, input, [{ individuals, parts: strataOf([telling]), telling }]);
}

/** The same for releases of several periods that share pieces of time. */
export async function attackTellings(
  tellings: readonly Telling[],
  attackers: Attackers,
  bonds: readonly Bond[] = [],
): Promise<AttackResult> {
  const strata = strataOf(tellings);
  const systems =
    bonds.length === 0
      ? strata.map((stratum) => new Equations(tellings, [stratum]))
      : [new Equations(tellings, strata, bonds)];
  const leaves = [...new Set(tellings.flatMap(({ included }) => included))].sort();
  const everybody = [[], ...leaves.map((code) => [code]), ...attackers.coalitions];
  const recovered: RecoveredCell[] = [];
  const sums = { targets: 0, programs: 0 };
  for (const system of systems) {
    const aims = system.targets.filter(({ persons }) => isSmall(persons, [], attackers.threshold));
    sums.targets += aims.length;
    using programs = await LinearPrograms.over(system.size, system.equations);
    recovered.push(...search(system, programs, everybody, attackers.threshold));
    sums.programs += programs.solved;
  }
  return { recovered, ...sums };
}

const strataOf = (tellings: readonly Telling[]): string[] =>
  [
    ...new Set(
      tellings.flatMap(({ cells, published }) => [...cells, ...published]).map(({ stratum }) => stratum),
    ),
  ].sort();

/** Whether those of the figure whom the attacker does not know already are few. */
function isSmall(
  persons: ReadonlyMap<string, number>,
  attacker: readonly string[],
  threshold: number,
): boolean {
  let others = 0;
  for (const [leaf, count] of persons) if (!attacker.includes(leaf)) others += count;
  return others > 0 && others < threshold;
}

function search(
  system: Equations,
  programs: LinearPrograms,
  everybody: readonly (readonly string[])[],
  threshold: number,
): RecoveredCell[] {
  const recovered: RecoveredCell[] = [];
  const open = new Set(system.targets);
  for (const attacker of everybody) {
    const own = system.ownOf(attacker);
    for (const [unknown, units] of own) programs.know(unknown, units);
    const aims = [...open].filter(({ persons }) => isSmall(persons, attacker, threshold));
    for (const found of narrowOnes(aims, programs)) {
      const { stratum, margin, node, value, version } = found;
      recovered.push({ stratum, margin, node, value, version, attacker });
      open.delete(found);
    }
    for (const [unknown] of own) programs.forget(unknown);
  }
  return recovered;
}

/** The aims whose least and most are closer than the limit. Every solution tells of every aim. */
function narrowOnes(aims: readonly Target[], programs: LinearPrograms): Target[] {
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
