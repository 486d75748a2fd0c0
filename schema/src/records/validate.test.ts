import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemasFitRecords } from './record-schemas.js';
import { type HubRecord, recordKinds } from './records.js';
import { validateRecord } from './validate.js';

const today = '2026-11-22';
const source = { sourceId: 'S1', kommunCode: '2080' };
const records = {
  kommun: {
    kind: 'kommun',
    ...source,
    population: 60_004,
    populationOn: '2024-06-30',
    populationEstimated: false,
    omrade: 'Område 4',
    omradeStatus: 'FORSLAG',
    lssFteList: '7',
    lssFteOmrade: '8',
    includesSocialpsykiatri: null,
    otherStaff: [{ befattning: 'SJUKLONEHANDLAGGARE', count: 1 }],
    origin: 'S0',
  },
  staff: {
    kind: 'staff',
    ...source,
    name: 'Handläggare Ett',
    befattning: 'LSS_HANDLAGGARE',
    befattningRaw: null,
    fte: '0.75',
    activeFrom: '2020-01-01',
    activeTo: null,
  },
  person: {
    kind: 'person',
    ...source,
    idType: 'PERSONNUMMER',
    personnummer: '198112189876',
    name: 'Person Ett',
    birthYear: 1981,
    sex: 'MAN',
    protection: 'INGEN',
    personkrets: 'P1',
  },
  case: {
    kind: 'case',
    ...source,
    personSourceId: 'P1',
    handlaggareSourceId: null,
    caseNumber: 'LSS-2024-0117',
    law: 'LSS',
    status: 'UTREDS',
    openedOn: '2024-01-01',
    closedOn: null,
  },
  investigation: {
    kind: 'investigation',
    ...source,
    caseSourceId: 'A1',
    category: 'OVRIGA_LSS',
    appliedOn: '2024-01-01',
    openedOn: '2024-01-02',
    closedOn: null,
  },
  decision: {
    kind: 'decision',
    ...source,
    caseSourceId: 'A1',
    insats: 'LSS_9_9',
    insatsRaw: null,
    subtype: 'GRUPPBOSTAD',
    outcome: 'BIFALL',
    outcomeRaw: null,
    decidedOn: '2024-03-01',
    validFrom: '2024-03-01',
    validTo: null,
    lagrum: 'LSS 9 § 9',
    level: 'ENHETSCHEF',
    decidedBySourceId: 'H1',
    amount: '1',
    amountUnit: 'PLATS',
  },
  execution: {
    kind: 'execution',
    ...source,
    decisionSourceId: 'B1',
    provider: 'Gruppbostad Ett',
    regi: 'EGEN_REGI',
    orderedOn: '2024-03-02',
    startedOn: '2024-04-01',
    endedOn: null,
    executingKommunCode: null,
  },
  followUp: {
    kind: 'followUp',
    ...source,
    decisionSourceId: 'B1',
    type: 'ARLIG',
    typeRaw: null,
    plannedOn: '2025-03-01',
    doneOn: '2025-03-10',
    result: 'OFORANDRAT',
  },
  interruption: {
    kind: 'interruption',
    ...source,
    executionSourceId: 'V1',
    startedOn: '2024-06-01',
    endedOn: '2024-06-20',
    cause: 'SJUKHUSVISTELSE',
    causeRaw: null,
  },
  insatsCount: {
    kind: 'insatsCount',
    ...source,
    countedOn: '2026-10-01',
    insats: 'LSS_9_9',
    insatsRaw: null,
    staffSourceId: 'H1',
    count: 12,
  },
} as const satisfies { [Kind in HubRecord['kind']]: Extract<HubRecord, { kind: Kind }> };

const faultsOf = (input: unknown) => {
  const result = validateRecord(input, today);
  return result.kind === 'rejected' ? result.faults.map(({ path, code }) => `${path} ${code}`) : [];
};
const warningsOf = (input: unknown) => {
  const result = validateRecord(input, today);
  return result.kind === 'value' ? result.warnings.map(({ path, code }) => `${path} ${code}`) : ['rejected'];
};

describe.each(recordKinds)('a record of kind %s', (kind) => {
  const record: Readonly<Record<string, unknown>> = records[kind];

  it('comes back as it was', () => {
    expect(validateRecord(record, today)).toEqual({ kind: 'value', value: record, warnings: [] });
    expect(schemasFitRecords[kind]).toBe(true);
  });
  it('has every field or is refused, each missing one named', () => {
    for (const field of Object.keys(record).filter((name) => name !== 'kind')) {
      const { [field]: _, ...rest } = record;
      expect(faultsOf(rest)).toEqual([`${field} VALUE_MISSING`]);
    }
  });
  it('has no other field', () => {
    expect(faultsOf({ ...record, diagnos: 'F84' })).toEqual(['diagnos FIELD_UNKNOWN']);
  });
  it('is refused without throwing and without its values when a field holds something else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(record)), fc.jsonValue(), (field, value) => {
        const result = validateRecord({ ...record, [field]: value }, today);
        if (result.kind === 'value') return;
        expect(result.faults.every(({ path }) => path === field || path.startsWith(`${field}.`))).toBe(true);
      }),
    );
  });
});

