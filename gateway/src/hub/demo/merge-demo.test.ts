import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvConnector } from '@kommunhub/adapter-csv';
import { excelConnector } from '@kommunhub/adapter-excel';
import { loadAdapter, runSync } from '@kommunhub/adapter-kit';
import { casesMigrations, caseTableSpecs } from '@kommunhub/cases';
import type { RunOutcome } from '@kommunhub/schema';
import { createOpenRun, registerSource } from '@kommunhub/subgraph-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import type { DemoLedger } from './ledger/demo-ledger.js';
import { writeDemo } from './write-demo.js';

describe('the demo in the database', () => {
  let root: string;
  let ledger: DemoLedger;
  let test: TestDatabase;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'kommunhub-demo-'));
    const folders = ['adapters', 'deliveries', 'delegation'].map((name) => join(root, name));
    const [sourcesFolder = '', deliveriesFolder = '', delegationFolder = ''] = folders;
    const today = new Date().toISOString().slice(0, 10);
    ledger = await writeDemo({ sourcesFolder, deliveriesFolder, delegationFolder }, { seed: 1, today });
    test = await createTestDatabase({ migrations: [...casesMigrations] });
  });
  afterAll(async () => {
    await test.drop();
    await rm(root, { recursive: true });
  });

  async function sync(sourceId: string): Promise<RunOutcome> {
    const adapter = await loadAdapter(join(root, 'adapters', sourceId), {
      connectors: { csv: csvConnector, excel: excelConnector },
    });
    await registerSource(test.database, test.keyRing, adapter.description);
    return runSync(adapter, createOpenRun(test.database, test.keyRing, caseTableSpecs));
  }

  it('has the counts of the ledger after the merge', async () => {
    for (const { id, afterMerge, records } of ledger.sources) {
      const total = Object.values(records).reduce((sum, count) => sum + count, 0);
      const counted = {
        rowsRead: afterMerge.rowsRead,
        rowsUsed: afterMerge.used,
        rowsQuarantined: afterMerge.quarantined,
        rowsSkipped: afterMerge.skipped,
        skipped: afterMerge.skippedBy,
        records: total,
      };
      expect({ id, ...(await sync(id)).counts }).toMatchObject({ id, ...counted, inserted: total });
    }
  }, 120_000);

  it('changes nothing when the same files are read again', async () => {
    // The source with rows that stand twice.
    const again = ledger.sources.find(({ id }) => id === 'ludvika-treserva');
    const total = Object.values(again?.records ?? {}).reduce((sum, count) => sum + count, 0);
    const { counts } = await sync('ludvika-treserva');
    expect(counts).toMatchObject({ unchanged: total, inserted: 0, updated: 0, removed: 0 });
  });

  it('keeps the queue and the own cases of the demo user where the ledger says', async () => {
    const { rows } = await test.owner.query<{
      kommun_code: string;
      open: number;
      queue: number;
      total: number;
    }>(
      `select kommun_code, count(*)::int as total, count(*) filter (where closed_on is null)::int as open,
              count(*) filter (where closed_on is null and handlaggare_id is null)::int as queue
         from cases.cases group by kommun_code`,
    );
    const found = new Map(rows.map((row) => [row.kommun_code, row]));
    for (const { kommunCode, cases } of ledger.kommuner) {
      const { total, open, queue } = cases;
      const none = { kommun_code: kommunCode, total: 0, open: 0, queue: 0 };
      expect(found.get(kommunCode) ?? none).toEqual({ kommun_code: kommunCode, total, open, queue });
    }
  });
});
