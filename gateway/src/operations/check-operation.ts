import type { Fault } from '@kommunhub/schema';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';

/** What was found in a text that should hold one named operation. */
export interface CheckedOperation {
  /** Null when there are faults. */
  readonly operation: { readonly name: string; readonly document: DocumentNode } | null;
  readonly faults: readonly Fault[];
}

/** Finds all faults of a text against what callers see, each with its file, line and column. */
export function checkOperation(schema: GraphQLSchema, file: string, text: string): CheckedOperation {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { operation: null, faults: [faultOf(file, error)] };
  }
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [first] = operations;
  const faults = [...faultsOfForm(file, operations), ...faultsAgainst(schema, file, document)];
  const name = first?.name?.value;
  if (faults.length > 0 || name === undefined) return { operation: null, faults };
  return { operation: { name, document }, faults };
}

/** What of a document does not fit a schema. */
export function faultsAgainst(schema: GraphQLSchema, file: string, document: DocumentNode): Fault[] {
  return validate(schema, document, specifiedRules, { maxErrors: 100 }).map((error) => faultOf(file, error));
}

/** A fault that concerns a file as a whole. */
export function faultOfFile(file: string, message: string, code: Fault['code'] = 'GRAPHQL_INVALID'): Fault {
  return { path: file, code, message };
}

function faultsOfForm(file: string, operations: readonly OperationDefinitionNode[]): Fault[] {
  if (operations.length !== 1) {
    const message = `A file holds one operation, this one holds ${operations.length}.`;
    return [faultOfFile(file, message)];
  }
  const [operation] = operations;
  if (operation?.name !== undefined) return [];
  const line = operation?.loc?.startToken.line ?? 1;
  return [faultOfFile(`${file}:${line}`, 'The operation has no name; it is registered under its name.')];
}

function faultOf(file: string, error: GraphQLError): Fault {
  const [place] = error.locations ?? [];
  const path = place === undefined ? file : `${file}:${place.line}:${place.column}`;
  return faultOfFile(path, error.message);
}
