import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readJsonBody } from './read-body.js';

const largestBody = 1_000;
const read = (chunks: Iterable<Buffer>, headers: Record<string, string> = {}) =>
  readJsonBody(Object.assign(Readable.from(chunks), { headers }) as never, largestBody);

describe('the body of a request', () => {
  it('is read as JSON across its chunks', async () => {
    const text = Buffer.from('{"query":"Älvdalen"}');
    expect(await read([text.subarray(0, 11), text.subarray(11)])).toEqual({ query: 'Älvdalen' });
  });

  it.each([
    ['is no JSON', [Buffer.from('Robin Exempel')]],
    ['is empty', []],
    ['is not UTF-8', [Buffer.from([0x22, 0xc4, 0x22])]],
  ])('is refused without its content when it %s', async (_title, chunks) => {
    const refusal = await read(chunks).catch((error: Error) => error);
    expect(refusal).toMatchObject({ code: 'BAD_INPUT' });
    expect(String(refusal)).not.toContain('Robin');
  });

  it('is refused when it is larger than allowed, unread where its length is told', async () => {
    const tooLarge = { code: 'REQUEST_TOO_LARGE' };
    await expect(read([Buffer.alloc(largestBody), Buffer.alloc(1)])).rejects.toMatchObject(tooLarge);
    await expect(read([], { 'content-length': String(largestBody + 1) })).rejects.toMatchObject(tooLarge);
  });

  it('is refused as the fault of the client who left in the middle of it', async () => {
    const left = Readable.from(
      (function* () {
        yield Buffer.from('{');
        throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      })(),
    );
    await expect(
      readJsonBody(Object.assign(left, { headers: {} }) as never, largestBody),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
