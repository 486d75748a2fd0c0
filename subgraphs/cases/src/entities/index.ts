import { CaseEntity } from './case-entity.js';
import { DecisionEntity } from './decision-entity.js';
import { ExecutionEntity } from './execution-entity.js';
import { FollowUpEntity } from './follow-up-entity.js';
import { HandlaggareEntity } from './handlaggare-entity.js';
import { InsatsCountEntity } from './insats-count-entity.js';
import { InterruptionEntity } from './interruption-entity.js';
import { InvestigationEntity } from './investigation-entity.js';
import { KommunFactsEntity } from './kommun-facts-entity.js';
import { PersonEntity } from './person-entity.js';

export {
  CaseEntity,
  DecisionEntity,
  ExecutionEntity,
  FollowUpEntity,
  HandlaggareEntity,
  InsatsCountEntity,
  InterruptionEntity,
  InvestigationEntity,
  KommunFactsEntity,
  PersonEntity,
};

/** The tables of this subgraph, for the data source. */
export const casesEntities = [
  PersonEntity,
  CaseEntity,
  InvestigationEntity,
  DecisionEntity,
  ExecutionEntity,
  FollowUpEntity,
  InterruptionEntity,
  InsatsCountEntity,
  HandlaggareEntity,
  KommunFactsEntity,
];
