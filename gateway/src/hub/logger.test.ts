import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.js';

function logged(entry: object): string {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  createLogger(destination).error(entry, 'something');
  return lines.join('');
}

const number = '199001010017';

describe('the log', () => {
  it.each([
    ['a field of its own', { personnummer: number, token: number, secret: number, password: number }],
    [
      'a request',
      { request: { headers: { authorization: `Bearer ${number}`, cookie: number }, body: number } },
    ],
    ['a question', { asked: { query: number, variables: { p: number } }, variables: [number] }],
    [
      'an error of a driver',
      { error: Object.assign(new Error(number), { detail: number, where: number, parameters: [number] }) },
    ],
    [
      'the cause of an error',
      { error: new Error('x', { cause: Object.assign(new Error(number), { query: number }) }) },
    ],
    ['something thrown that is no error', { error: number }],
  ])('holds nothing of people out of %s', (_title, entry) => {
    expect(logged(entry)).not.toContain(number);
  });

  it('tells where it happened and under which code', () => {
    const error = Object.assign(new Error(number), { code: '23505' });
    expect(JSON.parse(logged({ id: 'a1', error }))).toMatchObject({
      id: 'a1',
      error: { type: 'Error', code: '23505', stack: expect.stringContaining('logger.test.ts') },
    });
  });
});
