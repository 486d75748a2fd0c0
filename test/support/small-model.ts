import type {
  CaseRecord,
  DecisionRecord,
  HubRecord,
  PersonRecord,
  SourceDescription,
  SourceRow,
  StaffRecord,
} from '@kommunhub/schema';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createModelSchema,
  createModelTable,
  encrypted,
  grantedRows,
  lookup,
  optionalReference,
  ownHandlaggareIds,
  plain,
  reference,
  type TableSpec,
  tableSpec,
} from '../../subgraphs/kit/src/index.js';

/** A model of four kinds, enough to try what the kit does with any model. */
export class CreateSmallModel1795348899000 implements MigrationInterface {
  name = 'CreateSmallModel1795348899000';

  async up(runner: QueryRunner): Promise<void> {
    await createModelSchema(runner, 'small');
    const task = 'LSS_HANDLAGGNING';
    await createModelTable(runner, {
      table: 'small.staff',
      columns: [['name_cipher', 'bytea']],
      visible: grantedRows(task),
    });
    await createModelTable(runner, {
      table: 'small.persons',
      columns: [
        ['personnummer_cipher', 'bytea'],
        ['personnummer_hash', 'bytea'],
        ['birth_year', 'smallint'],
      ],
      visible: grantedRows(task),
    });
    await createModelTable(runner, {
      table: 'small.cases',
      columns: [
        ['person_id', 'text not null'],
        ['handlaggare_id', 'text'],
        ['status', 'text not null'],
        ['opened_on', 'date not null'],
        ['closed_on', 'date'],
      ],
      visible: `${grantedRows(task)} and (handlaggare_id = any ${ownHandlaggareIds(task)}
        or (handlaggare_id is null and closed_on is null))`,
    });
    await createModelTable(runner, {
      table: 'small.decisions',
      columns: [
        ['case_id', 'text not null'],
        ['decided_by_id', 'text'],
        ['amount', 'numeric'],
      ],
      visible: grantedRows(task),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema small cascade');
  }
}

export const smallSpecs: readonly TableSpec[] = [
  tableSpec<'staff'>({
    kind: 'staff',
    table: 'small.staff',
    columns: [encrypted('name_cipher', (record) => record.name)],
  }),
  tableSpec<'person'>({
    kind: 'person',
    table: 'small.persons',
    columns: [
      encrypted('personnummer_cipher', (record) => record.personnummer),
      lookup('personnummer_hash', (record) => record.personnummer),
      plain('birth_year', 'smallint', (record) => record.birthYear),
    ],
  }),
  tableSpec<'case'>({
    kind: 'case',
    table: 'small.cases',
    columns: [
      reference('person_id', 'person', (record) => record.personSourceId),
      optionalReference('handlaggare_id', 'staff', (record) => record.handlaggareSourceId),
      plain('status', 'text', (record) => record.status),
      plain('opened_on', 'date', (record) => record.openedOn),
      plain('closed_on', 'date', (record) => record.closedOn),
    ],
  }),
  tableSpec<'decision'>({
    kind: 'decision',
    table: 'small.decisions',
    columns: [
      reference('case_id', 'case', (record) => record.caseSourceId),
      optionalReference('decided_by_id', 'staff', (record) => record.decidedBySourceId),
      plain('amount', 'numeric', (record) => record.amount),
    ],
  }),
];

export function aSource(changes: Partial<SourceDescription> = {}): SourceDescription {
  return {
    id: 'falun-test',
    system: 'Test',
    namnd: { id: '2080-LSS', name: 'Omvårdnadsnämnden' },
    kommunCodes: ['2080'],
    kinds: ['staff', 'person', 'case', 'decision'],
    delivery: 'complete',
    intervalHours: 24,
    demo: true,
    ...changes,
  };
}

export function aStaff(sourceId: string, changes: Partial<StaffRecord> = {}): StaffRecord {
  const unset = { befattningRaw: null, fte: null, activeFrom: null, activeTo: null } as const;
  return {
    ...{ kind: 'staff', sourceId, kommunCode: '2080', name: 'Kim Prov', befattning: 'LSS_HANDLAGGARE' },
    ...unset,
    ...changes,
  };
}

export function aPerson(sourceId: string, changes: Partial<PersonRecord> = {}): PersonRecord {
  return {
    kind: 'person',
    sourceId,
    kommunCode: '2080',
    idType: 'PERSONNUMMER',
    personnummer: '199001010017',
    name: 'Robin Exempel',
    birthYear: 1990,
    sex: 'KVINNA',
    protection: 'INGEN',
    personkrets: null,
    ...changes,
  };
}

export function aCase(
  sourceId: string,
  personSourceId: string,
  changes: Partial<CaseRecord> = {},
): CaseRecord {
  return {
    kind: 'case',
    sourceId,
    kommunCode: '2080',
    personSourceId,
    handlaggareSourceId: null,
    caseNumber: `LSS-${sourceId}`,
    law: 'LSS',
    status: 'UTREDS',
    openedOn: '2025-03-01',
    closedOn: null,
    ...changes,
  };
}

export function aDecision(
  sourceId: string,
  caseSourceId: string,
  changes: Partial<DecisionRecord> = {},
): DecisionRecord {
  return {
    kind: 'decision',
    sourceId,
    kommunCode: '2080',
    caseSourceId,
    insats: 'LSS_9_4',
    insatsRaw: null,
    subtype: null,
    outcome: 'BIFALL',
    outcomeRaw: null,
    decidedOn: '2025-04-01',
    validFrom: null,
    validTo: null,
    lagrum: 'LSS 9 § 4',
    level: null,
    decidedBySourceId: null,
    amount: null,
    amountUnit: null,
    ...changes,
  };
}

/** A used row with the records, at the place. */
export function aRow(row: number, ...records: HubRecord[]): SourceRow {
  const place = { file: 'test.csv', sheet: null, row };
  return { fate: 'used', place, records, unmapped: [], warnings: [], raw: { Rad: `cell of row ${row}` } };
}

/** Used rows, one record each, numbered from 2 as under a header. */
export function rowsOf(...records: HubRecord[]): SourceRow[] {
  return records.map((record, index) => aRow(index + 2, record));
}
