import { type DryRunReport, dryRun } from '@kommunhub/adapter-kit';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { aWorkbook, type WrittenSheet } from './testing/a-workbook.js';
import { header, names, openFiles, openWorkbook, plain, read, refusal } from './testing/read-workbook.js';

const codes = (report: DryRunReport) => report.problems.map(({ code }) => code);

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

  it('in which a single byte was changed on the way are refused', async () => {
    const stored = Buffer.from(zipSync(unzipSync(workbook), { level: 0 }));
    stored[stored.indexOf('Öberg') + 3] = 'x'.charCodeAt(0);
    const report = await refusal({ 'personer.xlsx': stored });
    expect(codes(report)).toEqual(['SOURCE_BROKEN']);
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
