import type {
  AmountUnit,
  Befattning,
  CaseStatus,
  DecisionLevel,
  DecisionOutcome,
  Insatskod,
  InvestigationCategory,
  Law,
  Regi,
  Subtype,
} from '@kommunhub/schema';
import type { Day } from '../calendar.js';
import type { DemoPerson } from '../people/demo-person.js';

/** A handläggare of the demo; `id` is the one in the nämnd's own system. */
export interface DemoStaff {
  readonly id: string;
  readonly name: string;
  readonly befattning: Befattning;
  readonly kommunCode: string;
}

export interface DemoExecution {
  readonly sourceId: string;
  readonly provider: string;
  readonly regi: Regi;
  readonly orderedOn: Day;
  readonly startedOn: Day | null;
  readonly endedOn: Day | null;
  readonly executingKommunCode: string | null;
}

export interface DemoDecision {
  readonly sourceId: string;
  readonly insats: Insatskod;
  readonly subtype: Subtype | null;
  readonly outcome: DecisionOutcome;
  readonly decidedOn: Day;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly amount: { readonly value: string; readonly unit: AmountUnit } | null;
  readonly executions: readonly DemoExecution[];
  /** Set when the cases have been shared out among the staff. */
  level: DecisionLevel | null;
  decidedBy: string | null;
}

export interface DemoInvestigation {
  readonly sourceId: string;
  readonly category: InvestigationCategory;
  readonly appliedOn: Day | null;
  readonly openedOn: Day;
  readonly closedOn: Day | null;
}

export interface DemoCase {
  readonly sourceId: string;
  caseNumber: string;
  readonly person: DemoPerson;
  readonly law: Law;
  readonly status: CaseStatus;
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  readonly investigations: readonly DemoInvestigation[];
  readonly decisions: readonly DemoDecision[];
  /** Set when the cases are shared out; null is the queue. */
  handlaggare: DemoStaff | null;
}
