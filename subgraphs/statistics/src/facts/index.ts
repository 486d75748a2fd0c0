export { type CountCell, cellColumns, cellsOf } from './count-cells.js';
export { keepFactsAfterMerge } from './keep-facts.js';
export type { FactScope } from './known-facts.js';
export type { NamndOfFacts } from './refresh-facts.js';
export { unitRows } from './unit-rows.js';
