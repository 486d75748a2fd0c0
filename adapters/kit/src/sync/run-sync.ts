import {
  HubError,
  type OpenRun,
  type RecordSink,
  type RecordSource,
  type RunOutcome,
  type SourceRow,
} from '@kommunhub/schema';
import { swedishOf } from '../faults/adapter-fault.js';
import { asOfSource } from './as-of.js';

export interface SyncOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (rowsRead: number) => void;
  /** Rows handed to the sink at a time. */
  readonly batchRows?: number;
}

/**
 * Reads a source into a run, batch by batch; the sink makes everything visible
 * at once at the end.
 *
 * When the source fails, the sink refuses or the signal says stop, the run is
 * aborted and it is as if it had not been.
 *
 * @throws what the source or the sink threw, and HubError SYNC_CANCELLED at the signal.
 */
export async function runSync(
  source: RecordSource,
  openRun: OpenRun,
  options: SyncOptions = {},
): Promise<RunOutcome> {
  const run = await openRun(source.description);
  const begin = async () => {
    // Taken before reading: a file that is replaced meanwhile must not count as newer than what was read.
    const asOf = await asOfSource(source, options.signal);
    return [source.read(options.signal), asOf] as const;
  };
  return carryOut(run, begin, options);
}

/** Writes the rows that `begin` gives, with the time they were true, and finishes the run; or aborts it. */
export async function carryOut(
  run: RecordSink,
  begin: () => Promise<readonly [rows: AsyncIterable<SourceRow>, asOf: Date | null]>,
  options: SyncOptions,
): Promise<RunOutcome> {
  const { signal, batchRows = 1000 } = options;
  try {
    const [rows, asOf] = await begin();
    let batch: SourceRow[] = [];
    let rowsRead = 0;
    const flush = async () => {
      refuseCancelled(signal);
      if (batch.length === 0) return;
      await run.write(batch);
      rowsRead += batch.length;
      batch = [];
      options.onProgress?.(rowsRead);
    };
    for await (const row of rows) {
      batch.push(row);
      if (batch.length >= batchRows) await flush();
    }
    await flush();
    return await run.finish(asOf);
  } catch (error) {
    const failure = signal?.aborted ? cancelled(error) : error;
    await abortQuietly(run, failure);
    throw failure;
  }
}

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled(signal.reason);
}

/** A reading that is stopped fails in many ways; what it means is one. */
function cancelled(cause: unknown): HubError {
  if (cause instanceof HubError && cause.code === 'SYNC_CANCELLED') return cause;
  return new HubError('SYNC_CANCELLED', 'The run was cancelled; nothing was changed.', { cause });
}

/** The first error is the one to tell; a sink that cannot even abort loses its run at the next start. */
async function abortQuietly(run: RecordSink, error: unknown): Promise<void> {
  await run.abort(reasonOf(error)).catch(() => undefined);
}

/** No run is the clearer for more than these. */
const toldFaults = 20;

/** The code, then what is wrong: every fault with its place in Swedish, one a line, for who mends the export. */
function reasonOf(error: unknown): string {
  if (!(error instanceof HubError)) return 'INTERNAL';
  const { code, faults, message } = error;
  if (faults.length === 0) return `${code}: ${message}`;
  const lines = faults.slice(0, toldFaults).map((fault) => `${fault.path}: ${swedishOf(fault)}`);
  if (faults.length > toldFaults) lines.push(`… och ${faults.length - toldFaults} fel till`);
  return `${code}: ${lines.join('\n')}`;
}
