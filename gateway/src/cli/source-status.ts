import { documents } from './documents.js';
import type { HubClient } from './hub-client.js';

interface SourceStatus {
  readonly id: string;
  readonly system: string;
  readonly state: 'OK' | 'STALE' | 'PARTIAL' | 'UNAVAILABLE' | 'UNTRUSTED';
  readonly asOf: string | null;
  readonly ageSeconds: number | null;
  readonly lastRun: {
    readonly finishedAt: string | null;
    readonly rowsRead: number;
    readonly rowsQuarantined: number;
  } | null;
}

export async function fetchSources(
  hub: HubClient,
  kommunCodes: readonly string[],
): Promise<readonly SourceStatus[]> {
  const variables = kommunCodes.length > 0 ? { kommunCodes } : {};
  return (await hub.ask<{ sources: SourceStatus[] }>(documents.sourceStatus, variables)).sources;
}

const states: Readonly<Record<SourceStatus['state'], string>> = {
  OK: 'i ordning',
  STALE: 'för gammal',
  PARTIAL: 'ofullständig',
  UNAVAILABLE: 'nås inte',
  UNTRUSTED: 'går inte att lita på',
};

/** A table of sources for a terminal. */
export function printSources(sources: readonly SourceStatus[]): string {
  if (sources.length === 0) return 'Inga källor är anslutna för de kommunerna.\n';
  const rows = sources.map((source) => [
    source.id,
    source.system,
    states[source.state],
    age(source.ageSeconds),
    source.lastRun === null
      ? 'aldrig läst'
      : `${source.lastRun.rowsRead} rader, ${source.lastRun.rowsQuarantined} i karantän`,
  ]);
  const table = [['Källa', 'System', 'Skick', 'Ålder', 'Senaste inläsning'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function age(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} dygn`;
}
