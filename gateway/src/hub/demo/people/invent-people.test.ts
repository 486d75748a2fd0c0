import { parsePersonnummer } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { ageOn, dateOf, dayOf } from '../calendar.js';
import { dalarna } from '../data/dalarna.js';
import { lss2021, lssPersons2021 } from '../data/lss-2021.js';
import { InventedNames } from '../invented-names.js';
import { SeededRandom } from '../seeded-random.js';
import { allows, goesWith } from './insats-rules.js';
import { inventPeople } from './invent-people.js';

const today = dayOf('2026-05-04');

function people(seed = 1) {
  const random = new SeededRandom(seed);
  return inventPeople(today, new InventedNames(random.fork('names')), random.fork('people'));
}

describe('the people of the demo', () => {
  it('are 2,100, spread over the kommuner by population', () => {
    const all = people();
    expect(all).toHaveLength(2100);
    const total = dalarna.reduce((sum, { population }) => sum + population, 0);
    for (const { code, population } of dalarna) {
      const count = all.filter(({ kommunCode }) => kommunCode === code).length;
      expect(Math.abs(count - (2100 * population) / total)).toBeLessThan(1);
    }
  });

  it.each([1, 2, 3, 4, 5])('hold insatser in the proportions of 1 October 2021 (seed %i)', (seed) => {
    const holders = people(seed).filter(({ standing }) => standing === 'HOLDER');
    for (const sex of ['KVINNA', 'MAN'] as const) {
      const ofSex = holders.filter((person) => person.sex === sex);
      expect(ofSex.length / holders.length).toBeCloseTo(lssPersons2021[sex] / (31150 + 45562), 3);
      for (const row of lss2021) {
        const expected = (ofSex.length * row[sex]) / lssPersons2021[sex];
        const held = ofSex.filter(({ insatser }) => insatser.includes(row.insats)).length;
        expect(Math.abs(held - expected), `${row.insats} ${sex}`).toBeLessThan(1.5);
      }
    }
  });

  it('hold only what age and personkrets allow, and nobody who holds is without', () => {
    for (const { insatser, bornOn, personkrets, standing } of people()) {
      expect(insatser.length > 0).toBe(standing === 'HOLDER');
      for (const insats of insatser) {
        expect(allows(insats, ageOn(bornOn, today), personkrets)).toBe(true);
        expect(goesWith(insats, insatser)).toBe(true);
      }
    }
  });

  it('have numbers of the test series that are valid, unique and say the right sex', () => {
    const all = people();
    const numbers = all.map(({ number }) => number).filter((number) => number !== null);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { number, idType, sex, bornOn } of all) {
      const read = parsePersonnummer(number ?? '', dateOf(today));
      if (read.kind !== 'value') throw new Error('a number cannot be read');
      expect(read.value.idType).toBe(idType);
      expect(read.value.warnings).toEqual([]);
      if (number === null) continue;
      expect(read.value.canonical).toBe(number);
      expect(read.value.birthDate).toBe(dateOf(bornOn));
      expect(read.value.sex).toBe(sex);
      if (idType !== 'RESERVNUMMER') expect(Number(number.slice(8, 11))).toBeGreaterThanOrEqual(980);
    }
  });

  it('have names that come once', () => {
    const all = people();
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it('include protected persons and those with other numbers', () => {
    const all = people();
    const count = (has: (person: (typeof all)[number]) => boolean) => all.filter(has).length;
    expect(count(({ protection }) => protection === 'SEKRETESSMARKERING')).toBe(13);
    expect(count(({ protection }) => protection === 'SKYDDAD_FOLKBOKFORING')).toBe(6);
    expect(count(({ idType }) => idType === 'SAMORDNINGSNUMMER')).toBe(14);
    expect(count(({ idType }) => idType === 'RESERVNUMMER')).toBe(6);
    expect(count(({ idType }) => idType === 'SAKNAS')).toBe(3);
  });
});
