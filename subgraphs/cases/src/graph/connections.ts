import { connectionType } from '@kommunhub/subgraph-kit';
import { Case } from './case.js';
import { Decision } from './decision.js';

export const CaseConnection = connectionType('Case', Case);
export const DecisionConnection = connectionType('Decision', Decision);
