import type { Caller } from '@kommunhub/schema';
import type { Session } from '../session/session.js';
import type { HubServices } from './services.js';

/** What a resolver gets as its context: one per subgraph fetch. */
export interface SubgraphContext<Loaders = unknown, Services extends HubServices = HubServices> {
  readonly caller: Caller;
  readonly session: Session;
  readonly loaders: Loaders;
  readonly services: Services;
}
