import { describe, expect, it } from 'vitest';
import { calculateSjuklon, defaultSjuklonPolicy } from '../sjuklon/index.js';
import {
  claimColumns,
  claimCsvHeader,
  claimsOfForm,
  claimTableNames,
  keysOf,
  rowsOfCsv,
  rowsOfSheets,
} from './index.js';

const today = '2026-11-22';
const headerOf = (table: (typeof claimTableNames)[number]) => [
  ...keysOf[table],
  ...claimColumns[table].map(({ header }) => header),
];

/** Cells by header; what is not named is empty. */
type Cells = Readonly<Record<string, string>>;
const line = (header: readonly string[], cells: Cells, row: number) => ({
  row,
  cells: header.map((name) => cells[name] ?? ''),
});

const claim: Cells = {
  ...{ Ansökan: 'A1', Sjukperiod: 'P1', Kommun: 'Säter', Anordnare: 'Exempelassistans AB' },
  Ansökningsdag: '2026-10-20',
};
const period: Cells = {
  ...{ Ansökan: 'A1', Sjukperiod: 'P1', 'Assistentens namn': 'Alva Påhittad', Födelseår: '1985' },
  ...{
    Timlön: '150,00',
    'Timmar per vecka': '30',
    'Första sjukdag': '2026-10-05',
    'Sista sjukdag': '2026-10-07',
  },
};
const shift = (day: string, some: Cells = {}): Cells => ({
  ...{ Ansökan: 'A1', Sjukperiod: 'P1', Datum: `2026-10-${day}`, Start: '8:00', Slut: '16.00' },
  ...{ Timmar: '8', Vikarie: 'Vera Vikarie', ...some },
});
const shifts = [shift('05'), shift('06'), shift('07')];

/** The form as sheets, its rows from 2 on. */
function form(claims: Cells[] = [claim], periods: Cells[] = [period], passes: Cells[] = shifts) {
  const sheet = (name: string, table: (typeof claimTableNames)[number], rows: Cells[]) => {
    const header = headerOf(table);
    return {
      name,
      lines: [{ row: 1, cells: header }, ...rows.map((cells, index) => line(header, cells, index + 2))],
    };
  };
  return [
    sheet('Ansökan', 'claims', claims),
    sheet('Sjukperioder', 'periods', periods),
    sheet('Pass', 'shifts', passes),
  ];
}
const read = (sheets: Parameters<typeof rowsOfSheets>[0], some: { kommunCode?: string } = {}) =>
  claimsOfForm(rowsOfSheets(sheets), { today, ...some });
const told = ({ faults }: ReturnType<typeof read>) => faults.map(({ path, code }) => `${path}: ${code}`);

