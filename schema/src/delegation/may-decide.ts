import { type CalendarDate, isWithin } from '../scalars/index.js';
import { type DecisionLevel, levelOfBefattning, levelStep } from '../terms/index.js';
import { explainMandate } from './explain-mandate.js';
import type { MandateAnswer, MandateQuestion, MandateReason } from './mandate.js';
import { type Tier, tiersOf } from './mandate-tiers.js';
import { earliest, latest, type RulingOrder } from './order-in-force.js';
import type { AgreementRecord, DelegationPointRecord } from './order-record.js';

/** The order that rules on the day, as {@link orderInForce} gives it, with its points. */
export type OrderWithPoints = RulingOrder<{
  readonly version: string;
  readonly points: readonly DelegationPointRecord[];
}>;

export type AgreementParties = Pick<
  AgreementRecord,
  'homeKommunCode' | 'performingKommunCode' | 'kinds' | 'validFrom' | 'validTo'
>;

/** What the rule found, before it is put in words. */
export interface MandateFinding {
  readonly question: MandateQuestion;
  readonly reason: MandateReason;
  readonly acting: DecisionLevel | null;
  readonly isExternal: boolean;
  /** The tier that decides, null where no point speaks of the matter. */
  readonly tier: Tier | null;
  readonly ground: MandateGround;
  readonly lowestLevel: DecisionLevel;
  readonly missing: MandateAnswer['missing'];
  readonly version: string | null;
}

/** By what the person reaches the level: the own position, as ersättare, or by vidaredelegation. */
export type MandateGround = 'LEVEL' | 'DEPUTY' | 'SUB_DELEGATION';

/**
 * Whether the person may decide, and on what ground.
 *
 * Points of one kind are alternatives: one that fits level and conditions is
 * enough. The nämnd itself may always decide (KL 6 kap. 37 §); an employee of
 * another kommun only under an agreement for the kind (KL 9 kap. 37 §) and by
 * a point that names that kommun.
 */
export function mayDecide(
  question: MandateQuestion,
  ruling: OrderWithPoints | null,
  agreements: readonly AgreementParties[],
): MandateAnswer {
  const isExternal = isExternalEmployee(question);
  const acting = actingLevel(question, isExternal);
  const base = { question, isExternal, acting, version: ruling?.order.version ?? null };
  const answer = (finding: Omit<MandateFinding, keyof typeof base>, days: Days = open) =>
    answerOf({ ...base, ...finding }, days);
  const none = { tier: null, ground: 'LEVEL', lowestLevel: 'NAMND', missing: [] } as const;

  const concerning = pointsFor(question, isExternal, ruling);
  if (acting === 'NAMND' && !isExternal) {
    const lowestLevel = lowestOf(tiersOf(concerning.counting, question));
    return answer({ ...none, reason: 'OK', lowestLevel });
  }
  const agreed = isExternal ? daysAgreed(question, agreements) : open;
  if (agreed === null) return answer({ ...none, reason: 'EXTERN_UTAN_AVTAL' });
  if (ruling === null) return answer({ ...none, reason: 'INGEN_ORDNING' });
  const days = {
    from: agreed.from === null ? ruling.rulesFrom : latest(agreed.from, ruling.rulesFrom),
    to: earliest(agreed.to, ruling.rulesTo),
  };
  const { named, counting } = concerning;
  if (counting.length === 0) {
    // A point for urgent matters alone may be what is looked for.
    const missing = named.length > 0 && question.urgent === null ? (['urgent'] as const) : [];
    return answer({ ...none, reason: 'EJ_DELEGERAD', missing }, days);
  }
  return answer(weigh(tiersOf(counting, question), question, acting), days);
}

/** The points that name the matter, and those of them that count now (KL 6 kap. 39 § only when urgent). */
function pointsFor(question: MandateQuestion, isExternal: boolean, ruling: OrderWithPoints | null) {
  const named = (ruling?.order.points ?? []).filter((point) => concerns(point, question, isExternal));
  const isUrgent = question.urgent === true;
  return { named, counting: named.filter(({ level }) => level !== 'ORDFORANDE_BRADSKANDE' || isUrgent) };
}

function lowestOf(tiers: readonly Tier[]): DecisionLevel {
  return tiers.find(({ broken }) => broken.length === 0)?.level ?? 'NAMND';
}

type Weighed = Pick<MandateFinding, 'reason' | 'tier' | 'ground' | 'lowestLevel' | 'missing'>;

function weigh(tiers: readonly Tier[], question: MandateQuestion, acting: DecisionLevel | null): Weighed {
  const lowestLevel = lowestOf(tiers);
  const reached = tiers.map((tier) => ({ tier, ...reach(tier, question, acting) }));
  const fitting = reached.filter(({ tier, step }) => step >= levelStep(tier.level));
  const [allowing] = fitting.filter(({ tier }) => isMet(tier)).toSorted(byConfirmations);
  if (allowing !== undefined) {
    return { reason: 'OK', tier: allowing.tier, ground: allowing.ground, lowestLevel, missing: [] };
  }
  const between = reached.filter(({ tier, step }) => step >= tier.lowestStep && step < levelStep(tier.level));
  const contradictory = between.find(({ tier }) => tier.broken.length === 0);
  if (contradictory !== undefined) {
    const { tier, ground } = contradictory;
    return { reason: 'MOTSTRIDIGA_PUNKTER', tier, ground, lowestLevel, missing: tier.missing };
  }
  const [hindered] = [...fitting, ...between].toSorted(byHindrance);
  if (hindered !== undefined) {
    const missing = [...new Set(fitting.flatMap(({ tier }) => tier.missing))];
    return { reason: 'VILLKOR_BRUTET', tier: hindered.tier, ground: hindered.ground, lowestLevel, missing };
  }
  const lacksUrgency = question.level === 'ORDFORANDE_BRADSKANDE' && question.urgent === null;
  const tier = tiers.find(({ broken }) => broken.length === 0) ?? tiers[0] ?? null;
  return { reason: 'FEL_NIVA', tier, ground: 'LEVEL', lowestLevel, missing: lacksUrgency ? ['urgent'] : [] };
}

