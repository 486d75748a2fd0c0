import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from './calendar.js';
import { checkDigitOf, hasCheckDigit, type PersonIdentity, parsePersonnummer } from './personnummer.js';

const today = '2026-11-22';

function identityOf(text: string, on = today): PersonIdentity {
  const read = parsePersonnummer(text, on);
  if (read.kind !== 'value') throw new Error(`refused: ${read.reason}`);
  return read.value;
}

describe('check digit', () => {
  it.each(['8112189876', '6709199530', '6408233234', '7010632391'])('agrees in %s', (digits) => {
    expect(hasCheckDigit(digits)).toBe(true);
  });
  it('warns of a wrong one and keeps the number', () => {
    expect(identityOf('811218-9875')).toMatchObject({
      canonical: '198112189875',
      warnings: ['CHECK_DIGIT'],
    });
  });
});

describe('folkbokföringslagen 18 §', () => {
  it.each([
    ['811218-9876', '198112189876'],
    ['8112189876', '198112189876'],
    ['811218 9876', '198112189876'],
    ['19811218-9876', '198112189876'],
    ['198112189876', '198112189876'],
    ['  19811218 - 9876 ', '198112189876'],
    ['19811218\u00a09876', '198112189876'],
    ['19811218\u20119876', '198112189876'],
    ['19811218–9876', '198112189876'],
    ['811218+9876', '188112189876'],
    ['261121-0009', '202611210009'],
    ['261123-0007', '192611230007'],
    ['261123+0007', '192611230007'],
    ['000229-0005', '200002290005'],
  ])('reads %s', (text, canonical) => {
    expect(identityOf(text)).toMatchObject({ idType: 'PERSONNUMMER', canonical });
  });

  it('gives birth date, birth year and sex', () => {
    expect(identityOf('640823-3234')).toMatchObject({
      birthDate: '1964-08-23',
      birthYear: 1964,
      sex: 'MAN',
    });
    expect(identityOf('811218-9866').sex).toBe('KVINNA');
  });

  it('gives back what stands in a number, whatever form it is written in', () => {
    const births = fc
      .record({
        year: fc.integer({ min: 1927, max: 2025 }),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 31 }),
      })
      .map(({ year, month, day }) => calendarDate(year, month, day))
      .filter((date) => date !== null);
    fc.assert(
      fc.property(
        births,
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom('', '-', ' '),
        fc.boolean(),
        (birth, serial, separator, withCentury) => {
          const nine = birth.slice(2).replaceAll('-', '') + String(serial).padStart(3, '0');
          const last = nine.slice(6) + checkDigitOf(nine);
          const text = (withCentury ? birth.slice(0, 2) : '') + nine.slice(0, 6) + separator + last;
          expect(identityOf(text)).toMatchObject({
            canonical: birth.replaceAll('-', '') + last,
            birthDate: birth,
            sex: serial % 2 === 0 ? 'KVINNA' : 'MAN',
            warnings: [],
          });
        },
      ),
    );
  });
});

describe('samordningsnummer', () => {
  it('takes 60 from the day', () => {
    expect(identityOf('701063-2391')).toMatchObject({
      idType: 'SAMORDNINGSNUMMER',
      canonical: '197010632391',
      birthDate: '1970-10-03',
      warnings: [],
    });
  });
  // 191500882392 stands in Skatteverket's own test data.
  it.each(['191500882392', '191500722390'])('reads %s, whose month is left out', (text) => {
    expect(identityOf(text)).toMatchObject({
      idType: 'SAMORDNINGSNUMMER',
      canonical: text,
      birthDate: null,
      birthYear: 1915,
    });
  });
  it('reads day and month left out', () => {
    const nine = '150060239';
    expect(identityOf(`19${nine}${checkDigitOf(nine)}`)).toMatchObject({ birthDate: null, birthYear: 1915 });
  });
  it('refuses a day that the month does not have', () => {
    expect(parsePersonnummer('19850291-2390', today)).toEqual({
      kind: 'rejected',
      reason: 'PERSONNUMMER_DATE',
    });
  });
});

