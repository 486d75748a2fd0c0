import {
  type FollowUpResult,
  type FollowUpType,
  type InterruptionCause,
  isFavourable,
} from '@kommunhub/schema';
import { type Day, yearsAfter } from '../calendar.js';
import type { SeededRandom } from '../seeded-random.js';
import type { DemoCase, DemoDecision } from './demo-case.js';

export interface DemoFollowUp {
  readonly sourceId: string;
  readonly kommunCode: string;
  readonly decisionId: string;
  readonly type: FollowUpType;
  readonly plannedOn: Day;
  readonly doneOn: Day | null;
  readonly result: FollowUpResult | null;
}

export interface DemoInterruption {
  readonly sourceId: string;
  readonly kommunCode: string;
  readonly executionId: string;
  readonly startedOn: Day;
  readonly endedOn: Day | null;
  readonly cause: InterruptionCause;
}

/** How far back and ahead plans reach: the report of last year, and the work of the coming months. */
const [daysBack, daysAhead] = [400, 200];
const interruptedShare = 0.025;
const results: readonly FollowUpResult[] = [...Array(8).fill('OFORANDRAT'), 'ANDRAS', 'UPPHOR'];
const causes: readonly InterruptionCause[] = [
  ...(['SJUKHUSVISTELSE', 'SJUKHUSVISTELSE', 'BRUKAREN', 'PERSONALBRIST'] as const),
  ...(['UTFORARE_SLUTAT', 'LOKAL', 'ANNAN'] as const),
];

/** Follow-ups of LSS decisions in force: every year, and before one of limited time is tried again. */
export function planFollowUps(cases: readonly DemoCase[], today: Day, random: SeededRandom): DemoFollowUp[] {
  const planned: DemoFollowUp[] = [];
  for (const { person, decision } of running(cases, today)) {
    const dates: { plannedOn: Day; type: FollowUpType }[] = yearlyDates(decision, today).map((plannedOn) => ({
      plannedOn,
      type: 'ARLIG',
    }));
    const retrial = decision.validTo === null ? null : decision.validTo - 60;
    if (retrial !== null && retrial > (decision.validFrom ?? today) && isNear(retrial, today)) {
      dates.push({ plannedOn: retrial, type: 'INFOR_OMPROVNING' });
    }
    for (const { plannedOn, type } of dates) {
      const doneOn = plannedOn + random.between(-10, 30);
      const isDone = doneOn <= today && random.chance(0.85);
      planned.push({
        sourceId: `F${300_001 + planned.length}`,
        kommunCode: person.kommunCode,
        decisionId: decision.sourceId,
        type: random.chance(0.05) ? 'VID_BEHOV' : type,
        plannedOn,
        doneOn: isDone ? doneOn : null,
        result: isDone ? random.pick(results) : null,
      });
    }
  }
  return planned;
}

/** A few executions that stopped for a time, some of which still stand still. */
export function planInterruptions(
  cases: readonly DemoCase[],
  today: Day,
  random: SeededRandom,
): DemoInterruption[] {
  const planned: DemoInterruption[] = [];
  for (const { person, decision } of running(cases, today)) {
    for (const { sourceId: executionId, startedOn, endedOn } of decision.executions) {
      if (startedOn === null || endedOn !== null || startedOn >= today - 30) continue;
      if (!random.chance(interruptedShare)) continue;
      const from = random.between(Math.max(startedOn + 1, today - 500), today - 5);
      const to = from + random.between(3, 150);
      planned.push({
        ...{ sourceId: `AV${300_001 + planned.length}`, kommunCode: person.kommunCode, executionId },
        ...{ startedOn: from, endedOn: to <= today ? to : null, cause: random.pick(causes) },
      });
    }
  }
  return planned;
}

function running(cases: readonly DemoCase[], today: Day) {
  return cases
    .filter(({ law }) => law === 'LSS')
    .flatMap(({ person, decisions }) => decisions.map((decision) => ({ person, decision })))
    .filter(({ decision }) => isRunning(decision, today));
}

function isRunning({ outcome, validFrom, validTo, executions }: DemoDecision, today: Day): boolean {
  const isInForce = validFrom !== null && validFrom <= today && (validTo === null || validTo >= today);
  return isInForce && isFavourable(outcome) && executions.some(({ startedOn }) => startedOn !== null);
}

const isNear = (day: Day, today: Day) => day >= today - daysBack && day <= today + daysAhead;

function yearlyDates({ validFrom, validTo }: DemoDecision, today: Day): Day[] {
  const dates: Day[] = [];
  for (let years = 1; validFrom !== null; years++) {
    const day = yearsAfter(validFrom, years);
    if (day > today + daysAhead || (validTo !== null && day >= validTo)) break;
    if (isNear(day, today)) dates.push(day);
  }
  return dates;
}
