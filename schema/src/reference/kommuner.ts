import { countyRows, kommunRows } from './kommun-data.js';

/** Län, by SCB's code of two digits. */
export interface County {
  readonly code: string;
  readonly name: string;
}

/** A kommun by SCB's code, four digits; the first two are the county's. */
export interface KommunReference {
  readonly code: string;
  readonly name: string;
  readonly countyCode: string;
}

/** The 21 counties in the order of their codes. */
export const counties: readonly County[] = countyRows.map(([code, name]) => Object.freeze({ code, name }));

/** The 290 kommuner in the order of their codes. */
export const kommuner: readonly KommunReference[] = kommunRows.map(([code, name]) =>
  Object.freeze({ code, name, countyCode: code.slice(0, 2) }),
);

const kommunerByCode = new Map(kommuner.map((kommun) => [kommun.code, kommun]));
const countiesByCode = new Map(counties.map((county) => [county.code, county]));

/** The kommun with the code, undefined when no kommun has it. */
export function kommunByCode(code: string): KommunReference | undefined {
  return kommunerByCode.get(code);
}

/** The county with the code, undefined when no county has it. */
export function countyByCode(code: string): County | undefined {
  return countiesByCode.get(code);
}
