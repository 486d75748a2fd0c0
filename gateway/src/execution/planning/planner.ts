import type { QueryPlan } from '@graphql-hive/router-query-planner';

/** Makes a plan of an operation in normal form. */
export interface Planner {
  /** @throws EngineError PLAN_REFUSED, PLAN_ABORTED or PLAN_TIMEOUT; never anything else. */
  plan(normalForm: string): Promise<QueryPlan>;
  stop(): Promise<void>;
}

/** What planning one operation may take. */
export interface PlanningLimits {
  /** Milliseconds until an answer must be there. */
  timeoutMs: number;
  /** Resident memory of the planning process, in MiB, before it is ended. */
  memoryMiB: number;
  /** Operations that may wait for the planner at once. */
  waiting: number;
}

export const DEFAULT_PLANNING_LIMITS: PlanningLimits = {
  timeoutMs: 5_000,
  memoryMiB: 512,
  waiting: 500,
};
