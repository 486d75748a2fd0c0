import { dayOf } from '../../gateway/src/hub/demo/calendar.js';
import { dalarna } from '../../gateway/src/hub/demo/data/dalarna.js';
import { InventedNumbers } from '../../gateway/src/hub/demo/invented-numbers.js';
import { SeededRandom } from '../../gateway/src/hub/demo/seeded-random.js';
import { shareOut } from '../../gateway/src/hub/demo/share-out.js';
import { kommuner, type Personkrets } from '../../schema/src/index.js';
import {
  type KnownSex,
  type KommunInsats,
  kommunInsatser,
  official2021,
  officialPersons2021,
  sexes,
} from './official-2021.js';

/** What somebody holds on the day of the register. */
export interface Holding {
  readonly insats: KommunInsats;
  readonly isExternal: boolean;
}

/** Somebody as the register would know them: the truth is counted from these and nothing else. */
export interface Inhabitant {
  readonly key: string;
  readonly kommunCode: string;
  readonly isChild: boolean;
  readonly sex: KnownSex;
  readonly birthYear: number | null;
  /** A test number, nobody's; null where the year of birth is not known. */
  readonly personnummer: string | null;
  readonly personkrets: Personkrets | null;
  readonly holdings: readonly Holding[];
}

const insatserOfChildren = ['LSS_9_5', 'LSS_9_6', 'LSS_9_7', 'LSS_9_8'] as const;
const insatserOfAdults = ['LSS_9_9', 'LSS_9_10'] as const;
/** Of the insatser that all ages have. */
const shareOfChildren = 0.15;
const ages = ['child', 'adult'] as const;

/** Insatser of one sex and age in one kommun, and among how many people they are. */
interface Group {
  readonly kommunCode: string;
  readonly sex: KnownSex;
  readonly isChild: boolean;
  readonly units: ReadonlyMap<KommunInsats, number>;
  persons: number;
}

/**
 * A country of invented people in which the register of 1 October 2021 is true: every figure of insats and
 * sex, and the persons of each sex, to the unit. The same each time.
 */
export function inventNation(): readonly Inhabitant[] {
  const random = new SeededRandom(20_211_001);
  const groups = sexes.flatMap((sex) => groupsOf(sex, random.fork(sex)));
  const people = random.fork('people');
  const numbers = new SpreadNumbers();
  return groups.flatMap((group) => peopleOf(group, people, numbers)).sort(byKommun);
}

function byKommun(one: Inhabitant, other: Inhabitant): number {
  return one.kommunCode < other.kommunCode ? -1 : one.kommunCode > other.kommunCode ? 1 : 0;
}

/** Inhabitants of the country, about. */
const countryPopulation = 10_450_000;

/**
 * Inhabitants of each kommun: in Dalarna as they are, elsewhere invented and of
 * very different number, from a few thousand to some hundred thousand.
 */
function populations(random: SeededRandom): readonly number[] {
  const known = new Map(dalarna.map(({ code, population }) => [code, population]));
  const drawn = kommuner.map(({ code }) => {
    // Sum of twelve: near enough to normal (Irwin–Hall), the same on every machine.
    const normal = Array.from({ length: 12 }, () => random.next()).reduce((a, b) => a + b, -6);
    return known.has(code) ? 0 : Math.round(16_000 * 2.6 ** normal) + 2_000;
  });
  const left = countryPopulation - [...known.values()].reduce((a, b) => a + b, 0);
  return shareOut(left, drawn).map((population, place) => known.get(kommuner[place]!.code) ?? population);
}

function groupsOf(sex: KnownSex, random: SeededRandom): Group[] {
  const sizes = populations(new SeededRandom(290));
  const units = ages.map(() => kommuner.map(() => new Map<KommunInsats, number>()));
  for (const insats of kommunInsatser) {
    for (const [age, total] of ages.map((_, age) => [age, unitsOf(insats, sex, age === 0)] as const)) {
      if (total === 0) continue;
      // Practice differs between kommuner: by up to a third here.
      const leaning = sizes.map((size) => size * random.between(67, 133));
      shareOut(total, leaning).forEach((count, place) => {
        if (count > 0) units[age]?.[place]?.set(insats, count);
      });
    }
  }
  const groups = units.flatMap((ofAge, age) =>
    ofAge.map(
      (counts, place): Group => ({
        kommunCode: kommuner[place]!.code,
        ...{ sex, isChild: age === 0, units: counts, persons: 0 },
      }),
    ),
  );
  return withPersons(groups, officialPersons2021[sex]);
}

