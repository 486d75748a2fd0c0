import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, type GraphQLSchema, isInterfaceType, isObjectType, isUnionType, parse } from 'graphql';

/** What a subgraph of a golden test holds: values of root fields, and entities to be found by their keys. */
export interface SubgraphData {
  Query?: Record<string, unknown>;
  Mutation?: Record<string, unknown>;
  entities?: Record<string, Record<string, unknown>[]>;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@external",
  "@requires", "@provides", "@shareable", "@interfaceObject", "@inaccessible", "@override", "@tag"])\n`;

/** The SDL of a golden test with the federation link it need not repeat. */
export function linked(sdl: string): string {
  return LINK + sdl;
}

/** Counts what is done, so that the order can be seen in the answer. */
export interface Counter {
  done: number;
}

/**
 * A subgraph that answers from data. A value `{ "$error": "text", "code": "X" }` throws,
 * `{ "$from": "dims" }` shows what the representation brought, `{ "$next": true }` counts.
 */
export function dataSubgraph(sdl: string, data: SubgraphData, counter: Counter): GraphQLSchema {
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const [type, entities] of Object.entries(data.entities ?? {})) {
    resolvers[type] = {
      __resolveReference: (reference: Record<string, unknown>) => {
        const found = entities.find((entity) => isMeant(entity, reference));
        return found ? { ...reference, ...found, $reference: reference } : null;
      },
    };
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(linked(sdl)), resolvers: resolvers as never }]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type) || isUnionType(type)) type.resolveType = (value) => value.__typename;
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      field.resolve = (source: Record<string, unknown> | undefined, args) => {
        const root = type.name === 'Query' ? data.Query : type.name === 'Mutation' ? data.Mutation : source;
        return answerOf(root?.[field.name], source, args, counter);
      };
    }
  }
  return schema;
}

/** Keys are leaves or objects of leaves; an entity is meant when every one it has agrees. */
function isMeant(entity: Record<string, unknown>, reference: Record<string, unknown>): boolean {
  const shared = Object.keys(reference).filter((key) => key !== '__typename' && key in entity);
  return (
    shared.length > 0 && shared.every((key) => JSON.stringify(entity[key]) === JSON.stringify(reference[key]))
  );
}

function answerOf(
  value: unknown,
  source: Record<string, unknown> | undefined,
  args: Record<string, unknown>,
  counter: Counter,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$error' in value) {
    const { $error, code } = value as { $error: string; code?: string };
    throw new GraphQLError($error, { extensions: code ? { code } : {} });
  }
  if ('$from' in value) {
    const reference = (source?.$reference ?? {}) as Record<string, unknown>;
    return `from ${JSON.stringify(reference[String(value.$from)])}`;
  }
  if ('$args' in value) return JSON.stringify(args);
  if ('$next' in value) {
    counter.done += 1;
    return counter.done;
  }
  return value;
}
