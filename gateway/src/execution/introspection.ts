import {
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  type GraphQLSchema,
  Kind,
  MaxIntrospectionDepthRule,
  type SelectionNode,
  validate,
} from 'graphql';
import { EngineError } from './engine-errors.js';
import type { SelectionTree } from './normal-form/selection-tree.js';
import type { PreparedOperation } from './prepared-operation.js';

/** Answers `__schema` and `__type` for given variables. */
export type Introspection = (variables: Record<string, unknown>) => Required<
  Pick<ExecutionResult, 'errors'>
> & {
  data: Record<string, unknown>;
};

/**
 * The part of an operation that asks about the schema itself; answered here, from what callers
 * may see. Undefined when nothing of the kind is asked.
 *
 * @throws EngineError when lists of the schema are nested so deep that the answer would explode.
 */
export function introspectionOf(
  tree: SelectionTree,
  prepared: PreparedOperation,
  schema: GraphQLSchema,
): Introspection | undefined {
  const selections: SelectionNode[] = [];
  for (const item of tree.root.items) {
    // Conditions were decided, or are decided again by the projection.
    if (item.kind === 'field' && (item.name === '__schema' || item.name === '__type')) {
      selections.push({ ...item.node, directives: [] });
    }
  }
  if (selections.length === 0) return undefined;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...prepared.operation,
        directives: [],
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
      ...prepared.fragments.values(),
    ],
  };
  if (validate(schema, document, [MaxIntrospectionDepthRule]).length > 0) {
    throw new EngineError('OPERATION_TOO_DEEP', 'The operation nests lists of the schema too deep.');
  }
  return (variableValues) => {
    const { data, errors } = executeSync({ schema, document, variableValues });
    return { data: data ?? {}, errors: errors ?? [] };
  };
}
