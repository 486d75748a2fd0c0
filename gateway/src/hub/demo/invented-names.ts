import type { SeededRandom } from './seeded-random.js';

// Every part has a run of consonants that Swedish names lack, so no name here is anybody's.
const firstHeads = [
  'Vilmr',
  'Ostvr',
  'Edwizt',
  'Jalvm',
  'Ruzmv',
  'Kelvrt',
  'Fiorzv',
  'Nemvr',
  'Thalzv',
  'Ymbzr',
  'Brezkv',
  'Duvlzt',
  'Halvrz',
  'Isvrm',
  'Lomzr',
  'Merzv',
  'Pelzr',
  'Selvmt',
  'Trymz',
  'Ulzvr',
  'Gwelzm',
  'Arvzk',
  'Corvzt',
  'Zimvr',
];
const firstTails = {
  KVINNA: ['a', 'ina', 'elda', 'ovia', 'issa', 'unna', 'etta', 'alia'],
  MAN: ['ek', 'or', 'und', 'imar', 'osk', 'ander', 'ulf', 'eno'],
} as const;
const familyHeads = [
  'Askvel',
  'Brunzt',
  'Drevmj',
  'Falztr',
  'Grymsv',
  'Hjolvk',
  'Jarvzt',
  'Kvastvr',
  'Lumztr',
  'Myrzk',
  'Norvzt',
  'Ovstrm',
  'Plumvr',
  'Rosvzt',
  'Skrevzt',
  'Tjarvmt',
  'Ulvzt',
  'Vandvr',
  'Ytzkr',
  'Zenvrt',
];
const familyTails = [
  'undh',
  'elqvizt',
  'ingrem',
  'estrandt',
  'yvenn',
  'allbrok',
  'ishufv',
  'endorpt',
  'omarkh',
  'ebratt',
  'ervikt',
  'askoug',
];

/** Makes up names that occur nowhere else; each full name comes once. */
export class InventedNames {
  readonly #random: SeededRandom;
  readonly #used = new Set<string>();

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  next(sex: 'KVINNA' | 'MAN'): string {
    for (;;) {
      const first = this.#random.pick(firstHeads) + this.#random.pick(firstTails[sex]);
      const name = `${first} ${this.#random.pick(familyHeads)}${this.#random.pick(familyTails)}`;
      if (this.#used.has(name)) continue;
      this.#used.add(name);
      return name;
    }
  }
}
