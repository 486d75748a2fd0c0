import type { HubRecord, SourceRow } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { parseCodeTable } from '../codes/code-table.js';
import type { AdapterFault } from '../faults/adapter-fault.js';
import type { TableSettings } from '../settings/mapping-settings.js';
import { compileTable } from './compile-table.js';
import { rowMapper } from './map-row.js';

const table = (lines: string) =>
  parseCodeTable('t', `lokal;gemensam;godkand_av;galler_fran;anmarkning\n${lines}`).table;
const delivery = 'complete' as const;
const locate = () => 'here';
const codeTables = new Map([
  ['kon', table('K;KVINNA;A;2026-01-01;\nM;MAN;A;2026-01-01;\n')],
  ['skydd', table('Sekretessmarkering;SEKRETESSMARKERING;A;2026-01-01;\n')],
  ['insats', table('9 § 3 Ledsagarservice;LSS_9_3;A;2026-01-01;\n')],
  ['utfall', table('Bifall;BIFALL;A;2026-01-01;\n')],
  ['lag', table('LSS;LSS;A;2026-01-01;\n')],
  ['status', table('Utreds;UTREDS;A;2026-01-01;\n')],
]);

const persons: TableSettings = {
  from: {},
  columns: {
    Id: { type: 'text', required: true },
    Nr: { type: 'personnummer' },
    'Kön K/M': { type: 'code', table: 'kon' },
    Skydd: { type: 'code', table: 'skydd' },
    Kommun: { type: 'kommunkod', required: true },
  },
  records: {
    person: { sourceId: 'Id', kommunCode: 'Kommun', personnummer: 'Nr', sex: 'Kön K/M', protection: 'Skydd' },
  },
};
const cases: TableSettings = {
  from: {},
  columns: {
    Id: { type: 'text', required: true },
    Nummer: { type: 'text', required: true },
    Person: { type: 'text', required: true },
    Lag: { type: 'code', table: 'lag', required: true },
    Status: { type: 'code', table: 'status' },
    'Öppnat den': { type: 'date' },
    Avslutat: { type: 'date' },
    'Handläggare id': { type: 'text' },
    Kommun: { type: 'kommunkod', required: true },
  },
  records: {
    staff: { when: 'Handläggare id', sourceId: 'Handläggare id', kommunCode: 'Kommun' },
    case: {
      sourceId: 'Id',
      kommunCode: 'Kommun',
      personSourceId: 'Person',
      caseNumber: 'Nummer',
      law: 'Lag',
      status: 'Status',
      openedOn: 'Öppnat den',
      closedOn: 'Avslutat',
    },
  },
};
const decisions: TableSettings = {
  from: {},
  skip: [{ column: 'Beslutets utfall', values: ['Makulerad'], reason: 'MAKULERAD' }],
  columns: {
    Id: { type: 'text', required: true },
    'Ärende id': { type: 'text', required: true },
    Insats: { type: 'code', table: 'insats', required: true },
    'Beslutets utfall': { type: 'code', table: 'utfall', required: true },
    Dag: { type: 'date', required: true },
    Lagrum: { type: 'text' },
    Kommun: { type: 'kommunkod', required: true },
  },
  records: {
    decision: {
      sourceId: 'Id',
      kommunCode: 'Kommun',
      caseSourceId: 'Ärende id',
      insats: 'Insats',
      outcome: 'Beslutets utfall',
      decidedOn: 'Dag',
      lagrum: 'Lagrum',
    },
  },
};

async function map(settings: TableSettings, cells: Readonly<Record<string, string>>): Promise<SourceRow> {
  const faults: AdapterFault[] = [];
  const compiled = compileTable('t', settings, { locate, faults, codeTables, seat: '2080', delivery });
  expect(faults).toEqual([]);
  const context = { kommunCodes: new Set(['2080']), today: '2026-11-22' };
  return rowMapper(compiled, context)({ table: 't', place: { file: 't', sheet: null, row: 2 }, cells });
}

async function recordOf(
  settings: TableSettings,
  cells: Readonly<Record<string, string>>,
): Promise<HubRecord> {
  const row = await map(settings, cells);
  expect(row.fate).toBe('used');
  return (row as Extract<SourceRow, { fate: 'used' }>).records.at(-1)!;
}

async function faultsOf(settings: TableSettings, cells: Readonly<Record<string, string>>): Promise<string[]> {
  const row = await map(settings, cells);
  expect(row.fate).toBe('quarantined');
  const { faults } = row as Extract<SourceRow, { fate: 'quarantined' }>;
  return faults.map(({ reason, column }) => `${reason} ${column}`);
}

const person = { Id: '1', Nr: '19811218-9876', 'Kön K/M': '', Skydd: '', Kommun: '2080' };
const caseRow = {
  Id: 'A',
  Nummer: '2024-1',
  Person: '1',
  Lag: 'LSS',
  Status: 'Utreds',
  'Öppnat den': '2024-01-01',
  Avslutat: '',
  'Handläggare id': '',
  Kommun: '2080',
};
const decision = {
  Id: 'B',
  'Ärende id': 'A',
  Insats: '9 § 3 ledsagarservice',
  'Beslutets utfall': 'Bifall',
  Dag: '2024-01-01',
  Lagrum: '',
  Kommun: '2080',
};

