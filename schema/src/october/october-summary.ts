import { type Sex, sexTerms } from '../terms/index.js';
import { codesOf } from '../terms/term.js';
import type { OctoberFinding } from './october-checks.js';
import { type OctoberColumn, type OctoberInsats, octoberColumns, octoberInsatser } from './october-form.js';
import type { OctoberSettings } from './october-settings.js';
import type { OktoberRad } from './oktober-rad.js';

/** How many persons of a sex have a yes in a column. */
export interface OctoberTotal {
  readonly column: OctoberColumn;
  readonly sex: Sex;
  readonly persons: number;
}

/** The figures of a report, without persons: what is kept when the rows are gallrade. */
export interface OctoberSummary {
  readonly persons: Readonly<Record<Sex, number>>;
  /** Every column of the form for every sex, zeros included, in the form's order. */
  readonly totals: readonly OctoberTotal[];
  /** Persons with the insats: one with both forms of a dwelling counts once. */
  readonly insatser: Readonly<Record<OctoberInsats, number>>;
}

export function summariseOctober(rows: readonly OktoberRad[]): OctoberSummary {
  const sexes = codesOf(sexTerms);
  const count = (fits: (row: OktoberRad) => boolean) => rows.filter(fits).length;
  return {
    persons: fromCodes(sexes, (sex) => count((row) => row.sex === sex)),
    totals: codesOf(octoberColumns).flatMap((column) =>
      sexes.map((sex) => ({
        column,
        sex,
        persons: count((row) => row.sex === sex && row.columns.includes(column)),
      })),
    ),
    insatser: fromCodes(octoberInsatser, (insats) => count((row) => row.insatser.includes(insats))),
  };
}

function fromCodes<Code extends string>(
  codes: readonly Code[],
  figure: (code: Code) => number,
): Record<Code, number> {
  return Object.fromEntries(codes.map((code) => [code, figure(code)])) as Record<Code, number>;
}

/** Last year beside this one for an insats; null where last year is not known. */
export interface OctoberChange {
  readonly insats: OctoberInsats;
  readonly persons: number;
  readonly lastYear: number | null;
  /** Percent of last year's figure, two decimals at most; null when there is none or it was zero. */
  readonly percent: number | null;
  readonly isNotable: boolean;
}

/**
 * This year against the last. A change is notable above the limit in either
 * direction; from zero, any. Nothing is notable where last year is unknown.
 */
export function compareOctober(
  now: OctoberSummary,
  lastYear: OctoberSummary['insatser'] | null,
  { changePercent }: OctoberSettings,
): OctoberChange[] {
  return octoberInsatser.map((insats) => {
    const persons = now.insatser[insats];
    const before = lastYear?.[insats] ?? null;
    const difference = before === null ? 0 : persons - before;
    return {
      ...{ insats, persons, lastYear: before },
      percent: before === null || before === 0 ? null : Math.round((difference / before) * 10_000) / 100,
      // In whole numbers: exactly the limit is not above it.
      isNotable: before !== null && Math.abs(difference) * 100 > changePercent * before,
    };
  });
}

/** What the comparison gives to look at. */
export function changeFindings(changes: readonly OctoberChange[]): OctoberFinding[] {
  if (changes.every(({ lastYear }) => lastYear === null))
    return [{ code: 'FORRA_ARET_SAKNAS', personId: null, insats: null }];
  return changes
    .filter(({ isNotable }) => isNotable)
    .map(({ insats }) => ({ code: 'FORANDRING', personId: null, insats }));
}
