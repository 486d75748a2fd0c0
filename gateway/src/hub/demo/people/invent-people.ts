import type { IdType, Personkrets, Protection } from '@kommunhub/schema';
import { ageOn, type Day, yearsAfter } from '../calendar.js';
import { dalarna } from '../data/dalarna.js';
import { lssPersons2021 } from '../data/lss-2021.js';
import { namndOfKommun } from '../data/namnder.js';
import type { InventedNames } from '../invented-names.js';
import { InventedNumbers } from '../invented-numbers.js';
import type { SeededRandom } from '../seeded-random.js';
import { shareOut } from '../share-out.js';
import type { DemoPerson, DemoSex, Standing } from './demo-person.js';
import { type Holder, shareInsatser } from './share-insatser.js';

/** As many as Dalarna's share of the country's persons with LSS. */
const personCount = 2_100;
const standings: readonly (readonly [Standing, number])[] = [
  ['HOLDER', 1_965],
  ['APPLICANT', 70],
  ['REFUSED', 30],
  ['FORMER', 35],
];

/** [from age, to age, share of those with LSS]: roughly the ages in Socialstyrelsen's register. */
const ageShares: readonly (readonly [number, number, number])[] = [
  [3, 6, 2.5],
  [7, 12, 7],
  [13, 21, 13.5],
  [22, 44, 42],
  [45, 65, 26.5],
  [66, 88, 8.5],
];
const rareIdTypes: readonly (readonly [IdType, number])[] = [
  ['SAMORDNINGSNUMMER', 14],
  ['RESERVNUMMER', 6],
  ['SAKNAS', 3],
];
const rareProtections: readonly (readonly [Protection, number])[] = [
  ['SEKRETESSMARKERING', 13],
  ['SKYDDAD_FOLKBOKFORING', 6],
];
const oftenP1: readonly Personkrets[] = [...Array<Personkrets>(17).fill('P1'), 'P2', 'P3', 'P3'];

interface Draft extends Holder {
  readonly standing: Standing;
  readonly sex: DemoSex;
  readonly bornOn: Day;
  kommunCode: string;
}

/** Invents the people of the demo, spread over the kommuner by population. */
export function inventPeople(today: Day, names: InventedNames, random: SeededRandom): DemoPerson[] {
  const drafts = standings.flatMap(([standing, count]) => draftPeople(standing, count, today, random));
  for (const sex of ['KVINNA', 'MAN'] as const) {
    shareInsatser(
      drafts.filter((draft) => draft.standing === 'HOLDER' && draft.sex === sex),
      sex,
      random,
    );
  }
  settle(drafts, random);
  const inOrder = dalarna.flatMap((kommun) =>
    random.shuffled(drafts.filter((draft) => draft.kommunCode === kommun.code)),
  );
  return nameAll(inOrder, names, random);
}

/** Gives names, numbers and ids; a few get another kind of number or a protected identity. */
function nameAll(drafts: readonly Draft[], names: InventedNames, random: SeededRandom): DemoPerson[] {
  const numbers = new InventedNumbers();
  const idTypes = scatter(drafts.length, rareIdTypes, random);
  const protections = scatter(drafts.length, rareProtections, random);
  const perNamnd = new Map<string, number>();
  return drafts.map((draft, index) => {
    const idType = idTypes.get(index) ?? 'PERSONNUMMER';
    const number = numberFor(idType, draft, numbers);
    const namnd = namndOfKommun(draft.kommunCode);
    const serial = (perNamnd.get(namnd.id) ?? 0) + 1;
    perNamnd.set(namnd.id, serial);
    const { kommunCode, sex, bornOn, personkrets, standing, insatser } = draft;
    return {
      // Some systems use the personnummer itself as the person's id.
      sourceId: namnd.personIdIsNumber && number !== null ? number : `P${100_000 + serial * 7}`,
      kommunCode,
      sex,
      bornOn,
      idType,
      number,
      name: names.next(sex),
      protection: protections.get(index) ?? 'INGEN',
      personkrets,
      standing,
      insatser,
    };
  });
}

/** Puts rare values on places that nobody else got: place → value. */
function scatter<Value>(
  places: number,
  values: readonly (readonly [Value, number])[],
  random: SeededRandom,
): Map<number, Value> {
  const free = random.shuffled(Array.from({ length: places }, (_, index) => index));
  const scattered = new Map<number, Value>();
  for (const [value, count] of values) {
    for (const place of free.splice(0, count)) scattered.set(place, value);
  }
  return scattered;
}

function numberFor(idType: IdType, { bornOn, sex }: Draft, numbers: InventedNumbers): string | null {
  if (idType === 'SAKNAS') return null;
  if (idType === 'SAMORDNINGSNUMMER') return numbers.samordningsnummer(bornOn, sex);
  if (idType === 'RESERVNUMMER') return numbers.reservnummer(bornOn, sex);
  return numbers.personnummer(bornOn, sex);
}

function draftPeople(standing: Standing, count: number, today: Day, random: SeededRandom): Draft[] {
  const [women = 0, men = 0] = shareOut(count, [lssPersons2021.KVINNA, lssPersons2021.MAN]);
  return (
    [
      ['KVINNA', women],
      ['MAN', men],
    ] as const
  ).flatMap(([sex, number]) => {
    const perAge = shareOut(
      number,
      ageShares.map(([, , share]) => share),
    );
    return ageShares.flatMap(([from, to], index) =>
      Array.from({ length: perAge[index] ?? 0 }, (): Draft => {
        // At least a month past the birthday, so that nobody has just come of age for an insats.
        const bornOn = yearsAfter(today, -random.between(from, to)) - random.between(30, 360);
        const personkrets = random.pick(oftenP1);
        const age = ageOn(bornOn, today);
        return {
          standing,
          sex,
          bornOn,
          age,
          personkrets,
          insatser: [],
          kommunCode: '',
        };
      }),
    );
  });
}

/** Gives each standing's people to the kommuner by population. */
function settle(drafts: readonly Draft[], random: SeededRandom): void {
  const perKommun = shareOut(
    personCount,
    dalarna.map((kommun) => kommun.population),
  );
  const homes = dalarna.flatMap((kommun, index) => Array<string>(perKommun[index] ?? 0).fill(kommun.code));
  random.shuffled(homes).forEach((code, index) => {
    const draft = drafts[index];
    if (draft) draft.kommunCode = code;
  });
}
