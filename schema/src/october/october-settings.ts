import { termSet } from '../terms/term.js';

/** Whether an insats whose execution is interrupted on 1 October counts: the law does not say. */
export const octoberInterruptions = termSet({
  EXKLUDERAS: ['Insatser med avbrott den 1 oktober räknas inte', null],
  RAKNAS: ['Insatser med avbrott den 1 oktober räknas', null],
});
export type OctoberInterruptions = keyof typeof octoberInterruptions;

/** What practice decides and the form leaves open. */
export interface OctoberSettings {
  readonly interruptions: OctoberInterruptions;
  /** From this age on a dwelling for children is odd. */
  readonly adultFrom: number;
  /** Above this age a person is probably not alive or wrongly recorded. */
  readonly highestAge: number;
  /** A change from last year above this share of last year's figure is told, in percent. */
  readonly changePercent: number;
}

export const defaultOctoberSettings: OctoberSettings = Object.freeze({
  interruptions: 'EXKLUDERAS',
  adultFrom: 21,
  highestAge: 110,
  changePercent: 20,
});
