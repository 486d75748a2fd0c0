import { describe, expect, it } from 'vitest';
import { parseDelegationOrders } from './parse-delegation-orders.js';

const header =
  'kommun;namnd;version;antagen;giltig_fran;giltig_till;nummer;arendetyp;arendetyp_text;lagrum;niva;delegat;ersattare;extern_kommun;villkor;vidaredelegation;anmalan;anmarkning';

/** Cells as `column=value`: the columns' names are the file's, not the code's. */
const plainRow = [
  ...['kommun=2080', 'namnd=2080-LSS', 'version=3', 'antagen=2025-01-15', 'giltig_fran=2025-02-01'],
  ...[
    'nummer=4.2',
    'arendetyp=D07',
    'arendetyp_text=Ledsagarservice',
    'lagrum=LSS 9 § 3',
    'niva=HANDLAGGARE',
  ],
  ...['delegat=LSS-handläggare', 'vidaredelegation=nej', 'anmalan=ALLA'],
];
const cellsOf = (changes: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    [...plainRow, ...changes].map((cell) => [
      cell.slice(0, cell.indexOf('=')),
      cell.slice(cell.indexOf('=') + 1),
    ]),
  );
const aRow = (...changes: string[]): string =>
  header
    .split(';')
    .map((column) => cellsOf(changes).get(column) ?? '')
    .join(';');
const aFile = (...rows: string[]): string => [header, ...rows].join('\r\n');
const placesOf = (text: string) =>
  parseDelegationOrders(text).faults.map(({ row, column, code }) => [row, column, code]);

