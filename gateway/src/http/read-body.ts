import type { IncomingMessage } from 'node:http';
import { BadInputError, HubError } from '@kommunhub/schema';

/**
 * Reads a JSON body.
 *
 * @throws BadInputError when it is not JSON or not whole; the text itself is not repeated.
 * @throws HubError REQUEST_TOO_LARGE, as soon as that is known.
 */
export async function readJsonBody(request: IncomingMessage, largestBody: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = Number(request.headers['content-length'] ?? 0);
  if (size > largestBody) throw tooLarge(largestBody);
  size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > largestBody) throw tooLarge(largestBody);
      chunks.push(chunk);
    }
  } catch (error) {
    // A client that leaves in the middle is no fault of the hub.
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    throw new BadInputError('The body ended before it was whole.');
  }
  try {
    // Bytes that are not UTF-8 are refused: read as something else they would be another question.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    // The parser's own message would repeat part of the text.
    throw new BadInputError('The body is not JSON in UTF-8; send {"query": …, "variables": …}.');
  }
}

function tooLarge(largestBody: number): HubError {
  return new HubError('REQUEST_TOO_LARGE', `The body is larger than ${largestBody} bytes; send less.`);
}
