/** A text as a literal of SQL, for ids that stand in a statement several times. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'::text`;
}
