import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

/** Less is not worth the work. */
const smallest = 2_000;
const zip = promisify(gzip);

/** Whether the client takes answers in gzip. */
export function takesGzip({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const codings = String(headers['accept-encoding'] ?? '').split(',');
  return codings.some((coding) => /^\s*(?:x-)?gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)[\d.]+\s*)?$/i.test(coding));
}

/**
 * The body in gzip, where that saves something; null where it is to be sent as
 * it is. Released tables repeat few words: a page becomes a twentieth. Nothing
 * in it is secret to the one who asks, so lengths give nothing away.
 */
export async function compressed(body: string): Promise<Buffer | null> {
  return body.length < smallest ? null : zip(body, { level: constants.Z_BEST_SPEED });
}
