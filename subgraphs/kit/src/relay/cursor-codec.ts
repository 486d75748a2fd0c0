import { createHmac, timingSafeEqual } from 'node:crypto';
import { HubError } from '@kommunhub/schema';

const MAC_BYTES = 16;

/** Where a page ended: the values of the ordering columns, ids and dates only. */
export type Position = readonly string[];

/**
 * Writes and reads cursors.
 *
 * A cursor holds the position in clear and an HMAC over position and list, so
 * that it is of no use for another list, order or filter, and a made-up one is
 * refused. What `list` says must therefore name all three.
 */
export class CursorCodec {
  constructor(private readonly key: Buffer) {}

  encode(list: string, position: Position): string {
    const body = Buffer.from(JSON.stringify(position));
    return Buffer.concat([this.mac(list, body), body]).toString('base64url');
  }

  /** @throws HubError CURSOR_INVALID for a cursor that was not made here for this list. */
  decode(list: string, cursor: string): Position {
    const bytes = Buffer.from(cursor, 'base64url');
    const body = bytes.subarray(MAC_BYTES);
    const isOurs =
      bytes.length > MAC_BYTES && timingSafeEqual(bytes.subarray(0, MAC_BYTES), this.mac(list, body));
    if (!isOurs) throw new HubError('CURSOR_INVALID', 'The cursor was not made by this hub for this list.');
    return JSON.parse(body.toString()) as Position;
  }

  private mac(list: string, body: Buffer): Buffer {
    return createHmac('sha256', this.key).update(`${list}\0`).update(body).digest().subarray(0, MAC_BYTES);
  }
}
