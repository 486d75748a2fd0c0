import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { EngineError } from '../engine-errors.js';
import { RecentCache } from '../recent-cache.js';
import type { Planner } from './planner.js';

/** Milliseconds for which an operation that ended the planner is not tried again. */
const REMEMBER_ABORT_MS = 300_000;

/**
 * Remembers plans and refusals. A refusal is for good, since the same text meets the same
 * planner; what ended the planner or took too long is tried again later.
 */
export class CachedPlanner implements Planner {
  readonly #plans: RecentCache<QueryPlan>;
  readonly #refusals: RecentCache<{ error: EngineError; until: number }>;

  constructor(
    readonly planner: Planner,
    capacity: number,
    readonly now: () => number = Date.now,
  ) {
    this.#plans = new RecentCache(capacity);
    this.#refusals = new RecentCache(capacity);
  }

  async plan(normalForm: string): Promise<QueryPlan> {
    const known = this.#plans.get(normalForm);
    if (known) return known;
    const refusal = this.#refusals.get(normalForm);
    if (refusal && refusal.until > this.now()) throw refusal.error;
    try {
      const plan = await this.planner.plan(normalForm);
      this.#plans.set(normalForm, plan);
      return plan;
    } catch (error) {
      if (error instanceof EngineError && error.code !== 'PLAN_TIMEOUT') {
        this.#refusals.set(normalForm, {
          error,
          until: this.now() + REMEMBER_ABORT_MS,
        });
      }
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.planner.stop();
  }
}
