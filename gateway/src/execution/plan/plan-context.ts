import type { SubgraphTransport } from '../transports/transport.js';
import type { TypeTest } from './path-collector.js';
import type { ErrorReporter } from './report-errors.js';
import type { TakenOut } from './restore-operation.js';

/** What compiling a plan needs to know beside the plan. */
export interface PlanContext {
  transports: ReadonlyMap<string, SubgraphTransport>;
  takenOut: TakenOut;
  isOfType: TypeTest;
  isAbstract: (typename: string) => boolean;
  reporter: ErrorReporter;
}
