export { type FileFault, toFault } from './file-fault.js';
export { agreementColumns, parseAgreements } from './parse-agreements.js';
export { orderColumns, type ParsedOrder, parseDelegationOrders } from './parse-delegation-orders.js';
