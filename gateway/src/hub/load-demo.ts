import { readFile, writeFile } from 'node:fs/promises';
import { loadAgreements, loadDelegationOrders } from '@kommunhub/delegation';
import { dayInStockholm, HubError } from '@kommunhub/schema';
import { type HubDatabase, type KeyRing, storeUppdrag } from '@kommunhub/subgraph-kit';
import { z } from 'zod';
import type { DataDirectory } from './data-directory.js';
import { type DemoLedger, writeDemo } from './demo/index.js';
import type { SourceRunner } from './source-runner.js';
import { parseUppdrag } from './uppdrag-file.js';

interface DemoOptions {
  readonly directory: DataDirectory;
  readonly database: HubDatabase;
  readonly keyRing: KeyRing;
  readonly sources: SourceRunner;
  readonly sourcesFolder: string;
  readonly clock: () => Date;
  readonly onProgress: (line: string) => void;
}

/** The demo is the same for everybody; only its dates follow the day it was made. */
export const demoSeed = 20;
const stateSchema = z.object({ today: z.iso.date(), isLoaded: z.boolean() });

/**
 * Writes the demo's export files and sends them through their adapters, once.
 * A load that was cut off goes on where it was: every step can be done twice.
 *
 * Gives what was written, or null when the demo was loaded before.
 */
export async function loadDemo(options: DemoOptions): Promise<DemoLedger | null> {
  const { directory, database, keyRing, sources, clock, onProgress } = options;
  const stateFile = directory.file('demo.json');
  const state = await readState(stateFile, dayInStockholm(clock()));
  if (state.isLoaded) return null;
  await writeState(stateFile, state);
  onProgress('Loading the demo: fifteen kommuner of Dalarna, invented people …');
  const folders = {
    sourcesFolder: options.sourcesFolder,
    deliveriesFolder: directory.file('deliveries'),
    delegationFolder: directory.file('delegation'),
  };
  const ledger = await writeDemo(folders, { seed: demoSeed, today: state.today });
  await sources.load();
  for (const { id } of ledger.sources) {
    const { state: runState, counts } = await sources.run(id);
    if (runState !== 'DONE') throw new HubError('INTERNAL', `The demo's source ${id} ended ${runState}.`);
    onProgress(`  ${id}: ${counts.rowsRead} rows read, ${counts.records} records`);
  }
  for (const file of ledger.files.orders) {
    const text = await readFile(file, 'utf8');
    refuseFaults(file, (await loadDelegationOrders(database, text, { now: clock() })).faults);
  }
  const agreements = await readFile(ledger.files.agreements, 'utf8');
  refuseFaults(ledger.files.agreements, (await loadAgreements(database, agreements)).faults);
  await storeUppdrag(database, keyRing, parseUppdrag(await readFile(ledger.files.uppdrag, 'utf8')));
  await writeState(stateFile, { ...state, isLoaded: true });
  return ledger;
}

function refuseFaults(file: string, faults: readonly unknown[]): void {
  if (faults.length > 0)
    throw new HubError('INTERNAL', `The demo's own file ${file} has ${faults.length} faults.`);
}

async function readState(file: string, today: string): Promise<z.infer<typeof stateSchema>> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? { today, isLoaded: false } : stateSchema.parse(JSON.parse(text));
}

function writeState(file: string, state: z.infer<typeof stateSchema>): Promise<void> {
  return writeFile(file, `${JSON.stringify(state)}\n`, { mode: 0o600 });
}
