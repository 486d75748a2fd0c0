export { sjuklonerEntities } from './entities/index.js';
export { sjuklonerMigrations } from './migrations/index.js';
export type {
  CasePort,
  MandateAnswer,
  MandatePort,
  MandateQuestion,
  SjuklonerServices,
} from './ports/index.js';
export { createSjuklonerSubgraph } from './subgraph.js';
