import { checkDigitOf } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { header, names, openWorkbook, person, plain, read, recordsOf } from './testing/read-workbook.js';

describe('quirks 3, 5 and 6: numbers', () => {
  it('that Excel shows as 1,98112E+11 are whole in the file and read whole', async () => {
    expect(await person(['1', 198112189876, 'A', 2080])).toMatchObject({ personnummer: '198112189876' });
    expect(await person(['1', { xml: '><v>1.98112189876E11</v>' }, 'A', 2080])).toMatchObject({
      personnummer: '198112189876',
    });
  });

  it('that were rounded before they came into the workbook are set aside', async () => {
    expect(await person(['1', '1,98112E+11', 'A', '2080'])).toMatchObject({
      fate: 'quarantined',
      faults: [{ reason: 'VALUE_INVALID', column: 'Personnummer' }],
    });
  });

  it('get back the zeros that Excel has eaten', async () => {
    // 001224-123? as a number; the check digit tells that two zeros belong in front.
    const number = Number(`1224123${checkDigitOf('001224123')}`);
    expect(await person(['1', number, 'A', 781])).toMatchObject({
      kommunCode: '0781',
      personnummer: `20001224123${checkDigitOf('001224123')}`,
    });
  });

  it('get the digits that their number format shows', async () => {
    const shown = async (number: number, format: string) =>
      person([{ number, format }, null, 'A', { number: 781, format: '0000' }]);
    expect(await shown(781, '0000')).toMatchObject({ sourceId: '0781', kommunCode: '0781' });
    expect(await shown(6709199530, '000000-0000')).toMatchObject({ sourceId: '670919-9530' });
    expect(await shown(1250009, '000000\\-0000')).toMatchObject({ sourceId: '000125-0009' });
    expect(await shown(12345, '000 00')).toMatchObject({ sourceId: '123 45' });
    expect(await shown(123456, '0000')).toMatchObject({ sourceId: '123456' });
  });

  it.each([
    [37.5, '37,5'],
    [0.1 + 0.2, '0,3'],
    [1234.5, '1234,5'],
    [1.234, '1,2340'],
    [-3, '-3'],
    [1e-7, '0,0000001'],
    [100000000000000, '100000000000000'],
  ])('keep no noise of floating point: %f', async (number, text) => {
    expect(await person([number, null, 'A', 2080])).toMatchObject({ sourceId: text });
  });

  it('with more digits than Excel keeps are set aside, because two of them may look alike', async () => {
    expect(await person([1234567890123456, null, 'A', 2080])).toMatchObject({
      fate: 'quarantined',
      faults: [{ reason: 'VALUE_INVALID', column: 'Id' }],
    });
  });
});

describe('quirks 4 and 14: dates', () => {
  const shown = async (number: number, format: string, is1904 = false) => {
    const rows = [header, ['1', { number, format }, '2080']];
    return names(await read({ sheets: [{ rows }], is1904 }))[0];
  };

  it.each([
    [45566, 'yyyy-mm-dd', '2024-10-01'],
    [45566, 'd mmm yyyy;@', '2024-10-01'],
    [45566, '[$-41D]den d mmmm yyyy', '2024-10-01'],
    [45566.5, 'yyyy-mm-dd hh:mm', '2024-10-01 12:00:00'],
    [0.5, 'hh:mm', '12:00:00'],
    [1.5625, '[h]:mm', '37:30'],
    [1, 'yyyy-mm-dd', '1900-01-01'],
    [59, 'yyyy-mm-dd', '1900-02-28'],
    [61, 'yyyy-mm-dd', '1900-03-01'],
    [2958465, 'yyyy-mm-dd', '9999-12-31'],
    [45566, '# ##0 "dygn"', '45566'],
    [45566, '[Red]0', '45566'],
  ])('%f formatted %s is %s', async (number, format, text) => {
    expect(await shown(number, format)).toBe(text);
  });

  it('over an empty cell are no dates', async () => {
    expect(await shown(0, 'yyyy-mm-dd')).toBeNull();
  });

  it('of a workbook that counts from 1904 are read so, and the workbook is told of', async () => {
    expect(await shown(44104, 'yyyy-mm-dd', true)).toBe('2024-10-01');
    const adapter = await openWorkbook({ sheets: [plain], is1904: true });
    expect((await adapter.check()).tables[0]?.form).toContainEqual({
      name: 'dateSystem',
      value: '1904',
      detected: true,
    });
  });

  it('without a date format count from 1904 too where the workbook does, in columns of dates alone', async () => {
    const rows = async (type: string) => {
      const adapter = await openWorkbook(
        {
          sheets: [
            {
              rows: [
                ['Id', 'Personnummer', 'Namn', 'Kommun'],
                ['1', null, 44104, 2080],
              ],
            },
          ],
          is1904: true,
        },
        { nameType: type },
      );
      return names(await Array.fromAsync(adapter.read()))[0];
    };
    expect(await rows('date')).toBe('2024-10-01');
    expect(await rows('text')).toBe('44104');
  });

  it('written as text by programs that do so lose their midnight', async () => {
    expect(await person(['1', null, { xml: ' t="d"><v>2024-10-01T00:00:00</v>' }, 2080])).toMatchObject({
      name: '2024-10-01',
    });
  });
});

