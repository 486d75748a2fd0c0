export { type FileFault, toFault } from './file-fault.js';
export { agreementColumns, parseAgreements } from './parse-agreements.js';
export { orderColumns, type ParsedOrder, parseDelegationOrders } from './parse-delegation-orders.js';
export { type OrderToPrint, printDelegationOrder } from './print-delegation-order.js';
export { printOrderDocument } from './print-order-document.js';
