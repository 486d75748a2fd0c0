import { describe, expect, it } from 'vitest';
import { nextRunAt, type PastRun } from './next-run.js';

const at = (hour: number, minute = 0) =>
  `2026-11-22T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00.000Z`;
const run = (state: PastRun['state'], hour: number, errorCode: string | null = null): PastRun => ({
  state,
  startedAt: at(hour),
  finishedAt: state === 'RUNNING' ? null : at(hour, 10),
  errorCode,
});
const failed = (hour: number, code = 'SOURCE_UNAVAILABLE') => run('FAILED', hour, code);

describe('the next reading of a source', () => {
  it.each<[string, PastRun[], string | null]>([
    ['never read: at once', [], null],
    ['read: an interval after it began', [run('DONE', 6)], at(12)],
    ['held: an interval after it began', [run('HELD', 6), run('DONE', 0)], at(12)],
    ['being read: an interval after it began', [run('RUNNING', 6)], at(12)],
    ['failed: a minute after', [failed(6), run('DONE', 0)], at(6, 11)],
    ['failed twice: five minutes after', [failed(6), failed(5), run('DONE', 0)], at(6, 15)],
    ['failed ever since: an hour after', [failed(6), failed(5), failed(4), failed(3)], at(7, 10)],
    ['refused: when the interval has passed', [failed(6, 'SOURCE_REFUSED')], at(12)],
    ['cut off: at once', [failed(6, 'SYNC_CUT_OFF'), run('DONE', 0)], null],
    ['cancelled: at once', [failed(6, 'SYNC_CANCELLED'), run('DONE', 0)], null],
    [
      'cut off twice: not at once',
      [failed(6, 'SYNC_CUT_OFF'), failed(5, 'SYNC_CUT_OFF'), run('DONE', 0)],
      at(6, 15),
    ],
  ])('%s', (_title, runs, expected) => {
    expect(nextRunAt(runs, 6)?.toISOString() ?? null).toBe(expected);
  });

  it('is never later than the interval says', () => {
    expect(nextRunAt([failed(6), failed(5), failed(4), failed(3)], 1)?.toISOString()).toBe(at(7));
  });
});
