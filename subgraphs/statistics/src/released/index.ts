export type { RunSql } from './releases-in-force.js';
export { MAX_RELEASED_PAGE, StoredReleasedTables } from './stored-released-tables.js';
