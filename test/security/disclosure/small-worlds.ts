import { type DisclosureInput, protect, publishedCells } from '@kommunhub/schema';
import {
  cellsOf,
  Dice,
  randomHistory,
  testMargins,
  type Unit,
  unitsOf,
  wideOf,
} from '../../../schema/src/disclosure/testing/random-history.js';

/** Two tables about the same invented individuals, in a world so small that nearly every figure is. */
export interface SmallWorld {
  readonly insatser: DisclosureInput;
  readonly personer: DisclosureInput;
}

export function inventSmallWorld(seed: number): SmallWorld {
  const { tree, coalitions } = randomHistory(seed, 0);
  const dice = new Dice(seed * 77);
  const included = tree.filter(({ level }) => level === 'KOMMUN').map(({ code }) => code);
  const given: Unit[] = [];
  const people: Unit[] = [];
  for (const kommunCode of included)
    for (let left = dice.pick([2, 4, 6, 8, 12, 20, 30]); left > 0; left -= 1) {
      const person = people.length;
      const alder = dice.pick(['0-6', '7-22', '7-22', '23-64', '23-64', '23-64', '65-'] as const);
      const values = { kon: dice.pick(['K', 'M']), alder, alder_grov: wideOf[alder] };
      const has = new Set([dice.pick(['A', 'B', 'C']), ...['A', 'B', 'C'].filter(() => dice.roll(10) < 3)]);
      for (const stratum of has) given.push({ kommunCode, stratum, person, values });
      people.push({ kommunCode, stratum: 'TOTALT', person, values });
    }
  const base = {
    ...{ tree, included, coalitions, threshold: 5, sticky: [], versions: [] },
    margins: testMargins.filter(({ id }) => id !== 'outcome'),
    levels: ['KOMMUN', 'OMRADE', 'LAN', 'SAMVERKAN', 'ALLA'],
  };
  const insatser = { ...base, cells: cellsOf(given) };
  const companion = {
    ...{ margins: base.margins, cells: insatser.cells },
    published: publishedCells(insatser, protect(insatser)),
  };
  return { insatser, personer: { ...base, cells: cellsOf(people), companion } };
}

/** Few things that happened in each quarter of some years, in a small world. */
export function inventQuarters(seed: number, count: number) {
  const { tree, coalitions } = randomHistory(seed, 0);
  const dice = new Dice(seed * 31);
  const included = tree.filter(({ level }) => level === 'KOMMUN').map(({ code }) => code);
  const quarters = Array.from({ length: count }, () =>
    included.flatMap((code) =>
      dice.roll(3) === 0 ? [] : unitsOf(dice, code, ['A']).slice(0, dice.pick([0, 0, 1, 2, 4, 6])),
    ),
  );
  return {
    tree,
    coalitions,
    included,
    cellsIn: (from: number, to: number) => cellsOf(quarters.slice(from, to + 1).flat()),
  };
}
