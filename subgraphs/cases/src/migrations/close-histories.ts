import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  ofGrantedNamnd,
  ofOwnNamnd,
  throughCase,
  throughEarlier,
  throughKnownPerson,
  throughPersonsCase,
  visibleDecision,
} from './row-rules.js';

/**
 * Who sees earlier states. They follow the case as it is now, as before, and
 * are the own nämnd's: an agreement lends what is known today, not the past.
 *
 * What hangs on a decision or execution that has since gone is seen with its
 * history. A case that was another person's before a correction shows nothing
 * of that time to who cannot see the person.
 */
const rules: Readonly<Record<string, string>> = {
  cases: `${throughCase('cases_history', 'id')} and ${throughKnownPerson('cases_history')}`,
  persons: throughPersonsCase('persons_history'),
  investigations: throughCase('investigations_history'),
  decisions: visibleDecision('decisions_history'),
  executions: throughEarlier('executions_history', 'decisions', 'decision_id'),
  handlaggare: ofGrantedNamnd('handlaggare_history'),
};

/** What histories are asked by; the row's own id leads their key. */
const indexes = [
  'cases.investigations_history (kommun_code, case_id)',
  'cases.decisions_history (kommun_code, case_id)',
  'cases.executions_history (kommun_code, decision_id)',
  'cases.follow_ups_history (kommun_code, decision_id)',
  'cases.interruptions_history (kommun_code, execution_id)',
];

export class CloseHistories1795349152000 implements MigrationInterface {
  readonly name = 'CloseHistories1795349152000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, rule] of Object.entries(rules)) {
      const history = `${table}_history`;
      await runner.query(
        `alter policy app_reads on cases.${history} using (${ofOwnNamnd(history)} and ${rule})`,
      );
    }
    for (const index of indexes) await runner.query(`create index on ${index}`);
  }

  /** Leaves the narrower rules: nothing older reads the histories. */
  async down(): Promise<void> {}
}
