import { createHash } from 'node:crypto';
import { countingOf, rolledTables } from '../rollups/refresh-rollups.js';
import { current } from './base-rows.js';
import { factKinds } from './fact-kinds.js';

/** Changes when facts are derived otherwise than before: those that are stored must be made anew. */
export const derivedAs = hashOf(
  factKinds.flatMap(({ table, columns, derive }) => [table, ...columns, derive(current)]),
);

/** Changes when monthly cells are counted otherwise than before: those that are stored tell something else. */
export const countedAs = hashOf(rolledTables.map(countingOf));

function hashOf(parts: readonly string[]): string {
  const text = parts.map((part) => part.replace(/\s+/gu, ' ')).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
