/** A word of the law or of practice with its code, as the graph and the glossary show it. */
export interface Term<Code extends string = string> {
  readonly code: Code;
  readonly name: string;
  /** Where the word comes from; null where practice coined it. */
  readonly lagrum: string | null;
}

export type TermSet<Code extends string> = Readonly<Record<Code, Term<Code>>>;

/** Makes a closed set of terms from `code: [name, lagrum]`. */
export function termSet<const Code extends string>(
  entries: Readonly<Record<Code, readonly [name: string, lagrum: string | null]>>,
): TermSet<Code> {
  const terms = Object.entries<readonly [string, string | null]>(entries).map(([code, [name, lagrum]]) => [
    code,
    Object.freeze({ code, name, lagrum }),
  ]);
  return Object.freeze(Object.fromEntries(terms)) as TermSet<Code>;
}

/** The codes of a set, in the order they were declared. */
export function codesOf<Code extends string>(terms: TermSet<Code>): readonly [Code, ...Code[]] {
  return Object.keys(terms) as [Code, ...Code[]];
}
