import type { QuarantineReason, RecordKind, RowFault } from '@kommunhub/schema';
import { COPY_NULL, copyText } from './copy-text.js';
import type { RowPlace } from './raw-rows.js';

/** The line for COPY of one fault of a row. */
export function faultLine(
  runId: string,
  { rowNumber, place }: RowPlace,
  index: number,
  { column, reason, remedy }: RowFault,
): string {
  const where = `${copyText(place.file)}\t${orNull(place.sheet)}\t${place.row}`;
  const id = faultId(runId, rowNumber, index);
  return `${rowNumber}\t${id}\t${where}\t${orNull(column)}\t${reason}\t${copyText(remedy)}\n`;
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
  if (reason === 'STILL_REFERENCED') {
    return `Other records refer to the ${nouns[kind]}; deliver their removal too, or correct them.`;
  }
  return `An earlier row says otherwise of the same ${nouns[kind]}; deliver one of them only.`;
}
