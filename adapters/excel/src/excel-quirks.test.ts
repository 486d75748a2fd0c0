import { type DryRunReport, dryRun, loadAdapter } from '@kommunhub/adapter-kit';
import { adapterFolder } from '@kommunhub/adapter-kit/testing';
import { checkDigitOf, type HubRecord, type SourceRow } from '@kommunhub/schema';
import { afterEach, describe, expect, it } from 'vitest';
import { excelConnector } from './index.js';
import {
  aWorkbook,
  type WrittenCell,
  type WrittenSheet,
  type WrittenWorkbook,
} from './testing/a-workbook.js';

const yaml = (origin: string, connector: string) => `source: test-kalla
system: Testsystem
namnd: { id: 0781-LSS, name: Socialnämnden }
kommuner: ['0781', '2080']
delivery: complete
intervalHours: 24
connector: { kind: excel, folder: .${connector} }
tables:
  personer:
    from: { ${origin} }
    columns:
      Id: { type: text, required: true, aliases: [Personid] }
      Personnummer: { type: personnummer, optional: true }
      Namn: { type: text, optional: true }
      Kommun: { type: kommunkod, required: true }
    records:
      person: { sourceId: Id, kommunCode: Kommun, name: Namn, personnummer: Personnummer }
`;

const made: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await folder.remove();
});

