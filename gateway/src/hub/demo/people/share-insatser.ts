import type { Personkrets } from '@kommunhub/schema';
import { type LssInsats, lss2021, lssPersons2021 } from '../data/lss-2021.js';
import type { SeededRandom } from '../seeded-random.js';
import { shareOut } from '../share-out.js';
import type { DemoSex } from './demo-person.js';
import { allows, goesWith, likelihood } from './insats-rules.js';

/** Somebody who shall hold insatser. */
export interface Holder {
  readonly age: number;
  readonly personkrets: Personkrets;
  readonly insatser: LssInsats[];
}

// Those with the narrowest ages first, so that they find people who may have them.
const dealingOrder: readonly LssInsats[] = [
  'LSS_9_8',
  'LSS_9_9',
  'LSS_9_10',
  'LSS_9_7',
  'LSS_9_6',
  'LSS_9_5',
  'LSS_9_2',
  'LSS_9_3',
  'LSS_9_4',
];

/** How readily somebody with so many insatser gets one more. */
const readiness = [2.5, 1, 0.35, 0.08];

/**
 * Deals insatser among holders of one sex in the proportions of 1 October 2021, within the rules of
 * {@link allows} and {@link goesWith}. Afterwards everybody holds at least one.
 */
export function shareInsatser(holders: readonly Holder[], sex: DemoSex, random: SeededRandom): void {
  const perPerson = lss2021.reduce((sum, row) => sum + row[sex], 0) / lssPersons2021[sex];
  const quotas = shareOut(
    Math.round(holders.length * perPerson),
    lss2021.map((row) => row[sex]),
  );
  for (const insats of dealingOrder) {
    const quota = quotas[lss2021.findIndex((row) => row.insats === insats)] ?? 0;
    const ranked = holders
      .filter((holder) => mayGet(holder, insats))
      // A random number over a weight: the heavier come first more often, and division is exact everywhere.
      .map((holder) => ({
        holder,
        rank: random.next() / weight(holder, insats),
      }))
      .sort((a, b) => a.rank - b.rank);
    for (const { holder } of ranked.slice(0, quota)) holder.insatser.push(insats);
  }
  for (const holder of random.shuffled(holders)) {
    if (holder.insatser.length === 0) takeOne(holder, holders, random);
  }
}

function mayGet(holder: Holder, insats: LssInsats): boolean {
  return (
    !holder.insatser.includes(insats) &&
    allows(insats, holder.age, holder.personkrets) &&
    goesWith(insats, holder.insatser)
  );
}

function weight(holder: Holder, insats: LssInsats): number {
  const ready = readiness[holder.insatser.length] ?? 0.02;
  return ready * likelihood(insats, holder.age, holder.personkrets);
}

/** Moves an insats from somebody who has several, so that the proportions stay. */
function takeOne(holder: Holder, holders: readonly Holder[], random: SeededRandom): void {
  const wanted = dealingOrder.filter((insats) => mayGet(holder, insats));
  for (const insats of random.shuffled(wanted)) {
    const givers = holders.filter((giver) => giver.insatser.length > 1 && giver.insatser.includes(insats));
    if (givers.length === 0) continue;
    const giver = random.pick(givers);
    giver.insatser.splice(giver.insatser.indexOf(insats), 1);
    holder.insatser.push(insats);
    return;
  }
  throw new RangeError('no insats can be moved to a holder without one');
}
