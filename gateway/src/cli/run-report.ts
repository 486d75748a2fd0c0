import type { RunReport } from '@kommunhub/adapter-kit';
import { errorCodes } from '@kommunhub/schema';
import { documents } from './documents.js';
import type { HubClient } from './hub-client.js';
import { fetchQuarantine } from './quarantine.js';
import type { SyncRun } from './sync-run.js';

interface RunSource {
  readonly id: string;
  readonly system: string;
  readonly namnd: { readonly name: string };
  readonly asOf: string | null;
}

/** A run with what it set aside, as the report that people read; asks the hub for what the run itself does not tell. */
export async function reportOfRun(hub: HubClient, run: SyncRun): Promise<RunReport> {
  const setAside = await fetchQuarantine(hub, run.sourceId);
  const { sources } = await hub.ask<{ sources: readonly RunSource[] }>(documents.reportedSources);
  const source = sources.find(({ id }) => id === run.sourceId);
  const { records, inserted, updated, unchanged, removed } = run;
  // What failed, was held or still runs has set nothing aside: the hub then tells of the run before.
  const isOfRun = run.state === 'DONE';
  return {
    source: { id: run.sourceId, system: source?.system ?? null, namnd: source?.namnd.name ?? null },
    state: run.state,
    runId: run.id,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    asOf: source?.asOf ?? null,
    errorCode: run.errorCode !== null && Object.hasOwn(errorCodes, run.errorCode) ? run.errorCode : null,
    problems: [],
    files: null,
    rows: {
      read: run.rowsRead,
      used: run.rowsUsed,
      quarantined: run.rowsQuarantined,
      skipped: run.rowsSkipped,
    },
    skipped: run.skipped.map(({ reason, count }) => ({ reason, rows: count })),
    records: null,
    merged: { records, inserted, updated, unchanged, removed },
    removed: run.removedByKind,
    withheld: run.removalsWithheld,
    faults: isOfRun
      ? setAside.quarantine.map(({ firstRow, since: _since, ...group }) => ({
          ...group,
          examples: [firstRow],
        }))
      : [],
    unmapped: isOfRun ? setAside.unmappedCodes.map((code) => ({ ...code, nearest: null })) : [],
    warnings: [],
  };
}