function unitsOf(insats: KommunInsats, sex: KnownSex, isChild: boolean): number {
  const all = official2021[insats][sex];
  if (insatserOfChildren.some((one) => one === insats)) return isChild ? all : 0;
  if (insatserOfAdults.some((one) => one === insats)) return isChild ? 0 : all;
  const children = Math.round(all * shareOfChildren);
  return isChild ? children : all - children;
}

/**
 * Each group has at least as many people as its greatest insats and at most as many as all of them; between
 * these the country's persons are shared out.
 */
function withPersons(groups: Group[], total: number): Group[] {
  const least = groups.map(({ units }) => Math.max(0, ...units.values()));
  const most = groups.map(({ units }) => [...units.values()].reduce((a, b) => a + b, 0));
  const left = total - least.reduce((a, b) => a + b, 0);
  const more = shareOut(
    left,
    most.map((one, index) => one - least[index]!),
  );
  for (const [index, group] of groups.entries()) group.persons = least[index]! + more[index]!;
  return groups;
}

/** Deals the insatser round: nobody gets one twice, and all get one, since no insats exceeds the people. */
function peopleOf(group: Group, random: SeededRandom, numbers: SpreadNumbers): Inhabitant[] {
  const held = Array.from({ length: group.persons }, (): KommunInsats[] => []);
  const dealt = [...group.units].flatMap(([insats, count]) => Array<KommunInsats>(count).fill(insats));
  dealt.forEach((insats, turn) => void held[turn % group.persons]!.push(insats));
  const { kommunCode, sex, isChild } = group;
  // Some kommuner have systems that do not tell the year of birth and the personkrets of everybody.
  const isScanty = Number(kommunCode) % 9 === 2;
  return held.map((insatser, index) => {
    const isUnknown = isScanty && random.chance(0.1);
    const birthYear = isUnknown ? null : 2021 - ageFor(insatser, isChild, random);
    return {
      key: `${kommunCode}-${sex === 'KVINNA' ? 'k' : 'm'}${isChild ? 'b' : 'v'}${index + 1}`,
      ...{ kommunCode, isChild, sex, birthYear },
      personnummer: birthYear === null ? null : numbers.next(birthYear, sex),
      personkrets: isUnknown ? random.pick([null, 'OKAND']) : personkretsFor(insatser, random),
      holdings: insatser.map((insats) => ({ insats, isExternal: random.chance(0.06) })),
    };
  });
}

/** Ages of LSS 9 §: korttidstillsyn over 12, boende for children or for adults, daglig verksamhet in working age. */
function ageFor(insatser: readonly KommunInsats[], isChild: boolean, random: SeededRandom): number {
  if (insatser.includes('LSS_9_7')) return random.between(13, 20);
  if (insatser.includes('LSS_9_8')) return random.between(6, 20);
  if (isChild) return random.between(1, 20);
  return random.between(21, insatser.includes('LSS_9_10') ? 66 : 92);
}

/** LSS 7 §: daglig verksamhet is for personkrets 1 and 2. */
function personkretsFor(insatser: readonly KommunInsats[], random: SeededRandom): Personkrets {
  const draw = random.next();
  if (insatser.includes('LSS_9_10')) return draw < 0.95 ? 'P1' : 'P2';
  return draw < 0.6 ? 'P1' : draw < 0.66 ? 'P2' : 'P3';
}

/** Test numbers spread over the days of the year, since each day has few of them. */
class SpreadNumbers {
  private readonly numbers = new InventedNumbers();
  private readonly turns = new Map<number, number>();

  next(birthYear: number, sex: KnownSex): string {
    const turn = this.turns.get(birthYear) ?? 0;
    this.turns.set(birthYear, turn + 1);
    return this.numbers.personnummer(dayOf(`${birthYear}-01-01`) + (turn % 365), sex);
  }
}
