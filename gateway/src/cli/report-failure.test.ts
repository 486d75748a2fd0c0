import { adapterFault } from '@kommunhub/adapter-kit';
import { BadInputError, NotFoundError } from '@kommunhub/schema';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { reportFailure } from './report-failure.js';

describe('a command that was stopped', () => {
  const written: string[] = [];
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  afterEach(() => written.splice(0));

  const told = (error: unknown, asJson: boolean, inSwedish: boolean) => {
    stderr.mockClear();
    expect(reportFailure(error, { asJson, inSwedish })).toBe(1);
    return written.join('');
  };
  const fault = adapterFault('SOURCE_COLUMN_MISSING', 'beslut.csv', { column: 'Insats' });

  it('says in Swedish what happened, where and with which code, to the IT of a kommun', () => {
    const text = told(new BadInputError('One fault.', { faults: [fault] }), false, true);
    expect(text).toMatch(
      /^Ett värde i frågan går inte att använda.*\(BAD_INPUT\)\n {2}beslut.csv: Kolumnen Insats saknas/,
    );
    expect(told(new NotFoundError('No source has this id.'), false, true)).toContain('(NOT_FOUND)');
  });

  it('says it in English to who runs the hub', () => {
    expect(told(new NotFoundError('No such part.'), false, false)).toBe('No such part.\n');
  });

  it('gives programs code and place in both languages', () => {
    expect(JSON.parse(told(new NotFoundError('No source has this id.'), true, true)).errors).toEqual([
      {
        path: '',
        code: 'NOT_FOUND',
        message: 'No source has this id.',
        swedish: expect.stringContaining('finns inte'),
      },
    ]);
  });

  it('never repeats the message of an error that nobody foresaw', () => {
    expect(told(new TypeError('19811218-9876'), false, true)).not.toContain('19811218');
  });
});