describe('cells', () => {
  it('that are true or false are read as Excel shows them', async () => {
    expect(await person(['1', null, true, 2080])).toMatchObject({ name: 'SANT' });
    expect(await person(['1', null, false, 2080])).toMatchObject({ name: 'FALSKT' });
  });

  it('with a formula have the value that was worked out last', async () => {
    expect(await person(['1', null, { xml: ' t="str"><f>A2&amp;"x"</f><v>Åsa</v>' }, 2080])).toMatchObject({
      name: 'Åsa',
    });
    expect(await person(['1', null, 'A', { xml: '><f>2000+80</f><v>2080</v>' }])).toMatchObject({
      kommunCode: '2080',
    });
  });

  it.each([
    ['a formula never worked out', '><f>SUM(A1)</f>', 'never been worked out'],
    ['a formula with an empty value', '><f>SUM(A1)</f><v></v>', 'never been worked out'],
    ['an error', ' t="e"><f>1/0</f><v>#DIV/0!</v>', 'error of Excel'],
  ])('with %s set their row aside', async (_, xml, remedy) => {
    expect(await person(['1', null, { xml }, 2080])).toMatchObject({
      fate: 'quarantined',
      faults: [{ reason: 'VALUE_INVALID', column: 'Namn', remedy: expect.stringContaining(remedy) }],
    });
  });

  it('with an error in a column that is not asked for harm nobody', async () => {
    const error = { xml: ' t="e"><v>#N/A</v>' };
    const rows = [
      [...header, 'Kvot'],
      ['1', 'A', '2080', error],
      ['Summa', error, null, error],
    ];
    const read1 = await read({ sheets: [{ rows }] });
    expect(read1.map((row) => (row.fate === 'skipped' ? row.reason : row.fate))).toEqual(['used', 'TOTAL']);
  });

  it('keep rich text whole, without the readings of signs, and characters that XML cannot hold', async () => {
    const parts = {
      'xl/sharedStrings.xml':
        '<x:sst xmlns:x="m"><x:si><x:t>Id</x:t></x:si><x:si><x:t>Namn</x:t></x:si><x:si><x:t>Kommun</x:t></x:si><x:si><x:t>2080</x:t></x:si><x:si><x:r><x:t>Åsa </x:t></x:r><x:r><x:rPr/><x:t>Öberg_x000D_</x:t></x:r><x:rPh><x:t>aasa</x:t></x:rPh></x:si></x:sst>',
    };
    const shared = (index: number) => ({ xml: ` t="s"><v>${index}</v>` });
    const rows = [
      [shared(0), shared(1), shared(2)],
      [shared(3), shared(4), shared(3)],
    ];
    expect(names(await read({ sheets: [{ rows }], parts }))).toEqual(['Åsa Öberg']);
  });

  it('are where their reference says, and next to the last one where there is none', async () => {
    const parts = {
      'xl/worksheets/sheet1.xml':
        '<worksheet><sheetData><row><c t="inlineStr"><is><t>Id</t></is></c><c t="inlineStr"><is><t>Namn</t></is></c><c t="inlineStr"><is><t>Kommun</t></is></c></row><row r="5"><c><v>1</v></c><c r="C5"><v>2080</v></c></row></sheetData></worksheet>',
    };
    const rows = await read({ sheets: [plain], parts });
    expect(recordsOf(rows)).toMatchObject([{ sourceId: '1', name: null, kommunCode: '2080' }]);
    expect(rows[0]?.place).toEqual({ file: 'personer.xlsx', sheet: 'Blad1', row: 5 });
  });
});