interface Options {
  readonly origin?: string;
  readonly connector?: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

async function openFiles(files: Readonly<Record<string, string | Uint8Array>>, options: Options = {}) {
  const folder = await adapterFolder({
    'adapter.yaml': yaml(options.origin ?? '', options.connector ?? ''),
    ...files,
  });
  made.push(folder);
  const clock = () => new Date('2026-11-22T12:00:00Z');
  return loadAdapter(folder.folder, { connectors: { excel: excelConnector }, clock });
}

const openWorkbook = (workbook: WrittenWorkbook, options: Options = {}) =>
  openFiles({ 'personer.xlsx': aWorkbook(workbook) }, options);

async function read(workbook: WrittenWorkbook, options: Options = {}): Promise<SourceRow[]> {
  return Array.fromAsync((await openWorkbook(workbook, options)).read());
}

const recordsOf = (rows: readonly SourceRow[]) =>
  rows.flatMap((row): readonly HubRecord[] => (row.fate === 'used' ? row.records : []));

/** The record of one row whose cells are given, under the header. */
async function person(cells: readonly WrittenCell[], header = ['Id', 'Personnummer', 'Namn', 'Kommun']) {
  const [row] = await read({ sheets: [{ rows: [header, cells] }] });
  return row?.fate === 'used' ? row.records[0] : row;
}

async function refusal(files: Readonly<Record<string, string | Uint8Array>>, options: Options = {}) {
  const report = await dryRun(await openFiles(files, options));
  expect(report).toMatchObject({ complete: false, rowsRead: 0 });
  return report;
}
const codes = (report: DryRunReport) => report.problems.map(({ code }) => code);

const header = ['Id', 'Namn', 'Kommun'];
const plain: WrittenSheet = { rows: [header, ['1', 'Åsa Öberg', '2080'], ['2', 'Björn Älv', '2080']] };
const names = (rows: readonly SourceRow[]) =>
  recordsOf(rows).map((record) => (record.kind === 'person' ? record.name : null));

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

describe('quirk 13: rows', () => {
  it('are found below titles, skipped when blank or a total, and numbered as the sheet has them', async () => {
    const rows = await read({
      sheets: [
        {
          rows: [
            ['Personer enligt register'],
            undefined,
            header,
            ['1', 'A', '2080'],
            [],
            undefined,
            ['2', 'B', 2080],
            ['Summa', 2],
            [],
            [],
          ],
        },
      ],
    });
    expect(rows.map(({ fate, place }) => [fate, place.row])).toEqual([
      ['used', 4],
      ['skipped', 5],
      ['used', 7],
      ['skipped', 8],
    ]);
  });

  it('and columns that are hidden are read like others, and told of', async () => {
    const adapter = await openWorkbook({ sheets: [{ ...plain, hiddenRows: [2], hiddenColumns: [2] }] });
    expect(names(await Array.fromAsync(adapter.read()))).toEqual(['Åsa Öberg', 'Björn Älv']);
    expect((await adapter.check()).tables[0]?.form).toEqual([
      { name: 'headerRow', value: '1', detected: true },
      { name: 'hiddenRows', value: '1', detected: true },
      { name: 'hiddenColumns', value: '1', detected: true },
    ]);
  });

  it('find their columns by name when these have moved or are called by an alias', async () => {
    const rows = [
      ['Kommun', 'Ny kolumn', 'PERSONID', 'Namn '],
      ['2080', 'x', '1', 'Åsa'],
    ];
    expect(recordsOf(await read({ sheets: [{ rows }] }))).toMatchObject([{ sourceId: '1', name: 'Åsa' }]);
  });

  it('with letters broken before they came into the workbook stop the source', async () => {
    const report = await dryRun(
      await openWorkbook({ sheets: [{ rows: [header, ['1', 'BjÃ¶rn', '2080']] }] }),
    );
    expect(report.problems).toMatchObject([{ code: 'SOURCE_MOJIBAKE', path: 'personer.xlsx (Blad1)' }]);
    expect(JSON.stringify(report.problems)).not.toContain('rn"');
  });
});

describe('merged cells', () => {
  const rows: readonly (readonly WrittenCell[])[] = [
    ['Kommun', 'Id', 'Namn', 'Personnummer'],
    ['2080', '1', 'A', null],
    [null, '2', 'B', null],
    [null, '3', null, null],
  ];
  const merged = ['A2:A4', 'C4:D4'];

  it('have their value in the first cell alone, unless the mapping says otherwise', async () => {
    const fates = (await read({ sheets: [{ rows, merged }] })).map(({ fate }) => fate);
    expect(fates).toEqual(['used', 'quarantined', 'quarantined']);
  });

  it('have it in those below, where the mapping says so', async () => {
    const read1 = await read({ sheets: [{ rows, merged }] }, { origin: 'mergedCells: down' });
    expect(recordsOf(read1).map(({ sourceId, kommunCode }) => [sourceId, kommunCode])).toEqual([
      ['1', '2080'],
      ['2', '2080'],
      ['3', '2080'],
    ]);
  });

  it('have it to the right, or everywhere', async () => {
    const block = {
      rows: [
        ['Id', 'Namn', 'Kommun'],
        ['2080', null, null],
        ['x', null, '2080'],
      ],
      merged: ['A2:C3'],
    };
    const ids = async (mode: string) =>
      (await read({ sheets: [block] }, { origin: `mergedCells: ${mode}` })).map((row) =>
        row.fate === 'used' ? row.records[0]?.kommunCode : row.fate,
      );
    expect(await ids('right')).toEqual(['2080', '2080']);
    expect(await ids('all')).toEqual(['2080', '2080']);
    expect(await ids('down')).toEqual(['quarantined', '2080']);
  });

  it('in the header reach over its rows', async () => {
    const rows = [
      ['Id', 'Uppgifter', null],
      [null, 'Namn', 'Kommun'],
      ['1', 'A', '2080'],
    ];
    const read1 = await read({ sheets: [{ rows, merged: ['A1:A2', 'B1:C1'] }] });
    expect(names(read1)).toEqual(['A']);
    expect(read1[0]?.place.row).toBe(3);
  });
});

describe('sheets', () => {
  const sheet = (name: string, id: string): WrittenSheet => ({ name, rows: [header, [id, id, '2080']] });
  const sheets = [
    { ...sheet('Dolt', 'd'), state: 'hidden' as const },
    { name: 'Försättsblad ', rows: [['Personer 2026']] },
    sheet('Personer Mora', 'm'),
    sheet('Personer Orsa', 'o'),
  ];

  it('are found by name regardless of case, hidden ones too, which is told', async () => {
    const adapter = await openWorkbook({ sheets }, { origin: 'sheet: dolt' });
    expect(names(await Array.fromAsync(adapter.read()))).toEqual(['d']);
    expect((await adapter.check()).tables[0]).toMatchObject({
      origin: 'personer.xlsx (Dolt)',
      form: [{ name: 'headerRow' }, { name: 'hiddenSheet' }],
    });
  });

  it('that fit a pattern are all read, in the order of their tabs', async () => {
    const rows = await read({ sheets }, { origin: "sheet: 'Personer *'" });
    expect(rows.map(({ place }) => place.sheet)).toEqual(['Personer Mora', 'Personer Orsa']);
  });

  it('need no name when the first visible one is meant', async () => {
    expect(names(await read({ sheets: [sheets[0]!, sheets[2]!] }))).toEqual(['m']);
    const report = await dryRun(await openWorkbook({ sheets }));
    expect(report.problems).toMatchObject([
      { code: 'SOURCE_HEADER_MISSING', path: 'personer.xlsx (Försättsblad )' },
    ]);
  });

  it('that are not there are asked for by the nearest name', async () => {
    const report = await dryRun(await openWorkbook({ sheets }, { origin: 'sheet: Personer Moras' }));
    expect(report.problems).toMatchObject([
      { code: 'SOURCE_SHEET_MISSING', swedish: expect.stringContaining('Personer Mora') },
    ]);
  });

  it('of which one is not as agreed give not a single row', async () => {
    const broken = {
      name: 'Personer Älvdalen',
      rows: [
        ['Id', 'Namn', 'Ort'],
        ['1', 'A', 'x'],
      ],
    };
    const report = await dryRun(
      await openWorkbook({ sheets: [...sheets, broken] }, { origin: "sheet: 'Personer *'" }),
    );
    expect(report).toMatchObject({ rowsRead: 0, problems: [{ code: 'SOURCE_COLUMN_MISSING' }] });
  });
});

describe('files', () => {
  const workbook = aWorkbook({ sheets: [plain] });

  it('of the only workbook are found without a name, and the marks of open ones passed over', async () => {
    const adapter = await openFiles({ 'Leverans.XLSX': workbook, '~$Leverans.xlsx': 'x' });
    expect(names(await Array.fromAsync(adapter.read()))).toEqual(['Åsa Öberg', 'Björn Älv']);
    expect(await adapter.asOf()).toBeInstanceOf(Date);
  });

  it('must be named where there are several', async () => {
    const files = { 'a.xlsx': workbook, 'b.xlsx': workbook };
    expect(codes(await refusal(files))).toEqual(['SOURCE_FILES_MANY']);
    expect((await dryRun(await openFiles(files, { connector: ', file: b.xlsx' }))).rowsUsed).toBe(2);
    expect((await dryRun(await openFiles(files, { origin: "file: '*.xlsx'" }))).rowsUsed).toBe(4);
  });

  it.each([
    [
      'HTML under the name of a workbook',
      '<html><table><tr><td>Id</td></tr></table></html>',
      'SOURCE_NOT_XLSX',
      'HTML',
    ],
    ['HTML in UTF-16', Buffer.from('\uFEFF<table><tr><td>Id', 'utf16le'), 'SOURCE_NOT_XLSX', 'HTML'],
    ['text under the name of a workbook', 'Id;Namn;Kommun\n1;SENTINEL;2080\n', 'SOURCE_NOT_XLSX', 'CSV'],
    ['the older format', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'SOURCE_NOT_XLSX', '.xls'],
    [
      'a workbook with a password',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(5000),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'SOURCE_PROTECTED',
      'lösenord',
    ],
    ['a PDF', '%PDF-1.7', 'SOURCE_NOT_XLSX', 'PDF'],
    ['an empty file', '', 'SOURCE_EMPTY', 'tom'],
    [
      'a document of another program',
      aWorkbook({ sheets: [plain], parts: { 'content.xml': '<x/>' } }),
      'SOURCE_NOT_XLSX',
      '.ods',
    ],
    ['half a workbook', workbook.subarray(0, 900), 'SOURCE_BROKEN', 'skadad'],
    [
      'XML that breaks off',
      aWorkbook({
        sheets: [plain],
        parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c t="inlineStr"><is><t>SENTINEL' },
      }),
      'SOURCE_BROKEN',
      'sheet1',
    ],
    [
      'texts that are not there',
      aWorkbook({ sheets: [plain], parts: { 'xl/sharedStrings.xml': '<sst/>' } }),
      'SOURCE_BROKEN',
      'sheet1',
    ],
  ])('that are %s are refused with a sentence that says so', async (_, content, code, word) => {
    const report = await refusal({ 'personer.xlsx': content });
    expect(report.problems).toMatchObject([{ code, swedish: expect.stringContaining(word) }]);
    expect(report.code).toBe('SOURCE_REFUSED');
    expect(JSON.stringify(report)).not.toContain('SENTINEL');
  });

  it('that have not come yet are waited for', async () => {
    expect(await refusal({}, { connector: ', file: personer.xlsx' })).toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      problems: [{ code: 'SOURCE_MISSING' }],
    });
  });

  it('that change while they are read give no delivery', async () => {
    const adapter = await openFiles({ 'personer.xlsx': workbook });
    const { appendFile } = await import('node:fs/promises');
    const reading = (async () => {
      for await (const { place } of adapter.read()) {
        if (place.row === 2) await appendFile(`${adapter.folder}/personer.xlsx`, 'x');
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
});
