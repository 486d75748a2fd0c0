/** Hears every statement of the app login as text without parameters, in the order of execution. */
export type StatementHook = (statement: string) => void;

/**
 * A statement on one line with single spaces, literals and numbered parameters
 * in lists folded, so that goldens show the shape of the SQL and no values.
 */
export function normaliseStatement(text: string): string {
  return text
    .replace(/'(?:[^']|'')*'/g, (literal) => (/^'[A-Za-z_. -]*'$/.test(literal) ? literal : "'…'"))
    .replace(/\s+/g, ' ')
    .trim();
}
