import { shareOut } from '../../gateway/src/hub/demo/share-out.js';
import { counties, type InsatsCountRecord, type RecordSource } from '../../schema/src/index.js';
import { aRow, aSource } from '../support/small-model.js';
import { dayOfRegister, type KnownSex, officialOfRegions2021, sexes } from './official-2021.js';

/** Råd och stöd (LSS 9 § 1) of a region on the day of the register, by its code in Kolada. */
export interface RegionCount extends Readonly<Record<KnownSex, number>> {
  readonly code: string;
}

/** The regions' own figures, shared out unevenly: every region has some, a few have very few. */
export function regionCounts(): readonly RegionCount[] {
  const weights = counties.map((_, index) => 1 + ((index * 7) % 21) ** 2);
  const [women, men] = sexes.map((sex) => shareOut(officialOfRegions2021[sex], weights));
  return counties.map(({ code }, index) => ({
    code: `00${code}`,
    KVINNA: women![index]!,
    MAN: men![index]!,
  }));
}

/** A region that tells how many, never who. */
export function regionSource({ code, ...counts }: RegionCount): RecordSource {
  const description = aSource({
    ...{ id: `${code}-region`, system: 'Region', namnd: { id: `${code}-REGION`, name: 'Regionen' } },
    ...{ kommunCodes: [code], kinds: ['insatsCount'] },
  });
  const records = sexes.map(
    (sex): InsatsCountRecord => ({
      ...{ kind: 'insatsCount', sourceId: `${code}-${sex}`, kommunCode: code, countedOn: dayOfRegister },
      ...{ insats: 'LSS_9_1', insatsRaw: null, staffSourceId: null, sex, count: counts[sex] },
    }),
  );
  return {
    description,
    asOf: async () => new Date(),
    async *read() {
      yield aRow(2, ...records);
    },
  };
}
