import jsonata from 'jsonata';
import { type AdapterFault, adapterFault } from '../faults/adapter-fault.js';

/** Works out the text of a column from the texts of the other columns. */
export type Expression = (cells: Readonly<Record<string, string>>) => Promise<string | null>;

// A clock or a die would give another record at the next sync of the same row.
const unstable = /\$(now|millis|random|shuffle|eval)\b/;

/** Compiles a JSONata expression; a fault of syntax is given back instead. */
export function compileExpression(source: string, column: string, place: string): Expression | AdapterFault {
  const refused = unstable.exec(source);
  if (refused !== null) {
    return adapterFault('EXPRESSION_INVALID', place, { column, position: refused.index });
  }
  let compiled: jsonata.Expression;
  try {
    compiled = jsonata(source, { timeout: 1000, stack: 100 });
  } catch (error) {
    const position = (error as { position?: number }).position ?? 0;
    return adapterFault('EXPRESSION_INVALID', place, { column, position });
  }
  return async (cells) => {
    try {
      const result: unknown = await compiled.evaluate(cells);
      if (result === undefined || result === null) return '';
      if (typeof result === 'boolean') return result ? 'ja' : 'nej';
      return typeof result === 'string' || typeof result === 'number' ? String(result) : null;
    } catch {
      // JSONata repeats the values at fault in its messages: the row tells where, the value stays out.
      return null;
    }
  };
}
