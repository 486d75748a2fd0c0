import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { dayInStockholm, type SourceRow } from '@kommunhub/schema';
import type { Adapter } from '../adapter/adapter.js';
import type { LoadOptions } from '../adapter/load-adapter.js';
import { problemsOf } from '../reports/check-report.js';
import { swedishKinds, swedishNumber } from '../reports/swedish-words.js';
import { printPlaceOf, type Verdicts } from './claims.js';
import { ReadingWitness, RowDigest } from './reading-witness.js';

export interface VerifyOptions extends LoadOptions {
  /** Longest time for one of the two readings; after it, what was read so far is held against the claims. */
  readonly readingSeconds?: number;
  readonly onProgress?: (rowsRead: number) => void;
}

/** Below so many rows memory tells of the program, not of the reading. */
const rowsForMemory = 20_000;
const mostGrowth = 300_000_000;

/** The day by which an adapter is verified. */
export const todayOf = (options: VerifyOptions): string =>
  dayInStockholm((options.clock ?? (() => new Date()))());

/** Reads the source twice and holds what comes out against the claims; tells how many rows there were. */
export async function verifyReading(
  adapter: Adapter,
  verdicts: Verdicts,
  options: VerifyOptions,
): Promise<number> {
  const before = await traceOf(adapter);
  const witness = new ReadingWitness(verdicts, adapter.description, todayOf(options));
  const isWhole = await readFor(adapter, options, verdicts, (row) => {
    witness.see(row);
    if (witness.digest.rows % 1000 === 0) options.onProgress?.(witness.digest.rows);
    return true;
  });
  if (isWhole === null) return witness.digest.rows;
  const { rows } = witness.digest;
  const until = isWhole ? null : `hann med de första ${swedishNumber(rows)} raderna`;
  verdicts.note(
    'READS',
    until ?? `${swedishNumber(rows)} rader, ${swedishNumber(witness.quarantined)} i karantän`,
  );
  verifyReferences(adapter, witness, isWhole, verdicts);
  await verifySecondReading(adapter, witness, verdicts, options, until);
  await verifyRemap(adapter, witness, verdicts);
  await verifyCancelling(adapter, rows, verdicts);
  if (isDeepStrictEqual(await traceOf(adapter), before)) verdicts.note('UNTOUCHED');
  else verdicts.break('UNTOUCHED', '', 'en fil i adapterns mapp eller källan har ändrats under läsningen');
  return rows;
}

/**
 * Reads until `see` says no more, for as long as one reading may take: true
 * when that was to the end, null when the source failed.
 */
async function readFor(
  adapter: Adapter,
  { readingSeconds = 12 }: VerifyOptions,
  verdicts: Verdicts,
  see: (row: SourceRow) => boolean,
): Promise<boolean | null> {
  const deadline = performance.now() + readingSeconds * 1000;
  let rows = 0;
  try {
    for await (const row of adapter.read()) {
      if (!see(row)) return false;
      rows += 1;
      if (rows % 500 === 0 && performance.now() > deadline) return false;
    }
    return true;
  } catch (error) {
    for (const { path, swedish } of problemsOf(error).problems) verdicts.break('READS', path, swedish);
    return null;
  }
}

function verifyReferences(
  { description }: Adapter,
  { ledger }: ReadingWitness,
  isWhole: boolean,
  verdicts: Verdicts,
): void {
  if (description.delivery === 'delta') {
    verdicts.skip('REFERENCES', 'en delta får hänvisa till det som lämnats förut');
    return;
  }
  const unknown = isWhole ? 'leveransen har för många poster att minnas' : 'källan hann inte läsas till slut';
  if (!isWhole || !ledger.isWhole) {
    verdicts.skip('REFERENCES', unknown);
    return;
  }
  const absent = ledger.absentKinds().map((kind) => swedishKinds[kind].toLowerCase());
  verdicts.note(
    'REFERENCES',
    absent.length === 0 ? null : `källan lämnar inte själv ${absent.join(', ')}: de måste finnas i en annan`,
  );
  for (const { place, kind } of ledger.missing())
    verdicts.break(
      'REFERENCES',
      printPlaceOf(place),
      `det som raden hänvisar till saknas bland ${swedishKinds[kind].toLowerCase()}`,
    );
}

