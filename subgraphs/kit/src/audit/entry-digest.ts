import { hash } from 'node:crypto';

/**
 * SQL of an entry's content in one form that anybody can make again: a JSON
 * array of everything that is told in the entry, the moment in microseconds.
 */
export const entryContent = `json_build_array(id, kommun_code, namnd_id, (extract(epoch from at) * 1000000)::bigint,
  operation_id, operation_name, issuer, subject, role, purpose, ground, uppdrag_id, entity,
  to_json(ids), to_json(fields))::text`;

/** SQL of the month, by the calendar of Stockholm, whose chain an entry belongs to. */
export const entryMonth = `date_trunc('month', at at time zone 'Europe/Stockholm')::date`;

export const DIGEST_BYTES = 32;

/** What the seals hold of an entry. */
export function entryDigest(content: string): Buffer {
  return hash('sha256', content, 'buffer');
}

/** The same, a character a byte: a million of these are lighter than buffers. */
export function entryDigestText(content: string): string {
  return hash('sha256', content, 'binary');
}

/** Where the chain of a nämnd and month begins. */
export function chainStart(namndId: string, month: string): Buffer {
  return hash('sha256', `kommunhub audit\0${namndId}\0${month}`, 'buffer');
}

/** The hash of a seal: over the one before it, the position of its first entry, and its digests. */
export function chainNext(previous: Buffer, firstPosition: number, digests: Buffer): Buffer {
  const position = Buffer.alloc(8);
  position.writeBigUInt64BE(BigInt(firstPosition));
  return hash('sha256', Buffer.concat([previous, position, digests]), 'buffer');
}
