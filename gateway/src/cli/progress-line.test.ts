import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { progressLine } from './progress-line.js';

const written: string[] = [];
const isTerminal = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text).replaceAll('\u00a0', ' '));
    return true;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  written.length = 0;
  if (isTerminal === undefined) Reflect.deleteProperty(process.stderr, 'isTTY');
  else Object.defineProperty(process.stderr, 'isTTY', isTerminal);
});

/** Reads a thousand rows each second for eleven seconds. */
function read(onTerminal: boolean, asJson: boolean): string[] {
  Object.defineProperty(process.stderr, 'isTTY', { value: onTerminal, configurable: true });
  const progress = progressLine('rader lästa', asJson);
  for (let second = 1; second <= 11; second += 1) {
    vi.advanceTimersByTime(1000);
    progress.update(second * 1000);
  }
  progress.end();
  return written;
}

it('writes plain lines now and then where output is kept', () => {
  expect(read(false, false)).toEqual(['5 000 rader lästa\n', '10 000 rader lästa\n']);
});

it('changes one line on a terminal and wipes it at the end', () => {
  const lines = read(true, false);
  expect(lines).toHaveLength(12);
  expect(lines[0]).toBe('\r1 000 rader lästa ');
  expect(lines.at(-1)).toBe('\r\x1b[K');
});

it('is silent where a program reads the errors as JSON', () => {
  expect(read(false, true)).toEqual([]);
});
