import type { PlanNode, QueryPlan } from '@graphql-hive/router-query-planner';
import { EngineError } from '../engine-errors.js';
import { batchFetchStep, entityFetchStep } from './entity-fetch-step.js';
import type { Step } from './execution.js';
import type { PlanContext } from './plan-context.js';
import { rootFetchStep } from './root-fetch-step.js';

/** Compiles a plan into one step. @throws EngineError for a plan this engine cannot run. */
export function compilePlan(plan: QueryPlan, context: PlanContext): Step {
  return plan.node ? compileNode(plan.node, context) : () => undefined;
}

function compileNode(node: PlanNode, context: PlanContext): Step {
  switch (node.kind) {
    case 'Fetch':
      return rootFetchStep(node, context);
    case 'BatchFetch':
      return batchFetchStep(node, context);
    case 'Flatten':
      if (node.node.kind !== 'Fetch') throw unknown(`Flatten of ${node.node.kind}`);
      return entityFetchStep(node.path, node.node, context);
    case 'Sequence':
      return sequence(node.nodes.map((one) => compileNode(one, context)));
    case 'Parallel':
      return parallel(node.nodes.map((one) => compileNode(one, context)));
    default:
      throw unknown(node.kind);
  }
}

/** Runs steps one after the other. */
export function sequence(steps: readonly Step[]): Step {
  return (execution) => {
    for (let place = 0; place < steps.length; place += 1) {
      const waiting = steps[place]!(execution);
      if (waiting) return rest(steps, place + 1, execution, waiting);
    }
  };
}

async function rest(
  steps: readonly Step[],
  from: number,
  execution: Parameters<Step>[0],
  waiting: Promise<void>,
): Promise<void> {
  await waiting;
  for (let place = from; place < steps.length; place += 1) await steps[place]!(execution);
}

function parallel(steps: readonly Step[]): Step {
  return (execution) => {
    const waiting: Promise<void>[] = [];
    for (const step of steps) {
      const one = step(execution);
      if (one) waiting.push(one);
    }
    if (waiting.length > 0) return Promise.all(waiting).then(() => undefined);
  };
}

function unknown(what: string): EngineError {
  return new EngineError('PLAN_REFUSED', `The plan has a part this engine does not run: ${what}.`);
}
