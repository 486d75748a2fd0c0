import type { RowHistoryRow, SettledAs } from '../rows/quarantine-rows.js';

interface FateOfRow {
  readonly fate: 'SET_ASIDE' | 'SET_ASIDE_AGAIN' | SettledAs;
  readonly at: string;
  readonly runId: string;
}

/** What has happened to a row, oldest first: set aside, again (the last time only), and how it was settled. */
export function fatesOf(row: RowHistoryRow): FateOfRow[] {
  const fates: FateOfRow[] = [{ fate: 'SET_ASIDE', at: row.firstAt, runId: row.firstRunId }];
  if (row.times > 1) fates.push({ fate: 'SET_ASIDE_AGAIN', at: row.lastAt, runId: row.lastRunId });
  const { settledAs, settledAt, settledRunId } = row;
  if (settledAs !== null && settledAt !== null && settledRunId !== null) {
    fates.push({ fate: settledAs, at: settledAt, runId: settledRunId });
  }
  return fates;
}