describe('reservnummer', () => {
  it.each([
    ['19850102-T123', '19850102-T123', 'KVINNA'],
    ['19850102-TF10', '19850102-TF10', 'MAN'],
    ['19850102-tf01', '19850102-TF01', 'KVINNA'],
    ['19850102T123', '19850102-T123', 'KVINNA'],
    ['850102-T133', '19850102-T133', 'MAN'],
    ['19900101-X123', '19900101-X123', 'OKAND'],
    ['19900101-0000', '19900101-0000', 'OKAND'],
  ])('reads %s without checking digits', (text, canonical, sex) => {
    expect(identityOf(text)).toMatchObject({ idType: 'RESERVNUMMER', canonical, sex, warnings: [] });
  });
  it.each(['19850102-T12', '19850102-TF1', '19850102-TF123', '19850102-T1234', '19850102-ABCD'])(
    'refuses %s',
    (text) => {
      expect(parsePersonnummer(text, today)).toMatchObject({
        kind: 'rejected',
        reason: 'PERSONNUMMER_FORM',
      });
    },
  );
});

describe('what spreadsheets do to numbers', () => {
  it.each([
    ['412241230', '0412241230'],
    ['12241230', '0012241230'],
    ['1224-1230', '0012241230'],
  ])('puts lost zeros back in %s only where the check digit agrees', (_, ten) => {
    const nine = ten.slice(0, 9);
    const right = nine + checkDigitOf(nine);
    const wrong = nine + ((checkDigitOf(nine) + 1) % 10);
    expect(identityOf(right.replace(/^0+/u, ''))).toMatchObject({ canonical: `20${right}`, warnings: [] });
    expect(parsePersonnummer(wrong.replace(/^0+/u, ''), today)).toMatchObject({
      kind: 'rejected',
      reason: 'PERSONNUMMER_FORM',
    });
  });
  it.each(['1,98112E+11', '1.98112E+11', '2E+11'])('refuses the rounded %s', (text) => {
    expect(parsePersonnummer(text, today)).toEqual({ kind: 'rejected', reason: 'NUMBER_ROUNDED' });
  });
});

describe('no number', () => {
  it.each(['', '   ', '-', '--', 'saknas', 'Okänt', '000000-0000', '00000000-0000'])(
    'takes "%s" for a person without number',
    (text) => {
      expect(identityOf(text)).toMatchObject({
        idType: 'SAKNAS',
        canonical: null,
        birthYear: null,
        sex: 'OKAND',
        saysProtected: false,
      });
    },
  );
  it.each(['SEKRETESS', 'sekretessmarkerad', 'Skyddad identitet'])(
    'hears from "%s" that the person is protected',
    (text) => {
      expect(identityOf(text)).toMatchObject({ idType: 'SAKNAS', saysProtected: true });
    },
  );
});

it.each([
  ['19811318-9876', 'PERSONNUMMER_DATE'],
  ['198102309876', 'PERSONNUMMER_DATE'],
  ['556036-0793', 'PERSONNUMMER_DATE'],
  ['165560360793', 'PERSONNUMMER_DATE'],
  ['20270101-0003', 'PERSONNUMMER_FUTURE'],
  ['19811218987', 'PERSONNUMMER_FORM'],
  ['1981121898766', 'PERSONNUMMER_FORM'],
  ['811218-987', 'PERSONNUMMER_FORM'],
  ['Anna Andersson', 'PERSONNUMMER_FORM'],
  ['8112-189876', 'PERSONNUMMER_FORM'],
])('refuses %s by code alone', (text, reason) => {
  expect(parsePersonnummer(text, today)).toEqual({ kind: 'rejected', reason });
});

it('never throws, whatever the cell holds', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d +-]{0,14}$/u)), (text) => {
      expect(['value', 'rejected']).toContain(parsePersonnummer(text, today).kind);
    }),
  );
});
