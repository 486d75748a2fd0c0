import { compareDecimals } from '../scalars/index.js';
import { type DecisionLevel, decisionLevels, levelStep } from '../terms/index.js';
import { type ComparedKommun, compareOrders, conditionsKey } from './compare-orders.js';
import { conditionTypes, conditionUnits, type DelegationCondition } from './conditions.js';
import type { DecisionKind } from './decision-kinds.js';

/** By what a common order is drawn up. */
export const proposalPrinciples = ['FEWEST_CHANGES', 'STRICTEST', 'MOST_DELEGATED'] as const;
export type ProposalPrinciple = (typeof proposalPrinciples)[number];

export interface ProposedChange {
  readonly kommunCode: string;
  /** NAMND where the kommun has not delegated the kind. */
  readonly from: DecisionLevel;
  readonly fromConditions: readonly DelegationCondition[];
  readonly changesLevel: boolean;
  readonly changesConditions: boolean;
}

export interface ProposedPoint {
  readonly kind: DecisionKind;
  /** NAMND: not delegated. */
  readonly level: DecisionLevel;
  readonly conditions: readonly DelegationCondition[];
  /** Only the kommuner that would have to change something. */
  readonly changes: readonly ProposedChange[];
}

export interface CommonOrderProposal {
  readonly points: readonly ProposedPoint[];
  /** How many kinds each kommun would have to change, in the order asked for. */
  readonly changesByKommun: readonly { readonly kommunCode: string; readonly kinds: number }[];
}

interface Practice {
  readonly kommunCode: string;
  readonly level: DecisionLevel;
  readonly conditions: readonly DelegationCondition[];
}

/**
 * Draws up one order for all: for each kind a level with conditions, and what each kommun would have to change.
 *
 * A kind that a kommun has not delegated counts as the nämnd's. On a tie the higher level is proposed.
 */
export function proposeCommonOrder(
  kommuner: readonly ComparedKommun[],
  principle: ProposalPrinciple,
): CommonOrderProposal {
  // Levels and conditions depend neither on the day nor on agreements.
  const { rows } = compareOrders(kommuner, '0001-01-01', []);
  const points = rows.map(({ kind, cells }): ProposedPoint => {
    const practices = cells.map(({ kommunCode, level, conditions }) => ({
      kommunCode,
      level: level ?? ('NAMND' as const),
      conditions,
    }));
    const level = proposedLevel(practices, principle);
    const conditions = level === 'NAMND' ? [] : proposedConditions(practices, level, principle);
    return { kind, level, conditions, changes: changesOf(practices, level, conditions) };
  });
  const changesByKommun = kommuner.map(({ kommunCode }) => ({
    kommunCode,
    kinds: points.filter(({ changes }) => changes.some((change) => change.kommunCode === kommunCode)).length,
  }));
  return { points, changesByKommun };
}

function proposedLevel(practices: readonly Practice[], principle: ProposalPrinciple): DecisionLevel {
  const byStep = [...Map.groupBy(practices, ({ level }) => levelStep(level))].toSorted(([a], [b]) => b - a);
  const chosen =
    principle === 'STRICTEST'
      ? byStep[0]
      : principle === 'MOST_DELEGATED'
        ? byStep.at(-1)
        : byStep.toSorted(([, a], [, b]) => b.length - a.length)[0];
  return mostCommon(chosen?.[1].map(({ level }) => level) ?? [], (level) => level) ?? 'NAMND';
}

/** Of those that have the level: what most have, all their limits at their tightest, or only what all have at its widest. */
function proposedConditions(
  practices: readonly Practice[],
  level: DecisionLevel,
  principle: ProposalPrinciple,
): readonly DelegationCondition[] {
  const sets = practices
    .filter((one) => levelStep(one.level) === levelStep(level))
    .map((one) => one.conditions);
  if (principle === 'FEWEST_CHANGES') return mostCommon(sets, conditionsKey) ?? [];
  const types = conditionTypes.filter((type) => {
    const holding = sets.filter((set) => set.some((condition) => condition.type === type)).length;
    return principle === 'STRICTEST' ? holding > 0 : holding === sets.length;
  });
  // Only bifall and only avslag together would leave nothing to decide.
  const usable = types.includes('ENDAST_BIFALL') ? types.filter((type) => type !== 'ENDAST_AVSLAG') : types;
  return usable.flatMap((type) => {
    const alike = sets.flatMap((set) => set.filter((condition) => condition.type === type));
    if (conditionUnits[type] === 'FRITEXT' || conditionUnits[type] === 'INGEN') {
      return [mostCommon(alike, (condition) => condition.value ?? '')!];
    }
    const ordered = alike.toSorted((a, b) => compareDecimals(a.value ?? '0', b.value ?? '0'));
    const isTightestLow = type !== 'ALDER_MIN';
    return [(principle === 'STRICTEST') === isTightestLow ? ordered[0]! : ordered.at(-1)!];
  });
}

function changesOf(
  practices: readonly Practice[],
  level: DecisionLevel,
  conditions: readonly DelegationCondition[],
): readonly ProposedChange[] {
  return practices
    .map((practice) => ({
      kommunCode: practice.kommunCode,
      from: practice.level,
      fromConditions: practice.conditions,
      changesLevel: levelStep(practice.level) !== levelStep(level),
      changesConditions: conditionsKey(practice.conditions) !== conditionsKey(conditions),
    }))
    .filter(({ changesLevel, changesConditions }) => changesLevel || changesConditions);
}

/** The value that most have; on a tie the lower of levels, the shorter of conditions. */
function mostCommon<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value | undefined {
  const rank = (key: string) => (decisionLevels as readonly string[]).indexOf(key);
  const [first] = [...Map.groupBy(values, keyOf)].toSorted(
    ([a, inA], [b, inB]) =>
      inB.length - inA.length || rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1),
  );
  return first?.[1][0];
}
