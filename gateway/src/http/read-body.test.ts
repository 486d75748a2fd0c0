import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { largestBody, readJsonBody } from './read-body.js';

const read = (chunks: Iterable<Buffer>) => readJsonBody(Readable.from(chunks) as never);

describe('the body of a request', () => {
  it('is read as JSON across its chunks', async () => {
    const text = Buffer.from('{"query":"Älvdalen"}');
    expect(await read([text.subarray(0, 11), text.subarray(11)])).toEqual({ query: 'Älvdalen' });
  });

  it.each([
    ['is no JSON', [Buffer.from('Robin Exempel')]],
    ['is empty', []],
    ['is not UTF-8', [Buffer.from([0x22, 0xc4, 0x22])]],
    ['is larger than allowed', [Buffer.alloc(largestBody), Buffer.alloc(1)]],
  ])('is refused without its content when it %s', async (_title, chunks) => {
    const refusal = await read(chunks).catch((error: Error) => error);
    expect(refusal).toMatchObject({ code: 'BAD_INPUT' });
    expect(String(refusal)).not.toContain('Robin');
  });

  it('is refused as the fault of the client who left in the middle of it', async () => {
    const left = Readable.from(
      (function* () {
        yield Buffer.from('{');
        throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      })(),
    );
    await expect(readJsonBody(left as never)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
