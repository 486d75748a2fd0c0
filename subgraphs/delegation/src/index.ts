export { delegationEntities } from './entities/index.js';
export {
  agreementColumns,
  type FileFault,
  type OrderToPrint,
  orderColumns,
  type ParsedOrder,
  parseAgreements,
  parseDelegationOrders,
  printDelegationOrder,
  printOrderDocument,
  toFault,
} from './file/index.js';
export { createLoaders as createDelegationLoaders } from './graph/loaders.js';
export { answerQuestion } from './mandate/mandate-desk.js';
export { delegationMigrations } from './migrations/index.js';
export type { BookedDecision, BookPlace, BookSelection, DecisionBook } from './ports/index.js';
export { type ImportedOrders, type ImportOptions, importOrders } from './store/import-orders.js';
export { loadAgreements, loadDelegationOrders } from './store/load-files.js';
export type { OrderFate, StoredOrder } from './store/store-orders.js';
export { createDelegationSubgraph } from './subgraph.js';
