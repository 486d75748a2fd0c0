import type { DecisionOutcome, Subtype } from '@kommunhub/schema';
import { type Day, yearsAfter } from '../calendar.js';
import { type DecidedInsats, practiceOf } from '../data/insats-practice.js';
import type { LssInsats } from '../data/lss-2021.js';
import type { DemoPerson } from '../people/demo-person.js';
import { firstAge } from '../people/insats-rules.js';
import type { SeededRandom } from '../seeded-random.js';
import type { CaseBook } from './case-book.js';
import type { DemoDecision, DemoExecution } from './demo-case.js';
import { ExecutionPlanner, type Progress } from './plan-executions.js';

/** What a decision is to be, before it gets its id and executions. */
interface DecisionDraft {
  readonly insats: DecidedInsats;
  readonly outcome: DecisionOutcome;
  readonly decidedOn: Day;
  readonly validFrom?: Day;
  readonly validTo?: Day | null;
  readonly subtype?: Subtype | null;
  readonly amount?: DemoDecision['amount'];
  readonly executions?: readonly DemoExecution[];
}

/** Plans the decisions of one source. All days lie on or before `today`, ends of validity apart. */
export class DecisionPlanner {
  readonly #executions: ExecutionPlanner;

  constructor(
    private readonly today: Day,
    private readonly book: CaseBook,
    private readonly random: SeededRandom,
    sharesProviders: boolean,
  ) {
    this.#executions = new ExecutionPlanner(today, book, random, sharesProviders);
  }

  /** The day from which the person has had the insats: old enough, some weeks to some years ago. */
  firstDay(person: DemoPerson, insats: DecidedInsats): Day {
    const period = practiceOf(insats).periodDays;
    const reach = period === null ? 9 * 365 : period * 3;
    const isLss = insats.startsWith('LSS');
    const grown = isLss ? yearsAfter(person.bornOn, firstAge(insats as LssInsats)) : person.bornOn;
    const latest = this.today - 20;
    return this.random.between(Math.min(latest, Math.max(grown, this.today - reach)), latest);
  }

  /** An insats held today: the first decision and its renewals, each after the other. */
  heldInsats(person: DemoPerson, insats: DecidedInsats, from: Day): DemoDecision[] {
    const { periodDays, forms } = practiceOf(insats);
    const subtype = forms.length > 0 ? this.random.pick(forms) : null;
    const decisions: DemoDecision[] = [];
    for (let validFrom = from; ; ) {
      const validTo = periodDays === null ? null : validFrom + periodDays - 1;
      const isCurrent = validTo === null || validTo >= this.today;
      const outcome = this.random.chance(0.08) ? 'DELVIS_BIFALL' : 'BIFALL';
      // A renewal is decided before the old one ends; Treserva exports show a gap of a few days at times.
      const decidedOn = validFrom - this.random.between(0, 25);
      const progress = isCurrent && decisions.length === 0 ? this.#progress(validFrom) : 'EXECUTED';
      const endedOn = isCurrent ? null : validTo;
      const executions = this.#executions.plan({ person, insats, progress, decidedOn, validFrom, endedOn });
      decisions.push(this.#decision({ insats, outcome, decidedOn, validFrom, validTo, subtype, executions }));
      if (isCurrent || validTo === null) return decisions;
      validFrom = validTo + 1;
    }
  }

  /** An insats that was given once and has ended. */
  endedInsats(person: DemoPerson, insats: DecidedInsats, decidedOn: Day, endedOn: Day): DemoDecision[] {
    const { forms } = practiceOf(insats);
    const subtype = forms.length > 0 ? this.random.pick(forms) : null;
    const validFrom = Math.min(decidedOn + this.random.between(0, 14), endedOn);
    const executions = this.#executions.plan({
      person,
      insats,
      progress: 'EXECUTED',
      decidedOn,
      validFrom,
      endedOn,
    });
    const granted = { insats, decidedOn, validFrom, validTo: endedOn, subtype, executions };
    const decisions = [this.#decision({ ...granted, outcome: 'BIFALL' })];
    if (this.random.chance(0.3)) {
      decisions.push(
        this.#decision({ insats, outcome: 'UPPHORANDE', decidedOn: endedOn, subtype, amount: null }),
      );
    }
    return decisions;
  }

  /** A decision that gives nothing. */
  refusal(
    insats: DecidedInsats,
    decidedOn: Day,
    outcome: 'AVSLAG' | 'AVVISNING' | 'AVSKRIVNING',
  ): DemoDecision {
    return this.#decision({ insats, outcome, decidedOn, subtype: null, amount: null });
  }

  /** Pay to a provider when the ordinary assistant was ill (LSS 9 § 2), in kronor. */
  sjuklon(decidedOn: Day): DemoDecision {
    const value = `${this.random.between(900, 24_000)}.${this.random.pick(['00', '50', '25', '80'])}`;
    return this.#decision({
      insats: 'LSS_9_2',
      outcome: this.random.pick(['BIFALL', 'BIFALL', 'BIFALL', 'DELVIS_BIFALL', 'AVSLAG']),
      decidedOn,
      subtype: 'SJUKVIKARIE',
      amount: { value, unit: 'KRONOR' },
    });
  }

  /** More assistance for some weeks. */
  extraAssistance(decidedOn: Day): DemoDecision {
    return this.#decision({
      insats: 'LSS_9_2',
      outcome: 'BIFALL',
      decidedOn,
      validFrom: decidedOn,
      validTo: decidedOn + this.random.between(14, 80),
      subtype: 'TILLFALLIG_UTOKNING',
    });
  }

  #decision(draft: DecisionDraft): DemoDecision {
    const { validFrom = null, validTo = null, subtype = null, executions = [] } = draft;
    const amount = draft.amount === undefined ? this.#amount(draft.insats) : draft.amount;
    const { insats, outcome, decidedOn } = draft;
    const sourceId = this.book.nextId('B');
    return {
      ...{ sourceId, insats, subtype, outcome, decidedOn, validFrom, validTo, amount, executions },
      level: null,
      decidedBy: null,
    };
  }

  #amount(insats: DecidedInsats): DemoDecision['amount'] {
    const { unit, amount, halves } = practiceOf(insats);
    const whole = this.random.between(...amount);
    return { value: halves && this.random.chance(0.4) ? `${whole}.5` : `${whole}`, unit };
  }

  /** Only somebody who waits for the first start may be without execution. */
  #progress(validFrom: Day): Progress {
    const waits = validFrom > this.today - 270 && this.random.chance(0.28);
    if (!waits) return 'EXECUTED';
    return this.random.chance(0.5) ? 'ORDERED' : 'NOT_ORDERED';
  }
}
