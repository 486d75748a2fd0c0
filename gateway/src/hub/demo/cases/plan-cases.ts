import type { CaseStatus, InvestigationCategory, Law } from '@kommunhub/schema';
import { ageOn, type Day, yearsAfter } from '../calendar.js';
import { solInsatser } from '../data/insats-practice.js';
import { type LssInsats, lss2021 } from '../data/lss-2021.js';
import type { DemoPerson } from '../people/demo-person.js';
import { allows, firstAge, goesWith } from '../people/insats-rules.js';
import type { SeededRandom } from '../seeded-random.js';
import { CaseBook } from './case-book.js';
import type { DemoCase, DemoDecision, DemoInvestigation } from './demo-case.js';
import { DecisionPlanner } from './plan-decisions.js';

/** Plans the cases of the people of one source: one or two for each, with all that belongs to them. */
export class CasePlanner {
  readonly #book = new CaseBook();
  readonly #decisions: DecisionPlanner;
  readonly #today: Day;
  readonly #random: SeededRandom;

  constructor(today: Day, random: SeededRandom, sharesProviders: boolean) {
    this.#today = today;
    this.#random = random;
    this.#decisions = new DecisionPlanner(today, this.#book, random, sharesProviders);
  }

  casesOf(person: DemoPerson): DemoCase[] {
    switch (person.standing) {
      case 'APPLICANT':
        return [this.#newApplication(person)];
      case 'REFUSED':
        return [this.#refusedCase(person)];
      case 'FORMER':
        return [this.#endedCase(person)];
      case 'HOLDER':
        return this.#casesOfHolder(person);
    }
  }

  #casesOfHolder(person: DemoPerson): DemoCase[] {
    const cases = [this.#heldCase(person)];
    const age = ageOn(person.bornOn, this.#today);
    const dice = this.#random.next();
    if (dice < 0.06) cases.push(this.#newApplication(person));
    else if (dice < 0.14) cases.push(this.#endedCase(person));
    else if (dice < 0.18 && age >= 20) cases.push(this.#solCase(person));
    return cases;
  }

  /** The case with the insatser that the person holds, renewals and refusals along the way included. */
  #heldCase(person: DemoPerson): DemoCase {
    const decisions: DemoDecision[] = [];
    let together: Day | null = null;
    for (const insats of person.insatser) {
      const own = this.#decisions.firstDay(person, insats);
      // Insatser applied for together begin together, where the younger start allows it.
      const from: Day = together !== null && together >= own ? together : own;
      together = from;
      decisions.push(...this.#decisions.heldInsats(person, insats, from));
      if (insats === 'LSS_9_2') decisions.push(...this.#assistanceDecisions(from));
    }
    if (this.#random.chance(0.08)) {
      const wanted = this.#wantedInsats(person);
      decisions.push(this.#decisions.refusal(wanted, this.#today - this.#random.between(10, 700), 'AVSLAG'));
    }
    return this.#caseOf(person, 'LSS', decisions);
  }

  #assistanceDecisions(from: Day): DemoDecision[] {
    const earliest = Math.max(from, this.#today - 700);
    const day = () => this.#random.between(earliest, this.#today - 1);
    const decisions = Array.from({ length: this.#random.between(0, 3) }, () =>
      this.#decisions.sjuklon(day()),
    );
    if (this.#random.chance(0.15)) decisions.push(this.#decisions.extraAssistance(day()));
    return decisions;
  }

  #solCase(person: DemoPerson): DemoCase {
    const insats = this.#random.pick(solInsatser);
    const from = this.#decisions.firstDay(person, insats);
    return this.#caseOf(person, 'SOL', this.#decisions.heldInsats(person, insats, from));
  }

  #endedCase(person: DemoPerson): DemoCase {
    const insats = this.#wantedInsats(person);
    const earliest = Math.max(this.#grownFor(person, insats), this.#today - 1_600);
    const decidedOn = this.#random.between(earliest, Math.max(earliest, this.#today - 800));
    const endedOn = this.#random.between(Math.min(decidedOn + 60, this.#today - 30), this.#today - 30);
    return this.#caseOf(
      person,
      'LSS',
      this.#decisions.endedInsats(person, insats, decidedOn, endedOn),
      endedOn,
    );
  }

  #refusedCase(person: DemoPerson): DemoCase {
    const decidedOn = this.#today - this.#random.between(5, 500);
    const outcome = this.#random.pick(['AVSLAG', 'AVSLAG', 'AVSLAG', 'AVSKRIVNING', 'AVVISNING'] as const);
    const refusal = this.#decisions.refusal(this.#wantedInsats(person), decidedOn, outcome);
    const closedOn = Math.min(decidedOn + this.#random.between(0, 30), this.#today);
    return this.#caseOf(person, 'LSS', [refusal], closedOn);
  }

  /** An application without decision: new, or under investigation. */
  #newApplication(person: DemoPerson): DemoCase {
    const appliedOn = this.#today - this.#random.between(1, 110);
    const isBegun = this.#random.chance(0.55);
    const investigation: DemoInvestigation = {
      sourceId: this.#book.nextId('U'),
      category: this.#random.chance(0.15) ? 'PERSONLIG_ASSISTANS' : 'OVRIGA_LSS',
      appliedOn,
      openedOn: Math.min(appliedOn + this.#random.between(0, 14), this.#today),
      closedOn: null,
    };
    return {
      ...this.#identity('LSS', appliedOn),
      person,
      law: 'LSS',
      status: isBegun ? 'UTREDS' : 'AKTUALISERAT',
      openedOn: appliedOn,
      closedOn: null,
      investigations: isBegun ? [investigation] : [],
      decisions: [],
      handlaggare: null,
    };
  }

  #caseOf(
    person: DemoPerson,
    law: Law,
    decisions: readonly DemoDecision[],
    closedOn: Day | null = null,
  ): DemoCase {
    const ordered = [...decisions].sort((a, b) => a.decidedOn - b.decidedOn);
    const investigations = this.#investigationsFor(ordered, law);
    const openedOn = Math.min(
      ...investigations.map(({ appliedOn, openedOn: opened }) => appliedOn ?? opened),
    );
    return {
      ...this.#identity(law, openedOn),
      ...{ person, law, openedOn, closedOn, investigations },
      status: closedOn === null ? openStatus(ordered) : 'AVSLUTAT',
      decisions: ordered,
      handlaggare: null,
    };
  }

  #identity(law: Law, openedOn: Day): Pick<DemoCase, 'sourceId' | 'caseNumber'> {
    return { sourceId: this.#book.nextId('A'), caseNumber: this.#book.nextCaseNumber(law, openedOn) };
  }

  /** One investigation before each decision; those within a fortnight share it, and claims for sick pay have none. */
  #investigationsFor(decisions: readonly DemoDecision[], law: Law): DemoInvestigation[] {
    const investigations: DemoInvestigation[] = [];
    for (const { insats, subtype, outcome, decidedOn } of decisions) {
      if (subtype === 'SJUKVIKARIE' || outcome === 'UPPHORANDE') continue;
      const category: InvestigationCategory =
        law === 'SOL' ? 'SOL' : insats === 'LSS_9_2' ? 'PERSONLIG_ASSISTANS' : 'OVRIGA_LSS';
      const last = investigations.at(-1);
      const isShared = last?.category === category && decidedOn - (last.closedOn ?? 0) <= 14;
      if (isShared) continue;
      const appliedOn = decidedOn - this.#random.between(14, 100);
      investigations.push({
        sourceId: this.#book.nextId('U'),
        category,
        appliedOn,
        openedOn: appliedOn + this.#random.between(0, 10),
        closedOn: decidedOn,
      });
    }
    return investigations;
  }

  /** An insats that the person could have had for a while but does not hold. */
  #wantedInsats(person: DemoPerson): LssInsats {
    const age = ageOn(person.bornOn, this.#today);
    const possible = lss2021
      .map(({ insats }) => insats)
      .filter((insats) => allows(insats, age, person.personkrets))
      .filter((insats) => !person.insatser.includes(insats) && goesWith(insats, person.insatser))
      .filter((insats) => this.#grownFor(person, insats) < this.#today - 200);
    return possible.length > 0 ? this.#random.pick(possible) : 'LSS_9_2';
  }

  #grownFor(person: DemoPerson, insats: LssInsats): Day {
    return yearsAfter(person.bornOn, firstAge(insats));
  }
}

function openStatus(decisions: readonly DemoDecision[]): CaseStatus {
  const isExecuted = decisions.some(({ executions }) =>
    executions.some(({ startedOn, endedOn }) => startedOn !== null && endedOn === null),
  );
  return isExecuted ? 'VERKSTALLS' : 'BESLUTAT';
}
