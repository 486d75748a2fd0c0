import type { Fault } from '@kommunhub/schema';
import { type GraphQLSchema, Kind } from 'graphql';
import { faultOfFile, faultsAgainst } from './check-operation.js';
import { readOperations } from './operation-folder.js';

/** A registered operation, and whether the graph of today still answers it. */
export interface ListedOperation {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription' | null;
  readonly file: string;
  readonly faults: readonly Fault[];
}

/** All registered operations by name, checked against what callers see. */
export async function listOperations(
  schema: GraphQLSchema,
  folder: string,
): Promise<readonly ListedOperation[]> {
  const stored = await readOperations(folder);
  return stored.map(({ name, file, document }) => {
    if (document === null) {
      return { name, kind: null, file, faults: [faultOfFile(file, 'The file does not parse.')] };
    }
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    return { name, kind: operation?.operation ?? null, file, faults: faultsAgainst(schema, file, document) };
  });
}
