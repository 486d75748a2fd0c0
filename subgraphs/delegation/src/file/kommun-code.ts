import { kommunByCode } from '@kommunhub/schema';
import type { CellReader } from './cell-reader.js';

/** Reads a kommun code and sees that such a kommun exists, so that a typing error does not become an order of nobody. */
export function readKommunCode<Column extends string>(
  reader: CellReader<Column>,
  column: Column,
  need: 'required' | 'optional',
): string | null {
  const code = need === 'required' ? reader.requiredText(column) : reader.text(column);
  if (code === null || kommunByCode(code) !== undefined) return code;
  return reader.fault(column, 'VALUE_INVALID', 'The cell must hold the four-digit code of a kommun.');
}
