import { setTimeout as pause } from 'node:timers/promises';
import { swedishKinds, swedishSkips, visibleText } from '@kommunhub/adapter-kit';
import {
  BadInputError,
  errorCodes,
  NotFoundError,
  type RecordKind,
  type SkipReason,
} from '@kommunhub/schema';
import { documents } from './documents.js';
import type { HubClient } from './hub-client.js';

interface KindCount {
  readonly kind: RecordKind;
  readonly count: number;
}

/** A run as the graph tells it. */
export interface SyncRun {
  readonly id: string;
  readonly sourceId: string;
  readonly state: 'RUNNING' | 'DONE' | 'HELD' | 'FAILED';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly rowsQuarantined: number;
  readonly rowsSkipped: number;
  readonly skipped: readonly { readonly reason: SkipReason; readonly count: number }[];
  readonly records: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly removedByKind: readonly KindCount[];
  readonly removalsWithheld: readonly KindCount[];
  readonly replay: boolean;
  readonly rowsSettled: number;
  readonly errorCode: keyof typeof errorCodes | null;
  /** What was wrong, a fault a line; null for others than the owner of the source. */
  readonly errorMessage: string | null;
}

export async function startRun(hub: HubClient, sourceId: string): Promise<SyncRun> {
  return (await hub.ask<{ startSync: SyncRun }>(documents.startSync, { sourceId })).startSync;
}

/** Has the rows that are kept of the source mapped again. */
export async function replayRows(hub: HubClient, sourceId: string): Promise<SyncRun> {
  return (await hub.ask<{ replayQuarantine: SyncRun }>(documents.replay, { sourceId })).replayQuarantine;
}

/**
 * Has a held run of the source carried out.
 *
 * @throws BadInputError when the run is of another source, so that nobody accepts what they did not look at.
 */
export async function acceptRun(hub: HubClient, sourceId: string, runId: string): Promise<SyncRun> {
  const { syncRun } = await hub.ask<{ syncRun: Pick<SyncRun, 'sourceId'> | null }>(documents.runToAccept, {
    id: runId,
  });
  if (syncRun === null)
    throw new NotFoundError('No run has this id; see what "adapter sync" told of the held run.');
  if (syncRun.sourceId !== sourceId) {
    throw new BadInputError(`The run is of ${syncRun.sourceId}, not of ${sourceId}.`);
  }
  return (await hub.ask<{ acceptRun: SyncRun }>(documents.acceptRun, { id: runId })).acceptRun;
}

/** Waits until the run has ended, telling the rows that it has read so far. */
export async function followRun(
  hub: HubClient,
  run: SyncRun,
  onProgress: (rowsRead: number) => void,
): Promise<SyncRun> {
  let latest = run;
  while (latest.state === 'RUNNING') {
    await pause(250);
    onProgress(latest.rowsRead);
    const { syncRun } = await hub.ask<{ syncRun: SyncRun | null }>(documents.followRun, { id: run.id });
    latest = syncRun ?? latest;
  }
  return latest;
}

const states: Readonly<Record<SyncRun['state'], string>> = {
  RUNNING: 'pågår',
  DONE: 'klar',
  HELD: 'stoppad: leveransen skulle ta bort ovanligt mycket, inget har ändrats',
  FAILED: 'misslyckad, inget har ändrats',
};

/** The run as Swedish text; counts only, no content. */
export function printRun(run: SyncRun): string {
  const skipped = run.skipped.map(({ reason, count }) => `${swedishSkips[reason]} ${count}`).join(', ');
  const lines = [
    `${run.replay ? 'Omspelning' : 'Inläsning'} ${run.id}: ${states[run.state]}`,
    ...(run.errorCode === null ? [] : [`Orsak: ${errorCodes[run.errorCode].swedish} (${run.errorCode})`]),
    ...(run.errorMessage?.split('\n').map((line) => `  ${visibleText(line)}`) ?? []),
    // A run that was cut off has read rows that came to nothing: its figures are no equation.
    ...(run.state === 'FAILED'
      ? [`Rader: ${run.rowsRead} lästa innan det bröts; inget av dem används.`]
      : [
          `Rader: ${run.rowsRead} lästa = ${run.rowsUsed} använda + ${run.rowsQuarantined} i karantän + ${run.rowsSkipped} överhoppade${skipped && ` (${skipped})`}`,
          `Poster: ${run.records} = ${run.inserted} nya + ${run.updated} ändrade + ${run.unchanged} oförändrade; ${run.removed} ${run.state === 'HELD' ? 'skulle tas bort' : 'borttagna'}${inBrackets(run.removedByKind)}`,
        ]),
    ...(run.removalsWithheld.length === 0
      ? []
      : [
          `Behållna fast de saknas i leveransen${inBrackets(run.removalsWithheld)}: rader i karantän kan vara deras.`,
        ]),
    ...(run.rowsQuarantined === 0 || run.state !== 'DONE'
      ? []
      : [`Varför rader ställdes åt sidan: npx kommunhub adapter quarantine ${run.sourceId}`]),
    ...(run.state === 'HELD'
      ? [
          'Granska leveransen. Är den riktig, godkänn den med:',
          `  npx kommunhub adapter sync ${run.sourceId} --accept ${run.id}`,
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function inBrackets(counts: readonly KindCount[]): string {
  if (counts.length === 0) return '';
  return ` (${counts.map(({ kind, count }) => `${swedishKinds[kind].toLowerCase()} ${count}`).join(', ')})`;
}
