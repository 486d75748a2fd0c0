import { describe, expect, it } from 'vitest';
import { checkOctoberTemplate } from './check-october-template.js';
import { defaultOctoberTemplate as standard } from './october-template.js';
import { type OctoberFileRow, printOctoberFile } from './print-october-file.js';

const rows: readonly OctoberFileRow[] = [
  {
    ...{ kommunCode: '2080', personnummer: '198112189876', personkrets: 'P1' },
    ...{ columns: ['KONTAKTPERSON', 'VUXNA_SARSKILD_SERVICE', 'DAGLIG_VERKSAMHET'], boendekommun: '2062' },
  },
  {
    kommunCode: '2080',
    personnummer: '19850102-TF10',
    personkrets: 'P2',
    columns: ['LEDSAGARSERVICE'],
    boendekommun: null,
  },
  {
    kommunCode: '2080',
    personnummer: null,
    personkrets: null,
    columns: ['KORTTIDSTILLSYN'],
    boendekommun: null,
  },
];

function print(changes: object = {}, given = rows) {
  const checked = checkOctoberTemplate(changes);
  if (checked.kind === 'rejected') throw new Error(checked.faults.map(({ code }) => code).join());
  return printOctoberFile(given, 2026, '2080', checked.value);
}
function textOf(changes: object = {}) {
  const printed = print(changes);
  if (printed.kind === 'rejected') throw new Error('rejected');
  return Buffer.from(printed.value.bytes).toString(checkedEncoding(changes));
}
const checkedEncoding = (changes: object) => ('encoding' in changes ? 'latin1' : 'utf8');

describe('the October file', () => {
  it('is by default what the template of the domain says', () => {
    expect(textOf()).toMatchInlineSnapshot(`
      "Kommun;Personnummer;Personkrets;Personlig assistans;Ledsagarservice;Kontaktperson;Avlösarservice;Korttidsvistelse;Korttidstillsyn;Boende för barn: familjehem;Boende för barn: bostad med särskild service;Boende för vuxna: bostad med särskild service;Boende för vuxna: annan särskilt anpassad bostad;Boendekommun;Daglig verksamhet
      2080;19811218-9876;1;;;1;;;;;;1;;2062;1
      2080;19850102-TF10;2;;1;;;;;;;;;;
      2080;;;;;;;;1;;;;;;
      "
    `);
    expect(textOf()).toContain('\r\n');
    expect(print()).toMatchObject({ value: { filename: 'lss-oktober-2080-2026.txt', withoutNumber: 1 } });
  });

  it('follows every setting of a template', () => {
    const written = textOf({
      ...{ delimiter: '|', encoding: 'windows-1252', header: false, yes: 'X', no: '0' },
      ...{ personnummerFormat: 'YYYYMMDDNNNN', newline: 'LF', filename: '{year}_{kommun}.csv' },
    });
    expect(written.split('\n')).toEqual([
      '2080|198112189876|1|0|0|X|0|0|0|0|0|X|0|2062|X',
      '2080|19850102TF10|2|0|X|0|0|0|0|0|0|0|0||0',
      '2080|||0|0|0|0|0|X|0|0|0|0||0',
      '',
    ]);
    expect(textOf({ encoding: 'windows-1252' }).split('\r\n')[0]).toContain('Avl\u00f6sarservice');
  });

  it('ends no line with a delimiter where the template forbids it', () => {
    const lines = textOf({ lineMayEndWithDelimiter: false, header: false }).trimEnd().split('\r\n');
    expect(lines).toEqual([
      '2080;19811218-9876;1;;;1;;;;;;1;;2062;1',
      '2080;19850102-TF10;2;;1',
      '2080;;;;;;;;1',
    ]);
  });

  it('is refused rather than written with a number of no known form', () => {
    const [row] = rows;
    expect(print({}, [{ ...row!, personnummer: '=1+1' }])).toEqual({
      kind: 'rejected',
      faults: [{ line: 2, column: 'Personnummer', code: 'PERSONNUMMER_FORM' }],
    });
  });

  it('tells a character that windows-1252 has not, and replaces none', () => {
    const template = {
      ...standard,
      encoding: 'windows-1252' as const,
      columns: [{ field: 'PERSONNUMMER' as const, name: 'Nummer ŵ' }],
    };
    expect(printOctoberFile(rows, 2026, '2080', template)).toEqual({
      kind: 'rejected',
      faults: [{ line: 1, column: 'Nummer ŵ', code: 'CHARACTER_NOT_IN_ENCODING' }],
    });
  });
});

describe('a template', () => {
  it('is the default when nothing is said, and takes columns in any order', () => {
    expect(checkOctoberTemplate({})).toEqual({ kind: 'value', value: standard });
    const columns = standard.columns.toReversed().map(({ field }) => ({ field, name: `K ${field}` }));
    expect(checkOctoberTemplate({ columns, yes: 1, no: 0 })).toMatchObject({
      value: { yes: '1', no: '0', columns },
    });
  });

  it('is refused with every fault at once, and without what stood there', () => {
    const checked = checkOctoberTemplate({
      ...{ delimiter: 'x', encoding: 'ebcdic', header: 'ja', yes: '=1', no: '=1', newline: 'CR' },
      ...{ personnummerFormat: 'NNNN', filename: '../../{secret}', hemligt: 1, lineMayEndWithDelimiter: 1 },
      columns: [{ field: 'PERSONNUMMER', name: 'a;b' }, { field: 'NAMN' }, 7, { field: 'PERSONNUMMER' }],
    });
    const codes =
      checked.kind === 'rejected' ? checked.faults.map(({ path, code }) => `${path} ${code}`) : [];
    expect(codes).toEqual([
      ...[' FIELD_UNKNOWN', 'delimiter CODE_UNKNOWN', 'encoding CODE_UNKNOWN', 'header VALUE_TYPE'],
      ...['personnummerFormat CODE_UNKNOWN', 'newline CODE_UNKNOWN', 'lineMayEndWithDelimiter VALUE_TYPE'],
      ...[
        'columns.1.field CODE_UNKNOWN',
        'columns.2 VALUE_TYPE',
        'columns COLUMN_TWICE',
        'columns COLUMN_MISSING',
      ],
      ...['no YES_IS_NO', 'filename FILENAME_FORM', 'yes TEXT_FORMULA', 'no TEXT_FORMULA'],
      'columns.0.name TEXT_CHARACTERS',
    ]);
    expect(JSON.stringify(checked)).not.toMatch(/hemligt|ebcdic|secret/u);
  });

  it('is refused when it is no object', () => {
    for (const input of [null, 'text', [], 7]) expect(checkOctoberTemplate(input).kind).toBe('rejected');
  });
});
