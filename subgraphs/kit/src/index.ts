export * from './audit/index.js';
export { columnParsers } from './database/column-parsers.js';
export {
  connectDatabase,
  type DatabaseOptions,
  type DatabaseUrls,
  type HubDatabase,
  type Login,
  type LoginUrls,
  rawConnection,
} from './database/connect.js';
export { DatabaseError } from './database/database-error.js';
export { declareInstance, type HubInstance } from './database/instance.js';
export { type LoginPasswords, logins, passwordOfAll } from './database/logins.js';
export { type MigrationClass, migrate } from './database/migrate.js';
export {
  commonColumns,
  createModelSchema,
  createModelTable,
  grantedNamnd,
  grantedRows,
  type ModelTable,
  ownHandlaggareIds,
} from './database/model-table.js';
export type { StatementHook } from './database/statements.js';
export * from './entities/index.js';
export { type CallerIdentity, loadGrants } from './grants/load-grants.js';
export { type Agreement, storeAgreements } from './grants/store-agreements.js';
export { type NewUppdrag, storeUppdrag } from './grants/store-uppdrag.js';
export * from './graph/index.js';
export type { AfterMerge, MergedRun } from './ingest/after-merge.js';
export { clearCutOffRuns } from './ingest/cut-off-runs.js';
export {
  type AcceptedRun,
  createOpenRun,
  type OpenedRun,
  type OpenRunOptions,
  type OpenSourceRun,
} from './ingest/open-run.js';
export { registerSource } from './ingest/register-source.js';
export {
  type ColumnSpec,
  encrypted,
  lookup,
  optionalReference,
  type PlainValue,
  plain,
  reference,
  type TableSpec,
  tableSpec,
} from './ingest/table-spec.js';
export { canonicalJson } from './keys/canonical-json.js';
export { KeyRing, type RowSource } from './keys/key-ring.js';
export { kommunCodeOfId } from './keys/kommun-of-id.js';
export type { NamndKeys } from './keys/namnd-keys.js';
export * from './lifecycle/index.js';
export { hubMigrations } from './migrations/index.js';
export { type ConnectionClass, connectionType, PageInfo } from './relay/connection-type.js';
export { CursorCodec, type Position } from './relay/cursor-codec.js';
export { afterPosition, type OrderColumn, orderBy } from './relay/keyset.js';
export { MAX_PAGE, type Page, type PageRequest, pageOf, startOfPage } from './relay/page.js';
export { CALLER_HEADER, CallerVerifier, type SignedRequest, signCaller } from './serve/caller-header.js';
export { type ServedSubgraph, type ServeOptions, serveSubgraph } from './serve/serve-subgraph.js';
export { StoredUsedHeaders, type UsedHeaders } from './serve/used-headers.js';
export { type ReadRecord, Session } from './session/session.js';
export {
  buildSubgraph,
  type Subgraph,
  type SubgraphDefinition,
  type SubgraphRequest,
} from './subgraph/build-subgraph.js';
export type { SubgraphContext } from './subgraph/context.js';
export {
  Cost,
  Key,
  ListSize,
  Shareable,
} from './subgraph/directives.js';
export { batchLoader, manyForEach, oneForEach } from './subgraph/loaders.js';
export {
  keyOf,
  type ReferenceResolver,
  type Representation,
} from './subgraph/reference-resolvers.js';
export {
  DateScalar,
  DateTimeScalar,
  DecimalScalar,
} from './subgraph/scalars.js';
export type { HubServices } from './subgraph/services.js';
