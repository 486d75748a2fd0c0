import type {
  HubRecord,
  RawRow,
  RecordKey,
  RowFault,
  RunOutcome,
  SourceDescription,
  SourceRow,
} from '@kommunhub/schema';
import type { OpenSourceRun } from '../../subgraphs/kit/src/index.js';

/** What stands in a row of a source that is made for tests: the cells say what a mapping makes of it. */
export interface MadeRow {
  readonly records?: readonly HubRecord[];
  readonly tombstones?: readonly RecordKey[];
  /** The version of the mapping from which on the row can be read. */
  readonly readableFrom?: number;
  /** Whether the key cells can be read before that. */
  readonly hasKeys?: boolean;
  /** The version of the mapping from which on its code is known; until then its decisions have the insats OKAND and its persons no personkrets. */
  readonly codeFrom?: number;
}

const fault: RowFault = { reason: 'VALUE_INVALID', column: 'Datum', remedy: 'Write a date.' };

/** Maps a row as the mapping of the version does. */
export function mapMade(place: SourceRow['place'], made: MadeRow, version: number): SourceRow {
  const { records = [], tombstones = [], readableFrom = 0, hasKeys = true, codeFrom = 0 } = made;
  const raw = { Rad: JSON.stringify(made) };
  if (version < readableFrom) {
    const keys = hasKeys ? records.map(({ kind, sourceId }) => ({ kind, sourceId })) : [];
    const kindsWithoutKey = hasKeys ? [] : records.map(({ kind }) => kind);
    return { fate: 'quarantined', place, table: 'rader', faults: [fault], raw, keys, kindsWithoutKey };
  }
  const isKnown = version >= codeFrom;
  const coded = records.map((record): HubRecord => {
    if (isKnown) return record;
    if (record.kind === 'person') return { ...record, personkrets: null };
    return record.kind === 'decision' ? { ...record, insats: 'OKAND' } : record;
  });
  const unmapped = isKnown ? [] : [{ table: 'insats', column: 'Insats', value: 'Lokal kod' }];
  return { fate: 'used', place, table: 'rader', records: coded, tombstones, unmapped, warnings: [], raw };
}

/** Rows of a delivery as the mapping of the version reads them. */
export function madeRows(rows: readonly MadeRow[], version = 0): SourceRow[] {
  return rows.map((made, index) => mapMade({ file: 'made.csv', sheet: null, row: index + 2 }, made, version));
}

/** Replays what is kept of a source by the mapping of the version; gives the places that were mapped too. */
export async function replayMade(
  openRun: OpenSourceRun,
  source: SourceDescription,
  version: number,
): Promise<RunOutcome & { readonly mapped: readonly RawRow[] }> {
  const run = await openRun(source, { replay: true });
  const mapped: RawRow[] = [];
  for await (const row of run.keptRows()) {
    mapped.push(row);
    await run.write([mapMade(row.place, JSON.parse(row.raw.Rad!) as MadeRow, version)]);
  }
  return { ...(await run.finish(null)), mapped };
}
