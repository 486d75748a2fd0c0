import { type DecisionLevel, decisionLevels, levelStep } from '../terms/index.js';
import { type ConditionVerdict, verdictOf } from './condition-verdict.js';
import { printConditions } from './conditions.js';
import type { MandateFact, MandateQuestion } from './mandate.js';
import type { DelegationPointRecord } from './order-record.js';

/** Points that name the same people under the same conditions: one step of a tiered delegation. */
export interface Tier {
  /** By the point that decides, the highest where they contradict each other. */
  readonly points: readonly [DelegationPointRecord, ...DelegationPointRecord[]];
  readonly level: DecisionLevel;
  /** Two levels for the same thing: only at the higher is the mandate certain. */
  readonly isContradictory: boolean;
  readonly lowestStep: number;
  readonly broken: readonly Extract<ConditionVerdict, { kind: 'broken' }>['condition'][];
  readonly missing: readonly MandateFact[];
  readonly toConfirm: readonly string[];
}

/** Groups the points that concern the question, whatever row they stand in. */
export function tiersOf(
  points: readonly DelegationPointRecord[],
  question: MandateQuestion,
): readonly Tier[] {
  const groups = new Map<string, DelegationPointRecord[]>();
  for (const point of points) {
    const key = tierKey(point);
    groups.set(key, [...(groups.get(key) ?? []), point]);
  }
  return [...groups.values()].map((group) => tierOf(group, question)).toSorted(byLevel);
}

/** Points are alternatives by their conditions; that a matter is urgent (KL 6 kap. 39 §) is a condition too. */
export function tierKey(point: Pick<DelegationPointRecord, 'conditions' | 'level'>): string {
  const conditions = point.conditions.map((condition) => printConditions([condition])).toSorted();
  return [...(point.level === 'ORDFORANDE_BRADSKANDE' ? ['BRADSKANDE'] : []), ...conditions].join('|');
}

function tierOf(group: readonly DelegationPointRecord[], question: MandateQuestion): Tier {
  const points = group.toSorted(byPoint).toReversed() as [DelegationPointRecord, ...DelegationPointRecord[]];
  const steps = points.map(({ level }) => levelStep(level));
  const lowestStep = Math.min(...steps);
  const isContradictory = lowestStep < Math.max(...steps);
  // Of points that say the same the first in the nämnd's own numbering decides.
  if (!isContradictory) points.reverse();
  const verdicts = points[0].conditions.map((condition) => verdictOf(condition, question));
  return {
    points,
    level: points[0].level,
    isContradictory,
    lowestStep,
    broken: verdicts.flatMap((verdict) => (verdict.kind === 'broken' ? [verdict.condition] : [])),
    missing: verdicts.flatMap((verdict) => (verdict.kind === 'missing' ? [verdict.fact] : [])),
    toConfirm: verdicts.flatMap((verdict) => (verdict.kind === 'confirm' ? [verdict.text] : [])),
  };
}

function byLevel(a: Tier, b: Tier): number {
  return byPoint(a.points[0], b.points[0]);
}

const numbering = new Intl.Collator('sv', { numeric: true });

/** By level, then by the nämnd's numbering, then by all that a point says: never by its row. */
function byPoint(a: DelegationPointRecord, b: DelegationPointRecord): number {
  return (
    levelStep(a.level) - levelStep(b.level) ||
    decisionLevels.indexOf(a.level) - decisionLevels.indexOf(b.level) ||
    numbering.compare(a.number, b.number) ||
    ascending(content(a), content(b))
  );
}

function content({ ordinal: _ordinal, ...point }: DelegationPointRecord): string {
  return JSON.stringify(point);
}

function ascending(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
