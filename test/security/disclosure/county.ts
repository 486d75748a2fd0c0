import type { DisclosureCell, DisclosureMargin, GeoNode } from '@kommunhub/schema';
import { Dice } from '../../../schema/src/disclosure/testing/random-history.js';

/** Women and men with each insats in the whole country, 1 October 2021 (Socialstyrelsen, published by SCB). */
const national: Readonly<Record<string, readonly [women: number, men: number]>> = {
  LSS_9_2: [2202, 2746],
  LSS_9_3: [2833, 3836],
  LSS_9_4: [7831, 9718],
  LSS_9_5: [1191, 2904],
  LSS_9_6: [3129, 5671],
  LSS_9_7: [1671, 2894],
  LSS_9_8: [303, 569],
  LSS_9_9: [12195, 17356],
  LSS_9_10: [16744, 23320],
};
const nationalPersons = 31150 + 45562;
const nationalPopulation = 10_440_000;

/** Inhabitants, 30 June 2024, and the område of the proposal; null outside the co-operation. */
const kommuner: readonly (readonly [code: string, inhabitants: number, omrade: number | null])[] = [
  ['2021', 6750, 3],
  ['2023', 10165, 3],
  ['2026', 10392, 3],
  ['2029', 16073, 3],
  ['2031', 11011, null],
  ['2034', 6921, null],
  ['2039', 6933, null],
  ['2061', 10900, 2],
  ['2062', 20534, null],
  ['2080', 60004, 4],
  ['2081', 51562, 1],
  ['2082', 11160, 1],
  ['2083', 15331, 2],
  ['2084', 22569, 2],
  ['2085', 26501, 2],
];

/** Weights of the age groups for those who have each insats: rough, so that small groups are where they are. */
const ages = ['0-6', '7-12', '13-17', '18-22', '23-64', '65-'] as const;
const ageWeights: Readonly<Record<string, readonly number[]>> = {
  LSS_9_2: [2, 5, 5, 6, 60, 22],
  LSS_9_3: [0, 4, 8, 10, 55, 23],
  LSS_9_4: [0, 1, 4, 11, 68, 16],
  LSS_9_5: [15, 35, 30, 10, 10, 0],
  LSS_9_6: [5, 30, 33, 22, 10, 0],
  LSS_9_7: [0, 6, 74, 20, 0, 0],
  LSS_9_8: [0, 8, 40, 52, 0, 0],
  LSS_9_9: [0, 0, 0, 6, 74, 20],
  LSS_9_10: [0, 0, 0, 9, 89, 2],
};
const wideOf = {
  '0-6': '0-22',
  '7-12': '0-22',
  '13-17': '0-22',
  '18-22': '0-22',
  '23-64': '23-64',
  '65-': '65-',
};

export const levels = {
  year: ['KOMMUN', 'OMRADE', 'LAN', 'SAMVERKAN', 'ALLA'],
  quarter: ['OMRADE', 'LAN', 'SAMVERKAN', 'ALLA'],
};
export const leaves = kommuner.map(([code]) => code);
/** Mora, Orsa and Älvdalen have one nämnd together; Falun handles for Säter. */
export const coalitions = [
  ['2034', '2039', '2062'],
  ['2080', '2082'],
];
export const personMargins: readonly DisclosureMargin[] = [
  { id: 'kon' },
  { id: 'alder_grov' },
  { id: 'alder', within: 'alder_grov', wideOf },
  { id: 'personkrets' },
];
export const decisionMargins: readonly DisclosureMargin[] = [
  { id: 'insats' },
  { id: 'kon' },
  { id: 'outcomeGroup' },
  {
    ...{ id: 'outcome', within: 'outcomeGroup' },
    wideOf: { BIFALL: 'GYNNANDE', DELVIS_BIFALL: 'GYNNANDE', AVSLAG: 'AVSLAG', AVSKRIVNING: 'OVRIGT' },
  },
];

/** The county as the agreement groups it. */
export const countyTree: readonly GeoNode[] = [
  { code: 'ALLA', parent: null, level: 'ALLA' },
  { code: 'SAMVERKAN', parent: 'ALLA', level: 'SAMVERKAN' },
  { code: 'LAN', parent: 'ALLA', level: 'LAN' },
  ...[1, 2, 3, 4].map((omrade) => ({ code: `OMRADE${omrade}`, parent: 'SAMVERKAN', level: 'OMRADE' })),
  ...kommuner.map(([code, , omrade]) => ({
    ...{ code, level: 'KOMMUN' },
    parent: omrade === null ? 'LAN' : `OMRADE${omrade}`,
  })),
];

/** An insats that somebody has from a day to another, counted in quarters from the first of 2024. */
interface Stay {
  readonly kommunCode: string;
  readonly person: number;
  readonly insats: string;
  readonly from: number;
  readonly to: number;
  readonly values: Readonly<Record<string, string>>;
}

interface Decision {
  readonly kommunCode: string;
  readonly person: number;
  readonly kategori: string;
  readonly quarter: number;
  readonly values: Readonly<Record<string, string>>;
}

/** Invented people with the proportions of the country, and three years of what they were given and refused. */
export interface County {
  readonly stays: readonly Stay[];
  readonly decisions: readonly Decision[];
}

const quarters = 12;

