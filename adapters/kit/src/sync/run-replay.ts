import {
  ConfigError,
  type RawRow,
  type RecordSink,
  type RecordSource,
  type RunOutcome,
  type SourceDescription,
} from '@kommunhub/schema';
import { carryOut, type SyncOptions } from './run-sync.js';

/** Opens a run that maps rows again which earlier ones kept, and hands them out. */
export type OpenReplay = (
  source: SourceDescription,
) => Promise<RecordSink & { readonly runId: string; keptRows(): AsyncIterable<RawRow> }>;

/**
 * Maps the kept rows of a source again, by mapping and code tables as they are
 * now, and merges what has become records. The source is not opened.
 *
 * @throws ConfigError when the source cannot map rows apart from their reading,
 *   what the sink threw, and HubError SYNC_CANCELLED at the signal.
 */
export async function runReplay(
  source: RecordSource,
  openReplay: OpenReplay,
  options: SyncOptions = {},
): Promise<RunOutcome> {
  if (source.remap === undefined) {
    throw new ConfigError('CONFIG_INVALID', `The rows of ${source.description.id} cannot be mapped again.`);
  }
  const run = await openReplay(source.description);
  return carryOut(run, async () => [source.remap!(run.keptRows()), null], options);
}
