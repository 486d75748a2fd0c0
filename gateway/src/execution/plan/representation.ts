import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import type { TypeTest } from './path-collector.js';
import { isTreeObject, type TreeObject } from './response-tree.js';

/**
 * Makes what a subgraph needs to know of an object. Undefined when something it needs was
 * never fetched; a null that was fetched is sent, for null is an answer.
 */
export type RepresentationBuilder = (object: TreeObject) => TreeObject | undefined;

interface RequiredField {
  /** The key it has in the response tree. */
  read: string;
  /** The name the subgraph knows it by. */
  write: string;
  inner: readonly RequiresSelection[] | undefined;
}

/** Compiles the builder for objects of one type. Undefined when nothing is required of that type. */
export function representationBuilder(
  requires: readonly RequiresSelection[],
  typename: string,
  isOfType: TypeTest,
): RepresentationBuilder | undefined {
  const fields = fieldsFor(requires, typename, isOfType);
  if (fields.length === 0) return undefined;
  const inner = fields.map((field) => (field.inner ? nested(field.inner, isOfType) : undefined));
  return (object) => {
    const representation: TreeObject = { __typename: typename };
    for (let place = 0; place < fields.length; place += 1) {
      const field = fields[place]!;
      const value = object[field.read];
      if (value === undefined) return undefined;
      const below = inner[place];
      const written = below ? below(value) : value;
      if (written === undefined) return undefined;
      representation[field.write] = written;
    }
    return representation;
  };
}

function nested(selections: readonly RequiresSelection[], isOfType: TypeTest): (value: unknown) => unknown {
  const byType = new Map<unknown, readonly RequiredField[]>();
  const below = new Map<RequiredField, (value: unknown) => unknown>();
  const asksTypename = selections.some((one) => one.kind === 'Field' && one.name === '__typename');
  const build = (value: unknown): unknown => {
    if (value === null) return null;
    if (Array.isArray(value)) {
      const items = value.map(build);
      return items.includes(undefined) ? undefined : items;
    }
    if (!isTreeObject(value)) return undefined;
    const typename = typeof value.__typename === 'string' ? value.__typename : undefined;
    let fields = byType.get(typename);
    if (!fields) {
      fields = fieldsFor(selections, typename, isOfType);
      byType.set(typename, fields);
      for (const field of fields) if (field.inner) below.set(field, nested(field.inner, isOfType));
    }
    const built: TreeObject = asksTypename && typename !== undefined ? { __typename: typename } : {};
    for (const field of fields) {
      const found = value[field.read];
      const written = field.inner && found !== undefined ? below.get(field)?.(found) : found;
      if (written === undefined) return undefined;
      built[field.write] = written;
    }
    return built;
  };
  return build;
}

function fieldsFor(
  selections: readonly RequiresSelection[],
  typename: string | undefined,
  isOfType: TypeTest,
): RequiredField[] {
  const fields = new Map<string, RequiredField>();
  const collect = (one: RequiresSelection): void => {
    if (one.kind === 'Field') {
      if (one.name === '__typename') return;
      // The planner's names run against intuition: `name` is the key in the data, `alias` the real name.
      const write = one.alias ?? one.name;
      const known = fields.get(write);
      const inner = one.selections && one.selections.length > 0 ? one.selections : undefined;
      fields.set(write, {
        read: one.name,
        write,
        inner: known?.inner && inner ? [...known.inner, ...inner] : inner,
      });
    } else if (one.kind === 'InlineFragment') {
      if (typename === undefined || isOfType(typename, one.typeCondition)) one.selections.forEach(collect);
    }
  };
  selections.forEach(collect);
  return [...fields.values()];
}
