import type { AnyClass } from '../class-type.js';
import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Caller } from '@kommunhub/schema';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  parse,
} from 'graphql';
import { buildSchemaSync, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { Session } from '../session/session.js';
import type { SubgraphContext } from './context.js';
import { isolateReferences } from './entities-field.js';
import { maskError, maskFailure } from './errors.js';
import { guardFields } from './guard-fields.js';
import { printSdl } from './print-sdl.js';
import { batchedReferences, type ReferenceResolver } from './reference-resolvers.js';
import type { HubServices } from './services.js';

export interface SubgraphDefinition<Loaders, Services extends HubServices> {
  readonly name: string;
  /** type-graphql resolver classes. */
  readonly resolvers: NonEmptyArray<AnyClass>;
  /** Types that nothing reaches from the root, as stubs of other subgraphs' entities: dropped unless listed. */
  readonly orphanedTypes?: readonly AnyClass[];
  /** By entity name: how references to it are answered. An entity without one answers the reference itself. */
  readonly referenceResolvers?: Readonly<
    Record<string, ReferenceResolver<SubgraphContext<Loaders, Services>>>
  >;
  /** Made anew for every fetch. */
  createLoaders(context: Omit<SubgraphContext<Loaders, Services>, 'loaders'>): Loaders;
}

/** One fetch as the gateway sends it; the document is parsed and known to fit the schema. */
export interface SubgraphRequest<Services extends HubServices = HubServices> {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  readonly caller: Caller;
  readonly services: Services;
}

export interface Subgraph<Services extends HubServices = HubServices> {
  readonly name: string;
  /** As composed into the supergraph. */
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  /**
   * Answers one fetch in one database session. Never rejects: what fails is in
   * the errors, coded, and a fetch that cannot be logged has no data.
   */
  execute(request: SubgraphRequest<Services>): Promise<ExecutionResult>;
}

/** Makes a federation subgraph of type-graphql classes. */
export function buildSubgraph<Loaders, Services extends HubServices = HubServices>(
  definition: SubgraphDefinition<Loaders, Services>,
): Subgraph<Services> {
  const base = buildSchemaSync({
    resolvers: definition.resolvers,
    orphanedTypes: [...(definition.orphanedTypes ?? [])],
    validate: false,
    // Federation directives are not known to plain graphql-js; the federated build below validates.
    skipCheck: true,
  });
  const sdl = printSdl(base);
  const resolvers = createResolversMap(base) as Record<string, Record<string, unknown>>;
  for (const [typename, resolve] of Object.entries(definition.referenceResolvers ?? {})) {
    resolvers[typename] = {
      ...resolvers[typename],
      __resolveReference: batchedReferences(typename, resolve),
    };
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  isolateReferences(schema);
  guardFields(schema);
  return {
    name: definition.name,
    sdl,
    schema,
    execute: (request) => executeInSession(schema, definition, request),
  };
}

async function executeInSession<Loaders, Services extends HubServices>(
  schema: GraphQLSchema,
  definition: SubgraphDefinition<Loaders, Services>,
  request: SubgraphRequest<Services>,
): Promise<ExecutionResult> {
  const { caller, services } = request;
  const report = services.onUnexpectedError;
  const session = new Session({
    database: services.database,
    keyRing: services.keyRing,
    caller,
    ...(services.patienceMs !== undefined && { patienceMs: services.patienceMs }),
  });
  let result: ExecutionResult = {};
  let errors: readonly GraphQLError[] | undefined;
  try {
    const shared = { caller, session, services };
    result = await execute({
      schema,
      document: request.document,
      variableValues: request.variables ?? null,
      operationName: request.operationName ?? null,
      contextValue: { ...shared, loaders: definition.createLoaders(shared) },
    });
    errors = result.errors?.map((error) => maskError(error, report));
    if (errors !== undefined && isMutation(request)) {
      // Half a change is no change: nothing of a failed mutation is kept.
      await session.abandon();
      return { data: null, errors };
    }
    await session.close();
    return errors === undefined ? result : { data: result.data ?? null, errors };
  } catch (failure) {
    await session.abandon();
    // What stopped a statement stops the session, and has been told where it came up.
    const isTold = result.errors?.some((error) => error.originalError === failure) === true;
    return { data: null, errors: isTold && errors ? errors : [maskFailure(failure, report)] };
  }
}

function isMutation({ document, operationName }: SubgraphRequest): boolean {
  return document.definitions.some(
    (definition) =>
      definition.kind === 'OperationDefinition' &&
      definition.operation === 'mutation' &&
      (operationName === undefined || definition.name?.value === operationName),
  );
}
