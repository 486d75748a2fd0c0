import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, kommuner } from '../index.js';
import { birthDayOfNumber, type GallringFacts, gallringTerm, isDueForGallring } from './gallring-rule.js';

const facts = (changes: Partial<GallringFacts> = {}): GallringFacts => ({
  lastNoteOn: '2020-05-10',
  hasChildHousing: false,
  kommunCode: '2080',
  birthDay: 14,
  ...changes,
});

describe('LSS 21 c §', () => {
  it.each<[string, Partial<GallringFacts>, string, string, string | null]>([
    ['falls due five years after the last note', {}, '2025-05-10', '2026-12-31', null],
    ['keeps who is born on the 15th', { birthDay: 15 }, '2025-05-10', '2026-12-31', 'FORSKNING_URVAL'],
    ['keeps who is born on the 5th', { birthDay: 5 }, '2025-05-10', '2026-12-31', 'FORSKNING_URVAL'],
    ['keeps who is born on the 25th', { birthDay: 25 }, '2025-05-10', '2026-12-31', 'FORSKNING_URVAL'],
    ['takes 60 off a samordningsnummer', { birthDay: 75 }, '2025-05-10', '2026-12-31', 'FORSKNING_URVAL'],
    ['reads a samordningsnummer of the 14th', { birthDay: 74 }, '2025-05-10', '2026-12-31', null],
    ['keeps what it cannot tell', { birthDay: null }, '2025-05-10', '2026-12-31', 'FODELSEDAG_OKAND'],
    ['keeps a day left out', { birthDay: 60 }, '2025-05-10', '2026-12-31', 'FODELSEDAG_OKAND'],
    ['keeps child housing', { hasChildHousing: true }, '2025-05-10', '2026-12-31', 'BARNBOENDE'],
    ['keeps all of Göteborg', { kommunCode: '1480' }, '2025-05-10', '2026-12-31', 'FORSKNING_OMRADE'],
    ['keeps all of Gotland', { kommunCode: '0980' }, '2025-05-10', '2026-12-31', 'FORSKNING_OMRADE'],
    ['deletes in Partille', { kommunCode: '1402' }, '2025-05-10', '2026-12-31', null],
    ['reads a leap day', { lastNoteOn: '2020-02-29' }, '2025-02-28', '2026-12-31', null],
    ['reads the last day of a year', { lastNoteOn: '2019-12-31' }, '2024-12-31', '2025-12-31', null],
  ])('%s', (_, changes, dueOn, doneBy, exemption) => {
    expect(gallringTerm(facts(changes))).toEqual({ dueOn, doneBy, exemption });
  });

  it('is never due while something goes on', () => {
    expect(gallringTerm(facts({ lastNoteOn: null }))).toBeNull();
    expect(isDueForGallring(null, '2999-01-01')).toBe(false);
  });

  it('holds for every day, kommun and birth day', () => {
    const arbitrary = fc.record({
      lastNoteOn: fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1990-01-01', days)),
      hasChildHousing: fc.boolean(),
      kommunCode: fc.constantFrom(...kommuner.map(({ code }) => code)),
      birthDay: fc.option(fc.integer({ min: 0, max: 91 }), { nil: null }),
    });
    fc.assert(
      fc.property(arbitrary, (given) => {
        const term = gallringTerm(given)!;
        expect(addMonths(given.lastNoteOn, 59) < term.dueOn && given.lastNoteOn < term.dueOn).toBe(true);
        expect(term.doneBy > term.dueOn && term.doneBy.endsWith('-12-31')).toBe(true);
        expect(Number(term.doneBy.slice(0, 4)) - Number(term.dueOn.slice(0, 4))).toBe(1);
        expect(isDueForGallring(term, addDays(term.dueOn, -1))).toBe(false);
        expect(isDueForGallring(term, term.dueOn)).toBe(true);
        if (term.exemption === null) {
          expect(given.hasChildHousing).toBe(false);
          expect(String(given.birthDay! % 60).endsWith('5')).toBe(false);
        }
      }),
    );
  });
});

it.each([
  ['198112189876', 18],
  ['197010632391', 63],
  ['19850102-T123', 2],
  ['19850102-TF10', 2],
  [null, null],
  ['oläsligt', null],
])('reads the day out of %s', (number, day) => {
  expect(birthDayOfNumber(number)).toBe(day);
});
