import type { OpenRun, RecordSource, RunOutcome, SourceDescription, SourceRow } from '@kommunhub/schema';
import { SourceRefusedError, SourceUnavailableError } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { adapterFault } from '../faults/adapter-fault.js';
import { runSync } from './run-sync.js';

const rows = Array.from(
  { length: 25 },
  (_, index): SourceRow => ({
    fate: 'skipped',
    place: { file: 'f', sheet: null, row: index + 2 },
    reason: 'BLANK',
  }),
);

function source(
  failAfter = Number.POSITIVE_INFINITY,
  failure: Error = new SourceUnavailableError('Gone.'),
): RecordSource {
  return {
    description: { id: 'x' } as SourceDescription,
    asOf: async () => new Date('2026-10-01T00:00:00Z'),
    async *read() {
      for (const [index, row] of rows.entries()) {
        if (index >= failAfter) throw failure;
        yield row;
      }
    },
  };
}

function sink(options: { failAt?: 'write' | 'finish' | 'abort' } = {}) {
  const calls: string[] = [];
  const open: OpenRun = async () => ({
    runId: 'run',
    async write(batch) {
      calls.push(`write ${batch.length}`);
      if (options.failAt === 'write') throw new Error('disk');
    },
    async finish(asOf) {
      calls.push(`finish ${asOf?.toISOString().slice(0, 10)}`);
      if (options.failAt === 'finish') throw new Error('merge');
      return { runId: 'run', state: 'DONE' } as RunOutcome;
    },
    async abort(reason) {
      calls.push(`abort ${reason}`);
      if (options.failAt === 'abort') throw new Error('abort');
    },
  });
  return { open, calls };
}

describe('a sync', () => {
  it('writes batches and finishes with the time of the source', async () => {
    const { open, calls } = sink();
    const seen: number[] = [];
    const outcome = await runSync(source(), open, { batchRows: 10, onProgress: (read) => seen.push(read) });
    expect(calls).toEqual(['write 10', 'write 10', 'write 5', 'finish 2026-10-01']);
    expect([outcome.state, seen]).toEqual(['DONE', [10, 20, 25]]);
  });

  it('aborts the run and tells the first error when the source fails', async () => {
    const { open, calls } = sink({ failAt: 'abort' });
    await expect(runSync(source(12), open, { batchRows: 10 })).rejects.toThrow('Gone.');
    expect(calls).toEqual(['write 10', 'abort SOURCE_UNAVAILABLE: Gone.']);
  });

  it('aborts with every fault at its place, in the words of who mends the export', async () => {
    const { open, calls } = sink();
    const fault = (path: string) => adapterFault('SOURCE_COLUMN_MISSING', path, { column: 'Insats' });
    const refused = new SourceRefusedError('Two faults.', { faults: [fault('a.csv'), fault('b.csv')] });
    await expect(runSync(source(0, refused), open)).rejects.toThrow('Two faults.');
    expect(calls).toEqual([
      'abort SOURCE_REFUSED: a.csv: Kolumnen Insats saknas.\nb.csv: Kolumnen Insats saknas.',
    ]);
  });

  it.each(['write', 'finish'] as const)(
    'aborts without repeating what an unexpected error said at %s',
    async (failAt) => {
      const { open, calls } = sink({ failAt });
      await expect(runSync(source(), open)).rejects.toThrow();
      expect(calls.at(-1)).toBe('abort INTERNAL');
    },
  );

  it('stops at the signal', async () => {
    const { open, calls } = sink();
    const controller = new AbortController();
    const reading = runSync(source(), open, {
      batchRows: 10,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(reading).rejects.toMatchObject({ code: 'SYNC_CANCELLED' });
    expect(calls).toEqual(['write 10', 'abort SYNC_CANCELLED: The run was cancelled; nothing was changed.']);
  });
});
