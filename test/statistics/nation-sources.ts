import type { RecordSource, SourceDescription, SourceRow } from '../../schema/src/index.js';
import { aRow, aSource } from '../support/small-model.js';
import type { Inhabitant } from './nation.js';
import { type NationNamnd, namnderOf } from './nation-namnder.js';
import { NationRecords } from './nation-records.js';

/** Of a hundred people with a case, how many more have one without being in the register. */
const bystanderShare = 0.06;

/** One source for each nämnd, read in memory: row by row the records of one person. */
export function sourcesOf(
  people: readonly Inhabitant[],
  countyCodes?: readonly string[],
): readonly RecordSource[] {
  const byKommun = Map.groupBy(people, ({ kommunCode }) => kommunCode);
  return namnderOf(countyCodes).map((namnd) => {
    const own = namnd.kommunCodes.flatMap((code) =>
      (byKommun.get(code) ?? []).filter(
        ({ isChild }) => namnd.people === 'all' || (namnd.people === 'children') === isChild,
      ),
    );
    return sourceOf(namnd, own);
  });
}

function sourceOf(namnd: NationNamnd, people: readonly Inhabitant[]): RecordSource {
  const { id, name, kommunCodes } = namnd;
  const description: SourceDescription = aSource({
    ...{ id: `${id.toLowerCase()}-nation`, system: 'Nation', namnd: { id, name }, kommunCodes },
    kinds: ['person', 'case', 'decision', 'execution', 'interruption'],
  });
  const bystanders = Math.ceil((people.length * bystanderShare) / kommunCodes.length);
  return {
    description,
    asOf: async () => null,
    async *read(): AsyncGenerator<SourceRow> {
      const records = new NationRecords(id);
      let row = 2;
      for (const person of people) yield aRow(row++, ...records.of(person));
      if (namnd.people === 'children') return;
      for (const code of kommunCodes)
        for (let number = 1; number <= bystanders; number += 1)
          yield aRow(row++, ...records.bystander(code, number));
    },
  };
}
