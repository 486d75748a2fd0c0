import type { QuarantineReason, RecordKind, RowFault } from '@kommunhub/schema';
import type { NamndKeys } from '../keys/namnd-keys.js';
import { COPY_NULL, copyBytes, copyText } from './copy-text.js';
import type { KeptRow } from './row-blocks.js';

/** The line for COPY of one fault of a row; the row itself goes, encrypted, with its first fault only. */
export function faultLine(
  runId: string,
  { rowNumber, place, raw }: KeptRow,
  index: number,
  { column, reason, remedy }: RowFault,
  keys: NamndKeys,
): string {
  const id = faultId(runId, rowNumber, index);
  const isKept = index === 0 && Object.keys(raw).length > 0;
  const cipher = isKept
    ? copyBytes(keys.encrypt('hub.quarantine', id, 'raw_cipher', JSON.stringify(raw)))
    : COPY_NULL;
  const where = `${copyText(place.file)}\t${orNull(place.sheet)}\t${place.row}`;
  return `${id}\t${where}\t${orNull(column)}\t${reason}\t${copyText(remedy)}\t${cipher}\n`;
}

/** The id of a fault: sorts in the order of the delivery. */
function faultId(runId: string, rowNumber: number, fault: number): string {
  return `${runId}-${String(rowNumber).padStart(9, '0')}-${String(fault).padStart(2, '0')}`;
}

const orNull = (text: string | null) => (text === null ? COPY_NULL : copyText(text));

const nouns: Readonly<Record<RecordKind, string>> = {
  kommun: 'kommun',
  staff: 'handläggare',
  person: 'person',
  case: 'case',
  investigation: 'investigation',
  decision: 'decision',
  execution: 'execution',
  followUp: 'follow-up',
  interruption: 'interruption',
  insatsCount: 'count of insatser',
};

/** What the data owner should do about a row that the merge set aside. */
export function remedyFor(reason: QuarantineReason, kind: RecordKind): string {
  if (reason === 'REFERENCE_MISSING') {
    return `Deliver the ${nouns[kind]} that the row refers to, or correct the reference.`;
  }
  return `An earlier row says otherwise of the same ${nouns[kind]}; deliver one of them only.`;
}
