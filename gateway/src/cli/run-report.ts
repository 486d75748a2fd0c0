import type { Problem, RunReport, UnmappedLine } from '@kommunhub/adapter-kit';
import { BadInputError, errorCodes, NotFoundError } from '@kommunhub/schema';
import { documents } from './documents.js';
import type { HubClient } from './hub-client.js';
import { fetchQuarantine, type SetAside } from './quarantine.js';
import type { SyncRun } from './sync-run.js';

type UnmappedCodeRow = SetAside['unmappedCodes'][number];

interface RunSource {
  readonly id: string;
  readonly system: string;
  readonly namnd: { readonly name: string };
  readonly asOf: string | null;
}

/**
 * The latest run of the one source given.
 *
 * @throws BadInputError when there are several or none, for a report is of one.
 */
export async function reportOfLatest(
  hub: HubClient,
  shown: readonly { readonly id: string }[],
): Promise<RunReport> {
  const [source] = shown;
  if (source === undefined || shown.length > 1) {
    throw new BadInputError('A report is of one source: name it with --source.');
  }
  const { sources } = await hub.ask<{ sources: readonly { id: string; lastRun: SyncRun | null }[] }>(
    documents.latestRuns,
  );
  const run = sources.find(({ id }) => id === source.id)?.lastRun ?? null;
  if (run === null) throw new NotFoundError('The source has not been read yet; run "adapter sync" first.');
  return reportOfRun(hub, run);
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
    problems: problemsOfRun(run),
    files: null,
    rows: {
      read: run.rowsRead,
      used: run.rowsUsed,
      quarantined: run.rowsQuarantined,
      skipped: run.rowsSkipped,
    },
    skipped: run.skipped.map(({ reason, count }) => ({ reason, rows: count })),
    records: null,
    merged: run.state === 'FAILED' ? null : { records, inserted, updated, unchanged, removed },
    removed: run.removedByKind,
    withheld: run.removalsWithheld,
    faults: isOfRun
      ? setAside.quarantine.map(({ firstRow, since: _since, ...group }) => ({
          ...group,
          examples: [firstRow],
        }))
      : [],
    unmapped: isOfRun ? setAside.unmappedCodes.map(unmappedLine) : [],
    warnings: [],
  };
}

/** The hub tells what stopped a run as lines of text that hold their place. */
function problemsOfRun({ errorCode, errorMessage }: SyncRun): Problem[] {
  const lines = errorMessage?.split('\n') ?? [];
  return lines.map((line) => ({ path: '', code: errorCode ?? 'INTERNAL', message: line, swedish: line }));
}

function unmappedLine({ nearestLocal, nearestCode, ...code }: UnmappedCodeRow): UnmappedLine {
  const isLike = nearestLocal !== null && nearestCode !== null;
  return { ...code, nearest: isLike ? { local: nearestLocal, code: nearestCode } : null };
}
