import { ConfigError, type Fault } from '@kommunhub/schema';
import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { findWeakPatterns } from './weak-patterns.js';

/** One subgraph as it goes into a supergraph. */
export interface ComposedSubgraph {
  name: string;
  url: string;
  sdl: string;
}

/** A subgraph whose SDL has been parsed. */
export interface ParsedSubgraph {
  name: string;
  document: DocumentNode;
}

/**
 * Composes a supergraph, for `npm run print`.
 *
 * @throws ConfigError that lists every fault: SDL that does not parse, patterns the composition
 * gets wrong without saying so, and whatever the composition itself refuses.
 */
export function composeSupergraph(subgraphs: readonly ComposedSubgraph[]): string {
  const parsed = subgraphs.map(({ name, sdl }) => ({ name, document: parseSdl(name, sdl) }));
  refuse(findWeakPatterns(parsed));
  const result = composeServices(
    parsed.map(({ name, document }, place) => ({ name, url: subgraphs[place]!.url, typeDefs: document })),
  );
  if (compositionHasErrors(result)) {
    refuse(result.errors.map(({ message, extensions }) => fault('supergraph', message, extensions.code)));
    throw new ConfigError('CONFIG_INVALID', 'The subgraphs cannot be composed.');
  }
  return result.supergraphSdl;
}

function parseSdl(name: string, sdl: string): DocumentNode {
  try {
    return parse(sdl, { noLocation: true });
  } catch (cause) {
    const message = cause instanceof GraphQLError ? cause.message : String(cause);
    throw new ConfigError('CONFIG_INVALID', `The SDL of subgraph ${name} cannot be read: ${message}`, {
      cause,
    });
  }
}

function fault(path: string, message: string, code: unknown): Fault {
  return { path, message, code: typeof code === 'string' ? code : 'COMPOSITION' };
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const texts = faults.map(({ path, message }) => `${path}: ${message}`);
  throw new ConfigError('CONFIG_INVALID', `The subgraphs cannot be composed. ${texts.join(' ')}`, { faults });
}
