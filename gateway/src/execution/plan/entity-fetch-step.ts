import type { BatchFetchNode, FetchNode, FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import type { SubgraphError } from './check-answer.js';
import { EntityBatch, type EntityField, type Gathered } from './entity-batch.js';
import type { Execution, Step } from './execution.js';
import { shapeBelow } from './merge-shape.js';
import type { AnswerPath } from './path-collector.js';
import type { PlanContext } from './plan-context.js';
import { type PreparedFetch, prepareFetch } from './prepared-fetch.js';

/** Compiles a fetch of fields for objects already found, at one path. */
export function entityFetchStep(
  path: readonly FlattenNodePathSegment[],
  node: FetchNode,
  context: PlanContext,
): Step {
  const fetch = prepareFetch(node, context);
  const { inputRewrites, outputRewrites } = node;
  const field = {
    paths: [path],
    requires: node.requires ?? [],
    inputRewrites,
    outputRewrites,
  };
  return step(fetch, [entityField(fetch, '_entities', 'representations', field)], context);
}

/** Compiles one request that asks about objects of several paths, each group under an alias. */
export function batchFetchStep(node: BatchFetchNode, context: PlanContext): Step {
  const fetch = prepareFetch(node, context);
  const fields = node.entityBatch.aliases.map(
    ({ alias, representationsVariableName, paths, requires, inputRewrites, outputRewrites }) => {
      const planned = { paths, requires, inputRewrites, outputRewrites };
      return entityField(fetch, alias, representationsVariableName, planned);
    },
  );
  return step(fetch, fields, context);
}

function entityField(
  fetch: PreparedFetch,
  key: string,
  plannedVariable: string,
  planned: Omit<EntityField, 'key' | 'variable' | 'shape'>,
): EntityField {
  const variable = fetch.operation.representations.get(plannedVariable) ?? plannedVariable;
  const shape = shapeBelow(fetch.shape, key) ?? { keys: [], below: [] };
  return { ...planned, key, variable, shape };
}

function step(fetch: PreparedFetch, fields: readonly EntityField[], context: PlanContext): Step {
  const batches = fields.map((field) => new EntityBatch(field, fetch.operation.subgraph, context));
  return (execution: Execution) => {
    const gathered = batches.map((batch) => batch.gather(execution.data));
    if (gathered.every((one) => one.representations.length === 0)) return;
    const variables = fetch.variables(execution);
    batches.forEach((batch, place) => {
      variables[batch.field.variable] = gathered[place]!.representations;
    });
    return fetch.send(
      execution,
      variables,
      (answer) => {
        // Errors first: their places are found by the objects, before answers make the tree deeper.
        if (answer.errors.length > 0) tell(execution, batches, gathered, answer.errors);
        batches.forEach((batch, place) => {
          if (gathered[place]!.representations.length > 0) batch.give(execution, gathered[place]!, answer);
        });
      },
      (cause) => {
        batches.forEach((batch, place) => {
          if (gathered[place]!.representations.length > 0) batch.failed(execution, cause);
        });
      },
    );
  };
}

function tell(
  execution: Execution,
  batches: readonly EntityBatch[],
  gathered: readonly Gathered[],
  errors: readonly SubgraphError[],
): void {
  const located = new Map<number, AnswerPath[][]>();
  const first = gathered.findIndex((one) => one.representations.length > 0);
  for (const error of errors) {
    const named = batches.findIndex((batch) => batch.field.key === error.path?.[0]);
    const place = named < 0 ? first : named;
    batches[place]?.passOn(execution, error, () => {
      const known = located.get(place) ?? batches[place]!.locate(execution, gathered[place]!);
      located.set(place, known);
      return known;
    });
  }
}
