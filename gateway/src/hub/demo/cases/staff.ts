import type { Befattning } from '@kommunhub/schema';
import { type DalarnaKommun, dalarna, performingKommunCode } from '../data/dalarna.js';
import { namndOfKommun } from '../data/namnder.js';
import type { InventedNames } from '../invented-names.js';
import type { SeededRandom } from '../seeded-random.js';
import type { DemoStaff } from './demo-case.js';

/** Where the founding document gives no figure: enough to have an office at all. */
const countWithoutFigure: Readonly<Record<string, number>> = { '2062': 2, '2031': 2 };

/** The id of the joint office's handläggare in the systems of the kommuner it works for. */
export const jointStaffId = 'SAML01';

/** The staff of each kommun, the demo user apart: kommun code → staff. */
export interface StaffRoll {
  readonly byKommun: ReadonlyMap<string, readonly DemoStaff[]>;
  /** An ordinary LSS handläggare of Falun, who also works for ten other nämnder. */
  readonly demoUser: DemoStaff;
}

/** Invents as many handläggare as the staffing list says; half a post is a person too. */
export function inventStaff(names: InventedNames, random: SeededRandom): StaffRoll {
  const serials = new Map<string, number>();
  const byKommun = new Map(
    dalarna.map((kommun) => [kommun.code, staffOf(kommun, serials, names, random)] as const),
  );
  const demoUser = byKommun.get(performingKommunCode)?.[0];
  if (!demoUser) throw new RangeError('the performing kommun needs staff');
  return { byKommun, demoUser };
}

function staffOf(
  kommun: DalarnaKommun,
  serials: Map<string, number>,
  names: InventedNames,
  random: SeededRandom,
): DemoStaff[] {
  const handlaggare =
    kommun.lssFte === null ? (countWithoutFigure[kommun.code] ?? 1) : Math.ceil(Number(kommun.lssFte));
  const posts: Befattning[] = Array<Befattning>(handlaggare).fill('LSS_HANDLAGGARE');
  for (const [befattning, count] of Object.entries(kommun.otherStaff)) {
    posts.push(...Array<Befattning>(count).fill(befattning as Befattning));
  }
  const { id: namndId, signature } = namndOfKommun(kommun.code);
  return posts.map((befattning) => {
    const serial = (serials.get(namndId) ?? 0) + 1;
    serials.set(namndId, serial);
    return {
      id: `${signature}${String(serial).padStart(2, '0')}`,
      name: names.next(random.chance(0.8) ? 'KVINNA' : 'MAN'),
      befattning,
      kommunCode: kommun.code,
    };
  });
}
