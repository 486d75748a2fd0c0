import { type CalendarDate, isWithin } from '../scalars/index.js';
import { type DecisionLevel, levelStep } from '../terms/index.js';
import { type DelegationCondition, printConditions } from './conditions.js';
import { type DecisionKind, decisionKindCodes } from './decision-kinds.js';
import { watchLagrum } from './law-watch.js';
import { tierKey } from './mandate-tiers.js';
import { type AgreementParties, isLawfulSubDelegation } from './may-decide.js';
import type { DelegationPointRecord } from './order-record.js';

export interface ComparedOrder {
  readonly version: string;
  readonly adoptedOn: CalendarDate;
  readonly points: readonly DelegationPointRecord[];
}

/** A kommun with the order that rules in it on the day; null where none does. */
export interface ComparedKommun {
  readonly kommunCode: string;
  readonly order: ComparedOrder | null;
  /** Those of further nämnder: LSS 22 § lets children and adults be different ones'. */
  readonly otherOrders?: readonly ComparedOrder[];
}

/** Every order that rules in the kommun, whichever nämnd's. */
export function ordersOf({ order, otherOrders = [] }: ComparedKommun): readonly ComparedOrder[] {
  return order === null ? otherOrders : [order, ...otherOrders];
}

/** The points of every nämnd of the kommun. */
export function pointsOf(kommun: ComparedKommun): readonly DelegationPointRecord[] {
  return ordersOf(kommun).flatMap(({ points }) => points);
}

export const differenceTypes = [
  'NIVA',
  'VILLKOR',
  'SAKNAS',
  'LAGRUM_GAMMALT',
  'VIDAREDELEGATION',
  'EXTERN_UTAN_AVTAL',
] as const;
export type DifferenceType = (typeof differenceTypes)[number];

/** Whether a kommun's points give one level, none (the nämnd decides), or several for the same thing. */
export const cellStatuses = ['MATCH', 'SAKNAS', 'FLERTYDIG'] as const;
export type CellStatus = (typeof cellStatuses)[number];

export interface ComparedCell {
  readonly kommunCode: string;
  readonly status: CellStatus;
  /** The lowest of the own points; null when SAKNAS. */
  readonly level: DecisionLevel | null;
  /** Conditions under which that level decides. */
  readonly conditions: readonly DelegationCondition[];
  /** All points of the kind, those for other kommuner's employees too. */
  readonly points: readonly DelegationPointRecord[];
}

export interface ComparedDifference {
  readonly type: DifferenceType;
  /** Whom it is about: for NIVA and VILLKOR those that differ from what most have. */
  readonly kommunCodes: readonly string[];
  /** Steps between the lowest and the highest level; null for other differences than NIVA. */
  readonly distance: number | null;
}

export interface ComparedRow {
  readonly kind: DecisionKind;
  /** The same level in all; conditions are reported beside. */
  readonly isUniform: boolean;
  readonly cells: readonly ComparedCell[];
  readonly differences: readonly ComparedDifference[];
}

export interface Comparison {
  readonly rows: readonly ComparedRow[];
  /** Share of the 24 kinds that are uniform, 0 to 1. */
  readonly uniformShare: number;
}

/** Lays the orders of several kommuner beside each other, kind by kind: can one order hold for all? */
export function compareOrders(
  kommuner: readonly ComparedKommun[],
  on: CalendarDate,
  agreements: readonly AgreementParties[],
): Comparison {
  const old = new Set(
    kommuner.flatMap((kommun) => ordersOf(kommun).flatMap((order) => repealedIn(order, on))),
  );
  const rows = decisionKindCodes.map((kind): ComparedRow => {
    const cells = kommuner.map((kommun) => cellOf(kommun, kind));
    const isUniform = cells.length > 0 && cells.every(({ level }) => sameLevel(level, cells[0]!.level));
    const isOld = ({ points }: ComparedCell) => points.some((point) => old.has(point));
    const isUnagreed = ({ kommunCode, points }: ComparedCell) =>
      points.some((point) => isWithoutAgreement(point, kind, kommunCode, on, agreements));
    const differences = [
      levelDifference(cells),
      conditionDifference(cells),
      about('SAKNAS', cells, ({ status }) => status === 'SAKNAS'),
      about('LAGRUM_GAMMALT', cells, isOld),
      about('VIDAREDELEGATION', cells, ({ points }) =>
        points.some((point) => point.subDelegation && !isLawfulSubDelegation(point)),
      ),
      about('EXTERN_UTAN_AVTAL', cells, isUnagreed),
    ].filter((difference) => difference !== null);
    return { kind, isUniform, cells, differences };
  });
  return { rows, uniformShare: rows.filter(({ isUniform }) => isUniform).length / rows.length };
}

/** How alike two kommuner are. */
export interface Similarity {
  readonly one: string;
  readonly other: string;
  /** Share of the 24 kinds with the same level under the same conditions, 0 to 1. */
  readonly share: number;
}