export function inventCounty(seed: number): County {
  const dice = new Dice(seed);
  const stays: Stay[] = [];
  const decisions: Decision[] = [];
  let person = 0;
  for (const [kommunCode, inhabitants] of kommuner) {
    const persons = Math.round((inhabitants / nationalPopulation) * nationalPersons * 1.15);
    for (let born = 0; born < persons; born += 1) {
      person += 1;
      const main = weighted(dice, Object.keys(national), ([women, men]) => women + men);
      const age = ages[weightedIndex(dice, ageWeights[main] ?? [])] ?? '23-64';
      const [women, men] = national[main] ?? [1, 1];
      const kon = dice.roll(women + men) < women ? 'KVINNA' : 'MAN';
      const krets = dice.roll(100);
      const personkrets = krets < 84 || main === 'LSS_9_10' ? (krets < 3 ? 'KRETS_2' : 'KRETS_1') : 'KRETS_3';
      const values = { kon, alder: age, alder_grov: wideOf[age], personkrets };
      const from = dice.roll(10) < 7 ? 0 : dice.roll(quarters);
      const to = dice.roll(10) < 7 ? quarters : from + dice.roll(quarters - from);
      const others = dice.roll(100) < 45 ? [weighted(dice, Object.keys(national), ([w, m]) => w + m)] : [];
      for (const insats of new Set([main, ...others.filter((code) => fits(code, age))]))
        stays.push({ kommunCode, person, insats, from, to, values });
      for (let count = dice.roll(4); count > 0; count -= 1) {
        const outcome = dice.pick([
          'BIFALL',
          'BIFALL',
          'BIFALL',
          'BIFALL',
          'DELVIS_BIFALL',
          'AVSLAG',
          'AVSKRIVNING',
        ]);
        const outcomeGroup = decisionMargins[3]?.wideOf?.[outcome] ?? '';
        const kategori = main === 'LSS_9_2' ? 'PERSONLIG_ASSISTANS' : 'OVRIGA_LSS';
        const quarter = dice.roll(quarters);
        decisions.push({
          kommunCode,
          person,
          kategori,
          quarter,
          values: { insats: main, kon, outcome, outcomeGroup },
        });
      }
    }
  }
  return { stays, decisions };
}

const fits = (insats: string, age: (typeof ages)[number]) =>
  (ageWeights[insats]?.[ages.indexOf(age)] ?? 0) > 0;

function weighted(
  dice: Dice,
  codes: readonly string[],
  weight: (of: readonly [number, number]) => number,
): string {
  return (
    codes[
      weightedIndex(
        dice,
        codes.map((code) => weight(national[code] ?? [0, 0])),
      )
    ] ?? ''
  );
}

function weightedIndex(dice: Dice, weights: readonly number[]): number {
  let left = dice.roll(weights.reduce((sum, weight) => sum + weight, 0));
  return weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
}

/** Kommuner whose first deliveries lacked somebody, and the one that delivered nothing in time. */
export const lateDeliveries = ['2021', '2084'];
export const lateKommun = '2034';

/** What had been delivered when a period was first released. */
export function asFirstDelivered({ stays, decisions }: County): County {
  const isThere = ({ kommunCode, person }: Pick<Stay, 'kommunCode' | 'person'>) =>
    kommunCode !== lateKommun && !(lateDeliveries.includes(kommunCode) && person % 9 === 0);
  return { stays: stays.filter(isThere), decisions: decisions.filter(isThere) };
}

interface Row {
  readonly kommunCode: string;
  readonly person: number;
  readonly stratum: string;
  readonly values: Readonly<Record<string, string>>;
}

/** `insatser` on the first day of a quarter. */
export function insatserOn({ stays }: County, quarter: number): DisclosureCell[] {
  const given = stays.filter(({ from, to }) => from <= quarter && quarter < to);
  return cellsOf(given.map((stay) => ({ ...stay, stratum: stay.insats })));
}

/** `personer` on the first day of a quarter. */
export function personerOn({ stays }: County, quarter: number): DisclosureCell[] {
  const given = stays.filter(({ from, to }) => from <= quarter && quarter < to);
  const once = new Map(given.map((stay) => [stay.person, { ...stay, stratum: 'TOTALT' }]));
  return cellsOf([...once.values()]);
}

/** `beslut` of some quarters. */
export function decisionsIn({ decisions }: County, from: number, to: number): DisclosureCell[] {
  const made = decisions.filter(({ quarter }) => from <= quarter && quarter <= to);
  return cellsOf(made.map((decision) => ({ ...decision, stratum: decision.kategori })));
}

function cellsOf(rows: readonly Row[]): DisclosureCell[] {
  const counted = new Map<
    string,
    { units: number; persons: Set<number>; place: Omit<DisclosureCell, 'units' | 'persons'> }
  >();
  for (const { kommunCode, person, stratum, values } of rows)
    for (const [margin, value] of [['TOTALT', 'TOTALT'] as const, ...Object.entries(values)]) {
      const key = `${kommunCode}|${stratum}|${margin}|${value}`;
      const place = { kommunCode, stratum, margin, value };
      const cell = counted.get(key) ?? { units: 0, persons: new Set(), place };
      cell.units += 1;
      cell.persons.add(person);
      counted.set(key, cell);
    }
  return [...counted.values()].map(({ units, persons, place }) => ({
    ...place,
    units,
    persons: persons.size,
  }));
}
