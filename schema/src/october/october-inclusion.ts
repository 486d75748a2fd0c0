import { type CalendarDate, isWithin } from '../scalars/index.js';
import { isOctoberInsats } from './october-form.js';

/** One execution with its decision, as the sources record them. */
export interface OctoberExecution {
  readonly insats: string;
  readonly subtype: string | null;
  readonly outcome: string;
  readonly validFrom: CalendarDate | null;
  readonly validTo: CalendarDate | null;
  readonly startedOn: CalendarDate | null;
  readonly endedOn: CalendarDate | null;
  readonly interruptions: readonly {
    readonly startedOn: CalendarDate;
    readonly endedOn: CalendarDate | null;
  }[];
}

/**
 * `INGAR` the insats is given on the day; `AVBROTT` it would be but for an
 * interruption; `BESLUT_UTGATT` and `UTAN_BESLUT` it goes on without a decision
 * that holds; `PAGAR_INTE` it is not being executed; `UTANFOR` it is none that
 * the form asks for.
 */
export type OctoberInclusion =
  | 'INGAR'
  | 'AVBROTT'
  | 'BESLUT_UTGATT'
  | 'UTAN_BESLUT'
  | 'PAGAR_INTE'
  | 'UTANFOR';

/**
 * Whether the execution counts on the day (LSS 15 a §, SOSFS 2005:21: decided
 * and executed). All intervals are closed at both ends, so one that begins or
 * ends on the day is included, and one interrupted until the day before too.
 * Recurring insatser count while the decision is being executed, whether or
 * not an occasion falls on the day.
 */
export function octoberInclusion(execution: OctoberExecution, on: CalendarDate): OctoberInclusion {
  const { insats, subtype, outcome, validFrom, validTo, startedOn, endedOn } = execution;
  // Payments for a sick assistant's substitute are no assistance of their own.
  if (!isOctoberInsats(insats) || subtype === 'SJUKVIKARIE') return 'UTANFOR';
  if (startedOn === null || !isWithin(on, startedOn, endedOn)) return 'PAGAR_INTE';
  if (outcome !== 'BIFALL' && outcome !== 'DELVIS_BIFALL') return 'UTAN_BESLUT';
  if (validFrom !== null && validFrom > on) return 'UTAN_BESLUT';
  if (validTo !== null && validTo < on) return 'BESLUT_UTGATT';
  const isInterrupted = execution.interruptions.some(({ startedOn: from, endedOn: to }) =>
    isWithin(on, from, to),
  );
  return isInterrupted ? 'AVBROTT' : 'INGAR';
}
