import type { Caller, UppdragTask } from '@kommunhub/schema';

/** Where a look-up without a hit is logged. */
export interface PlaceOfMiss {
  readonly namndId: string;
  readonly kommunCode: string;
  readonly task: UppdragTask;
}

/**
 * The grants under which something of the kommun could have been found. A
 * look-up where the caller has none is the own nämnd's to answer for, whose
 * employee asked; a caller without any grant can find nothing anywhere.
 */
export function placesOfMiss({ grants, kommunCode: home }: Caller, kommunCode: string): PlaceOfMiss[] {
  const covering = grants.filter(({ kommunCodes }) => kommunCodes.includes(kommunCode));
  if (covering.length > 0) return covering.map(({ namndId, task }) => ({ namndId, task, kommunCode }));
  const own = grants.find(({ ground }) => ground === 'OWN_NAMND') ?? grants[0];
  const ownKommun = own?.kommunCodes.find((code) => code === home) ?? own?.kommunCodes[0];
  if (own === undefined || ownKommun === undefined) return [];
  return [{ namndId: own.namndId, task: own.task, kommunCode: ownKommun }];
}