describe('a person', () => {
  it('takes kind of id, birth year and sex from the number where the source is silent', async () => {
    expect(await recordOf(persons, person)).toMatchObject({
      idType: 'PERSONNUMMER',
      personnummer: '198112189876',
      birthYear: 1981,
      sex: 'MAN',
      protection: 'INGEN',
      personkrets: null,
    });
  });

  it('has the sex that the source says, whatever the number says', async () => {
    expect(await recordOf(persons, { ...person, 'Kön K/M': 'k' })).toMatchObject({ sex: 'KVINNA' });
  });

  it('without number is kept as SAKNAS', async () => {
    expect(await recordOf(persons, { ...person, Nr: '' })).toMatchObject({
      idType: 'SAKNAS',
      personnummer: null,
    });
  });

  it('is protected when the number column says so, and when the protection is an unknown word', async () => {
    expect(await recordOf(persons, { ...person, Nr: 'SEKRETESS' })).toMatchObject({
      protection: 'SEKRETESSMARKERING',
      idType: 'SAKNAS',
    });
    const row = await map(persons, { ...person, Skydd: 'Kvarskrivning' });
    expect(row).toMatchObject({
      records: [{ protection: 'SEKRETESSMARKERING' }],
      unmapped: [{ table: 'skydd', column: 'Skydd', value: 'Kvarskrivning' }],
    });
  });

  it('with a wrong check digit is kept with a warning', async () => {
    const row = await map(persons, { ...person, Nr: '811218-9875' });
    expect(row).toMatchObject({ fate: 'used', warnings: [{ code: 'CHECK_DIGIT', column: 'Nr' }] });
  });
});

describe('a row', () => {
  it('tells all its faults at once', async () => {
    expect(await faultsOf(persons, { ...person, Id: '', Nr: '1,98112E+11', Kommun: '99' })).toEqual([
      'VALUE_MISSING Id',
      'VALUE_INVALID Nr',
      'VALUE_INVALID Kommun',
    ]);
  });

  it('of a kommun that the source may not deliver is set aside', async () => {
    expect(await faultsOf(persons, { ...person, Kommun: '2081' })).toEqual(['KOMMUN_FOREIGN Kommun']);
  });

  it('says what it would have made, as far as its key cells can be read', async () => {
    const staffed = { ...caseRow, 'Handläggare id': 'H1', 'Öppnat den': 'igår' };
    expect(await map(cases, staffed)).toMatchObject({
      fate: 'quarantined',
      keys: [
        { kind: 'staff', sourceId: 'H1' },
        { kind: 'case', sourceId: 'A' },
      ],
      kindsWithoutKey: [],
    });
    expect(await map(cases, { ...staffed, Id: '', 'Handläggare id': '' })).toMatchObject({
      keys: [],
      kindsWithoutKey: ['case'],
    });
    expect(await map(cases, { ...staffed, Id: 'A\u0007' })).toMatchObject({
      keys: [{ kind: 'staff', sourceId: 'H1' }],
      kindsWithoutKey: ['case'],
    });
  });

  it('that cannot be read at all may be any record of its table', async () => {
    const compiled = compileTable('t', cases, { locate, faults: [], codeTables, seat: '2080', delivery });
    const fault = { reason: 'ROW_UNREADABLE', column: null, remedy: 'Correct it.' } as const;
    const rejected = { table: 't', place: { file: 't', sheet: null, row: 2 }, fault };
    expect(
      rowMapper(compiled, { kommunCodes: new Set(['2080']), today: '2026-11-22' })(rejected),
    ).toMatchObject({
      fate: 'quarantined',
      keys: [],
      kindsWithoutKey: ['staff', 'case'],
    });
  });

  it('keeps its cells for replay when set aside', async () => {
    const row = await map(persons, { ...person, Kommun: '' });
    expect(row).toMatchObject({ fate: 'quarantined', raw: { ...person, Kommun: '' } });
  });

  it('is skipped when blank, a total or makulerad', async () => {
    expect(await map(persons, { Id: ' ', Nr: '\u00a0', 'Kön K/M': '', Skydd: '', Kommun: '' })).toMatchObject(
      {
        reason: 'BLANK',
      },
    );
    expect(
      await map(persons, { Id: 'Summa:', Nr: '120', 'Kön K/M': '', Skydd: '', Kommun: '' }),
    ).toMatchObject({
      reason: 'TOTAL',
    });
    expect(await map(decisions, { ...decision, 'Beslutets utfall': 'MAKULERAD' })).toMatchObject({
      reason: 'MAKULERAD',
    });
  });

  it('whose id is Summa but which is whole is no total', async () => {
    expect(await map(persons, { ...person, Id: 'Summa' })).toMatchObject({ fate: 'used' });
  });

  it('gives the records whose column is filled, and no others', async () => {
    const without = await map(cases, caseRow);
    const withStaff = await map(cases, { ...caseRow, 'Handläggare id': 'H1' });
    const kinds = (row: SourceRow) => (row.fate === 'used' ? row.records.map(({ kind }) => kind) : []);
    expect([kinds(without), kinds(withStaff)]).toEqual([['case'], ['staff', 'case']]);
  });

  it('with control characters or a text too long for the model is set aside', async () => {
    expect(await faultsOf(persons, { ...person, Id: 'a\u0000b' })).toEqual(['VALUE_INVALID Id']);
    expect(await faultsOf(persons, { ...person, Id: 'x'.repeat(201) })).toEqual(['RECORD_INVALID Id']);
  });
});

