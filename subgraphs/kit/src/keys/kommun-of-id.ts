/** The kommun of an opaque id: what stands before its dash. Rows are found by both, as tables and indexes begin with it. */
export function kommunCodeOfId(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf('-')));
}
