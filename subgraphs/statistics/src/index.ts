export * from './facts/index.js';
export { statisticsMigrations } from './migrations/index.js';
export * from './release/index.js';
export * from './released/index.js';
export { createStatisticsSubgraph } from './subgraph.js';
