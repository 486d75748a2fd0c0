import type { DisclosureCell, DisclosureInput, EarlierVersion, GeoNode } from '../disclosure-input.js';
import { protect } from '../protect.js';
import { publishedCells } from '../published-cells.js';

/** A repeatable stream of choices. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1;
  }

  /** A whole number from 0 to below `sides` (mulberry32). */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * sides);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.roll(from.length)] as T;
  }
}

export const wideOf = { '0-6': '0-22', '7-22': '0-22', '23-64': '23-64', '65-': '65-' } as const;
export const testMargins = [
  { id: 'kon' },
  { id: 'alder_grov' },
  { id: 'alder', within: 'alder_grov', wideOf },
  { id: 'outcome' },
] as const;

/** One thing counted: a person may stand behind several. */
export interface Unit {
  readonly kommunCode: string;
  readonly stratum: string;
  readonly person: number;
  readonly values: Readonly<Record<string, string>>;
}

const counts = [0, 0, 1, 2, 3, 4, 5, 6, 9, 14, 30];

/** Invented units of one leaf: few or none as often as many. */
export function unitsOf(dice: Dice, kommunCode: string, strata: readonly string[]): Unit[] {
  return strata.flatMap((stratum) =>
    Array.from({ length: dice.pick(counts) }, () => {
      const person = dice.roll(1e9);
      const alder = dice.pick(['0-6', '7-22', '7-22', '23-64', '23-64', '23-64', '65-'] as const);
      const values = { kon: dice.pick(['K', 'M']), alder, alder_grov: wideOf[alder] };
      const decisions = dice.roll(4) === 0 ? 2 : 1;
      return Array.from({ length: decisions }, () => {
        const outcome = dice.pick(['BIFALL', 'BIFALL', 'BIFALL', 'AVSLAG']);
        return { kommunCode, stratum, person, values: { ...values, outcome } };
      });
    }).flat(),
  );
}

/** The exact cells of the units, with the total of each stratum. */
export function cellsOf(units: readonly Unit[]): DisclosureCell[] {
  const cells = new Map<string, { cell: Omit<DisclosureCell, 'units' | 'persons'>; units: Unit[] }>();
  for (const unit of units)
    for (const [margin, value] of [['TOTALT', 'TOTALT'], ...Object.entries(unit.values)] as [
      string,
      string,
    ][]) {
      const { kommunCode, stratum } = unit;
      const key = [kommunCode, stratum, margin, value].join('|');
      const entry = cells.get(key) ?? { cell: { kommunCode, stratum, margin, value }, units: [] };
      entry.units.push(unit);
      cells.set(key, entry);
    }
  return [...cells.values()].map(({ cell, units: counted }) => {
    const persons = new Set(counted.map(({ person }) => person)).size;
    return { ...cell, units: counted.length, persons };
  });
}

function randomTree(dice: Dice): GeoNode[] {
  const groups = Array.from({ length: 2 + dice.roll(3) }, (_, index) => `G${index}`);
  const joint = dice.roll(2) === 0 ? [] : [{ code: 'SAMVERKAN', parent: 'ALLA', level: 'SAMVERKAN' }];
  return [
    { code: 'ALLA', parent: null, level: 'ALLA' },
    ...joint,
    ...groups.map((code, index) => {
      const parent = joint.length > 0 && index > 0 ? 'SAMVERKAN' : 'ALLA';
      return { code, parent, level: index > 0 ? 'OMRADE' : 'LAN' };
    }),
    ...groups.flatMap((parent, group) =>
      Array.from({ length: 1 + dice.roll(4) }, (_, index) => ({
        code: `${group}${index}`,
        parent,
        level: 'KOMMUN',
      })),
    ),
  ];
}

/** Invented releases of one period, each corrected by the next, as `protect` lets them out. */
export function randomHistory(seed: number, versionCount: number): DisclosureInput {
  const dice = new Dice(seed);
  const strata = ['A', 'B'];
  let tree = randomTree(dice);
  const leaves = tree.filter(({ level }) => level === 'KOMMUN').map(({ code }) => code);
  const groups = tree.filter(({ level }) => level === 'OMRADE' || level === 'LAN').map(({ code }) => code);
  let included = leaves.filter(() => dice.roll(8) > 0);
  let units = leaves.flatMap((code) => unitsOf(dice, code, strata));
  const levels =
    dice.roll(4) === 0
      ? ['OMRADE', 'LAN', 'SAMVERKAN', 'ALLA']
      : ['KOMMUN', 'OMRADE', 'LAN', 'SAMVERKAN', 'ALLA'];
  const coalitions = dice.roll(2) === 0 ? [] : [[dice.pick(leaves), dice.pick(leaves)]];
  const sticky =
    dice.roll(3) > 0 ? [] : [{ stratum: 'A', margin: dice.pick(['TOTALT', 'kon']), node: dice.pick(leaves) }];
  const threshold = 4 + dice.roll(3);
  const versions: EarlierVersion[] = [];
  for (;;) {
    const cells = cellsOf(units.filter(({ kommunCode }) => included.includes(kommunCode)));
    const input = {
      ...{ tree, included, cells, strata, margins: testMargins, threshold, levels, coalitions, sticky },
      versions: [...versions],
    };
    if (versions.length === versionCount) return input;
    const published = publishedCells(input, protect(input));
    const changed = included.filter(() => dice.roll(4) === 0);
    versions.push({ tree, included, published, changed, cells });
    units = units.filter(({ kommunCode }) => !changed.includes(kommunCode) || dice.roll(3) > 0);
    units.push(...changed.flatMap((code) => unitsOf(dice, code, strata).slice(0, dice.roll(4))));
    if (dice.roll(2) === 0) included = leaves.filter((code) => included.includes(code) || dice.roll(2) === 0);
    if (dice.roll(6) === 0) included = included.filter((code) => code !== dice.pick(leaves));
    const moving = dice.roll(4) === 0 ? dice.pick(leaves) : null;
    const home = dice.pick(groups);
    tree = tree.map((node) => (node.code === moving ? { ...node, parent: home } : node));
  }
}
