import { type DryRunReport, dryRun, loadAdapter } from '@kommunhub/adapter-kit';
import { adapterFolder } from '@kommunhub/adapter-kit/testing';
import type { HubRecord, SourceRow } from '@kommunhub/schema';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, it } from 'vitest';
import { csvConnector } from './index.js';

const yaml = (origin: string, connector = '') => `source: test-kalla
system: Testsystem
namnd: { id: 2080-LSS, name: Omvårdnadsnämnden }
kommuner: ['2080']
delivery: complete
intervalHours: 24
connector: { kind: csv, folder: .${connector} }
tables:
  personer:
    from: { ${origin} }
    columns:
      Id: { type: text, required: true, aliases: [Personid] }
      Namn: text
      Kön: { type: code, table: kon }
      Kommun: { type: kommunkod, required: true }
    records:
      person: { sourceId: Id, kommunCode: Kommun, name: Namn, sex: Kön }
`;
const kon = 'lokal;gemensam;godkand_av;galler_fran;anmarkning\nK;KVINNA;A;2026-01-01;\nM;MAN;A;2026-01-01;\n';

const made: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await folder.remove();
});

async function open(content: string | Uint8Array, options: { origin?: string; connector?: string } = {}) {
  const folder = await adapterFolder({
    'adapter.yaml': yaml(options.origin ?? 'file: personer.csv', options.connector),
    'codes/kon.csv': kon,
    'personer.csv': content,
  });
  made.push(folder);
  return loadAdapter(folder.folder, { connectors: { csv: csvConnector } });
}

async function read(content: string | Uint8Array, options = {}): Promise<SourceRow[]> {
  return Array.fromAsync((await open(content, options)).read());
}

async function names(content: string | Uint8Array, options = {}): Promise<(string | null)[]> {
  const rows = await read(content, options);
  const records = rows.flatMap((row): readonly HubRecord[] => (row.fate === 'used' ? row.records : []));
  return records.map((record) => (record.kind === 'person' ? record.name : null));
}

async function refusal(content: string | Uint8Array, options = {}): Promise<DryRunReport> {
  const report = await dryRun(await open(content, options));
  expect(report.complete).toBe(false);
  expect(report.code).toBe('SOURCE_REFUSED');
  return report;
}
const faultCodes = (report: DryRunReport) => report.problems.map(({ code }) => code);

const plain = 'Id;Namn;Kön;Kommun\r\n1;Åsa Öberg;K;2080\r\n2;Björn Älv;M;2080\r\n';
const expected = ['Åsa Öberg', 'Björn Älv'];

