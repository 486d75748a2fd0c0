export { type FileFault, toFault } from './file-fault.js';
export { parseAgreements } from './parse-agreements.js';
export { type ParsedOrder, parseDelegationOrders } from './parse-delegation-orders.js';