describe('the file format of delegation orders', () => {
  it('gives orders with their points in the order of the file', () => {
    const { orders, faults } = parseDelegationOrders(
      aFile(
        aRow(),
        aRow(
          'nummer=4.3',
          'arendetyp=D02 D03',
          'lagrum=LSS 1, 7 §§|LSS 9 § 2',
          'niva=enhetschef',
          'ersattare=Förste handläggare',
          'villkor=TIMMAR_VECKA_MAX=20,5|ENDAST_BIFALL',
          'extern_kommun=2081',
          'vidaredelegation=Ja',
          'anmalan=urval',
          'anmarkning=Se riktlinje',
        ),
        aRow('version=2', 'giltig_till=2025-12-31', 'arendetyp=', 'arendetyp_text=Färdtjänst'),
      ),
    );
    expect(faults).toEqual([]);
    const head = { kommunCode: '2080', namnd: '2080-LSS', adoptedOn: '2025-01-15', validFrom: '2025-02-01' };
    expect(orders).toMatchObject([
      {
        ...{ ...head, version: '3', validTo: null, row: 2 },
        points: [
          {
            ...{ ordinal: 1, number: '4.2', kinds: ['D07'], lagrum: ['LSS 9 § 3'], level: 'HANDLAGGARE' },
            ...{
              conditions: [],
              deputy: null,
              externalKommunCode: null,
              subDelegation: false,
              reporting: 'ALLA',
            },
          },
          {
            ...{
              ordinal: 2,
              kinds: ['D02', 'D03'],
              lagrum: ['LSS 1, 7 §§', 'LSS 9 § 2'],
              level: 'ENHETSCHEF',
            },
            conditions: [
              { type: 'TIMMAR_VECKA_MAX', value: '20.5' },
              { type: 'ENDAST_BIFALL', value: null },
            ],
            ...{
              deputy: 'Förste handläggare',
              externalKommunCode: '2081',
              subDelegation: true,
              reporting: 'URVAL',
            },
          },
        ],
      },
      {
        ...head,
        version: '2',
        validTo: '2025-12-31',
        points: [{ ordinal: 1, kinds: [], kindText: 'Färdtjänst' }],
      },
    ]);
  });

  it('takes a file without the column ersattare, with columns in another order, a BOM and decomposed letters', () => {
    const columns = header
      .split(';')
      .filter((column) => column !== 'ersattare')
      .toReversed();
    const cells = cellsOf([`delegat=${'LSS-handläggare'.normalize('NFD')}`]);
    const text = `\uFEFF${columns.join(';')}\n${columns.map((column) => cells.get(column) ?? '').join(';')}\n\n;;;;;;;;;;;;;;;;\n`;
    const { orders, faults } = parseDelegationOrders(text);
    expect(faults).toEqual([]);
    expect(orders[0]?.points[0]).toMatchObject({ deputy: null, delegate: 'LSS-handläggare' });
  });

  it('keeps a quoted cell with semicolon and line break whole', () => {
    const { orders } = parseDelegationOrders(aFile(aRow('anmarkning="Först; sedan\nså"'), aRow('nummer=')));
    expect(orders[0]?.points[0]?.note).toBe('Först; sedan\nså');
  });

  it.each([
    ['an unknown kommun', ['kommun=9999'], 'kommun', 'VALUE_INVALID'],
    ['no kommun', ['kommun='], 'kommun', 'VALUE_MISSING'],
    ['no nämnd', ['namnd='], 'namnd', 'VALUE_MISSING'],
    ['no version', ['version='], 'version', 'VALUE_MISSING'],
    ['a day that does not exist', ['antagen=2025-02-30'], 'antagen', 'VALUE_INVALID'],
    ['no first day', ['giltig_fran='], 'giltig_fran', 'VALUE_MISSING'],
    ['a last day before the first', ['giltig_till=2024-01-01'], 'giltig_till', 'VALUE_INVALID'],
    ['no number', ['nummer='], 'nummer', 'VALUE_MISSING'],
    ['a kind beyond D24', ['arendetyp=D07 D25'], 'arendetyp', 'VALUE_INVALID'],
    ['neither kind nor text', ['arendetyp=', 'arendetyp_text='], 'arendetyp_text', 'VALUE_MISSING'],
    ['an unknown level', ['niva=REKTOR'], 'niva', 'VALUE_INVALID'],
    ['the own kommun as external', ['extern_kommun=2080'], 'extern_kommun', 'VALUE_INVALID'],
    ['an unknown condition', ['villkor=VADER=SOL'], 'villkor', 'VALUE_INVALID'],
    ['a condition without its value', ['villkor=BELOPP_MAX'], 'villkor', 'VALUE_INVALID'],
    ['a value where none belongs', ['villkor=ENDAST_BIFALL=1'], 'villkor', 'VALUE_INVALID'],
    ['both only bifall and only avslag', ['villkor=ENDAST_BIFALL|ENDAST_AVSLAG'], 'villkor', 'VALUE_INVALID'],
    [
      'vidaredelegation other than ja or nej',
      ['vidaredelegation=kanske'],
      'vidaredelegation',
      'VALUE_INVALID',
    ],
    ['an unknown anmälan', ['anmalan=IBLAND'], 'anmalan', 'VALUE_INVALID'],
  ])('tells of %s', (_title, cells, column, code) => {
    expect(placesOf(aFile(aRow(), aRow(...cells)))).toEqual([[3, column, code]]);
  });

  it('tells everything at once, in the order of the file, and never repeats a value', () => {
    const text = aFile(
      aRow('niva=HEMLIGT', 'anmalan=HEMLIGT'),
      'HEMLIGT;2080-LSS',
      aRow('kommun=HEMLIGT', 'antagen=HEMLIGT', 'villkor=HEMLIGT=1'),
      aRow('antagen=2025-01-16'),
      aRow(),
    );
    const { faults } = parseDelegationOrders(text);
    expect(faults.map(({ row, column }) => [row, column])).toEqual([
      [2, 'niva'],
      [2, 'anmalan'],
      [3, null],
      [4, 'kommun'],
      [4, 'antagen'],
      [4, 'villkor'],
      [6, 'antagen'],
    ]);
    expect(JSON.stringify(faults)).not.toContain('HEMLIGT');
  });

  it.each([
    ['an empty file', '', null, null],
    ['a file of a header alone', header, null, null],
    ['a header that lacks a column', aFile(aRow()).replace(';niva;', ';niveau;'), 1, 'niva'],
    ['a column that stands twice', aFile(aRow()).replace('anmarkning', 'anmalan'), 1, 'anmarkning'],
    ['a quotation that is never closed', aFile(aRow('delegat="LSS')), null, null],
  ])('refuses %s as a whole', (_title, text, row, column) => {
    const { orders, faults } = parseDelegationOrders(text);
    expect(orders).toEqual([]);
    expect(faults).toContainEqual(expect.objectContaining({ row, column }));
  });
});
