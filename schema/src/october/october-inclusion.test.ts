import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../scalars/index.js';
import { type OctoberExecution, octoberInclusion } from './october-inclusion.js';

const on = '2026-10-01';
const running: OctoberExecution = {
  ...{ insats: 'LSS_9_4', subtype: null, outcome: 'BIFALL', validFrom: '2025-01-01', validTo: null },
  ...{ startedOn: '2025-02-01', endedOn: null, interruptions: [] },
};
const inclusion = (changes: Partial<OctoberExecution>) => octoberInclusion({ ...running, ...changes }, on);

describe('SOSFS 2005:21: decided and executed on 1 October', () => {
  it('includes what begins or ends on the day', () => {
    expect(inclusion({ startedOn: on })).toBe('INGAR');
    expect(inclusion({ endedOn: on })).toBe('INGAR');
    expect(inclusion({ validFrom: on, validTo: on })).toBe('INGAR');
  });

  it('leaves out what ended the day before or begins the day after', () => {
    expect(inclusion({ endedOn: '2026-09-30' })).toBe('PAGAR_INTE');
    expect(inclusion({ startedOn: '2026-10-02' })).toBe('PAGAR_INTE');
    expect(inclusion({ startedOn: null })).toBe('PAGAR_INTE');
  });

  it('tells an expired decision from none at all', () => {
    expect(inclusion({ validTo: '2026-09-30' })).toBe('BESLUT_UTGATT');
    expect(inclusion({ validFrom: '2026-10-02' })).toBe('UTAN_BESLUT');
    expect(inclusion({ outcome: 'AVSLAG' })).toBe('UTAN_BESLUT');
    expect(inclusion({ outcome: 'OKAND' })).toBe('UTAN_BESLUT');
    expect(inclusion({ outcome: 'DELVIS_BIFALL' })).toBe('INGAR');
  });

  it('tells an interruption apart, both its days included', () => {
    const interrupted = (startedOn: string, endedOn: string | null) =>
      inclusion({ interruptions: [{ startedOn, endedOn }] });
    expect(interrupted('2026-09-01', null)).toBe('AVBROTT');
    expect(interrupted('2026-09-01', on)).toBe('AVBROTT');
    expect(interrupted('2026-09-01', '2026-09-30')).toBe('INGAR');
  });

  it('asks for the kommun’s insatser under LSS alone', () => {
    for (const insats of ['LSS_9_1', 'SOL_BOENDESTOD', 'OKAND'])
      expect(inclusion({ insats })).toBe('UTANFOR');
    expect(inclusion({ insats: 'LSS_9_2', subtype: 'SJUKVIKARIE' })).toBe('UTANFOR');
    expect(inclusion({ insats: 'LSS_9_2', subtype: 'EKONOMISKT_STOD' })).toBe('INGAR');
  });

  it('agrees with a model that goes through the days one by one', () => {
    const day = fc.integer({ min: 0, max: 12 });
    const end = fc.option(day, { nil: null });
    const span = fc.record({ from: day, to: end });
    fc.assert(
      fc.property(span, span, fc.array(span, { maxLength: 3 }), day, (decision, execution, gaps, at) => {
        const date = (days: number | null) => (days === null ? null : addDays('2026-09-25', days));
        // Calendar of thirteen days: every day of a span is marked; an open end runs out of it.
        const days = ({ from, to }: { from: number; to: number | null }) =>
          new Set(
            Array.from({ length: 13 }, (_, index) => index).filter((n) => n >= from && n <= (to ?? 99)),
          );
        const gapDays = gaps.flatMap((gap) => [...days(gap)]);
        const isGiven = days(decision).has(at) && days(execution).has(at) && !gapDays.includes(at);
        const answer = octoberInclusion(
          {
            ...running,
            ...{ validFrom: date(decision.from), validTo: date(decision.to) },
            ...{ startedOn: date(execution.from), endedOn: date(execution.to) },
            interruptions: gaps.map(({ from, to }) => ({ startedOn: date(from)!, endedOn: date(to) })),
          },
          date(at)!,
        );
        expect(answer === 'INGAR').toBe(isGiven);
      }),
    );
  });
});