describe('a case', () => {
  it('with a personnummer in its number is kept with the number masked, and warned of', async () => {
    const row = await map(cases, { ...caseRow, Nummer: 'LSS 811218-9876/2' });
    expect(row).toMatchObject({
      records: [{ caseNumber: 'LSS ********-****/2' }],
      warnings: [{ code: 'PERSONNUMMER_IN_CASE_NUMBER', column: 'Nummer' }],
    });
  });

  it('of an unknown law or status is set aside, because neither may be guessed', async () => {
    expect(await faultsOf(cases, { ...caseRow, Lag: 'XYZ', Status: 'Vilande' })).toEqual([
      'VALUE_INVALID Lag',
      'VALUE_INVALID Status',
    ]);
  });

  it('takes an open end for no end, and no date where one is needed for a missing value', async () => {
    expect(await recordOf(cases, { ...caseRow, Avslutat: '9999-12-31' })).toMatchObject({ closedOn: null });
    expect(await faultsOf(cases, { ...caseRow, 'Öppnat den': '1900-01-01' })).toEqual([
      'VALUE_MISSING Öppnat den',
    ]);
  });

  it('closed before it was opened is kept with a warning', async () => {
    const row = await map(cases, { ...caseRow, Avslutat: '2023-12-31' });
    expect(row).toMatchObject({ fate: 'used', warnings: [{ code: 'DATE_ORDER', column: 'Avslutat' }] });
  });
});

describe('a handläggare of a gemensam nämnd', () => {
  it('is the nämnd’s, whichever of its kommuner the case belongs to', async () => {
    const { staff = {}, case: caseRecord = {} } = cases.records;
    const records = {
      staff: Object.assign({ ...staff }, { kommunCode: { namnd: 'seat' as const } }),
      case: caseRecord,
    };
    const context = { locate, faults: [], codeTables, seat: '2062', delivery };
    const compiled = compileTable('t', { ...cases, records }, context);
    const mapper = rowMapper(compiled, { kommunCodes: new Set(['2062', '2034']), today: '2026-11-22' });
    const cells = { ...caseRow, 'Handläggare id': 'H1', Kommun: '2034' };
    expect(await mapper({ table: 't', place: { file: 't', sheet: null, row: 2 }, cells })).toMatchObject({
      records: [
        { kind: 'staff', kommunCode: '2062' },
        { kind: 'case', kommunCode: '2034' },
      ],
    });
  });
});

describe('a decision', () => {
  it('finds its code regardless of case, and its lagrum by the insats', async () => {
    expect(await recordOf(decisions, decision)).toMatchObject({
      insats: 'LSS_9_3',
      insatsRaw: null,
      lagrum: 'LSS 9 § 3',
    });
  });

  it('with unknown codes is kept as OKAND with the local texts, which are counted', async () => {
    const row = await map(decisions, { ...decision, Insats: 'Kontakt/leds', 'Beslutets utfall': 'Ja' });
    expect(row).toMatchObject({
      records: [
        { insats: 'OKAND', insatsRaw: 'Kontakt/leds', outcome: 'OKAND', outcomeRaw: 'Ja', lagrum: 'OKAND' },
      ],
      unmapped: [{ value: 'Kontakt/leds' }, { value: 'Ja' }],
    });
  });
});

describe('an expression', () => {
  const computed: TableSettings = {
    ...persons,
    columns: { ...persons.columns, Nyckel: { type: 'text', expression: "Id & '/' & Kommun" } },
    records: { person: Object.assign({ ...persons.records.person }, { sourceId: 'Nyckel' }) },
  };

  it('works out a column from the others', async () => {
    expect(await recordOf(computed, person)).toMatchObject({ sourceId: '1/2080' });
  });

  it('that fails sets the row aside without a value', async () => {
    const failing: TableSettings = {
      ...computed,
      columns: { ...computed.columns, Nyckel: { type: 'text', expression: '$error("x" & Id & Kommun)' } },
    };
    const row = await map(failing, { ...person, Id: 'SENTINEL' });
    expect(row.fate === 'quarantined' ? row.faults.map(({ column }) => column) : []).toEqual(['Nyckel']);
    expect(JSON.stringify(row.fate === 'quarantined' ? row.faults : [])).not.toContain('SENTINEL');
  });
});
