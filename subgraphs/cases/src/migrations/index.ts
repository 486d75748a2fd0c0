import type { MigrationClass } from '@kommunhub/subgraph-kit';
import { AddCountSex1795349453000 } from './add-count-sex.js';
import { AddFollowUps1795349151000 } from './add-follow-ups.js';
import { CloseHistories1795349152000 } from './close-histories.js';
import { CreateCases1795348810000 } from './create-cases.js';
import { RulesByScope1795349210000 } from './rules-by-scope.js';

/** Migrations of the schema `cases`; they come after the hub's own. */
export const casesMigrations: readonly MigrationClass[] = [
  CreateCases1795348810000,
  AddFollowUps1795349151000,
  CloseHistories1795349152000,
  RulesByScope1795349210000,
  AddCountSex1795349453000,
];
