import { type DecisionLevel, decisionKindOf, insatser, levelStep } from '@kommunhub/schema';
import type { Day } from '../calendar.js';
import { agreedDaysAgo, homeKommuner } from '../data/dalarna.js';
import type { DemoOrder } from '../delegation/demo-order.js';
import type { SeededRandom } from '../seeded-random.js';
import type { DemoCase, DemoDecision, DemoStaff } from './demo-case.js';
import { jointStaffId, type StaffRoll } from './staff.js';

const queueShare = 0.08;
const jointShare = 0.06;
const leastJointCases = 3;
/** Positions that have a few cases each, so that the source knows them; the rest is the handläggare's. */
const casesOfOtherPosts = 3;

/** Shares a kommun's cases out among its staff, and says who took each decision. */
export function shareCases(
  kommunCode: string,
  cases: readonly DemoCase[],
  { byKommun, demoUser }: StaffRoll,
  order: DemoOrder,
  today: Day,
  random: SeededRandom,
): void {
  const staff = byKommun.get(kommunCode) ?? [];
  const isHome = homeKommuner.some(({ code }) => code === kommunCode);
  const joint: DemoStaff = { ...demoUser, id: jointStaffId, kommunCode };
  const open = random.shuffled(cases.filter(({ closedOn }) => closedOn === null));
  // New applications wait first; the others in the queue are those whose handläggare has left.
  open.sort((a, b) => Number(a.decisions.length > 0) - Number(b.decisions.length > 0));
  const queue = open.splice(0, Math.max(1, Math.round(open.length * queueShare)));
  const left = random.shuffled(open);
  const jointCases = isHome
    ? left.splice(0, Math.max(leastJointCases, Math.round(open.length * jointShare)))
    : [];
  for (const jointCase of jointCases) jointCase.handlaggare = joint;

  const ordinary = staff.filter(({ befattning }) => befattning === 'LSS_HANDLAGGARE');
  for (const other of staff.filter((one) => !ordinary.includes(one))) {
    for (const own of left.splice(0, casesOfOtherPosts)) own.handlaggare = other;
  }
  left.forEach((own, index) => {
    own.handlaggare = ordinary[index % ordinary.length] ?? null;
  });
  for (const closed of cases.filter(({ closedOn }) => closedOn !== null)) {
    closed.handlaggare = random.chance(0.06) ? null : random.pick(ordinary);
  }
  const deciders = { staff, ordinary, order, jointFrom: today - agreedDaysAgo, random };
  for (const own of [...queue, ...jointCases, ...left, ...cases]) {
    for (const decision of own.decisions) decide(decision, own, deciders);
  }
}

interface Deciders {
  readonly staff: readonly DemoStaff[];
  readonly ordinary: readonly DemoStaff[];
  readonly order: DemoOrder;
  /** Nobody of the joint office decided before the agreement. */
  readonly jointFrom: Day;
  readonly random: SeededRandom;
}

function decide(decision: DemoDecision, own: DemoCase, deciders: Deciders): void {
  if (decision.level !== null) return;
  const { staff, ordinary, order, jointFrom, random } = deciders;
  const asOrdered = orderedLevel(decision, order);
  const isJoint = own.handlaggare?.id === jointStaffId && decision.decidedOn >= jointFrom;
  // A few were taken at too low a level: the mandate check shall find them.
  const isTooLow = random.chance(0.02);
  decision.level = isTooLow || (isJoint && random.chance(0.5)) ? 'HANDLAGGARE' : asOrdered;
  if (decision.level === 'HANDLAGGARE') {
    const isOwn = own.handlaggare !== null && (own.handlaggare.id !== jointStaffId || isJoint);
    decision.decidedBy = (isOwn ? own.handlaggare : random.pick(ordinary))?.id ?? null;
  } else {
    // Only posts of the staffing list are known by name; the decisions of others carry their level alone.
    decision.decidedBy = staff.find(({ befattning }) => befattning === decision.level)?.id ?? null;
  }
}

/** The level that the order gives for all that the decision is: the highest of its kinds. */
function orderedLevel(decision: DemoDecision, { ownLevels }: DemoOrder): DecisionLevel {
  const lagrum = insatser[decision.insats].lagrum ?? '';
  const { kind, extraKinds } = decisionKindOf({ ...decision, lagrum }, decision.executions);
  const levels = [kind, ...extraKinds].map(
    (one) => (one === 'OKAND' ? undefined : ownLevels.get(one)) ?? 'NAMND',
  );
  return levels.reduce((highest, level) => (levelStep(level) > levelStep(highest) ? level : highest));
}