describe('quirk 1: encoding', () => {
  it.each([
    ['UTF-8', Buffer.from(plain), 'utf-8'],
    ['UTF-8 with BOM', iconv.encode(plain, 'utf8', { addBOM: true }), 'utf-8'],
    ['UTF-16LE as "Unicode text" of Excel', iconv.encode(plain, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['UTF-16BE', iconv.encode(plain, 'utf-16be', { addBOM: true }), 'utf-16be'],
    ['windows-1252', iconv.encode(plain, 'win1252'), 'windows-1252'],
  ])('reads %s without being told, and says so', async (_, bytes, encoding) => {
    expect(await names(bytes)).toEqual(expected);
    const report = await (await open(bytes)).check();
    expect(report.tables[0]?.form).toContainEqual({ name: 'encoding', value: encoding, detected: true });
  });

  it('tells windows-1252 by a single letter far into the file', async () => {
    const rows = Array.from({ length: 40_000 }, (_, index) => `${index};Anna;K;2080`).join('\n');
    const text = `Id;Namn;K\u00f6n;Kommun\n${rows}\n`;
    const ascii = text.replace('K\u00f6n', 'Kon');
    const adapter = await open(iconv.encode(`${text}x;\u00c5sa;K;2080\n`, 'win1252'));
    expect((await dryRun(adapter)).rowsUsed).toBe(40_001);
    expect(faultCodes(await refusal(ascii))).toEqual(['SOURCE_COLUMN_MISSING_NEAR']);
  });

  it('reads what is declared: the code page of DOS', async () => {
    expect(await names(iconv.encode(plain, 'cp850'), { connector: ', encoding: cp850' })).toEqual(expected);
  });

  it('reads a header whose ö is written as two characters', async () => {
    expect(await names(plain.normalize('NFD'))).toEqual(expected);
  });

  it.each([
    ['UTF-8 declared as windows-1252', Buffer.from(plain), 'windows-1252', 'SOURCE_ENCODING'],
    ['windows-1252 declared as UTF-8', iconv.encode(plain, 'win1252'), 'utf-8', 'SOURCE_ENCODING'],
    ['a text declared as UTF-16', Buffer.from(plain), 'utf-16le', 'SOURCE_ENCODING'],
  ])('refuses %s', async (_, bytes, encoding, code) => {
    expect(faultCodes(await refusal(bytes, { connector: `, encoding: ${encoding}` }))).toEqual([code]);
  });

  it.each([
    ['UTF-8 read as windows-1252', iconv.decode(Buffer.from(plain), 'win1252')],
    ['UTF-8 read as the code page of DOS', iconv.decode(Buffer.from(plain), 'cp850')],
    ['letters already lost', plain.replaceAll(/[åäöÅÄÖ]/g, '\uFFFD')],
  ])('refuses a file broken before it came here: %s', async (_, text) => {
    expect(faultCodes(await refusal(text))).toEqual(['SOURCE_MOJIBAKE']);
  });

  it('refuses broken letters below a good header, with row and column and no value', async () => {
    const report = await refusal('Id;Namn;Kön;Kommun\n1;Anna;K;2080\n2;BjÃ¶rn SENTINEL;M;2080\n');
    expect(report.problems[0]?.message).toMatch(/^Row 3, column Namn:/);
    expect(JSON.stringify(report.problems)).not.toContain('SENTINEL');
  });

  it.each([
    ['an Excel workbook', Buffer.from('PK\u0003\u0004…'), 'SOURCE_EXCEL'],
    ['binary data', Buffer.from('Id;Namn\u0000;Kön;Kommun\n'), 'SOURCE_BINARY'],
    ['an empty file', Buffer.alloc(0), 'SOURCE_EMPTY'],
    ['a file without header', Buffer.from('1;SENTINEL;K;2080\n2;Bo;M;2080\n'), 'SOURCE_HEADER_MISSING'],
  ])('refuses %s', async (_, bytes, code) => {
    const report = await refusal(bytes);
    expect(faultCodes(report)).toEqual([code]);
    expect(JSON.stringify(report)).not.toContain('SENTINEL');
  });
});

describe('quirks 2 and 13: delimiter and header', () => {
  it.each([
    ['semicolon', ';'],
    ['tab', '\t'],
    ['bar', '|'],
    ['comma', ','],
  ])('finds the %s by itself', async (_, delimiter) => {
    expect(await names(plain.replaceAll(';', delimiter))).toEqual(expected);
  });

  it('takes the delimiter that is declared, or named by a line sep=', async () => {
    expect(await names(plain.replaceAll(';', '^'), { connector: ", delimiter: '^'" })).toEqual(expected);
    expect(await names(`sep=^\r\n${plain.replaceAll(';', '^')}`)).toEqual(expected);
    expect(await names(`sep=;\r\n${plain}`)).toEqual(expected);
  });

  it('passes over titles above the header and counts rows as the file has them', async () => {
    const rows = await read(`Personer enligt register\r\nUttag 2026-10-01;;\r\n\r\n${plain}`);
    expect(rows.map(({ fate, place }) => [fate, place.row])).toEqual([
      ['used', 5],
      ['used', 6],
    ]);
  });

  it('finds columns in any order, by alias, and among trailing delimiters', async () => {
    expect(await names('Kommun;KÖN;Personid;Namn;\n2080;K;1;Åsa Öberg;\n2080;M;2;Björn Älv;\n')).toEqual(
      expected,
    );
  });

  it('names the nearest header of a missing column', async () => {
    const report = await refusal('Id;Namnet;Kön;Kommun\n1;SENTINEL;K;2080\n');
    expect(report.problems).toMatchObject(
      [{ code: 'SOURCE_COLUMN_MISSING_NEAR', swedish: /Namnet/ }].map((problem) => ({
        ...problem,
        swedish: expect.stringMatching(problem.swedish),
      })),
    );
    expect(JSON.stringify(report)).not.toContain('SENTINEL');
  });

  it('shows no header that a value may have run into', async () => {
    const report = await refusal('Id;Namn;Kön;Kommun|SENTINEL;K;2080\n2;Bo;M;2080\n');
    expect(faultCodes(report)).toEqual(['SOURCE_COLUMN_MISSING']);
    expect(JSON.stringify(report)).not.toContain('SENTINEL');
  });

  it('refuses a header in which a column stands twice', async () => {
    expect(faultCodes(await refusal('Id;Namn;Namn;Kön;Kommun\n1;A;B;K;2080\n'))).toEqual([
      'SOURCE_COLUMN_TWICE',
    ]);
  });
});

describe('quirks 2 and 13: rows', () => {
  const header = 'Id;Namn;Kön;Kommun\n';

  it('reads quoted line breaks, doubled quotation marks and quotation marks inside a text', async () => {
    expect(
      await names(`${header}1;"Åsa\r\nÖberg";K;2080\n2;"Björn ""Bo"" Älv";M;2080\n3;Stig "S" Ek;M;2080\n`),
    ).toEqual(['Åsa Öberg', 'Björn "Bo" Älv', 'Stig "S" Ek']);
  });

  it('reads line endings of every kind in one file', async () => {
    expect(await names(`${header}1;A;K;2080\r\n2;B;K;2080\r3;C;K;2080\n4;D;K;2080`)).toEqual([
      'A',
      'B',
      'C',
      'D',
    ]);
  });

  it('skips blank rows and totals, counted by reason', async () => {
    const report = await dryRun(await open(`${header}1;A;K;2080\n\n;;;\n \nSumma;1;;\nTotalt: 1\n`));
    expect(report).toMatchObject({
      rowsRead: 6,
      rowsUsed: 1,
      skipped: { BLANK: 3, TOTAL: 2 },
      rowsQuarantined: 0,
    });
  });

  it('sets a row aside that has more or fewer cells than the header, and reads on', async () => {
    const rows = await read(`${header}1;Öberg; Åsa;K;2080\n2;B\n3;C;K;2080\n`);
    expect(rows.map(({ fate }) => fate)).toEqual(['quarantined', 'quarantined', 'used']);
    expect(rows[0]).toMatchObject({ faults: [{ reason: 'ROW_UNREADABLE', column: null }], raw: {} });
  });

  it('reads rows without their last empty cells where that is agreed', async () => {
    const text = 'Id;Kommun;Kön;Namn\n1;2080\n2;2080;M\n';
    expect(await names(text, { origin: 'file: personer.csv, shortRows: true' })).toEqual([null, null]);
  });

  it('does not let an open quotation mark swallow rows in silence', async () => {
    const rows = await read(`${header}1;"Anna;K;2080\n2;"Bo";M;2080\n3;C;K;2080\n`);
    expect(rows.map(({ fate }) => fate)).toEqual(['quarantined', 'used']);
    expect(faultCodes(await refusal(`${header}1;A;K;2080\n2;"Bo;M;2080\n3;C;K;2080\n`))).toEqual([
      'SOURCE_QUOTE_OPEN',
    ]);
  });

  it('shows no unknown code that holds a personnummer', async () => {
    const report = await dryRun(
      await open(`${header}1;A;811218-9876;2080\n2;A;Annat;2080\n3;A;annat ;2080\n`),
    );
    expect(JSON.stringify(report)).not.toContain('811218');
    expect(report.unmapped).toEqual([
      { table: 'kon', column: 'Kön', value: null, rows: 1, nearest: null },
      { table: 'kon', column: 'Kön', value: 'Annat', rows: 1, nearest: null },
      { table: 'kon', column: 'Kön', value: 'annat', rows: 1, nearest: null },
    ]);
  });
});

describe('files', () => {
  it('are found regardless of case, and by pattern in the order of their names', async () => {
    const folder = await adapterFolder({
      'adapter.yaml': yaml('file: personer*.csv'),
      'codes/kon.csv': kon,
      'PERSONER-2.CSV': 'Id;Namn;Kön;Kommun\n2;B;K;2080\n',
      'personer-1.csv': 'Namn;Id;Kön;Kommun\nA;1;K;2080\n',
    });
    made.push(folder);
    const adapter = await loadAdapter(folder.folder, { connectors: { csv: csvConnector } });
    const rows = await Array.fromAsync(adapter.read());
    expect(rows.map(({ place }) => place.file).sort()).toEqual(['PERSONER-2.CSV', 'personer-1.csv']);
    expect(rows.every(({ fate }) => fate === 'used')).toBe(true);
    expect(await adapter.asOf()).toBeInstanceOf(Date);
  });

  it('that change while they are read give no delivery', async () => {
    const adapter = await open(plain);
    const { appendFile } = await import('node:fs/promises');
    const reading = (async () => {
      for await (const row of adapter.read()) {
        if (row.place.row === 2) await appendFile(`${adapter.folder}/personer.csv`, '3;C;K;2080\n');
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  it('of which one is not as agreed give not a single row', async () => {
    const folder = await adapterFolder({
      'adapter.yaml': yaml('file: p*.csv'),
      'codes/kon.csv': kon,
      'p1.csv': plain,
      'p2.csv': plain.replace('Kommun', 'Kommunen finns inte'),
    });
    made.push(folder);
    const report = await dryRun(await loadAdapter(folder.folder, { connectors: { csv: csvConnector } }));
    expect(report).toMatchObject({ complete: false, rowsRead: 0, code: 'SOURCE_REFUSED' });
  });
});
