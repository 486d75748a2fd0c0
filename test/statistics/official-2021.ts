import type { Insatskod, Sex } from '../../schema/src/index.js';

export type KnownSex = Exclude<Sex, 'OKAND'>;
export const sexes: readonly KnownSex[] = ['KVINNA', 'MAN'];

/** The insatser that a kommun answers for; 9 § 1 is the region's (LSS 2 §). */
export type KommunInsats = Exclude<Extract<Insatskod, `LSS_${string}`>, 'LSS_9_1'>;

/**
 * Persons with insats under LSS on 1 October 2021 by insats and sex, as officially published:
 * Socialstyrelsen's register of insatser under LSS, in SCB's table of it. 9 § 1 is reported by the regions.
 */
export const official2021: Readonly<Record<KommunInsats, Readonly<Record<KnownSex, number>>>> = {
  LSS_9_2: { KVINNA: 2202, MAN: 2746 },
  LSS_9_3: { KVINNA: 2833, MAN: 3836 },
  LSS_9_4: { KVINNA: 7831, MAN: 9718 },
  LSS_9_5: { KVINNA: 1191, MAN: 2904 },
  LSS_9_6: { KVINNA: 3129, MAN: 5671 },
  LSS_9_7: { KVINNA: 1671, MAN: 2894 },
  LSS_9_8: { KVINNA: 303, MAN: 569 },
  LSS_9_9: { KVINNA: 12195, MAN: 17356 },
  LSS_9_10: { KVINNA: 16744, MAN: 23320 },
};

export const kommunInsatser = Object.keys(official2021) as readonly KommunInsats[];

/** Råd och stöd, of the regions. */
export const officialOfRegions2021: Readonly<Record<KnownSex, number>> = { KVINNA: 417, MAN: 352 };

/** Insatser under 9 § 2–10, and with the regions' 9 § 1: the table's own sums. */
export const officialSums2021 = {
  ofKommuner: { KVINNA: 48_099, MAN: 69_014 },
  all: { KVINNA: 48_516, MAN: 69_366 },
} as const;

/** Persons with any insats. Whether those with 9 § 1 alone are among them is not said. */
export const officialPersons2021: Readonly<Record<KnownSex, number>> = { KVINNA: 31_150, MAN: 45_562 };

/** The day of the register (SOSFS 2005:21). */
export const dayOfRegister = '2021-10-01';
