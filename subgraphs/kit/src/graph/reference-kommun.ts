import { countyByCode, kommunByCode, regionByCode } from '@kommunhub/schema';
import { type County, countyOfKommun } from './county.js';

/** What every subgraph can say of a kommun by itself. */
export interface ReferenceKommun {
  readonly code: string;
  readonly name: string;
  readonly county: County;
}

const known = new Map<string, ReferenceKommun>();

/** The reference fields of a kommun; null when no kommun has the code. */
export function referenceKommun(code: string): ReferenceKommun | null {
  const found = known.get(code);
  if (found !== undefined) return found;
  const kommun = kommunByCode(code);
  if (kommun === undefined) return null;
  const reference = Object.freeze({ code, name: kommun.name, county: countyOfKommun(code) });
  known.set(code, reference);
  return reference;
}

/** The same for who delivers: a region, too, which counts råd och stöd (LSS 2 §). */
export function referenceDeliverer(code: string): ReferenceKommun | null {
  const region = regionByCode(code);
  const county = region && countyByCode(region.countyCode);
  return region && county ? { code, name: region.name, county } : referenceKommun(code);
}
