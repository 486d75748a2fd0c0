import type { DecisionSink } from '@kommunhub/schema';
import type { HubServices, Session } from '@kommunhub/subgraph-kit';
import type { CasePort } from './case-port.js';
import type { MandatePort } from './mandate-port.js';

/** What the composition root gives this subgraph beside the common services. */
export interface SjuklonerServices extends HubServices {
  readonly cases: CasePort;
  readonly mandates: MandatePort;
  readonly decisionSink: DecisionSink<Session>;
}
