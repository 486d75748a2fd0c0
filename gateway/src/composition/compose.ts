import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** One subgraph as it goes into a supergraph. */
export interface ComposedSubgraph {
  name: string;
  url: string;
  sdl: string;
}

/** Composes a supergraph. @throws ConfigError that lists every fault, each with the subgraph it lies in. */
export function composeSupergraph(subgraphs: readonly ComposedSubgraph[]): string {
  const result = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({
      name,
      url,
      typeDefs: parse(sdl, { noLocation: true }),
    })),
  );
  if (compositionHasErrors(result)) throw new Error(result.errors.map((error) => error.message).join('\n'));
  return result.supergraphSdl;
}
