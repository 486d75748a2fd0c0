import type { Day } from '../calendar.js';
import { dalarna } from '../data/dalarna.js';
import { type DecidedInsats, inventedProviders, practiceOf } from '../data/insats-practice.js';
import type { DemoPerson } from '../people/demo-person.js';
import type { SeededRandom } from '../seeded-random.js';
import type { CaseBook } from './case-book.js';
import type { DemoExecution } from './demo-case.js';

/** How far a granted decision has come. */
export type Progress = 'EXECUTED' | 'ORDERED' | 'NOT_ORDERED';

interface ExecutionDraft {
  readonly person: DemoPerson;
  readonly insats: DecidedInsats;
  readonly progress: Progress;
  readonly decidedOn: Day;
  readonly validFrom: Day;
  readonly endedOn: Day | null;
}

/** Plans how granted decisions are carried out. */
export class ExecutionPlanner {
  constructor(
    private readonly today: Day,
    private readonly book: CaseBook,
    private readonly random: SeededRandom,
    /** Some systems know one provider a decision only. */
    private readonly sharesProviders: boolean,
  ) {}

  plan(draft: ExecutionDraft): DemoExecution[] {
    if (draft.progress === 'NOT_ORDERED') return [];
    // A second provider shares the work now and then: two rows for one decision.
    const isShared = draft.insats === 'LSS_9_10' && this.random.chance(0.04);
    const count = isShared && this.sharesProviders ? 2 : 1;
    return Array.from({ length: count }, () => this.#execution(draft));
  }

  #execution({ person, insats, progress, decidedOn, validFrom, endedOn }: ExecutionDraft): DemoExecution {
    const regi = this.random.pick(practiceOf(insats).regis);
    const orderedOn = Math.min(decidedOn + this.random.between(0, 10), endedOn ?? this.today, this.today);
    const earliest = Math.max(validFrom, orderedOn);
    const latest = Math.max(earliest, Math.min(earliest + 20, endedOn ?? this.today, this.today));
    return {
      sourceId: this.book.nextId('V'),
      provider: this.#provider(insats, regi === 'EGEN_REGI'),
      regi,
      orderedOn,
      startedOn: progress === 'EXECUTED' ? this.random.between(earliest, latest) : null,
      endedOn,
      executingKommunCode: regi === 'ANNAN_KOMMUN' ? this.#otherKommun(person) : null,
    };
  }

  #otherKommun({ kommunCode }: DemoPerson): string {
    return this.random.pick(dalarna.filter(({ code }) => code !== kommunCode)).code;
  }

  #provider(insats: DecidedInsats, isOwn: boolean): string {
    if (!isOwn) return this.random.pick(inventedProviders);
    return `${practiceOf(insats).place}, enhet ${this.random.between(1, 9)}`;
  }
}