describe('the form for claims', () => {
  it('is read as people write: decimal comma, 8:00, Ja, percent, the name of a kommun', () => {
    const { claims, faults } = read(
      form(
        [
          {
            ...claim,
            'Fullmakt finns': 'ja',
            'Begärt belopp': '3 179,31',
            'Bifogade handlingar': 'LONEBESKED, Läkarintyg',
          },
        ],
        [
          {
            ...period,
            'Semesterersättning, procent': '12 %',
            'Försäkring, procent': '0,3',
            Orsak: 'sjukdom',
          },
        ],
      ),
    );
    expect(faults).toEqual([]);
    const [one] = claims;
    expect(one?.input).toMatchObject({
      ...{ kommunCode: '2082', powerOfAttorney: true, requestedAmount: '3179.31' },
      documents: ['LONEBESKED', 'LAKARINTYG'],
    });
    const [spell] = one?.input.sickPeriods ?? [];
    expect(spell).toMatchObject({ holidayPayRate: '0.12', insuranceRate: '0.003', previousPeriod: null });
    expect(spell?.shifts[0]).toMatchObject({ start: '08:00', end: '16:00', scheduled: true, type: 'AKTIV' });
    expect(calculateSjuklon(one!.input, defaultSjuklonPolicy).amount).toBe('3179.31');
    expect(one?.placeOf('sickPeriods.0.shifts.2.hours')).toBe('blad Pass, rad 4, kolumn Timmar');
    expect(one?.placeOf('sickPeriods.0')).toBe('blad Sjukperioder, rad 2');
    expect(one?.placeOf('provider.bankgiro')).toBe('blad Ansökan, rad 2, kolumn Bankgiro');
  });

  it('is told of every fault with sheet, row and column, and no value is repeated', () => {
    const result = read(
      form(
        [{ ...claim, Kommun: 'Atlantis', 'Fullmakt finns': 'kanske', Bankgiro: '12' }],
        [
          {
            ...period,
            Födelseår: 'x',
            Orsak: 'Trött',
            'Pension, procent': '0,045',
            'Sista sjukdag': '2026-13-01',
          },
        ],
        [shift('05', { Timmar: '25' }), shift('06', { Timmar: 'hemligt', Datum: '2026-10-09' })],
      ),
    );
    expect(result.claims).toEqual([]);
    expect(told(result)).toEqual(
      expect.arrayContaining([
        'blad Ansökan, rad 2, kolumn Kommun: KOMMUN_UNKNOWN',
        'blad Ansökan, rad 2, kolumn Fullmakt finns: YES_NO',
        'blad Ansökan, rad 2, kolumn Bankgiro: BANKGIRO_FORM',
        'blad Sjukperioder, rad 2, kolumn Födelseår: VALUE_TYPE',
        'blad Sjukperioder, rad 2, kolumn Orsak: CODE_UNKNOWN',
        'blad Sjukperioder, rad 2, kolumn Pension, procent: PERCENT_FORM',
        'blad Sjukperioder, rad 2, kolumn Sista sjukdag: DATE_IMPOSSIBLE',
        'blad Pass, rad 2, kolumn Timmar: HOURS_ABSURD',
        'blad Pass, rad 3, kolumn Timmar: DECIMAL_FORM',
      ]),
    );
    expect(told(result).filter((fault) => fault.includes('kolumn Kommun:'))).toHaveLength(1);
    for (const value of ['Atlantis', 'kanske', 'Trött', 'hemligt'])
      expect(JSON.stringify(result.faults)).not.toContain(value);
  });

  it('joins rows by their keys, and one claim needs none', () => {
    const bare = ({ Ansökan: _, Sjukperiod: __, ...rest }: Cells) => rest as Cells;
    const { claims, faults } = read(form([bare(claim)], [bare(period)], shifts.map(bare)));
    expect(faults).toEqual([]);
    expect(claims[0]?.input.sickPeriods[0]?.shifts).toHaveLength(3);
    const second = { ...claim, Ansökan: 'A2' };
    expect(
      told(
        read(form([claim, second, claim], [period], [shift('05', { Sjukperiod: 'P9' }), bare(shift('06'))])),
      ),
    ).toEqual(
      expect.arrayContaining([
        'blad Ansökan, rad 4, kolumn Ansökan: KEY_REPEATED',
        'blad Pass, rad 2, kolumn Sjukperiod: KEY_UNKNOWN',
      ]),
    );
  });

  it('takes the kommun given for rows that name none, and refuses rows of another', () => {
    const { Kommun: _, ...without } = claim;
    expect(read(form([without]), { kommunCode: '2082' }).claims[0]?.input.kommunCode).toBe('2082');
    expect(told(read(form([without])))).toEqual(['blad Ansökan, rad 2, kolumn Kommun: VALUE_MISSING']);
    expect(told(read(form(), { kommunCode: '2026' }))).toEqual([
      'blad Ansökan, rad 2, kolumn Kommun: KOMMUN_OTHER',
    ]);
  });

  it('refuses a sheet that is missing, a heading that was changed and a value beside the columns', () => {
    const [claims, periods, passes] = form();
    expect(told(read([claims!, periods!]))).toEqual(['blad Pass: SHEET_MISSING']);
    const renamed = {
      ...passes!,
      lines: passes!.lines.map((one, index) =>
        index > 0 ? one : { row: 1, cells: one.cells.with(4, 'Slutar') },
      ),
    };
    expect(told(read([claims!, periods!, renamed]))).toEqual([
      'blad Pass, rad 1, kolumn Slut: COLUMN_MISSING',
      'blad Pass, rad 1, kolumn 5: COLUMN_UNKNOWN',
    ]);
    const beside = {
      ...passes!,
      lines: passes!.lines.map((one, index) =>
        index === 1 ? { ...one, cells: [...one.cells, 'mer'] } : one,
      ),
    };
    expect(told(read([claims!, periods!, beside]))).toEqual(['blad Pass, rad 1, kolumn 13: COLUMN_UNKNOWN']);
  });

  it('knows the year of who has a personnummer', () => {
    const { Födelseår: _, ...rest } = period;
    const { claims, faults } = read(form([claim], [{ ...rest, 'Assistentens personnummer': '850102-0016' }]));
    expect(faults.map(({ code }) => code)).not.toContain('VALUE_MISSING');
    expect(claims[0]?.input.sickPeriods[0]?.assistant.birthYear).toBe(1985);
  });
});

describe('the CSV form', () => {
  const csv = (rows: Cells[]) =>
    rowsOfCsv([
      { row: 1, cells: claimCsvHeader },
      ...rows.map((cells, index) => line(claimCsvHeader, cells, index + 2)),
    ]);
  const whole = shifts.map((cells) => ({ ...claim, ...period, ...cells }));

  it('is one row a shift and gives the same claim as the workbook', () => {
    const { claims, faults } = claimsOfForm(csv(whole), { today });
    expect(faults).toEqual([]);
    expect(claims.map(({ input }) => input)).toEqual(read(form()).claims.map(({ input }) => input));
    expect(claims[0]?.placeOf('sickPeriods.0.shifts.1.hours')).toBe('rad 3, kolumn Timmar');
  });

  it('refuses a row that says something else of the same claim or period', () => {
    const rows = [whole[0]!, { ...whole[1]!, Timlön: '160' }, { ...shifts[2]!, Anordnare: 'Annan AB' }];
    expect(claimsOfForm(csv(rows), { today }).faults.map(({ path, code }) => `${path}: ${code}`)).toEqual([
      'rad 4, kolumn Anordnare: VALUE_DIFFERS',
      'rad 3, kolumn Timlön: VALUE_DIFFERS',
    ]);
  });

  it('refuses a file without rows', () => {
    expect(claimsOfForm(rowsOfCsv([]), { today }).faults).toMatchObject([{ code: 'ROWS_MISSING' }]);
  });
});
