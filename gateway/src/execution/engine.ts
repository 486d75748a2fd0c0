import { HubError } from '@kommunhub/schema';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { coerceVariables } from './coerce-variables.js';
import {
  type CompiledOperation,
  compileOperation,
  identityOf,
  type PlannedPart,
} from './compiled-operation.js';
import { EngineError } from './engine-errors.js';
import { DEFAULT_LIMITS, type EngineLimits } from './limits/engine-limits.js';
import { type OperationCost, operationCost, readPrices } from './limits/operation-cost.js';
import { buildSelectionTree } from './normal-form/build-selection-tree.js';
import { divideMutation } from './normal-form/divide-mutation.js';
import { printNormalForm } from './normal-form/print-normal-form.js';
import type { ConditionSet, SelectionTree } from './normal-form/selection-tree.js';
import { holding, specialise } from './normal-form/specialise.js';
import { CachedPlanner } from './planning/cached-planner.js';
import { ChildPlanner } from './planning/child-planner.js';
import type { Planner, PlanningLimits } from './planning/planner.js';
import { printPlan } from './planning/print-plan.js';
import { type PreparedOperation, prepareOperation } from './prepared-operation.js';
import { RecentCache } from './recent-cache.js';
import { readSupergraph, type Supergraph } from './supergraph.js';
import { type FetchReport, timedTransport } from './transports/timed-transport.js';
import type { SubgraphTransport } from './transports/transport.js';

export interface EngineOptions {
  supergraphSdl: string;
  /** A way to reach each subgraph, by its name in the supergraph. */
  transports: Record<string, SubgraphTransport>;
  limits?: Partial<EngineLimits>;
  planning?: Partial<PlanningLimits>;
  /** Plans instead of the planning process; given by tests. */
  planner?: Planner;
  /** Operations and plans that are kept ready. Default 1,000 of each. */
  cacheSize?: number;
  /**
   * Asked about every operation before anything else is done with it; throws to refuse.
   * The place for a list of registered operations.
   */
  admit?(operation: { document: DocumentNode; operationName: string | undefined; context: unknown }): void;
  /** Told of every fetch when its answer is there or has failed. Must not throw. */
  onFetch?(fetch: FetchReport): void;
}

/** One request for the engine. The document must have passed GraphQL validation. */
export interface EngineRequest {
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  context?: unknown;
  signal?: AbortSignal | undefined;
}

/** Answers operations over all subgraphs of a supergraph. */
export interface Engine {
  readonly publicSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** Never rejects: what goes wrong is told in `errors`, with a code. */
  execute(request: EngineRequest): Promise<ExecutionResult>;
  /** The plan in readable text. @throws EngineError when there is none. */
  explain(request: EngineRequest): Promise<string>;
  /**
   * Plans the one operation of a document as far as that goes without variables: everything that
   * stands under a condition is asked for. @throws EngineError where it would be refused.
   */
  plan(document: DocumentNode): Promise<void>;
  /** Ends the planning process and closes the transports. */
  stop(): Promise<void>;
}

/** What is remembered of a document between requests; small, as long as the document lives. */
interface KnownOperation {
  prepared: PreparedOperation;
  conditionSets: readonly ConditionSet[];
  cost: OperationCost;
  /** Identities of the compiled operations, by the truth of the conditions. */
  identities: Map<string, string>;
}

/** Makes an engine. @throws when the supergraph cannot be read or a subgraph has no transport. */
export function createEngine(options: EngineOptions): Engine {
  return new FederationEngine(options);
}

class FederationEngine implements Engine {
  readonly publicSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  readonly #supergraph: Supergraph;
  readonly #transports: ReadonlyMap<string, SubgraphTransport>;
  readonly #limits: EngineLimits;
  readonly #planner: Planner;
  readonly #prices: ReturnType<typeof readPrices>;
  readonly #admit: EngineOptions['admit'];
  readonly #known = new WeakMap<DocumentNode, Map<string, KnownOperation>>();
  readonly #compiled: RecentCache<CompiledOperation>;
  readonly #compiling = new Map<string, Promise<CompiledOperation>>();

