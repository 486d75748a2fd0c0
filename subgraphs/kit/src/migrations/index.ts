import type { MigrationClass } from '../database/migrate.js';
import { AuditLog1795348803000 } from './audit-log.js';
import { AuditPartitions1795349250000 } from './audit-partitions.js';
import { HubAgreements1795348802000 } from './hub-agreements.js';
import { HubApiKeys1795349400000 } from './hub-api-keys.js';
import { HubAppPatience1795349402000 } from './hub-app-patience.js';
import { HubDepartures1795349252000 } from './hub-departures.js';
import { HubFoundation1795348800000 } from './hub-foundation.js';
import { HubHeldRuns1795348830000 } from './hub-held-runs.js';
import { HubKeptRows1795349100000 } from './hub-kept-rows.js';
import { HubLifecycle1795349251000 } from './hub-lifecycle.js';
import { HubLifecycleRules1795349253000 } from './hub-lifecycle-rules.js';
import { HubOwnNamnd1795349150000 } from './hub-own-namnd.js';
import { HubRowScopes1795349200000 } from './hub-row-scopes.js';
import { HubSources1795348801000 } from './hub-sources.js';
import { HubUsedHeaders1795349401000 } from './hub-used-headers.js';

/** Migrations of the schemas `hub`, `staging` and `audit`; a subgraph's own come after them. */
export const hubMigrations: readonly MigrationClass[] = [
  HubFoundation1795348800000,
  HubSources1795348801000,
  HubAgreements1795348802000,
  AuditLog1795348803000,
  HubHeldRuns1795348830000,
  HubKeptRows1795349100000,
  HubOwnNamnd1795349150000,
  HubRowScopes1795349200000,
  AuditPartitions1795349250000,
  HubLifecycle1795349251000,
  HubDepartures1795349252000,
  HubLifecycleRules1795349253000,
  HubApiKeys1795349400000,
  HubUsedHeaders1795349401000,
  HubAppPatience1795349402000,
];
