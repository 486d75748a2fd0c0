import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  buildASTSchema,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  printSchema,
} from 'graphql';
import { composeSupergraph } from '../../../gateway/src/composition/compose.js';
import { fieldValue, shipping, type Thing, tax } from './world.js';
import { WORLD_SDL } from './world-subgraphs.js';

/** The supergraph of the world. */
export const WORLD_SUPERGRAPH = composeSupergraph(
  Object.entries(WORLD_SDL).map(([name, sdl]) => ({ name, url: `http://${name}.invalid`, sdl })),
);

/** What a resolver is given as context: the log of mutations. */
export interface WorldContext {
  log: string[];
}

/** Subgraph schemas over the world, as their owners would build them. */
export function worldSubgraphs(): Record<string, GraphQLSchema> {
  return Object.fromEntries(
    Object.entries(WORLD_SDL).map(([name, sdl]) => {
      const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: references(sdl) as never }]);
      attach(schema);
      const product = schema.getType('Product');
      if (name === 'pricing' && isObjectType(product)) {
        // A service that requires fields sees only what it was sent.
        product.getFields().shipping!.resolve = guarded('Product', 'shipping', (source, args) =>
          shipping(source.dims as never, args),
        );
        product.getFields().tax!.resolve = guarded('Product', 'tax', (source) => tax(source.price));
      }
      return [name, schema];
    }),
  );
}

/** One schema with everything in it, over the same world: what the answers are compared with. */
export function worldMonolith(publicSchema: GraphQLSchema): GraphQLSchema {
  const schema = buildASTSchema(parse(printSchema(publicSchema)));
  attach(schema);
  // A value that is hidden from callers is shown to them as null.
  const product = schema.getType('Product');
  if (isObjectType(product)) {
    const field = product.getFields().color!;
    const { resolve } = field;
    field.resolve = (...given) => {
      const value = resolve?.(...given);
      return value === 'BLUE' ? null : value;
    };
  }
  return schema;
}

function references(sdl: string): Record<string, object> {
  const found: Record<string, object> = {};
  for (const [, type] of sdl.matchAll(/(?:type|interface) (\w+)[^{]*@key/g)) {
    found[type!] = {
      __resolveReference: (reference: Thing): Thing => {
        const id = reference.id ?? String(reference.sku ?? reference.code).replace(/^(sku|code)-/, '');
        const isFace = type === 'Node' && /interface Node/.test(sdl);
        return { ...reference, id, __typename: isFace ? (id.startsWith('p') ? 'Product' : 'User') : type! };
      },
    };
  }
  return found;
}

function attach(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type) || isUnionType(type)) {
      type.resolveType = (value: Thing) => value.__typename;
    }
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      field.resolve = (source: unknown, args: Record<string, unknown>, { log }: WorldContext) =>
        fieldValue(type.name, field.name, source, args, log);
    }
  }
}

function guarded(
  type: string,
  name: string,
  compute: (source: Thing, args: Record<string, unknown>) => unknown,
) {
  return (source: Thing, args: Record<string, unknown>, { log }: WorldContext): unknown => {
    // Fails where the world says so; otherwise the value comes from what was sent.
    const usual = fieldValue(type, name, source, args, log);
    const computed = compute(source, args);
    return usual === null ? null : computed;
  };
}
