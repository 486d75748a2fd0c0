import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { EngineError } from './engine-errors.js';
import { refuseName } from './normal-form/build-selection-tree.js';

/** One operation of a document, with what belongs to it. */
export interface PreparedOperation {
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: ReadonlyMap<string, VariableDefinitionNode>;
}

/** Picks an operation out of a document. @throws EngineError when it is not clear which one is meant. */
export function prepareOperation(
  document: DocumentNode,
  operationName: string | undefined,
): PreparedOperation {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    else if (node.kind === Kind.OPERATION_DEFINITION) operations.push(node);
  }
  const meant =
    operationName === undefined ? operations : operations.filter((one) => one.name?.value === operationName);
  const operation = meant[0];
  if (!operation || meant.length > 1) {
    throw new EngineError('PLAN_REFUSED', 'The document does not say which operation to run.');
  }
  const variables = new Map<string, VariableDefinitionNode>();
  for (const definition of operation.variableDefinitions ?? []) {
    refuseName(definition.variable.name.value);
    variables.set(definition.variable.name.value, definition);
  }
  return { operation, fragments, variables };
}
