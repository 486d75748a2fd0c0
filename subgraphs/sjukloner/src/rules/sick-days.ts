import type { SjuklonInput } from '@kommunhub/schema';

/** The first and the last sick day of a claim, over all its periods. */
export function sickDays({ sickPeriods }: SjuklonInput): { firstSickDay: string; lastSickDay: string } {
  const firsts = sickPeriods.map(({ firstSickDay }) => firstSickDay).toSorted();
  const lasts = sickPeriods.map(({ lastSickDay }) => lastSickDay).toSorted();
  return { firstSickDay: firsts[0] ?? '', lastSickDay: lasts.at(-1) ?? '' };
}
