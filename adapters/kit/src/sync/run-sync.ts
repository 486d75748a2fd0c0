import {
  HubError,
  type OpenRun,
  type RecordSource,
  type RunOutcome,
  type SourceRow,
} from '@kommunhub/schema';

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
 * @throws what the source or the sink threw.
 */
export async function runSync(
  source: RecordSource,
  openRun: OpenRun,
  options: SyncOptions = {},
): Promise<RunOutcome> {
  const run = await openRun(source.description);
  try {
    const batchRows = options.batchRows ?? 1000;
    // Taken before reading: a file that is replaced meanwhile must not count as newer than what was read.
    const asOf = await source.asOf();
    let batch: SourceRow[] = [];
    let rowsRead = 0;
    const flush = async () => {
      options.signal?.throwIfAborted();
      if (batch.length === 0) return;
      await run.write(batch);
      rowsRead += batch.length;
      batch = [];
      options.onProgress?.(rowsRead);
    };
    for await (const row of source.read(options.signal)) {
      batch.push(row);
      if (batch.length >= batchRows) await flush();
    }
    await flush();
    return await run.finish(asOf);
  } catch (error) {
    await abortQuietly(run, error);
    throw error;
  }
}

/** The first error is the one to tell; a sink that cannot even abort loses its run at the next start. */
async function abortQuietly(run: { abort(reason: string): Promise<void> }, error: unknown): Promise<void> {
  const reason = error instanceof HubError ? `${error.code}: ${error.message}` : 'INTERNAL';
  await run.abort(reason).catch(() => undefined);
}