type Reached = { readonly tier: Tier; readonly step: number; readonly ground: MandateGround };

/** How high the person reaches in the tier, and by what. */
function reach(
  { points }: Tier,
  { asDeputy, subDelegated }: MandateQuestion,
  acting: DecisionLevel | null,
): Omit<Reached, 'tier'> {
  const own = { step: acting === null ? 0 : levelStep(acting), ground: 'LEVEL' } as const;
  const deputising = asDeputy ? points.filter(({ deputy }) => deputy !== null) : [];
  const passedOn = subDelegated ? points.filter(isLawfulSubDelegation) : [];
  const candidates: readonly Omit<Reached, 'tier'>[] = [
    own,
    ...deputising.map(({ level }) => ({ step: levelStep(level), ground: 'DEPUTY' }) as const),
    ...passedOn.map(({ level }) => ({ step: levelStep(level), ground: 'SUB_DELEGATION' }) as const),
  ];
  return candidates.reduce((highest, next) => (next.step > highest.step ? next : highest));
}

/** Only a förvaltningschef may pass the mandate on (KL 7 kap. 6 §). */
export function isLawfulSubDelegation(point: DelegationPointRecord): boolean {
  return point.subDelegation && point.level === 'FORVALTNINGSCHEF';
}

function isMet({ broken, missing }: Tier): boolean {
  return broken.length === 0 && missing.length === 0;
}

/** The surest ground first: own position, nothing left to confirm; then the lowest level, as the tiers come. */
function byConfirmations(a: Reached, b: Reached): number {
  const rank = ({ tier, ground }: Reached) => (ground === 'LEVEL' ? 0 : 100) + tier.toConfirm.length;
  return rank(a) - rank(b);
}

/** What hinders least first; of equals the highest step, the person's own rather than what is for those below. */
function byHindrance({ tier: a }: Reached, { tier: b }: Reached): number {
  return (
    a.broken.length - b.broken.length ||
    a.missing.length - b.missing.length ||
    levelStep(b.level) - levelStep(a.level)
  );
}

/** The level at which the person decides; null for none. */
function actingLevel({ level, role, urgent }: MandateQuestion, isExternal: boolean): DecisionLevel | null {
  // KL 6 kap. 39 § is for urgent matters only.
  if (level === 'ORDFORANDE_BRADSKANDE' && urgent !== true) return null;
  const acting = level ?? (role === null ? null : levelOfBefattning(role));
  // KL 9 kap. 37 § is about the employees of the other kommun, not about those elected there.
  const isElected = acting !== null && levelStep(acting) > levelStep('FORVALTNINGSCHEF');
  return isExternal && isElected ? null : acting;
}

function isExternalEmployee({ employerKommunCode, kommunCode, servedKommunCodes }: MandateQuestion): boolean {
  return (
    employerKommunCode !== null &&
    employerKommunCode !== kommunCode &&
    !servedKommunCodes.includes(employerKommunCode)
  );
}

function concerns(point: DelegationPointRecord, question: MandateQuestion, isExternal: boolean): boolean {
  if (!point.kinds.includes(question.kind)) return false;
  const { externalKommunCode } = point;
  if (externalKommunCode === null) return !isExternal;
  return externalKommunCode === question.employerKommunCode;
}

interface Days {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}
const open: Days = Object.freeze({ from: null, to: null });

/** The days of the agreement that covers the kind on the day; null when there is none. */
function daysAgreed(question: MandateQuestion, agreements: readonly AgreementParties[]): Days | null {
  const covering = agreements.filter(
    (agreement) =>
      agreement.homeKommunCode === question.kommunCode &&
      agreement.performingKommunCode === question.employerKommunCode &&
      agreement.kinds.includes(question.kind) &&
      isWithin(question.on, agreement.validFrom, agreement.validTo),
  );
  const last = (day: CalendarDate | null) => day ?? '9999-12-31';
  const [longest] = covering.toSorted(
    (a, b) => last(b.validTo).localeCompare(last(a.validTo)) || a.validFrom.localeCompare(b.validFrom),
  );
  return longest === undefined ? null : { from: longest.validFrom, to: longest.validTo };
}

function answerOf(finding: MandateFinding, days: Days): MandateAnswer {
  const { reason, tier, missing, lowestLevel, version } = finding;
  const isDecidedByNamnd = finding.acting === 'NAMND' && !finding.isExternal;
  return {
    allowed: reason === 'OK',
    reason,
    missing,
    broken: reason === 'VILLKOR_BRUTET' ? (tier?.broken ?? []) : [],
    lowestLevel,
    point: tier?.points[0] ?? null,
    ...explainMandate(finding),
    version: isDecidedByNamnd ? null : version,
    validFrom: days.from,
    validTo: days.to,
  };
}
