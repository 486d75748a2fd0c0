import type { Insatskod } from '@kommunhub/schema';

/** The insatser of the kommun; 9 § 1 is the region's. */
export type LssInsats = Exclude<Extract<Insatskod, `LSS_9_${number}`>, 'LSS_9_1'>;

/**
 * Persons with insats under LSS 9 § 2–10 on 1 October 2021, by insats and sex: Socialstyrelsen's register,
 * published by SCB.
 */
export const lss2021: readonly {
  readonly insats: LssInsats;
  readonly KVINNA: number;
  readonly MAN: number;
}[] = [
  { insats: 'LSS_9_2', KVINNA: 2202, MAN: 2746 },
  { insats: 'LSS_9_3', KVINNA: 2833, MAN: 3836 },
  { insats: 'LSS_9_4', KVINNA: 7831, MAN: 9718 },
  { insats: 'LSS_9_5', KVINNA: 1191, MAN: 2904 },
  { insats: 'LSS_9_6', KVINNA: 3129, MAN: 5671 },
  { insats: 'LSS_9_7', KVINNA: 1671, MAN: 2894 },
  { insats: 'LSS_9_8', KVINNA: 303, MAN: 569 },
  { insats: 'LSS_9_9', KVINNA: 12195, MAN: 17356 },
  { insats: 'LSS_9_10', KVINNA: 16744, MAN: 23320 },
];

/** Persons with any insats, the same day. */
export const lssPersons2021 = { KVINNA: 31150, MAN: 45562 } as const;
