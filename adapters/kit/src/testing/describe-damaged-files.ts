import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError, type RecordSink, type SourceRow } from '@kommunhub/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Adapter } from '../adapter/adapter.js';
import { loadAdapter } from '../adapter/load-adapter.js';
import type { AnyConnector } from '../connector/connector.js';
import { dryRun } from '../reports/dry-run.js';
import { runSync } from '../sync/run-sync.js';
import { adapterFolder } from './adapter-folder.js';

/** The same damage at every run of the tests; another seed looks at other damage. */
export const damageSeed = 20261122;

/** Stands in cells of the file that is damaged, so that a report which repeats a cell is found out. */
export const secretOfCells = 'SENTINELHEMLIG';
const secrets = /SENTINEL|811218/;

/** Longer than any reading of a small file; one that takes so long hangs. */
const longestReading = 5000;

export interface DamagedFiles {
  readonly connector: AnyConnector;
  /** Name of the file that the connector finds in the adapter's folder. */
  readonly file: string;
  /** Further keys of `from`. */
  readonly from?: string;
  /** Damaged files with the columns Id, Namn, Personnummer and Kommunkod. */
  readonly damaged: fc.Arbitrary<Uint8Array>;
  readonly runs: number;
}

const yaml = ({ connector, file, from = '' }: DamagedFiles) => `source: fuzz
system: Testsystem
namnd: { id: 2080-LSS, name: Nämnden }
kommuner: ['2080']
delivery: complete
intervalHours: 24
connector: { kind: ${connector.kind}, folder: . }
tables:
  personer:
    from: { file: ${file}${from} }
    columns: { Id: { type: text, required: true }, Namn: text, Personnummer: personnummer, Kommunkod: kommunkod }
    records: { person: { sourceId: Id, kommunCode: Kommunkod, name: Namn, personnummer: Personnummer } }
`;

/** The promise that every connector keeps to files broken on their way: a place or a quarantine, and nothing half. */
export function describeDamagedFiles(name: string, files: DamagedFiles): void {
  describe(`${name} (seed ${damageSeed})`, () => {
    let folder: Awaited<ReturnType<typeof adapterFolder>>;
    let adapter: Adapter;
    beforeAll(async () => {
      folder = await adapterFolder({ 'adapter.yaml': yaml(files) });
      adapter = await loadAdapter(folder.folder, { connectors: { [files.connector.kind]: files.connector } });
    });
    afterAll(() => folder.remove());

    it('meets every damaged file with an error at a place or with rows set aside, never with a crash, a value or half a run', async () => {
      await fc.assert(
        fc.asyncProperty(files.damaged, async (bytes) => {
          await writeFile(join(folder.folder, files.file), bytes);
          const begun = performance.now();
          const { rows, error, isFinished, isAborted } = await syncOnce(adapter);
          expect([isFinished, isAborted]).toEqual([error === null, error !== null]);
          if (error !== null) checkError(error);
          checkRows(rows);
          // A trial reads the file once more: often enough to find a difference, not so often as to wait for.
          if (bytes.length % 8 === 0) await checkTrial(adapter, rows, error);
          expect(performance.now() - begun).toBeLessThan(longestReading);
        }),
        { numRuns: files.runs, seed: damageSeed },
      );
    }, 240_000);
  });
}

/** Runs a sync into a sink that keeps nothing but what it was told. */
async function syncOnce(adapter: Adapter) {
  const told = {
    rows: [] as SourceRow[],
    error: null as HubError | null,
    isFinished: false,
    isAborted: false,
  };
  const sink: RecordSink & { readonly runId: string } = {
    runId: 'run',
    write: async (rows) => void told.rows.push(...rows),
    async finish() {
      told.isFinished = true;
      return { runId: 'run', state: 'DONE' } as Awaited<ReturnType<RecordSink['finish']>>;
    },
    async abort() {
      told.isAborted = true;
    },
  };
  try {
    await runSync(adapter, async () => sink, { batchRows: 4 });
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    told.error = error;
  }
  return told;
}

function checkError({ code, message, faults, cause }: HubError): void {
  expect(['SOURCE_REFUSED', 'SOURCE_UNAVAILABLE']).toContain(code);
  expect(faults.length).toBeGreaterThan(0);
  expect(JSON.stringify([message, faults, cause ?? null])).not.toMatch(secrets);
}

function checkRows(rows: readonly SourceRow[]): void {
  for (const row of rows) {
    expect(row.place.row).toBeGreaterThan(1);
    if (row.fate === 'quarantined') expect(JSON.stringify(row.faults)).not.toMatch(secrets);
  }
}

/** A trial of the same file comes to the same rows and shows nothing of anybody. */
async function checkTrial(
  adapter: Adapter,
  rows: readonly SourceRow[],
  error: HubError | null,
): Promise<void> {
  const report = await dryRun(adapter);
  const fates = Map.groupBy(rows, ({ fate }) => fate);
  const count = (fate: SourceRow['fate']) => fates.get(fate)?.length ?? 0;
  expect(report.code).toBe(error?.code ?? null);
  // Rows that did not fill a batch before the file broke were read and not handed over.
  if (error === null) {
    expect([report.rowsUsed, report.rowsQuarantined, report.rowsSkipped, report.rowsRead]).toEqual([
      count('used'),
      count('quarantined'),
      count('skipped'),
      rows.length,
    ]);
  }
  const { unmapped: _, ...shown } = report;
  expect(JSON.stringify(shown)).not.toMatch(secrets);
}
