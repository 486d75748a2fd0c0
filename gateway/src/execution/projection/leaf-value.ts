import { type GraphQLLeafType, isEnumType } from 'graphql';

/** What a leaf looks like to the caller; undefined when it is not a value of the type. Never given null. */
export type LeafReader = (value: unknown) => unknown;

const BUILT_IN: Record<string, LeafReader> = {
  Int: (value) => (Number.isInteger(value) ? value : undefined),
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  String: (value) => (typeof value === 'string' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  // Some servers write numeric ids as numbers.
  ID: (value) => (typeof value === 'string' ? value : Number.isInteger(value) ? String(value) : undefined),
};

/** Reads leaves of one type. Custom scalars are whatever the subgraph says they are. */
export function leafReader(type: GraphQLLeafType): LeafReader {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map((value) => value.name));
    // A value hidden from callers is not an error of the subgraph: it is simply not shown.
    return (value) => (typeof value !== 'string' ? undefined : names.has(value) ? value : null);
  }
  return BUILT_IN[type.name] ?? ((value) => value);
}