/** How alike the kommuner are, each pair once. */
export function similarities(kommuner: readonly ComparedKommun[]): readonly Similarity[] {
  const profiles = kommuner.map((kommun) => ({
    kommunCode: kommun.kommunCode,
    kinds: decisionKindCodes.map((kind) => profileOf(cellOf(kommun, kind))),
  }));
  return profiles.flatMap((one, at) =>
    profiles.slice(at + 1).map((other) => {
      const alike = one.kinds.filter((profile, kind) => profile !== null && profile === other.kinds[kind]);
      return { one: one.kommunCode, other: other.kommunCode, share: alike.length / decisionKindCodes.length };
    }),
  );
}

/** Level and conditions as one text; null where the nämnd decides, which is no level in common. */
function profileOf(cell: ComparedCell): string | null {
  return cell.level === null ? null : `${levelStep(cell.level)} ${conditionKey(cell)}`;
}

/** The points of the own employees for the kind that count in ordinary, not urgent, matters. */
export function ownPoints(kommun: ComparedKommun, kind: DecisionKind): readonly DelegationPointRecord[] {
  return pointsOf(kommun).filter(
    ({ kinds, externalKommunCode, level }) =>
      kinds.includes(kind) && externalKommunCode === null && level !== 'ORDFORANDE_BRADSKANDE',
  );
}

function cellOf(kommun: ComparedKommun, kind: DecisionKind): ComparedCell {
  const points = pointsOf(kommun).filter(({ kinds }) => kinds.includes(kind));
  const own = ownPoints(kommun, kind).toSorted(
    (a, b) => levelStep(a.level) - levelStep(b.level) || tierKey(a).localeCompare(tierKey(b)),
  );
  const [lowest] = own;
  const stepsByTier = Map.groupBy(own, tierKey);
  const isContradictory = [...stepsByTier.values()].some(
    (tier) => new Set(tier.map(({ level }) => levelStep(level))).size > 1,
  );
  return {
    kommunCode: kommun.kommunCode,
    status: lowest === undefined ? 'SAKNAS' : isContradictory ? 'FLERTYDIG' : 'MATCH',
    level: lowest?.level ?? null,
    conditions: lowest?.conditions ?? [],
    points,
  };
}

/** Förste handläggare and gruppledare are one step; what is not delegated anywhere is no level in common. */
function sameLevel(a: DecisionLevel | null, b: DecisionLevel | null): boolean {
  return a !== null && b !== null && levelStep(a) === levelStep(b);
}

function levelDifference(cells: readonly ComparedCell[]): ComparedDifference | null {
  const levelled = cells.filter(({ level }) => level !== null);
  const steps = levelled.map(({ level }) => levelStep(level!));
  const distance = Math.max(...steps) - Math.min(...steps);
  if (steps.length === 0 || distance === 0) return null;
  const kommunCodes = deviating(levelled, ({ level }) => String(levelStep(level!)));
  return { type: 'NIVA', kommunCodes, distance };
}

function conditionDifference(cells: readonly ComparedCell[]): ComparedDifference | null {
  const delegated = cells.filter(({ level }) => level !== null);
  const kommunCodes = deviating(delegated, conditionKey);
  return kommunCodes.length === 0 ? null : { type: 'VILLKOR', kommunCodes, distance: null };
}

/** Every own point's conditions, so that a second tier is a difference too. */
function conditionKey({ points }: ComparedCell): string {
  const own = points.filter(({ externalKommunCode }) => externalKommunCode === null);
  return [...new Set(own.map(tierKey))].toSorted().join(' / ');
}

/** Who differs from the value that most have; on a tie from the one that sorts first. */
function deviating(cells: readonly ComparedCell[], keyOf: (cell: ComparedCell) => string): readonly string[] {
  const groups = [...Map.groupBy(cells, keyOf)].toSorted(
    ([a, inA], [b, inB]) => inB.length - inA.length || (a < b ? -1 : 1),
  );
  return groups.slice(1).flatMap(([, group]) => group.map(({ kommunCode }) => kommunCode));
}

function about(
  type: DifferenceType,
  cells: readonly ComparedCell[],
  concerns: (cell: ComparedCell) => boolean,
): ComparedDifference | null {
  const kommunCodes = cells.filter(concerns).map(({ kommunCode }) => kommunCode);
  return kommunCodes.length === 0 ? null : { type, kommunCodes, distance: null };
}

function repealedIn(order: ComparedOrder, on: CalendarDate): readonly DelegationPointRecord[] {
  const ordinals = new Set(watchLagrum(order, on).map(({ ordinal }) => ordinal));
  return order.points.filter(({ ordinal }) => ordinals.has(ordinal));
}

function isWithoutAgreement(
  { externalKommunCode }: DelegationPointRecord,
  kind: DecisionKind,
  kommunCode: string,
  on: CalendarDate,
  agreements: readonly AgreementParties[],
): boolean {
  if (externalKommunCode === null) return false;
  return !agreements.some(
    (agreement) =>
      agreement.homeKommunCode === kommunCode &&
      agreement.performingKommunCode === externalKommunCode &&
      agreement.kinds.includes(kind) &&
      isWithin(on, agreement.validFrom, agreement.validTo),
  );
}

/** Conditions in one order, for telling whether two sets are the same. */
export function conditionsKey(conditions: readonly DelegationCondition[]): string {
  return conditions
    .map((condition) => printConditions([condition]))
    .toSorted()
    .join('|');
}
