import type { Caller } from '@kommunhub/schema';
import { parse } from 'graphql';
import { composeSupergraph } from '../../gateway/src/composition/compose.js';
import { createEngine } from '../../gateway/src/execution/index.js';
import { decisionBook } from '../../gateway/src/hub/decision-book.js';
import { createCasesSubgraph } from '../../subgraphs/cases/src/index.js';
import { createDelegationSubgraph } from '../../subgraphs/delegation/src/index.js';
import type { World } from '../support/two-namnder.js';

/** Cases and delegation behind the engine, in this process. */
export function federate(world: World) {
  const subgraphs = [createCasesSubgraph(), createDelegationSubgraph({ decisionBook })];
  const engine = createEngine({
    supergraphSdl: composeSupergraph(
      subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://127.0.0.1/${name}` })),
    ),
    transports: Object.fromEntries(
      subgraphs.map((subgraph) => [
        subgraph.name,
        {
          prepare:
            ({ document }: { document: Parameters<typeof subgraph.execute>[0]['document'] }) =>
            (call: { variables?: Record<string, unknown>; context: unknown }) =>
              subgraph.execute({
                document,
                variables: call.variables,
                caller: (call.context as { caller: Caller }).caller,
                services: world.services,
              }),
        },
      ]),
    ) as never,
  });
  return {
    ask: (caller: Caller, query: string, variables: Record<string, unknown> = {}) =>
      engine.execute({
        document: parse(query),
        variables,
        context: { caller, signal: new AbortController().signal },
      }),
    stop: () => engine.stop(),
  };
}
