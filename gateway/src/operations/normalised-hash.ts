import { createHash } from 'node:crypto';
import { type DocumentNode, print } from 'graphql';

/** The same for documents that differ in layout, commas and comments only. */
export function normalisedHash(document: DocumentNode): string {
  return createHash('sha256').update(print(document)).digest('base64');
}
