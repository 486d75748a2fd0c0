import { createHash } from 'node:crypto';
import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { type ExecutionResult, type GraphQLError, print, type VariableDefinitionNode } from 'graphql';
import { EngineError } from './engine-errors.js';
import type { Introspection } from './introspection.js';
import { introspectionOf } from './introspection.js';
import type { EngineLimits } from './limits/engine-limits.js';
import { responseKeyOf } from './normal-form/data-keys.js';
import type { NormalForm } from './normal-form/print-normal-form.js';
import type { SelectionTree } from './normal-form/selection-tree.js';
import { compilePlan, sequence } from './plan/compile-plan.js';
import type { Execution, Step } from './plan/execution.js';
import { errorReporter } from './plan/report-errors.js';
import type { TakenOut } from './plan/restore-operation.js';
import { correctInterfaceFetches } from './planning/correct-interface-fetches.js';
import type { PreparedOperation } from './prepared-operation.js';
import { uncovered } from './projection/covered-errors.js';
import { type GeneratedProjector, generateProjector } from './projection/generated-projector.js';
import { walkProjection } from './projection/walking-projector.js';
import type { Supergraph } from './supergraph.js';
import type { SubgraphTransport } from './transports/transport.js';

/** What one request brings to a compiled operation. */
export interface Request {
  /** Coerced; those left to their defaults only for conditions and introspection. */
  allVariables: Record<string, unknown>;
  /** Coerced; only those that were given. */
  variables: Record<string, unknown>;
  context: unknown;
  signal: AbortSignal | undefined;
}

/** An operation that is ready to run any number of times. */
export interface CompiledOperation {
  plans: readonly QueryPlan[];
  run(request: Request): ExecutionResult | Promise<ExecutionResult>;
}

/** A part of an operation with its plan. */
export interface PlannedPart {
  plan: QueryPlan;
  takenOut: TakenOut;
}

/** Everything {@link compileOperation} works from. */
export interface CompileInput {
  tree: SelectionTree;
  prepared: PreparedOperation;
  /** One, or for a mutation one for each root field; none when nothing is fetched. */
  parts: readonly PlannedPart[];
  supergraph: Supergraph;
  transports: ReadonlyMap<string, SubgraphTransport>;
  limits: EngineLimits;
}

/** Compiles an operation: its plan into steps, its selection into a projector. */
export function compileOperation(input: CompileInput): CompiledOperation {
  const { tree, supergraph } = input;
  const introspect = introspectionOf(tree, input.prepared, supergraph.publicSchema);
  const parts = input.parts.map(({ plan: { node, ...rest }, takenOut }) => {
    const plan = node ? { ...rest, node: correctInterfaceFetches(node, tree, supergraph) } : rest;
    return { plan, takenOut };
  });
  const steps = sequence(parts.map((part) => compileSteps(part, input)));
  const project = generateProjector(tree, supergraph);
  return {
    plans: parts.map(({ plan }) => plan),
    run(request) {
      const execution: Execution = {
        data: {},
        variables: request.variables,
        context: request.context,
        signal: request.signal,
        errors: [],
      };
      const waiting = steps(execution);
      if (!waiting) return finish(execution, request, introspect, project, input);
      return waiting.then(() => finish(execution, request, introspect, project, input));
    },
  };
}

function compileSteps({ plan, takenOut }: PlannedPart, input: CompileInput): Step {
  const { supergraph, transports, limits } = input;
  const { aliasSuffix, possibleTypes, abstractTypes } = supergraph;
  const isOfType = (typename: string, condition: string): boolean =>
    typename === condition
      ? possibleTypes.has(typename)
      : (possibleTypes.get(condition)?.has(typename) ?? false);
  const toCallerPath = (path: readonly (string | number)[]): (string | number)[] =>
    path.map((part) => (typeof part === 'string' ? responseKeyOf(part, aliasSuffix) : part));
  return compilePlan(plan, {
    transports,
    takenOut,
    isOfType,
    isAbstract: (typename) => abstractTypes.has(typename),
    reporter: errorReporter(toCallerPath, limits.errors),
  });
}

function finish(
  execution: Execution,
  request: Request,
  introspect: Introspection | undefined,
  project: GeneratedProjector,
  input: CompileInput,
): ExecutionResult {
  if (request.signal?.aborted && input.tree.kind === 'query') {
    throw new EngineError('OPERATION_CANCELLED', 'The caller left before the answer was ready.');
  }
  const schemaAnswer = introspect?.(request.allVariables);
  const { errors, data } = execution;
  if (schemaAnswer) errors.push(...schemaAnswer.errors);
  const projection = { data, introspection: schemaAnswer?.data ?? {} };
  const answer = project(projection);
  if (answer) return result(answer, errors);
  const walked = walkProjection(input.tree, projection, input.supergraph);
  return result(walked.data, [...errors, ...uncovered(walked.errors, errors)]);
}

function result(data: Record<string, unknown> | null, errors: readonly GraphQLError[]): ExecutionResult {
  return errors.length > 0 ? { data, errors } : { data };
}

/** The same text for operations that differ in nothing a compiled operation depends on. */
export function identityOf(
  parts: readonly NormalForm[],
  tree: SelectionTree,
  definitions: Iterable<VariableDefinitionNode>,
): string {
  const schemaFields = tree.root.items.flatMap((item) =>
    item.kind === 'field' && item.name.startsWith('__') ? [print(item.node)] : [],
  );
  const texts = parts.map(({ text, values }) => [text, ...values.map(print)]);
  const whole = JSON.stringify([texts, [...definitions].map(print), schemaFields]);
  return createHash('sha256').update(whole).digest('base64');
}
