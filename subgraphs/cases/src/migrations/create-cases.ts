import { createModelSchema, createModelTable, type ModelTable } from '@kommunhub/subgraph-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  ofGrantedNamnd,
  throughCase,
  throughDecision,
  throughPersonsCase,
  visibleCase,
  visibleDecision,
} from './row-rules.js';

/** Cases come first: the rules of all other tables look at them. */
const tables: readonly ModelTable[] = [
  {
    table: 'cases.cases',
    columns: [
      ['person_id', 'text not null'],
      ['handlaggare_id', 'text'],
      ['has_handlaggare', 'boolean not null'],
      ['case_number_cipher', 'bytea not null'],
      ['case_number_hash', 'bytea not null'],
      ['law', 'text not null'],
      ['status', 'text not null'],
      ['opened_on', 'date not null'],
      ['closed_on', 'date'],
    ],
    visible: visibleCase,
    // Earlier states follow the case as it is now: what has left the caller's hands is not readable as history.
    historyVisible: throughCase('cases_history', 'id'),
  },
  {
    table: 'cases.persons',
    columns: [
      ['id_type', 'text not null'],
      ['personnummer_cipher', 'bytea'],
      ['personnummer_hash', 'bytea'],
      ['name_cipher', 'bytea'],
      ['name_hash', 'bytea'],
      ['birth_year', 'smallint'],
      ['sex', 'text not null'],
      ['protection', 'text not null'],
      ['personkrets', 'text'],
    ],
    visible: throughPersonsCase('persons'),
    historyVisible: throughPersonsCase('persons_history'),
  },
  {
    table: 'cases.investigations',
    columns: [
      ['case_id', 'text not null'],
      ['category', 'text not null'],
      ['applied_on', 'date'],
      ['opened_on', 'date not null'],
      ['closed_on', 'date'],
    ],
    visible: throughCase('investigations'),
    historyVisible: throughCase('investigations_history'),
  },
  {
    table: 'cases.decisions',
    columns: [
      ['case_id', 'text not null'],
      ['insats', 'text not null'],
      ['insats_raw_cipher', 'bytea'],
      ['subtype', 'text'],
      ['outcome', 'text not null'],
      ['outcome_raw_cipher', 'bytea'],
      ['decided_on', 'date not null'],
      ['valid_from', 'date'],
      ['valid_to', 'date'],
      ['lagrum', 'text not null'],
      ['level', 'text'],
      ['decided_by_id', 'text'],
      ['amount', 'numeric'],
      ['amount_unit', 'text'],
    ],
    visible: visibleDecision('decisions'),
    historyVisible: visibleDecision('decisions_history'),
  },
  {
    table: 'cases.executions',
    columns: [
      ['decision_id', 'text not null'],
      ['provider_cipher', 'bytea'],
      ['regi', 'text'],
      ['ordered_on', 'date'],
      ['started_on', 'date'],
      ['ended_on', 'date'],
      ['executing_kommun_code', 'text'],
    ],
    visible: throughDecision('executions'),
    historyVisible: throughDecision('executions_history'),
  },
  {
    table: 'cases.handlaggare',
    columns: [
      ['name_cipher', 'bytea'],
      ['befattning', 'text not null'],
      ['befattning_raw_cipher', 'bytea'],
      ['fte', 'numeric'],
      ['active_from', 'date'],
      ['active_to', 'date'],
    ],
    visible: ofGrantedNamnd('handlaggare'),
    historyVisible: ofGrantedNamnd('handlaggare_history'),
  },
  {
    table: 'cases.kommun_facts',
    columns: [
      ['population', 'integer'],
      ['population_on', 'date'],
      ['population_estimated', 'boolean'],
      ['omrade', 'text'],
      ['omrade_status', 'text'],
      ['lss_fte_list', 'numeric'],
      ['lss_fte_omrade', 'numeric'],
      ['includes_socialpsykiatri', 'boolean'],
      ['other_staff', 'jsonb not null'],
      ['origin', 'text not null'],
    ],
    visible: null,
  },
];

const indexes = [
  // The work list in both orders: own cases, and the queue, for which null would not do as a leading value.
  'cases.cases (kommun_code, handlaggare_id, opened_on, id)',
  'cases.cases (kommun_code, opened_on, id) where not has_handlaggare and closed_on is null',
  'cases.cases (kommun_code, person_id)',
  'cases.cases (kommun_code, case_number_hash)',
  'cases.persons (kommun_code, personnummer_hash)',
  'cases.persons (kommun_code, name_hash)',
  'cases.investigations (kommun_code, case_id, opened_on)',
  'cases.decisions (kommun_code, case_id, decided_on, id)',
  'cases.decisions (kommun_code, decided_on, id)',
  'cases.executions (kommun_code, decision_id)',
  'cases.handlaggare (kommun_code, namnd_id)',
];

/** Tables of cases, decisions and the persons they concern, with their row rules. */
export class CreateCases1795348810000 implements MigrationInterface {
  readonly name = 'CreateCases1795348810000';

  async up(runner: QueryRunner): Promise<void> {
    await createModelSchema(runner, 'cases');
    for (const table of tables) await createModelTable(runner, table);
    for (const index of indexes) await runner.query(`create index on ${index}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema cases cascade');
  }
}
