import { createModelTable, type ModelTable } from '@kommunhub/subgraph-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  ofAggregateNamnd,
  ofOwnNamnd,
  throughDecision,
  throughEarlier,
  throughExecution,
} from './row-rules.js';

const tables: readonly ModelTable[] = [
  {
    table: 'cases.follow_ups',
    columns: [
      ['decision_id', 'text not null'],
      ['type', 'text'],
      ['type_raw_cipher', 'bytea'],
      ['planned_on', 'date not null'],
      ['done_on', 'date'],
      ['result', 'text'],
    ],
    visible: throughDecision('follow_ups'),
    historyVisible: `${ofOwnNamnd('follow_ups_history')} and ${throughEarlier('follow_ups_history', 'decisions', 'decision_id')}`,
  },
  {
    table: 'cases.interruptions',
    columns: [
      ['execution_id', 'text not null'],
      ['started_on', 'date not null'],
      ['ended_on', 'date'],
      ['cause', 'text'],
      ['cause_raw_cipher', 'bytea'],
    ],
    visible: throughExecution('interruptions'),
    historyVisible: `${ofOwnNamnd('interruptions_history')} and ${throughEarlier('interruptions_history', 'executions', 'execution_id')}`,
  },
  {
    table: 'cases.insats_counts',
    columns: [
      ['counted_on', 'date not null'],
      ['insats', 'text not null'],
      ['insats_raw_cipher', 'bytea'],
      ['handlaggare_id', 'text'],
      ['count', 'integer not null'],
    ],
    visible: ofAggregateNamnd('insats_counts'),
    historyVisible: `${ofAggregateNamnd('insats_counts_history')} and ${ofOwnNamnd('insats_counts_history')}`,
  },
];

const indexes = [
  'cases.follow_ups (kommun_code, decision_id, planned_on)',
  'cases.interruptions (kommun_code, execution_id, started_on)',
  'cases.insats_counts (kommun_code, counted_on)',
];

/** Uppföljningar, avbrott and plain counts of insatser. */
export class AddFollowUps1795349151000 implements MigrationInterface {
  readonly name = 'AddFollowUps1795349151000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await createModelTable(runner, table);
    for (const index of indexes) await runner.query(`create index on ${index}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of tables.toReversed()) await runner.query(`drop table ${table}, ${table}_history`);
  }
}
