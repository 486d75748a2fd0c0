import type { Term, TermSet } from '@kommunhub/schema';
import { registerEnumType } from 'type-graphql';

/**
 * Registers a set of terms as a GraphQL enum whose values are described by
 * the Swedish term and its lagrum, and gives the object that fields refer to.
 *
 * Each subgraph registers its own: the metadata are kept per object, so two
 * subgraphs in one process may both have an enum of the name.
 */
export function termEnum<Code extends string>(
  name: string,
  description: string,
  terms: TermSet<Code>,
): Readonly<Record<Code, Code>> {
  const entries = Object.entries<Term<Code>>(terms) as [Code, Term<Code>][];
  const values = Object.fromEntries(entries.map(([code]) => [code, code])) as Record<Code, Code>;
  const valuesConfig = Object.fromEntries(
    entries.map(([code, term]) => [code, { description: describeTerm(term) }]),
  ) as Record<Code, { description: string }>;
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}

function describeTerm({ name, lagrum }: Term): string {
  return lagrum === null ? `${name}.` : `${name} (${lagrum}).`;
}
