import type { Place } from '@kommunhub/schema';
import type { NamndKeys } from '../keys/namnd-keys.js';
import { COPY_NULL, copyBytes, copyText } from './copy-text.js';

/** Where a row stands: in the run, and in the delivery. */
export interface RowPlace {
  readonly rowNumber: number;
  readonly place: Place;
}

/** A row as it was read, with the table of the mapping that read it. */
export interface KeptRow extends RowPlace {
  /** Null when nobody said: such a row cannot be mapped again. */
  readonly table: string | null;
  readonly raw: Readonly<Record<string, string>>;
}

/** Why a row is kept: it was set aside, or used with codes that no table knows. */
export type KeptState = 'SET_ASIDE' | 'UNKNOWN_CODE';

const TABLE = 'hub.kept_rows';
const COLUMN = 'raw_cipher';

/** The line for COPY of a row that is kept: its cells encrypted, and a fingerprint to know it again by. */
export function rawLine(runId: string, row: KeptRow, state: KeptState, keys: NamndKeys): string {
  const { rowNumber, place, table, raw } = row;
  const rawId = `${runId}-${String(rowNumber).padStart(9, '0')}`;
  const hasCells = Object.keys(raw).length > 0;
  const cipher = hasCells ? copyBytes(keys.encrypt(TABLE, rawId, COLUMN, JSON.stringify(raw))) : COPY_NULL;
  const fingerprint = copyBytes(keys.contentHash({ table, raw }));
  const [tableName, sheet] = [table, place.sheet].map((text) => (text === null ? COPY_NULL : copyText(text)));
  return `${rowNumber}\t${state}\t${tableName}\t${copyText(place.file)}\t${sheet}\t${place.row}\t${fingerprint}\t${rawId}\t${cipher}\t{}\n`;
}

/** The cells of a row that {@link rawLine} has put away. */
export function openRaw(rawId: string, cipher: Buffer, keys: NamndKeys): Readonly<Record<string, string>> {
  return JSON.parse(keys.decrypt(TABLE, rawId, COLUMN, cipher)) as Record<string, string>;
}
