import { checkDigitOf } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { readText } from './testing/read-text.js';

const yaml = (column: string) => `tables:
  kommuner:
    from: { file: t.csv }
    columns: { Kod: { type: kommunkod, required: true }, Källa: text, ${column} }
`;

/** What one cell becomes in a field of the kommun record. */
async function cell(column: string, field: string, text: string): Promise<unknown> {
  const name = column.split(':')[0]!;
  const mapping = `${yaml(column)}    records: { kommun: { sourceId: Kod, kommunCode: Kod, origin: Källa, ${field}: ${name} } }\n`;
  const quoted = `"${text.replaceAll('"', '""')}"`;
  const { rows } = await readText(mapping, { 't.csv': `Kod;Källa;${name}\n2080;x;${quoted}\n` });
  const [row] = rows;
  if (row?.fate !== 'used') return row?.fate === 'quarantined' ? row.faults[0]?.reason : row?.reason;
  return (row.records[0] as unknown as Record<string, unknown>)[field];
}

describe('quirk 3: numbers', () => {
  it.each([
    ['37,5', '37.5'],
    ['37.5', '37.5'],
    ['1 234,50', '1234.5'],
    ['1\u00a0234,50', '1234.5'],
    ['1\u202f234,50', '1234.5'],
    ["1'234,50", '1234.5'],
    ['1.234,50', '1234.5'],
    ['12 kr', '12'],
    ['31,42 %', '0.3142'],
    ['', null],
    ['1.234', 'VALUE_INVALID'],
    ['1,5E+3', 'VALUE_INVALID'],
    ['ca 12', 'VALUE_INVALID'],
  ])('"%s" is read as %s', async (text, expected) => {
    expect(await cell('Tal: decimal', 'lssFteList', text)).toBe(expected);
  });

  it.each(['\u22125', '\u20115', '-5', '5-'])(
    '%s is read as minus five, which no number of handläggare is',
    async (text) => {
      expect(await cell('Tal: decimal', 'lssFteList', text)).toBe('RECORD_INVALID');
    },
  );

  it('a dot before three digits means what the mapping says it means', async () => {
    expect(await cell("Tal: { type: decimal, decimalSeparator: ',' }", 'lssFteList', '1.234')).toBe('1234');
    expect(await cell("Tal: { type: decimal, decimalSeparator: '.' }", 'lssFteList', '1.234')).toBe('1.234');
  });
});

describe('quirk 4: dates', () => {
  it.each([
    ['2024-10-01', '2024-10-01'],
    ['20241001', '2024-10-01'],
    ['24-10-01', '2024-10-01'],
    ['241001', '2024-10-01'],
    ['01/10/2024', '2024-10-01'],
    ['1 okt 2024', '2024-10-01'],
    ['2024-10-01 00:00:00', '2024-10-01'],
    ['45566', '2024-10-01'],
    ['991231', '1999-12-31'],
    ['', null],
    ['9999-12-31', null],
    ['2099-12-31', null],
    ['1900-01-01', null],
    ['0001-01-01', null],
    ['2024-02-30', 'VALUE_INVALID'],
    ['i oktober', 'VALUE_INVALID'],
  ])('%s is read as %s', async (text, expected) => {
    expect(await cell('Dag: date', 'populationOn', text)).toBe(expected);
  });

  it('of two digits are near where the mapping says that they may lie ahead', async () => {
    expect(await cell('Dag: { type: date, twoDigitYears: near }', 'populationOn', '270930')).toBe(
      '2027-09-30',
    );
    expect(await cell('Dag: date', 'populationOn', '270930')).toBe('1927-09-30');
  });
});

describe('quirk 14: time of day', () => {
  it('of an instant in UTC half an hour past a Swedish midnight is the Swedish day', async () => {
    const column = 'Dag: { type: date, dropTime: true }';
    expect(await cell(column, 'populationOn', '2024-09-30T22:30:00Z')).toBe('2024-10-01');
    expect(await cell(column, 'populationOn', '2024-09-30T23:30:00+01:00')).toBe('2024-10-01');
    expect(await cell(column, 'populationOn', '2024-10-01 00:30')).toBe('2024-10-01');
  });

  it('is dropped only where the mapping says so', async () => {
    expect(await cell('Dag: date', 'populationOn', '2024-10-01 00:30')).toBe('VALUE_INVALID');
  });
});

describe('quirk 5: personnummer', () => {
  const people = `tables:
  p:
    from: { file: t.csv }
    columns: { Id: { type: text, required: true }, Nr: personnummer, Kod: kommunkod }
    records: { person: { sourceId: Id, kommunCode: Kod, personnummer: Nr } }
`;
  async function person(text: string) {
    const { rows } = await readText(people, { 't.csv': `Id;Nr;Kod\n1;${text};2080\n` });
    const [row] = rows;
    if (row?.fate !== 'used') return row?.fate === 'quarantined' ? row.faults[0]?.reason : row?.reason;
    const [record] = row.records;
    if (record?.kind !== 'person') return null;
    return [record.personnummer, record.idType, record.protection];
  }

  const eaten = Number(`1224123${checkDigitOf('001224123')}`);
  it.each([
    ['198112189876', '198112189876'],
    ['19811218-9876', '198112189876'],
    ['811218-9876', '198112189876'],
    ['8112189876', '198112189876'],
    ['811218 – 9876', '198112189876'],
    ['121218+9877', '191212189877'],
    [String(eaten), `20001224123${checkDigitOf('001224123')}`],
  ])('%s is a personnummer with its century', async (text, number) => {
    expect(await person(text)).toEqual([number, 'PERSONNUMMER', 'INGEN']);
  });

  it.each([
    ['701063-2391', 'SAMORDNINGSNUMMER'],
    ['19850102-TF10', 'RESERVNUMMER'],
    ['19900101-X123', 'RESERVNUMMER'],
  ])('%s is a %s', async (text, idType) => {
    expect(await person(text)).toMatchObject({ 1: idType });
  });

  it('of a protected person may be blank or say so', async () => {
    expect(await person('SEKRETESS')).toEqual([null, 'SAKNAS', 'SEKRETESSMARKERING']);
    expect(await person('')).toEqual([null, 'SAKNAS', 'INGEN']);
  });

  it('that a spreadsheet has rounded cannot be put back', async () => {
    expect(await person('1,98112E+11')).toBe('VALUE_INVALID');
  });
});

describe('quirk 6: kommunkod', () => {
  it('that has become a number gets its zero back; one of another kommun is set aside', async () => {
    const mapping = `${yaml('Namn: text')}    records: { kommun: { sourceId: Kod, kommunCode: Kod, origin: Källa, omrade: Namn } }\n`;
    const { rows, records } = await readText(mapping, {
      't.csv': 'Kod;Källa;Namn\n781;x;a\n0781;x;a\n1980;x;a\n99;x;a\n',
    });
    expect(records.map(({ kommunCode }) => kommunCode)).toEqual(['0781', '0781']);
    const reasons = rows.flatMap((row) => (row.fate === 'quarantined' ? [row.faults[0]?.reason] : []));
    expect(reasons).toEqual(['KOMMUN_FOREIGN', 'VALUE_INVALID']);
  });
});
