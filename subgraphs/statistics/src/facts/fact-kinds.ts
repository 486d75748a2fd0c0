import type { TableId } from '@kommunhub/schema';
import type { FactTable } from '../migrations/fact-table.js';
import { type Knowledge, personColumns } from './base-rows.js';
import { deriveCases, deriveCounts, deriveStaff, deriveStaffing } from './derive-cases.js';
import { deriveDecisions, deriveFollowUps } from './derive-decisions.js';
import { deriveInsatser, deriveWaiting } from './derive-insatser.js';

/** Facts of one kind: how they are derived, and which days and tables they touch. */
export interface FactKind {
  readonly table: FactTable;
  /** Beside kommun_code and namnd_id. */
  readonly columns: readonly string[];
  derive(knowledge: Knowledge): string;
  /** SQL of the days on which a `fact` counts for something, as a daterange. */
  readonly days: string;
  /** The columns that decide how it is counted on those days. */
  readonly counted: readonly string[];
  /** The tables with monthly cells that count them. */
  readonly tables: readonly TableId[];
}

const between = (from: string, to: string) =>
  `case when coalesce(${from} <= ${to}, true) then daterange(${from}, ${to}, '[]') end`;

/** All kinds but claims, which are kept as they are written. */
export const factKinds: readonly FactKind[] = [
  {
    table: 'insats_facts',
    columns: [
      ...['decision_key', ...personColumns, 'insats', 'subtype'],
      ...['from_on', 'to_on', 'is_external', 'executing_kommun_code'],
    ],
    derive: deriveInsatser,
    days: between('fact.from_on', 'fact.to_on'),
    counted: [...personColumns, 'insats', 'is_external'],
    tables: ['insatser', 'personer'],
  },
  {
    table: 'decision_facts',
    columns: [
      ...['key', 'case_key', ...personColumns, 'insats', 'subtype', 'outcome'],
      ...['decided_on', 'valid_from', 'valid_to', 'category', 'applied_on', 'opened_on'],
      ...['days_from_applied', 'days_from_opened'],
    ],
    derive: deriveDecisions,
    days: between('fact.decided_on', 'fact.decided_on'),
    counted: ['key', ...personColumns, 'insats', 'outcome', 'days_from_applied'],
    tables: ['beslut'],
  },
  {
    table: 'waiting_facts',
    columns: [
      ...['decision_key', ...personColumns, 'insats'],
      ...['decided_on', 'since_on', 'until_on', 'is_interruption'],
    ],
    derive: deriveWaiting,
    days: between('fact.since_on', 'fact.until_on'),
    counted: ['decision_key', ...personColumns, 'insats', 'since_on'],
    tables: ['ej_verkstallda'],
  },
  {
    table: 'case_facts',
    columns: ['key', ...personColumns, 'law', 'opened_on', 'closed_on', 'staff_key'],
    derive: deriveCases,
    days: between('fact.opened_on', 'fact.closed_on'),
    counted: ['key', ...personColumns, 'law'],
    tables: ['arendemangd'],
  },
  {
    table: 'staff_facts',
    columns: ['key', 'befattning', 'fte', 'active_from', 'active_to'],
    derive: deriveStaff,
    days: between('fact.active_from', 'fact.active_to'),
    counted: [],
    tables: [],
  },
  {
    table: 'staffing_facts',
    columns: ['fte'],
    derive: deriveStaffing,
    days: 'null::daterange',
    counted: [],
    tables: [],
  },
  {
    table: 'follow_up_facts',
    columns: ['key', 'decision_key', ...personColumns, 'insats', 'planned_on', 'done_on', 'is_long_term'],
    derive: deriveFollowUps,
    days: `case when fact.done_on is not null then daterange(fact.done_on, fact.done_on, '[]') end`,
    counted: ['key', ...personColumns, 'insats', 'is_long_term'],
    tables: ['uppfoljningar'],
  },
  {
    table: 'count_facts',
    columns: ['insats', 'sex', 'counted_on', 'count'],
    derive: deriveCounts,
    days: between('fact.counted_on', `(fact.counted_on + interval '3 months')::date`),
    counted: ['insats', 'sex', 'count'],
    tables: ['insatser'],
  },
];
