import { containsPersonnummer, type SourceDescription } from '@kommunhub/schema';
import type { Adapter } from '../adapter/adapter.js';
import { loadAdapter } from '../adapter/load-adapter.js';
import { problemsOf } from '../reports/check-report.js';
import { type Verdict, Verdicts } from './claims.js';
import { todayOf, type VerifyOptions, verifyReading } from './verify-reading.js';

/** What `adapter verify` found; JSON-able, without person data. */
export interface VerifyReport {
  /** Null when the folder could not be loaded. */
  readonly source: SourceDescription | null;
  readonly ok: boolean;
  readonly rowsRead: number;
  readonly seconds: number;
  readonly verdicts: readonly Verdict[];
}

/**
 * Holds an adapter against everything that the hub expects of a source, without
 * a hub: its folder, its source and two whole readings. Takes less than a
 * minute; a claim that could not be tried is skipped and says why.
 */
export async function verifyAdapter(folder: string, options: VerifyOptions): Promise<VerifyReport> {
  const begun = performance.now();
  const verdicts = new Verdicts();
  const adapter = await loadAdapter(folder, options).catch((error: unknown) => {
    for (const { path, swedish } of problemsOf(error).problems) verdicts.break('LOADS', path, swedish);
    return null;
  });
  let rowsRead = 0;
  let reason = 'mappen går inte att läsa in';
  if (adapter !== null) {
    verdicts.note('LOADS');
    reason = 'källan går inte att läsa';
    if (await verifySource(adapter, verdicts, options)) {
      rowsRead = await verifyReading(adapter, verdicts, options);
    }
  }
  const list = verdicts.list(reason);
  return {
    source: adapter?.description ?? null,
    ok: list.every(({ result }) => result !== 'BROKEN'),
    rowsRead,
    seconds: Math.round((performance.now() - begun) / 100) / 10,
    verdicts: list,
  };
}

async function verifySource(adapter: Adapter, verdicts: Verdicts, options: VerifyOptions): Promise<boolean> {
  const { ok, tables, problems } = await adapter.check();
  if (!ok) for (const { path, swedish } of problems) verdicts.break('CHECKS', path, swedish);
  else verdicts.note('CHECKS');
  verdicts.note('PUBLIC_NAMES');
  const { id, system, namnd } = adapter.description;
  const names = [id, system, namnd.name, ...tables.flatMap(({ found }) => found.map(({ header }) => header))];
  const today = todayOf(options);
  if (names.some((name) => containsPersonnummer(name, today)))
    verdicts.break('PUBLIC_NAMES', '', 'källans namn eller en rubrik innehåller ett personnummer');
  for (const { place, local } of adapter.codeLines()) {
    if (containsPersonnummer(local, today))
      verdicts.break('PUBLIC_NAMES', place, 'den lokala texten innehåller ett personnummer');
  }
  return ok;
}
