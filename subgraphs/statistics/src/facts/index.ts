export { type CountCell, cellColumns, cellsOf } from './count-cells.js';
export { allNamnder, inNamnd } from './in-namnd.js';
export { keepFactsAfterMerge } from './keep-facts.js';
export type { FactScope } from './known-facts.js';
export { makeMissingFacts } from './make-missing-facts.js';
export { type OwnCellsQuery, ownCells } from './own-cells.js';
export { compareFacts, type FactDifferences, rebuildFacts } from './rebuild-facts.js';
export type { NamndOfFacts } from './refresh-facts.js';
export { unitRows } from './unit-rows.js';
