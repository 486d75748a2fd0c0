import { counties } from './kommuner.js';

/** A region by Kolada's code: two zeros and the county's code. */
export interface RegionReference {
  readonly code: string;
  readonly name: string;
  readonly countyCode: string;
}

const regionsByCode: ReadonlyMap<string, RegionReference> = new Map(
  counties.map(({ code, name }) => [
    `00${code}`,
    Object.freeze({ code: `00${code}`, name: `Regionen i ${name}`, countyCode: code }),
  ]),
);

/** The region with the code, undefined when no region has it. Råd och stöd is the regions' (LSS 2 §). */
export function regionByCode(code: string): RegionReference | undefined {
  return regionsByCode.get(code);
}
