import { HubError } from '@kommunhub/schema';
import DataLoader from 'dataloader';
import type { FieldNode } from 'graphql';
import type { SelectionInfo } from '../graph/selected-fields.js';

/** A reference as the gateway sends it: `__typename` and the fields of a key. */
export type Representation = Readonly<Record<string, unknown>> & {
  readonly __typename: string;
};

/**
 * Answers all references of one entity in a fetch at once: an entity, null or
 * an Error for each, in their order. `info` tells what is asked for of them.
 */
export type ReferenceResolver<Context = unknown> = (
  representations: readonly Representation[],
  context: Context,
  info: SelectionInfo,
) => Promise<readonly (object | null | Error)[]> | readonly (object | null | Error)[];

/**
 * The `__resolveReference` of an entity: one batch per fetch and selection, and
 * whatever goes wrong stays with the references of the batch instead of
 * failing the fetch.
 */
export function batchedReferences<Context extends object>(
  typename: string,
  resolve: ReferenceResolver<Context>,
): (representation: Representation, context: Context, info: SelectionInfo) => Promise<object | null> {
  const loaders = new WeakMap<Context, Map<FieldNode, DataLoader<Representation, object | null>>>();
  const resolveAll = async (
    representations: readonly Representation[],
    context: Context,
    info: SelectionInfo,
  ) => {
    const entities = await resolve(representations, context, info);
    if (entities.length === representations.length) return entities.map(thawed);
    throw new Error(
      `The reference resolver of ${typename} answered ${entities.length} of ${representations.length}.`,
    );
  };
  const resolveAlone = async (representation: Representation, context: Context, info: SelectionInfo) => {
    try {
      return (await resolveAll([representation], context, info))[0] ?? null;
    } catch (error) {
      return error instanceof Error ? error : new Error('A thrown value was not an Error.');
    }
  };
  const makeLoader = (context: Context, info: SelectionInfo) =>
    new DataLoader<Representation, object | null>(
      async (representations) => {
        try {
          return await resolveAll(representations, context, info);
        } catch (error) {
          // A refusal may be about one of them only; a broken database is about all.
          if (!(error instanceof HubError)) throw error;
          return Promise.all(representations.map((one) => resolveAlone(one, context, info)));
        }
      },
      { cache: false },
    );
  return async (representation, context, info) => {
    const ofContext = loaders.get(context) ?? new Map();
    loaders.set(context, ofContext);
    // Two `_entities` fields of one fetch may ask for different things of the same entity.
    const field = info.fieldNodes[0]!;
    const loader = ofContext.get(field) ?? makeLoader(context, info);
    ofContext.set(field, loader);
    return loader.load(representation);
  };
}

/** The federation library writes the type's name on what it is given, which shared constants do not allow. */
function thawed<Entity extends object | null>(entity: Entity): Entity {
  if (entity === null || Object.isExtensible(entity)) return entity;
  return Object.assign(Object.create(Object.getPrototypeOf(entity)), entity);
}

/** The text under a key field of a representation. */
export function keyOf(representation: Representation, field: string): string {
  const value = representation[field];
  if (typeof value !== 'string') {
    throw new HubError('BAD_INPUT', `A reference to ${representation.__typename} has no ${field}.`);
  }
  return value;
}
