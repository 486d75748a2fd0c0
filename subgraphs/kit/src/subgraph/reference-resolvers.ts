import { HubError } from '@kommunhub/schema';
import DataLoader from 'dataloader';

/** A reference as the gateway sends it: `__typename` and the fields of a key. */
export type Representation = Readonly<Record<string, unknown>> & {
  readonly __typename: string;
};

/**
 * Answers all references of one entity in a fetch at once: an entity, null or
 * an Error for each, in their order.
 */
export type ReferenceResolver<Context = unknown> = (
  representations: readonly Representation[],
  context: Context,
) => Promise<readonly (object | null | Error)[]> | readonly (object | null | Error)[];

/**
 * The `__resolveReference` of an entity: one batch per fetch, and whatever goes
 * wrong stays with the references of the batch instead of failing the fetch.
 */
export function batchedReferences<Context extends object>(
  typename: string,
  resolve: ReferenceResolver<Context>,
): (representation: Representation, context: Context) => Promise<object | null> {
  const loaders = new WeakMap<Context, DataLoader<Representation, object | null>>();
  const makeLoader = (context: Context) =>
    new DataLoader<Representation, object | null>(
      async (representations) => {
        const entities = await resolve(representations, context);
        if (entities.length === representations.length) return entities;
        throw new Error(
          `The reference resolver of ${typename} answered ${entities.length} of ${representations.length}.`,
        );
      },
      { cache: false },
    );
  return async (representation, context) => {
    let loader = loaders.get(context);
    if (loader === undefined) {
      loader = makeLoader(context);
      loaders.set(context, loader);
    }
    return loader.load(representation);
  };
}

/** The text under a key field of a representation. */
export function keyOf(representation: Representation, field: string): string {
  const value = representation[field];
  if (typeof value !== 'string') {
    throw new HubError('BAD_INPUT', `A reference to ${representation.__typename} has no ${field}.`);
  }
  return value;
}
