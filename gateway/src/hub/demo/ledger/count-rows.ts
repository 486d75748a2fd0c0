import type { RecordKind } from '@kommunhub/schema';
import type { ExportFile, ExportRow, PlannedFate } from '../export/export-row.js';
import type { FateCounts, FileLedger, SourceLedger } from './demo-ledger.js';

type Mutable<Counts> = { -readonly [Key in keyof Counts]: Counts[Key] };

/** Counts the rows of a file by fate. */
export function countFile({ name, rows }: ExportFile): FileLedger {
  return {
    file: name,
    rowsRead: rows.length,
    byAdapter: countFates(rows.map(({ planned }) => (isOfMerge(planned) ? { fate: 'used' } : planned))),
    afterMerge: countFates(rows.map(({ planned }) => planned)),
  };
}

export function sumFiles(files: readonly ExportFile[]): SourceLedger['afterMerge'] {
  const rows = files.flatMap((file) => file.rows);
  return { rowsRead: rows.length, ...countFates(rows.map(({ planned }) => planned)) };
}

function isOfMerge(planned: PlannedFate): boolean {
  return planned.fate !== 'used' && planned.by === 'MERGE';
}

function countFates(fates: readonly PlannedFate[]): FateCounts {
  const quarantinedBy: Mutable<FateCounts['quarantinedBy']> = {};
  const skippedBy: Mutable<FateCounts['skippedBy']> = {};
  for (const planned of fates) {
    if (planned.fate === 'quarantined')
      quarantinedBy[planned.reason] = (quarantinedBy[planned.reason] ?? 0) + 1;
    if (planned.fate === 'skipped') skippedBy[planned.reason] = (skippedBy[planned.reason] ?? 0) + 1;
  }
  const withFate = (fate: PlannedFate['fate']) => fates.filter((planned) => planned.fate === fate).length;
  return {
    used: withFate('used'),
    quarantined: withFate('quarantined'),
    skipped: withFate('skipped'),
    quarantinedBy,
    skippedBy,
  };
}

/** The distinct records that used rows give, as `kind kommun id`. */
export function recordKeys(files: readonly ExportFile[]): Map<string, RecordKind> {
  const keys = new Map<string, RecordKind>();
  for (const row of usedRows(files)) {
    for (const { kind, kommunCode, sourceId } of row.records)
      keys.set(recordKey(kind, kommunCode, sourceId), kind);
  }
  return keys;
}

export function recordKey(kind: RecordKind, kommunCode: string, sourceId: string): string {
  return `${kind} ${kommunCode} ${sourceId}`;
}

/** Counts unknown local texts over the rows that the adapter takes. */
export function countUnmapped(files: readonly ExportFile[]): SourceLedger['unmapped'] {
  const counts = new Map<string, SourceLedger['unmapped'][number]>();
  for (const row of usedRows(files)) {
    for (const unmapped of row.unmapped) {
      const key = JSON.stringify(unmapped);
      counts.set(key, { ...unmapped, rows: (counts.get(key)?.rows ?? 0) + 1 });
    }
  }
  return [...counts.values()];
}

/** Decisions whose insats came out unknown. */
export function unknownInsatser(files: readonly ExportFile[]): Set<string> {
  const rows = usedRows(files).filter(({ unmapped }) => unmapped.some(({ table }) => table === 'insats'));
  return new Set(
    rows.flatMap(({ records }) =>
      records.filter(({ kind }) => kind === 'decision').map(({ sourceId }) => sourceId),
    ),
  );
}

function usedRows(files: readonly ExportFile[]): ExportRow[] {
  return files.flatMap(({ rows }) => rows.filter(({ planned }) => planned.fate === 'used'));
}
