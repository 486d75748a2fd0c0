/** A calendar day as the number of days since 1970-01-01. Day numbers add and compare as numbers. */
export type Day = number;

const msPerDay = 86_400_000;

/** @throws RangeError when the text is not a calendar date `YYYY-MM-DD`. */
export function dayOf(date: string): Day {
  const day = Date.parse(`${date}T00:00:00Z`) / msPerDay;
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !Number.isInteger(day) || dateOf(day) !== date) {
    throw new RangeError('not a calendar date YYYY-MM-DD');
  }
  return day;
}

/** `YYYY-MM-DD`. */
export function dateOf(day: Day): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}

/** `YYYYMMDD`. */
export function compactDateOf(day: Day): string {
  return dateOf(day).replaceAll('-', '');
}

export function yearOf(day: Day): number {
  return new Date(day * msPerDay).getUTCFullYear();
}

/** The day a number of whole years later; 29 February becomes 1 March in other years. */
export function yearsAfter(day: Day, years: number): Day {
  const date = new Date(day * msPerDay);
  return Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate()) / msPerDay;
}

/** Age in whole years. */
export function ageOn(born: Day, on: Day): number {
  const years = yearOf(on) - yearOf(born);
  return yearsAfter(born, years) > on ? years - 1 : years;
}
