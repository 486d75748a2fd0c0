import { type KeyRing, renewDataKey, unfinishedRenewals } from '@kommunhub/subgraph-kit';
import type { Logger } from '../logger.js';
import { sealedColumnsOfHub } from './sealed-columns-of-hub.js';

/** Goes on with renewals of data keys that were cut off, while the hub works. Gives what stops it. */
export function resumeRenewals(url: string, keyRing: KeyRing, logger: Logger): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = async (): Promise<void> => {
    for (const namndId of await unfinishedRenewals(url)) {
      const renewed = await renewDataKey(namndId, { url, keyRing, columns: sealedColumnsOfHub, signal });
      logger.info({ namnd: namndId, version: renewed.version, values: renewed.values }, 'data key renewed');
    }
  };
  const working = work().catch((error) => {
    // What was stopped goes on at the next start.
    if (!signal.aborted) logger.error({ error }, 'a data key could not be renewed');
  });
  return async () => {
    stopping.abort();
    await working;
  };
}