  constructor(options: EngineOptions) {
    const cacheSize = options.cacheSize ?? 1_000;
    this.#supergraph = readSupergraph(options.supergraphSdl);
    this.supergraphSdl = options.supergraphSdl;
    this.publicSchema = this.#supergraph.publicSchema;
    this.#transports = new Map(
      Object.entries(options.transports).map(([name, transport]) => [
        name,
        options.onFetch ? timedTransport(name, transport, options.onFetch.bind(options)) : transport,
      ]),
    );
    const missing = this.#supergraph.subgraphs.find(({ name }) => !this.#transports.has(name));
    if (missing) throw new Error(`No transport is given for subgraph ${missing.name}.`);
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#prices = readPrices(this.#supergraph);
    this.#admit = options.admit?.bind(options);
    const planner = options.planner ?? new ChildPlanner(options.supergraphSdl, options.planning);
    this.#planner = new CachedPlanner(planner, cacheSize);
    this.#compiled = new RecentCache(cacheSize);
  }

  async execute(request: EngineRequest): Promise<ExecutionResult> {
    try {
      const ready = this.#ready(request);
      if ('errors' in ready) return ready;
      const { known, inputs } = ready;
      const compiled = this.#find(known, inputs.holds) ?? (await this.#compile(known, inputs.holds));
      return await compiled.run({
        ...inputs,
        context: request.context,
        signal: request.signal,
      });
    } catch (error) {
      return { errors: [asGraphQLError(error)] };
    }
  }

  async explain(request: EngineRequest): Promise<string> {
    const ready = this.#ready(request);
    if ('errors' in ready) throw new EngineError('PLAN_REFUSED', 'The variables do not fit the operation.');
    const { known, inputs } = ready;
    const compiled = this.#find(known, inputs.holds) ?? (await this.#compile(known, inputs.holds));
    return compiled.plans.length > 0 ? compiled.plans.map(printPlan).join('then\n') : 'Nothing is fetched\n';
  }

  async plan(document: DocumentNode): Promise<void> {
    const known = this.#know(document, undefined);
    await this.#compile(
      known,
      known.conditionSets.map(() => true),
    );
  }

  async stop(): Promise<void> {
    await this.#planner.stop();
    await Promise.all([...this.#transports.values()].map((transport) => transport.close?.()));
  }

  /** Everything that comes before compiling: admission, limits, variables, cost. */
  #ready(request: EngineRequest) {
    const operationName = request.operationName ?? undefined;
    this.#admit?.({
      document: request.document,
      operationName,
      context: request.context,
    });
    const known = this.#know(request.document, operationName);
    const coerced = coerceVariables(this.publicSchema, known.prepared, request.variables ?? {});
    if ('errors' in coerced) return coerced;
    const { allVariables, variables } = coerced;
    const holds = holding(known.conditionSets, allVariables);
    const cost = known.cost(allVariables, holds);
    if (cost > this.#limits.cost) {
      throw new EngineError(
        'OPERATION_TOO_COSTLY',
        `The operation costs ${cost}; the limit is ${this.#limits.cost}.`,
      );
    }
    return { known, inputs: { allVariables, variables, holds } };
  }

  #know(document: DocumentNode, operationName: string | undefined): KnownOperation {
    const ofDocument = this.#known.get(document) ?? new Map<string, KnownOperation>();
    const key = operationName ?? '';
    const found = ofDocument.get(key);
    if (found) return found;
    const prepared = prepareOperation(document, operationName);
    const tree = this.#tree(prepared);
    const known: KnownOperation = {
      prepared,
      conditionSets: tree.conditionSets,
      cost: operationCost(tree, this.#prices, this.#limits),
      identities: new Map(),
    };
    ofDocument.set(key, known);
    this.#known.set(document, ofDocument);
    return known;
  }

  #tree(prepared: PreparedOperation): SelectionTree {
    const { aliasSuffix } = this.#supergraph;
    return buildSelectionTree({
      schema: this.publicSchema,
      limits: this.#limits,
      aliasSuffix,
      ...prepared,
    });
  }

  #find(known: KnownOperation, holds: readonly boolean[]): CompiledOperation | undefined {
    const identity = known.identities.get(holds.join());
    return identity === undefined ? undefined : this.#compiled.get(identity);
  }

  #compile(known: KnownOperation, holds: readonly boolean[]): Promise<CompiledOperation> {
    const tree = specialise(this.#tree(known.prepared), holds);
    const forms = divideMutation(tree).map((part) => printNormalForm(part, this.#supergraph));
    const { prepared } = known;
    const identity = identityOf(forms, tree, prepared.variables.values());
    known.identities.set(holds.join(), identity);
    const started = this.#compiling.get(identity);
    if (started) return started;
    const work = (async () => {
      const parts: PlannedPart[] = [];
      for (const { text, values } of forms) {
        if (text === undefined) continue;
        const plan = await this.#planner.plan(text);
        parts.push({ plan, takenOut: { values, definitions: prepared.variables } });
      }
      const [supergraph, transports, limits] = [this.#supergraph, this.#transports, this.#limits];
      const compiled = compileOperation({ tree, prepared, parts, supergraph, transports, limits });
      this.#compiled.set(identity, compiled);
      return compiled;
    })().finally(() => this.#compiling.delete(identity));
    this.#compiling.set(identity, work);
    return work;
  }
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof EngineError) return error.toGraphQLError();
  if (error instanceof GraphQLError) return error;
  // Of `admit`: refusals have codes too.
  if (error instanceof HubError) {
    return new GraphQLError(error.message, { originalError: error, extensions: { code: error.code } });
  }
  return new GraphQLError('The operation could not be run.', {
    originalError: error instanceof Error ? error : new Error(String(error)),
  });
}
