import { describe, expect, it } from 'vitest';
import { ageInSeconds, type RunFigures, sourceState } from './source-state.js';

const done = (rowsQuarantined = 0, rowsRead = 100): RunFigures => ({
  state: 'DONE',
  rowsRead,
  rowsQuarantined,
});
const failed: RunFigures = { state: 'FAILED', rowsRead: 0, rowsQuarantined: 0 };
const held: RunFigures = { state: 'HELD', rowsRead: 100, rowsQuarantined: 0 };
const running: RunFigures = { state: 'RUNNING', rowsRead: 0, rowsQuarantined: 0 };
const hour = 3600;

describe('the state of a source, worst first', () => {
  it.each([
    ['read within its interval', [done()], hour, 'OK'],
    ['exactly as old as its interval', [done()], 24 * hour, 'OK'],
    ['older than its interval', [done()], 24 * hour + 1, 'STALE'],
    ['never read', [], null, 'STALE'],
    ['being read for the first time', [running], null, 'STALE'],
    ['with exactly 5 % quarantined', [done(5)], hour, 'OK'],
    ['with more than 5 % quarantined', [done(6)], hour, 'PARTIAL'],
    ['with an empty delivery', [done(0, 0)], hour, 'OK'],
    ['with its last delivery held', [held, done()], hour, 'PARTIAL'],
    ['held and old', [held, done()], 48 * hour, 'PARTIAL'],
    ['whole again after a partial delivery', [done(), done(50)], hour, 'OK'],
    ['failed once after a whole delivery', [failed, done()], hour, 'OK'],
    ['failed once after a partial delivery', [failed, done(50)], hour, 'PARTIAL'],
    ['failed twice', [failed, failed, done()], hour, 'OK'],
    ['failed three times', [failed, failed, failed, done()], hour, 'UNAVAILABLE'],
    ['failed three times and being read again', [running, failed, failed, failed], hour, 'UNAVAILABLE'],
    [
      'failed three times after a partial delivery',
      [failed, failed, failed, done(50)],
      48 * hour,
      'UNAVAILABLE',
    ],
    ['answering again after three failures', [done(), failed, failed, failed], hour, 'OK'],
  ] as const)('%s', (_title, runs, age, state) => {
    expect(sourceState(runs, age, 24)).toBe(state);
  });

  it('counts age in whole seconds and never below zero', () => {
    const now = new Date('2026-11-22T12:00:00.900Z');
    expect(ageInSeconds('2026-11-22T11:59:00Z', now)).toBe(60);
    expect(ageInSeconds('2026-11-22T12:05:00Z', now)).toBe(0);
    expect(ageInSeconds(null, now)).toBeNull();
  });
});
