export * from './columns.js';
export * from './dimensions.js';
export * from './periods.js';
export * from './released-tables.js';
export * from './row-filter.js';
export * from './tables.js';
