import { BadInputError } from '@kommunhub/schema';
import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isUnionType,
  Kind,
  parse,
} from 'graphql';

/**
 * Lets each reference of `_entities` fail alone. The federation library throws for
 * the whole list when one of them has a type it does not know, and hands a
 * reference without its key on to whoever asked.
 */
export function isolateReferences(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()._entities;
  const union = schema.getType('_Entity');
  if (field?.resolve === undefined || !isUnionType(union)) return;
  const keys = new Map(union.getTypes().map((type) => [type.name, keysOf(type)]));
  const resolveAll: GraphQLFieldResolver<unknown, unknown> = field.resolve;
  field.resolve = (source, args, context, info) =>
    (args.representations as readonly unknown[]).map((representation) => {
      const fault = faultOf(representation, keys);
      if (fault !== null) return fault;
      // One at a time loses nothing: references are gathered by the loader behind them.
      const [entity] = resolveAll(source, { representations: [representation] }, context, info) as unknown[];
      return entity;
    });
}

/** The fields of each key of an entity, the outermost ones. */
function keysOf(type: GraphQLObjectType): string[][] {
  const directives = (type.astNode?.directives ?? []).filter(({ name }) => name.value === 'key');
  return directives.flatMap((directive) => {
    const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
    if (fields?.kind !== Kind.STRING) return [];
    const [operation] = parse(`{ ${fields.value} }`).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
    const { selections } = operation.selectionSet;
    return [selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []))];
  });
}

/** Types and keys may hold anything a client wrote, so none is repeated. */
function faultOf(representation: unknown, keys: ReadonlyMap<string, string[][]>): BadInputError | null {
  if (typeof representation !== 'object' || representation === null) {
    return new BadInputError('A reference must be an object with __typename and the fields of a key.');
  }
  const fields = representation as Readonly<Record<string, unknown>>;
  const keysOfType = keys.get(String(fields.__typename));
  if (keysOfType === undefined) {
    return new BadInputError('A reference names a type that is no entity of this subgraph.');
  }
  const isKnown = keysOfType.some((key) => key.every((name) => (fields[name] ?? null) !== null));
  return isKnown ? null : new BadInputError('A reference has none of the keys of its type.');
}
