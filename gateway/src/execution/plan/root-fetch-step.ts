import type { FetchNode } from '@graphql-hive/router-query-planner';
import type { Execution, Step } from './execution.js';
import { merge } from './merge-shape.js';
import type { PlanContext } from './plan-context.js';
import { prepareFetch } from './prepared-fetch.js';
import { compileRewrites } from './rewrites.js';

/** Compiles a fetch of root fields: its answer is merged into the root of the tree. */
export function rootFetchStep(node: FetchNode, context: PlanContext): Step {
  const fetch = prepareFetch(node, context);
  const rewrites = compileRewrites(node.outputRewrites, context.isOfType);
  const { subgraph } = fetch.operation;
  return (execution: Execution) =>
    fetch.send(
      execution,
      fetch.variables(execution),
      ({ data, errors }) => {
        for (const error of errors) context.reporter.passOn(execution, error, error.path ?? []);
        if (!data) return;
        for (const rewrite of rewrites) rewrite(data);
        merge(execution.data, data, fetch.shape, context.isAbstract);
      },
      (cause) => {
        for (const key of fetch.shape.keys) context.reporter.failed(execution, cause, subgraph, [key]);
      },
    );
}
