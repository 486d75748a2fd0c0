import { describe, expect, it } from 'vitest';
import { lss2021, lssPersons2021 } from '../../gateway/src/hub/demo/data/lss-2021.js';
import { type HubRecord, kommuner, validateRecord } from '../../schema/src/index.js';
import { silentHistories } from './histories.js';
import { inventNation } from './nation.js';
import { namnderOf } from './nation-namnder.js';
import { sourcesOf } from './nation-sources.js';
import {
  dayOfRegister,
  kommunInsatser,
  official2021,
  officialOfRegions2021,
  officialPersons2021,
  officialSums2021,
  sexes,
} from './official-2021.js';

const nation = inventNation();

describe('the official table of 1 October 2021', () => {
  it('adds up to its own sums, and is what the demo is made by', () => {
    for (const sex of sexes) {
      const sum = kommunInsatser.reduce((total, insats) => total + official2021[insats][sex], 0);
      expect(sum).toBe(officialSums2021.ofKommuner[sex]);
      expect(sum + officialOfRegions2021[sex]).toBe(officialSums2021.all[sex]);
    }
    expect(Object.fromEntries(lss2021.map(({ insats, KVINNA, MAN }) => [insats, { KVINNA, MAN }]))).toEqual(
      official2021,
    );
    expect(lssPersons2021).toEqual(officialPersons2021);
  });
});

describe('the invented nation', () => {
  it('has the official figures of every insats and sex', () => {
    for (const insats of kommunInsatser)
      for (const sex of sexes) {
        const holds = (one: (typeof nation)[number]) => one.holdings.some((held) => held.insats === insats);
        const holders = nation.filter((one) => one.sex === sex && holds(one));
        expect([insats, sex, holders.length]).toEqual([insats, sex, official2021[insats][sex]]);
      }
  });

  it('has the official number of persons, who all hold something and nothing twice', () => {
    for (const sex of sexes)
      expect(nation.filter((one) => one.sex === sex)).toHaveLength(officialPersons2021[sex]);
    const odd = nation.filter(({ holdings }) => {
      const different = new Set(holdings.map(({ insats }) => insats));
      return holdings.length === 0 || different.size < holdings.length;
    });
    expect(odd).toEqual([]);
    expect(new Set(nation.map(({ key }) => key)).size).toBe(nation.length);
  });

  it('lives in all kommuner, each with one nämnd or two or a joint one', () => {
    expect(new Set(nation.map(({ kommunCode }) => kommunCode)).size).toBe(290);
    const namnder = namnderOf();
    expect(new Set(namnder.flatMap(({ kommunCodes }) => kommunCodes))).toEqual(
      new Set(kommuner.map(({ code }) => code)),
    );
    const perKommun = Map.groupBy(
      namnder.flatMap(({ kommunCodes }) => kommunCodes),
      (code) => code,
    );
    expect([...perKommun.values()].filter(({ length }) => length === 2)).toHaveLength(3);
  });
});

describe('the files of a county', () => {
  const read = async () => {
    const records: HubRecord[] = [];
    for (const source of sourcesOf(nation, ['20']))
      for await (const row of source.read()) if (row.fate === 'used') records.push(...row.records);
    return records;
  };

  it('tell the same each time they are read, in records that are valid', async () => {
    const records = await read();
    expect(await read()).toEqual(records);
    const faults = records.map((record) => validateRecord(record, '2021-11-01'));
    expect(faults.filter(({ kind }) => kind === 'rejected')).toEqual([]);
  });

  it('say what is true, by the rule of inclusion read once more', async () => {
    const people = nation.filter(({ kommunCode }) => kommunCode.startsWith('20'));
    const truth = people.flatMap(({ key, holdings }) => holdings.map(({ insats }) => `${key} ${insats}`));
    expect(heldOn(dayOfRegister, await read())).toEqual(new Set(truth));
  });

  it('tell of more that does not count than of people', async () => {
    const decisions = (await read()).filter(({ kind }) => kind === 'decision');
    const people = nation.filter(({ kommunCode }) => kommunCode.startsWith('20'));
    const held = people.reduce((sum, { holdings }) => sum + holdings.length, 0);
    expect(decisions.length - held).toBeGreaterThan(20 * silentHistories.length);
  });
});

/** Person and insats by domain.md 2.4: gynnande, valid, executed and not interrupted on the day. */
function heldOn(day: string, records: readonly HubRecord[]): Set<string> {
  const ofKind = <Kind extends HubRecord['kind']>(kind: Kind) =>
    records.filter((one): one is Extract<HubRecord, { kind: Kind }> => one.kind === kind);
  const covers = (from: string | null, to: string | null) => (from ?? '') <= day && (to ?? '9999') >= day;
  const paused = new Set(
    ofKind('interruption').flatMap((one) =>
      covers(one.startedOn, one.endedOn) ? [one.executionSourceId] : [],
    ),
  );
  const executed = new Set(
    ofKind('execution').flatMap(({ sourceId, decisionSourceId, startedOn, endedOn }) =>
      startedOn !== null && covers(startedOn, endedOn) && !paused.has(sourceId) ? [decisionSourceId] : [],
    ),
  );
  const firstOf = new Map(
    ofKind('person')
      .toReversed()
      .map((one) => [one.personnummer, one.sourceId]),
  );
  const samePerson = new Map(
    ofKind('person').map((one) => [
      one.sourceId,
      one.personnummer === null ? one.sourceId : firstOf.get(one.personnummer),
    ]),
  );
  const personOfCase = new Map(
    ofKind('case').map((one) => [one.sourceId, samePerson.get(one.personSourceId)]),
  );
  const held = ofKind('decision').filter(
    ({ sourceId, insats, subtype, outcome, validFrom, validTo }) =>
      /^LSS_9_(?:[2-9]|10)$/.test(insats) &&
      subtype !== 'SJUKVIKARIE' &&
      ['BIFALL', 'DELVIS_BIFALL'].includes(outcome) &&
      covers(validFrom, validTo) &&
      executed.has(sourceId),
  );
  return new Set(held.map(({ caseSourceId, insats }) => `${personOfCase.get(caseSourceId)} ${insats}`));
}
