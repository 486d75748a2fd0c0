import { createHash } from 'node:crypto';
import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { type ExecutionResult, type GraphQLError, print } from 'graphql';
import { EngineError } from './engine-errors.js';
import type { Introspection } from './introspection.js';
import { introspectionOf } from './introspection.js';
import type { EngineLimits } from './limits/engine-limits.js';
import { responseKeyOf } from './normal-form/data-keys.js';
import type { SelectionTree } from './normal-form/selection-tree.js';
import { compilePlan } from './plan/compile-plan.js';
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
  plan: QueryPlan | undefined;
  run(request: Request): ExecutionResult | Promise<ExecutionResult>;
}

/** Everything {@link compileOperation} works from. */
export interface CompileInput {
  tree: SelectionTree;
  prepared: PreparedOperation;
  takenOut: TakenOut;
  plan: QueryPlan | undefined;
  supergraph: Supergraph;
  transports: ReadonlyMap<string, SubgraphTransport>;
  limits: EngineLimits;
}

/** Compiles an operation: its plan into steps, its selection into a projector. */
export function compileOperation(input: CompileInput): CompiledOperation {
  const { tree, supergraph } = input;
  const root = input.plan?.node && correctInterfaceFetches(input.plan.node, tree, supergraph);
  const plan: QueryPlan | undefined = root && { kind: 'QueryPlan', node: root };
  const introspect = introspectionOf(tree, input.prepared, supergraph.publicSchema);
  const steps = plan && compileSteps(plan, input);
  const project = generateProjector(tree, supergraph);
  return {
    plan,
    run(request) {
      const execution: Execution = {
        data: {},
        variables: request.variables,
        context: request.context,
        signal: request.signal,
        errors: [],
      };
      const waiting = steps?.(execution);
      if (!waiting) return finish(execution, request, introspect, project, input);
      return waiting.then(() => finish(execution, request, introspect, project, input));
    },
  };
}

function compileSteps(plan: QueryPlan, input: CompileInput): Step {
  const { supergraph, transports, takenOut, limits } = input;
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
export function identityOf(normalForm: string, tree: SelectionTree, takenOut: TakenOut): string {
  const schemaFields = tree.root.items.flatMap((item) =>
    item.kind === 'field' && item.name.startsWith('__') ? [print(item.node)] : [],
  );
  const definitions = [...takenOut.definitions.values()].map(print);
  const parts = JSON.stringify([normalForm, takenOut.values.map(print), definitions, schemaFields]);
  return createHash('sha256').update(parts).digest('base64');
}
