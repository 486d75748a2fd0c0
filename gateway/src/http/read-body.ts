import type { IncomingMessage } from 'node:http';
import { BadInputError } from '@kommunhub/schema';

/** Largest body the graph takes, in bytes: room for a delegation order in a variable. */
export const largestBody = 2 * 1024 * 1024;

/**
 * Reads a JSON body.
 *
 * @throws BadInputError when it is larger than allowed or not JSON; the text itself is not repeated.
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody)
      throw new BadInputError(`The body is larger than ${largestBody} bytes; send less.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    // The parser's own message would repeat part of the text.
    throw new BadInputError('The body is not JSON; send {"query": …, "variables": …}.');
  }
}