describe('what is impossible', () => {
  it.each([
    ['kommunCode', '9999'],
    ['openedOn', '2024-02-31'],
    ['openedOn', '20240201'],
    ['status', 'OPPEN'],
    ['caseNumber', ''],
    ['caseNumber', 'A\0B'],
    ['caseNumber', 'A\ud800'],
  ])('is refused: %s', (field, value) => {
    expect(faultsOf({ ...records.case, [field]: value })).toEqual([`${field} VALUE_INVALID`]);
  });
  it('is told all at once', () => {
    expect(faultsOf({ ...records.decision, amount: '1,5', decidedOn: null, level: 'CHEF' })).toEqual([
      'decidedOn VALUE_INVALID',
      'level VALUE_INVALID',
      'amount VALUE_INVALID',
    ]);
  });
  it('is more than full time', () => {
    expect(faultsOf({ ...records.staff, fte: '1.25' })).toEqual(['fte VALUE_INVALID']);
  });
  it.each([-1, 0.5, 1_000_001])('is a count of %s', (count) => {
    expect(faultsOf({ ...records.insatsCount, count })).toEqual(['count VALUE_INVALID']);
  });
  it('is of a region, for anything but a count of råd och stöd (LSS 2 §)', () => {
    const region = { kommunCode: '0020', staffSourceId: null };
    expect(faultsOf({ ...records.insatsCount, ...region })).toEqual(['insats VALUE_INVALID']);
    expect(faultsOf({ ...records.insatsCount, ...region, insats: 'LSS_9_1', sex: 'KVINNA' })).toEqual([]);
    expect(faultsOf({ ...records.insatsCount, insats: 'LSS_9_1', kommunCode: '0002' })).toEqual([
      'kommunCode VALUE_INVALID',
    ]);
    expect(faultsOf({ ...records.person, kommunCode: '0020' })).toEqual(['kommunCode VALUE_INVALID']);
  });
  it.each([null, 7, 'text', [], {}, { kind: 'beslut' }])('is %o as a record', (input) => {
    expect(faultsOf(input)).toHaveLength(1);
  });
  it('never comes back in a fault', () => {
    const result = validateRecord({ ...records.person, sex: '811218-9876', 'Anna 811218-9876': 1 }, today);
    expect(JSON.stringify(result)).not.toMatch(/811218|Anna/u);
  });
});

describe('number and idType', () => {
  it.each([
    ['PERSONNUMMER', null],
    ['SAKNAS', '198112189876'],
    ['SAMORDNINGSNUMMER', '198112189876'],
    ['PERSONNUMMER', '811218-9876'],
    ['PERSONNUMMER', '198113189876'],
    ['RESERVNUMMER', '19850102T123'],
  ])('contradict each other as %s with %s', (idType, personnummer) => {
    expect(faultsOf({ ...records.person, idType, personnummer })).toEqual(['personnummer VALUE_INVALID']);
  });
  it.each([
    ['SAKNAS', null],
    ['SAMORDNINGSNUMMER', '197010632391'],
    ['RESERVNUMMER', '19850102-T123'],
  ])('agree as %s with %s', (idType, personnummer) => {
    expect(warningsOf({ ...records.person, idType, personnummer })).toEqual([]);
  });
});

describe('what is merely odd', () => {
  it.each([
    [{ ...records.case, closedOn: '2023-12-31' }, 'closedOn DATE_ORDER'],
    [{ ...records.investigation, appliedOn: '2024-01-03' }, 'openedOn DATE_ORDER'],
    [{ ...records.decision, validTo: '2024-02-28' }, 'validTo DATE_ORDER'],
    [{ ...records.execution, startedOn: '2024-03-01' }, 'startedOn DATE_ORDER'],
    [{ ...records.execution, endedOn: '2024-03-31' }, 'endedOn DATE_ORDER'],
    [{ ...records.interruption, endedOn: '2024-05-31' }, 'endedOn DATE_ORDER'],
    [{ ...records.staff, activeTo: '2019-12-31' }, 'activeTo DATE_ORDER'],
    [{ ...records.person, personnummer: '198112189875' }, 'personnummer CHECK_DIGIT'],
    [{ ...records.case, caseNumber: 'LSS 640823-3234' }, 'caseNumber PERSONNUMMER_IN_CASE_NUMBER'],
  ])('is kept with a warning', (record, warning) => {
    expect(warningsOf(record)).toEqual([warning]);
  });
});
