export {
  type ApolloGateway,
  type ApolloGatewayOptions,
  apolloGateway,
} from './apollo-gateway.js';
export {
  createEngine,
  type Engine,
  type EngineOptions,
  type EngineRequest,
} from './engine.js';
export { EngineError, type EngineErrorCode } from './engine-errors.js';
export {
  DEFAULT_DOCUMENT_LIMITS,
  DEFAULT_LIMITS,
  type DocumentLimits,
  type EngineLimits,
} from './limits/engine-limits.js';
export { ChildPlanner } from './planning/child-planner.js';
export type { Planner, PlanningLimits } from './planning/planner.js';
export { publicSchemaOf } from './supergraph.js';
export {
  type HttpTransportOptions,
  httpTransport,
} from './transports/http-transport.js';
export {
  type CompileOperation,
  type InProcessOptions,
  inProcessTransport,
} from './transports/in-process-transport.js';
export type { FetchReport } from './transports/timed-transport.js';
export type {
  SendToSubgraph,
  SubgraphAnswer,
  SubgraphCall,
  SubgraphOperation,
  SubgraphTransport,
} from './transports/transport.js';
