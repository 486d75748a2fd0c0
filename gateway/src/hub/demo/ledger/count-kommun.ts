import { isFavourable } from '@kommunhub/schema';
import type { Day } from '../calendar.js';
import type { DemoCase, DemoDecision } from '../cases/demo-case.js';
import { jointStaffId } from '../cases/staff.js';
import type { DemoNamnd } from '../data/namnder.js';
import { demoIdentities } from '../identities.js';
import type { DemoPerson } from '../people/demo-person.js';
import type { InsatsKey, InsatsLedger, KommunLedger } from './demo-ledger.js';

/** What is counted of one kommun. */
export interface KommunContent {
  readonly kommunCode: string;
  readonly namnd: DemoNamnd;
  readonly people: readonly DemoPerson[];
  readonly cases: readonly DemoCase[];
  readonly staff: number;
  /** Whether the record came through the files. */
  readonly came: (kind: 'investigation' | 'decision' | 'execution', sourceId: string) => boolean;
  /** Whether the decision's insats came out unknown. */
  readonly isUnknown: (decisionId: string) => boolean;
  readonly today: Day;
}

export function countKommun(content: KommunContent): KommunLedger {
  const { kommunCode, namnd, people, cases, came, today } = content;
  const open = cases.filter(({ closedOn }) => closedOn === null);
  const closed = cases.filter(({ closedOn }) => closedOn !== null);
  const mine = new Set([jointStaffId, demoIdentities.handlaggare.staffKey]);
  const decisions = cases.flatMap((own) =>
    own.decisions.filter(({ sourceId }) => came('decision', sourceId)),
  );
  const executions = decisions.flatMap((decision) =>
    decision.executions.filter(({ sourceId }) => came('execution', sourceId)),
  );
  return {
    kommunCode,
    namndId: namnd.id,
    sourceId: namnd.sourceId,
    persons: people.length,
    protectedPersons: people.filter(({ protection }) => protection !== 'INGEN').length,
    cases: {
      total: cases.length,
      open: open.length,
      closed: closed.length,
      queue: open.filter(({ handlaggare }) => handlaggare === null).length,
      ofDemoUser: cases.filter(({ handlaggare }) => handlaggare !== null && mine.has(handlaggare.id)).length,
      closedWithoutHandlaggare: closed.filter(({ handlaggare }) => handlaggare === null).length,
    },
    investigations: cases
      .flatMap((own) => own.investigations)
      .filter(({ sourceId }) => came('investigation', sourceId)).length,
    decisions: decisions.length,
    executions: executions.length,
    executionsNotStarted: executions.filter(({ startedOn }) => startedOn === null).length,
    grantedNotExecuted: decisions.filter((decision) => isInForce(decision, today) && !hasBegun(decision))
      .length,
    staff: content.staff,
    byInsats: countInsatser(content),
  };
}

interface InsatsCount {
  readonly decisions: DemoDecision[];
  readonly holders: Set<DemoPerson>;
}

function countInsatser({ cases, came, isUnknown, today }: KommunContent): KommunLedger['byInsats'] {
  const counts = new Map<InsatsKey, InsatsCount>();
  for (const own of cases) {
    for (const decision of own.decisions) {
      if (!came('decision', decision.sourceId)) continue;
      const key = isUnknown(decision.sourceId) ? 'OKAND' : decision.insats;
      const count = counts.get(key) ?? { decisions: [], holders: new Set() };
      counts.set(key, count);
      count.decisions.push(decision);
      if (isHeld(decision, today)) count.holders.add(own.person);
    }
  }
  const entries = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, count]) => [key, insatsLedger(count.decisions, [...count.holders])]),
  );
}

function insatsLedger(decisions: readonly DemoDecision[], holders: readonly DemoPerson[]): InsatsLedger {
  const byOutcome: { [Key in DemoDecision['outcome']]?: number } = {};
  for (const { outcome } of decisions) byOutcome[outcome] = (byOutcome[outcome] ?? 0) + 1;
  const granted = decisions.filter(({ outcome }) => isFavourable(outcome));
  return {
    decisions: decisions.length,
    byOutcome,
    granted: granted.length,
    grantedAndExecuted: granted.filter(hasBegun).length,
    personsToday: {
      KVINNA: holders.filter(({ sex }) => sex === 'KVINNA').length,
      MAN: holders.filter(({ sex }) => sex === 'MAN').length,
    },
  };
}

/** Granted for an interval that holds the day; sick pay has no interval, extra hours no execution of their own. */
function isInForce(decision: DemoDecision, today: Day): boolean {
  const { validFrom, validTo, subtype } = decision;
  if (!isFavourable(decision.outcome) || validFrom === null || subtype === 'TILLFALLIG_UTOKNING')
    return false;
  return validFrom <= today && (validTo === null || today <= validTo);
}

/** Whether the decision is one of the insatser that somebody has today. */
export function isHeld(decision: DemoDecision, today: Day): boolean {
  return isInForce(decision, today) && isRunning(decision);
}

function hasBegun({ executions }: DemoDecision): boolean {
  return executions.some(({ startedOn }) => startedOn !== null);
}

function isRunning({ executions }: DemoDecision): boolean {
  return executions.some(({ startedOn, endedOn }) => startedOn !== null && endedOn === null);
}
