import { GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql';
import type { PreparedOperation } from './prepared-operation.js';

/** The variables of one request. */
export interface CoercedVariables {
  /** With the defaults of those that were left out. */
  allVariables: Record<string, unknown>;
  /** Only those that were given: subgraph operations carry the defaults themselves. */
  variables: Record<string, unknown>;
}

/** Fits what the caller gave to what the operation declares; errors carry the code BAD_USER_INPUT. */
export function coerceVariables(
  schema: GraphQLSchema,
  prepared: PreparedOperation,
  given: Record<string, unknown>,
): CoercedVariables | { errors: GraphQLError[] } {
  const definitions = prepared.operation.variableDefinitions ?? [];
  // Each error prints the whole value before it is taken out again: a few tell enough.
  const values = getVariableValues(schema, definitions, given, { maxErrors: 10 });
  if (values.errors) return { errors: values.errors.map(withInputCode) };
  const allVariables = values.coerced;
  const variables: Record<string, unknown> = {};
  for (const name of prepared.variables.keys()) {
    if (Object.hasOwn(given, name) && allVariables[name] !== undefined) variables[name] = allVariables[name];
  }
  return { allVariables, variables };
}

function withInputCode({ message, nodes, originalError }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    originalError: originalError ?? null,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
