import { runSync } from '../../adapters/kit/src/index.js';
import { afterMerge, entities, migrations, tableSpecs } from '../../gateway/src/hub/parts.js';
import type { RecordSource } from '../../schema/src/index.js';
import { createOpenRun, hubMigrations } from '../../subgraphs/kit/src/index.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

/** A database of the hub with its facts, into which sources are read as the hub reads them. */
export async function openNation(): Promise<
  TestDatabase & { deliver(sources: readonly RecordSource[]): Promise<number> }
> {
  const test = await createTestDatabase({ migrations: migrations.slice(hubMigrations.length), entities });
  const openRun = createOpenRun(test.database, test.keyRing, tableSpecs, { afterMerge });
  return {
    ...test,
    async deliver(sources) {
      let records = 0;
      for (const source of sources) {
        const { state, counts } = await runSync(source, openRun);
        if (state !== 'DONE' || counts.rowsQuarantined > 0)
          throw new Error(`${source.description.id}: ${state}, ${counts.rowsQuarantined} rows set aside.`);
        records += counts.records;
      }
      return records;
    },
  };
}