async function verifySecondReading(
  adapter: Adapter,
  { digest }: ReadingWitness,
  verdicts: Verdicts,
  options: VerifyOptions,
  until: string | null,
): Promise<void> {
  const wanted = digest.rows;
  const again = new RowDigest();
  const idle = process.memoryUsage().rss;
  let most = idle;
  const isWhole = await readFor(adapter, options, verdicts, (row) => {
    // One row more than the first reading gave is another delivery.
    again.add(row);
    if (again.rows % 1000 === 0) most = Math.max(most, process.memoryUsage().rss);
    return until === null || again.rows < wanted;
  });
  if (isWhole === null) return;
  const { rows, isSame } = again.compare(digest);
  const isUnfinished = until !== null || !isWhole;
  const isShorter = isWhole && again.rows < wanted;
  if (isSame && !isShorter && (isUnfinished || again.rows === wanted))
    verdicts.note('REPEATS', isUnfinished ? `de första ${swedishNumber(rows)} raderna` : null);
  else if (isUnfinished && !isShorter && rows === 0)
    verdicts.skip('REPEATS', 'ingen av läsningarna hann långt nog att jämföra');
  else verdicts.break('REPEATS', '', 'den andra läsningen gav andra rader');
  const growth = `${swedishNumber(Math.round((most - idle) / 1_000_000))} MB vid ${swedishNumber(wanted)} rader`;
  if (wanted < rowsForMemory)
    verdicts.skip('MEMORY', `leveransen har färre än ${swedishNumber(rowsForMemory)} rader`);
  else if (most - idle > mostGrowth) verdicts.break('MEMORY', '', `minnet växte ${growth}`);
  else verdicts.note('MEMORY', growth);
}

async function verifyRemap(adapter: Adapter, { kept }: ReadingWitness, verdicts: Verdicts): Promise<void> {
  if (kept.length === 0) {
    verdicts.skip('REMAPS', 'ingen rad kan sparas för omläsning');
    return;
  }
  verdicts.note('REMAPS', `${kept.length} rader`);
  let index = 0;
  for await (const row of adapter.remap(rowsOf(kept))) {
    const { row: first, raw } = kept[index]!;
    index += 1;
    const isSame = row.fate === first.fate && isDeepStrictEqual(recordsOf(row), recordsOf(first));
    if (!isSame) verdicts.break('REMAPS', printPlaceOf(raw.place), 'raden mappas om till något annat');
  }
  if (index !== kept.length) verdicts.break('REMAPS', '', 'inte varje rad mappades om');
}

async function* rowsOf(kept: ReadingWitness['kept']) {
  for (const { raw } of kept) yield raw;
}

const recordsOf = (row: SourceRow) => (row.fate === 'used' ? [row.records, row.tombstones ?? []] : []);

async function verifyCancelling(adapter: Adapter, rows: number, verdicts: Verdicts): Promise<void> {
  if (rows < 2) {
    verdicts.skip('CANCELS', 'källan har färre än två rader');
    return;
  }
  const stop = new AbortController();
  let seen = 0;
  try {
    for await (const _ of adapter.read(stop.signal)) {
      seen += 1;
      stop.abort();
    }
    verdicts.break('CANCELS', '', 'läsningen gick vidare fast den avbröts');
  } catch {
    if (seen > 1) verdicts.break('CANCELS', '', 'läsningen gick vidare fast den avbröts');
    else verdicts.note('CANCELS');
  }
  for await (const _ of adapter.read()) return;
  verdicts.break('CANCELS', '', 'källan gav inga rader efter avbrottet');
}

/** When the files of the adapter and the data of its source were last written. */
async function traceOf(adapter: Adapter): Promise<readonly unknown[]> {
  const names = await readdir(adapter.folder, { recursive: true });
  const files = await Promise.all(
    names.sort().map(async (name) => {
      const { mtimeMs, size, isDirectory } = await stat(join(adapter.folder, name)).then((found) => ({
        mtimeMs: found.mtimeMs,
        size: found.size,
        isDirectory: found.isDirectory(),
      }));
      return [name, mtimeMs, isDirectory ? 0 : size];
    }),
  );
  return [await adapter.asOf(), files];
}
