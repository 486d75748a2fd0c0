import { setTimeout as pause } from 'node:timers/promises';
import { swedishKinds } from '@kommunhub/adapter-kit';
import { errorCodes, type RecordKind } from '@kommunhub/schema';
import type { HubClient } from './hub-client.js';

const runFields = `id state startedAt finishedAt rowsRead rowsUsed rowsQuarantined rowsSkipped
  skipped { reason count } records inserted updated unchanged removed
  removedByKind { kind count } removalsWithheld { kind count } errorCode`;

interface KindCount {
  readonly kind: RecordKind;
  readonly count: number;
}

/** A run as the graph tells it. */
export interface SyncRun {
  readonly id: string;
  readonly state: 'RUNNING' | 'DONE' | 'HELD' | 'FAILED';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly rowsQuarantined: number;
  readonly rowsSkipped: number;
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  readonly records: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly removedByKind: readonly KindCount[];
  readonly removalsWithheld: readonly KindCount[];
  readonly errorCode: keyof typeof errorCodes | null;
}

export async function startRun(hub: HubClient, sourceId: string): Promise<SyncRun> {
  const document = `mutation StartSync($sourceId: ID!) { startSync(sourceId: $sourceId) { ${runFields} } }`;
  return (await hub.ask<{ startSync: SyncRun }>(document, { sourceId })).startSync;
}

/** Waits until the run has ended, telling the seconds that have passed. */
export async function followRun(
  hub: HubClient,
  run: SyncRun,
  onSecond: (seconds: number) => void,
): Promise<SyncRun> {
  const document = `query FollowRun($id: ID!) { syncRun(id: $id) { ${runFields} } }`;
  const begun = Date.now();
  let latest = run;
  while (latest.state === 'RUNNING') {
    await pause(250);
    onSecond(Math.round((Date.now() - begun) / 1000));
    latest = (await hub.ask<{ syncRun: SyncRun | null }>(document, { id: run.id })).syncRun ?? latest;
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
  const skipped = run.skipped.map(({ reason, count }) => `${reason} ${count}`).join(', ');
  const lines = [
    `Inläsning ${run.id}: ${states[run.state]}`,
    ...(run.errorCode === null ? [] : [`Orsak: ${errorCodes[run.errorCode].swedish} (${run.errorCode})`]),
    `Rader: ${run.rowsRead} lästa = ${run.rowsUsed} använda + ${run.rowsQuarantined} i karantän + ${run.rowsSkipped} överhoppade${skipped && ` (${skipped})`}`,
    `Poster: ${run.records} = ${run.inserted} nya + ${run.updated} ändrade + ${run.unchanged} oförändrade; ${run.removed} ${run.state === 'HELD' ? 'skulle tas bort' : 'borttagna'}${inBrackets(run.removedByKind)}`,
    ...(run.removalsWithheld.length === 0
      ? []
      : [
          `Behållna fast de saknas i leveransen${inBrackets(run.removalsWithheld)}: rader i karantän kan vara deras.`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

function inBrackets(counts: readonly KindCount[]): string {
  if (counts.length === 0) return '';
  return ` (${counts.map(({ kind, count }) => `${swedishKinds[kind].toLowerCase()} ${count}`).join(', ')})`;
}
