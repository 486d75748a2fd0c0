export { statisticsMigrations } from './migrations/index.js';
