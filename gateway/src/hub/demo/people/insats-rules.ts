import type { Personkrets } from '@kommunhub/schema';
import type { LssInsats } from '../data/lss-2021.js';

/** Ages, in whole years, at which an insats is given in the demo; both ends included. */
const ages: Readonly<Record<LssInsats, readonly [from: number, to: number]>> = {
  LSS_9_2: [3, 90],
  LSS_9_3: [12, 80],
  LSS_9_4: [16, 90],
  LSS_9_5: [1, 24],
  LSS_9_6: [3, 30],
  LSS_9_7: [13, 21], // LSS 9 § 7: schoolgoing, over 12
  LSS_9_8: [6, 20], // LSS 9 § 8: children and young people
  LSS_9_9: [20, 90], // LSS 9 § 9: adults
  LSS_9_10: [20, 65], // LSS 9 § 10: working age
};

/** The age from which the person may have held the insats. */
export function firstAge(insats: LssInsats): number {
  return ages[insats][0];
}

/** Whether age and personkrets allow the insats (LSS 7 and 9 §§). */
export function allows(insats: LssInsats, age: number, personkrets: Personkrets): boolean {
  const [from, to] = ages[insats];
  if (age < from || age > to) return false;
  // LSS 7 §: daily activities are for personkrets 1 and 2 only.
  return insats !== 'LSS_9_10' || personkrets === 'P1' || personkrets === 'P2';
}

/** Insatser that are seldom or never held together: two homes, or assistance in a home with staff. */
const apart: readonly (readonly [LssInsats, LssInsats])[] = [
  ['LSS_9_8', 'LSS_9_9'],
  ['LSS_9_8', 'LSS_9_5'],
  ['LSS_9_8', 'LSS_9_6'],
  ['LSS_9_9', 'LSS_9_5'],
  ['LSS_9_9', 'LSS_9_6'],
  ['LSS_9_9', 'LSS_9_2'],
];

export function goesWith(insats: LssInsats, held: readonly LssInsats[]): boolean {
  return apart.every(
    ([one, other]) => !(insats === one && held.includes(other)) && !(insats === other && held.includes(one)),
  );
}

/** How likely the insats is among those of the age who may have it, relative to each other. */
export function likelihood(insats: LssInsats, age: number, personkrets: Personkrets): number {
  if (insats === 'LSS_9_2') return personkrets === 'P3' ? 3 : 1;
  if (insats === 'LSS_9_6' && age > 21) return 0.25;
  if (insats === 'LSS_9_9') return age >= 25 ? 1.5 : 0.6;
  return 1;
}
