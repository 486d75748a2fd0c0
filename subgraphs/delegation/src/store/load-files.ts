import { type HubDatabase, storeAgreements } from '@kommunhub/subgraph-kit';
import { type FileFault, parseAgreements } from '../file/index.js';
import { type ImportedOrders, importOrders } from './import-orders.js';

/** Imports delegation orders of any nämnd as the hub itself: what a hub's operator and the demo do. */
export function loadDelegationOrders(
  database: HubDatabase,
  text: string,
  options: { readonly now: Date; readonly dryRun?: boolean },
): Promise<ImportedOrders> {
  return database.ingest.transaction((manager) =>
    importOrders(manager, text, {
      dryRun: options.dryRun ?? false,
      now: options.now,
      by: { issuer: 'kommunhub', subject: 'operator' },
      onlyNamnd: null,
      beforeWrite: async (transaction, namndId) => {
        await transaction.query(`select set_config('hub.ingest_namnd', $1, true)`, [namndId]);
      },
    }),
  );
}

/** Stores the agreements of a file as the hub itself; with faults nothing is stored. */
export async function loadAgreements(
  database: HubDatabase,
  text: string,
): Promise<{ readonly faults: readonly FileFault[]; readonly stored: number }> {
  const { agreements, faults } = parseAgreements(text);
  if (faults.length > 0) return { faults, stored: 0 };
  await storeAgreements(database, agreements);
  return { faults, stored: agreements.length };
}
