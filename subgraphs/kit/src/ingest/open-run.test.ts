import { setTimeout as pause } from 'node:timers/promises';
import type { RunOutcome, SourceDescription, SourceRow } from '@kommunhub/schema';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  aCase,
  aDecision,
  aPerson,
  aRow,
  aSource,
  aStaff,
  CreateSmallModel1795348899000,
  rowsOf,
  smallSpecs,
} from '../../../../test/support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { createOpenRun, type OpenRunOptions, type OpenSourceRun } from './open-run.js';

describe('a run', () => {
  let test: TestDatabase;
  let openRun: OpenSourceRun;
  beforeAll(async () => {
    test = await createTestDatabase({ migrations: [CreateSmallModel1795348899000] });
    openRun = createOpenRun(test.database, test.keyRing, smallSpecs);
  });
  afterAll(() => test.drop());
  afterEach(async () => {
    const tables = ['staff', 'persons', 'cases', 'decisions'].flatMap((name) => [name, `${name}_history`]);
    await test.owner.query(
      `truncate ${tables.map((name) => `small.${name}`).join(', ')}, hub.kept_rows, hub.quarantine`,
    );
  });

  async function deliver(
    rows: readonly SourceRow[],
    source: SourceDescription = aSource(),
    options: OpenRunOptions = {},
  ): Promise<RunOutcome> {
    const run = await openRun(source, options);
    await run.write(rows);
    return run.finish(null);
  }
  const select = async <Row = Record<string, unknown>>(sql: string) =>
    (await test.owner.query<Row>(sql)).rows;

  it('stores records with their references as opaque ids', async () => {
    const { counts, state } = await deliver(
      rowsOf(
        aStaff('s1'),
        aPerson('p1'),
        aCase('c1', 'p1', { handlaggareSourceId: 's1' }),
        aDecision('d1', 'c1'),
      ),
    );
    expect({ state, counts }).toEqual({
      state: 'DONE',
      counts: {
        ...{ rowsRead: 4, rowsUsed: 4, rowsQuarantined: 0, rowsSkipped: 0, skipped: {} },
        ...{ records: 4, inserted: 4, updated: 0, unchanged: 0, removed: 0 },
      },
    });
    const keys = test.keyRing.namndKeys('2080-LSS');
    expect(
      await select('select id, person_id, handlaggare_id, status, opened_on::text from small.cases'),
    ).toEqual([
      {
        id: keys.opaqueId('case', '2080', 'falun-test', 'c1'),
        person_id: keys.opaqueId('person', '2080', 'falun-test', 'p1'),
        handlaggare_id: keys.opaqueId('staff', '2080', 'falun-test', 's1'),
        status: 'UTREDS',
        opened_on: '2025-03-01',
      },
    ]);
    const [person] = await select<{ id: string; personnummer_cipher: Buffer; personnummer_hash: Buffer }>(
      'select id, personnummer_cipher, personnummer_hash from small.persons',
    );
    const { id, personnummer_cipher: cipher } = person!;
    expect(keys.decrypt('small.persons', id, 'personnummer_cipher', cipher)).toBe('199001010017');
    expect(person!.personnummer_hash).toEqual(keys.lookupHash('199001010017'));
  });

  it('changes no row when the same delivery comes again', async () => {
    const delivery = rowsOf(aStaff('s1'), aPerson('p1'), aCase('c1', 'p1', { handlaggareSourceId: 's1' }));
    await deliver(delivery);
    const versions = `select ctid::text, xmin::text, xmax::text from small.cases
      union all select ctid::text, xmin::text, xmax::text from small.persons
      union all select ctid::text, xmin::text, xmax::text from small.staff`;
    const before = await select(versions);
    const { counts } = await deliver(delivery);
    expect(counts).toMatchObject({ records: 3, inserted: 0, updated: 0, unchanged: 3, removed: 0 });
    expect(await select(versions)).toEqual(before);
    expect(await select('select 1 from small.cases_history')).toEqual([]);
  });

  it('keeps the former state of changed and removed rows', async () => {
    await deliver(rowsOf(aPerson('p1'), aPerson('p2'), aCase('c1', 'p1')));
    const { counts, removedByKind } = await deliver(
      rowsOf(aPerson('p1'), aCase('c1', 'p1', { status: 'BESLUTAT' })),
    );
    expect(counts).toMatchObject({ inserted: 0, updated: 1, unchanged: 1, removed: 1 });
    expect(removedByKind).toEqual({ person: 1 });
    expect(await select('select status from small.cases')).toEqual([{ status: 'BESLUTAT' }]);
    expect(
      await select(`select history.status, history.known_to = current.known_from as meets
        from small.cases_history history join small.cases current using (id)`),
    ).toEqual([{ status: 'UTREDS', meets: true }]);
    expect(await select('select 1 from small.persons_history')).toHaveLength(1);
  });

  it('sets aside a row whose person is missing, and what refers to it', async () => {
    const { counts, runId } = await deliver(
      rowsOf(aPerson('p1'), aCase('c1', 'p1'), aCase('c2', 'p2'), aDecision('d2', 'c2')),
    );
    expect(counts).toMatchObject({ rowsUsed: 2, rowsQuarantined: 2, records: 2, inserted: 2 });
    expect(
      await select(
        `select file, row_number, reason, remedy from hub.quarantine where run_id = '${runId}' order by id`,
      ),
    ).toEqual([
      {
        ...{ file: 'test.csv', row_number: 4, reason: 'REFERENCE_MISSING' },
        remedy: 'Deliver the person that the row refers to, or correct the reference.',
      },
      {
        ...{ file: 'test.csv', row_number: 5, reason: 'REFERENCE_MISSING' },
        remedy: 'Deliver the case that the row refers to, or correct the reference.',
      },
    ]);
  });

  it('keeps each row that falls at the merge, encrypted, wherever in a large delivery it stood', async () => {
    const persons = Array.from({ length: 1300 }, (_, index) => aPerson(`p${index}`));
    const rows = rowsOf(...persons);
    const lost = [3, 498, 499, 700, 1301].map((place) => aRow(place, aCase(`c${place}`, 'missing')));
    for (const row of lost) rows.splice(row.place.row, 0, row);
    await deliver([...rows, aRow(9999, aPerson('p1', { birthYear: 1950 }))]);
    const fallen = await select<{ raw_id: string; row_number: number; raw_cipher: Buffer }>(
      'select raw_id, row_number, raw_cipher from hub.kept_rows order by id',
    );
    const keys = test.keyRing.namndKeys('2080-LSS');
    const told = fallen.map(({ raw_id, row_number, raw_cipher }) => [
      row_number,
      JSON.parse(keys.decrypt('hub.kept_rows', raw_id, 'raw_cipher', raw_cipher)),
    ]);
    const places = [...lost.map((row) => row.place.row), 9999];
    expect(told).toEqual(places.map((place) => [place, { Rad: `cell of row ${place}` }]));
  });

  it('lets a case without its handläggare stand, and finds the handläggare when it comes', async () => {
    const awaiting = aCase('c1', 'p1', { handlaggareSourceId: 's1' });
    await deliver(rowsOf(aPerson('p1'), awaiting));
    expect(await select('select handlaggare_id from small.cases')).toEqual([{ handlaggare_id: null }]);
    const { counts } = await deliver(rowsOf(aStaff('s1'), aPerson('p1'), awaiting));
    expect(counts).toMatchObject({ inserted: 1, updated: 1, unchanged: 1 });
    expect(await select('select 1 from small.cases where handlaggare_id is not null')).toHaveLength(1);
  });

  it('keeps a record that another used row carries too when one row is set aside', async () => {
    const { counts } = await deliver([
      aRow(2, aPerson('p1'), aCase('c1', 'missing')),
      aRow(3, aPerson('p1'), aCase('c2', 'p1')),
    ]);
    expect(counts).toMatchObject({ rowsUsed: 1, rowsQuarantined: 1, records: 2 });
  });

  it('counts a row that only repeats others as DUPLICATE', async () => {
    const { counts } = await deliver([
      aRow(2, aPerson('p1'), aCase('c1', 'p1')),
      aRow(3, aPerson('p1'), aCase('c2', 'p1')),
      aRow(4, aPerson('p1'), aCase('c1', 'p1')),
    ]);
    expect(counts).toMatchObject({ rowsUsed: 2, rowsSkipped: 1, skipped: { DUPLICATE: 1 }, records: 3 });
  });

  it('keeps the earlier of two rows that contradict each other', async () => {
    const { counts } = await deliver(
      rowsOf(
        aPerson('p1', { birthYear: 1990 }),
        aPerson('p1', { birthYear: 1991 }),
        aPerson('p1', { birthYear: 1990 }),
      ),
    );
    expect(counts).toMatchObject({ rowsUsed: 1, rowsQuarantined: 1, rowsSkipped: 1, records: 1 });
    expect(await select('select birth_year from small.persons')).toEqual([{ birth_year: 1990 }]);
    expect(await select('select row_number, reason from hub.quarantine')).toEqual([
      { row_number: 3, reason: 'DUPLICATE_CONFLICT' },
    ]);
  });

  it('sets aside a row of a kommun that the source does not deliver', async () => {
    const { counts } = await deliver(rowsOf(aPerson('p1', { kommunCode: '2062' })));
    expect(counts).toMatchObject({ rowsQuarantined: 1, records: 0 });
  });

  it('holds a delivery that would remove unusually much, until somebody accepts it', async () => {
    const persons = Array.from({ length: 40 }, (_, index) => aPerson(`p${index}`));
    await deliver(rowsOf(...persons));
    const held = await deliver(rowsOf(...persons.slice(0, 30), aPerson('new')));
    expect(held).toMatchObject({ state: 'HELD', removedByKind: { person: 10 } });
    expect(held.counts).toMatchObject({ inserted: 1, unchanged: 30, removed: 10 });
    expect(await select('select 1 from small.persons')).toHaveLength(40);
    const accepts = { runId: held.runId, by: 'somebody' };
    const accepted = await deliver(rowsOf(...persons.slice(0, 30)), aSource(), { accepts });
    expect(accepted).toMatchObject({ state: 'DONE', counts: { removed: 10 } });
    expect(await select('select 1 from small.persons')).toHaveLength(30);
  });

  it('lets nine of forty go, which is not many, and ten of fifty, which is not more than a fifth', async () => {
    const persons = Array.from({ length: 50 }, (_, index) => aPerson(`p${index}`));
    await deliver(rowsOf(...persons));
    expect(await deliver(rowsOf(...persons.slice(0, 40)))).toMatchObject({ state: 'DONE' });
    expect(await deliver(rowsOf(...persons.slice(0, 31)))).toMatchObject({ state: 'DONE' });
  });

  it('removes nothing for a delta delivery, whose references may lead to what is stored', async () => {
    const delta = aSource({ delivery: 'delta' });
    await deliver(rowsOf(aPerson('p1'), aCase('c1', 'p1')), delta);
    const { counts } = await deliver(
      rowsOf(aCase('c2', 'p1'), aDecision('d1', 'c1'), aCase('c3', 'unknown')),
      delta,
    );
    expect(counts).toMatchObject({ rowsUsed: 2, rowsQuarantined: 1, inserted: 2, removed: 0 });
    expect(await select('select count(distinct person_id)::int as persons from small.cases')).toEqual([
      { persons: 1 },
    ]);
  });

  it('follows a person who moves between kommuner of one nämnd', async () => {
    const joint = aSource({
      id: 'mora-test',
      namnd: { id: '2062-LSS', name: 'Gemensam nämnd' },
      kommunCodes: ['2062', '2034'],
    });
    const stays = aCase('c1', 'p1', { kommunCode: '2062' });
    await deliver(rowsOf(aPerson('p1', { kommunCode: '2062' }), stays), joint);
    const { counts } = await deliver(rowsOf(aPerson('p1', { kommunCode: '2034' }), stays), joint);
    expect(counts).toMatchObject({ inserted: 1, updated: 1, removed: 1 });
    const [row] = await select<{ person_id: string }>('select person_id from small.cases');
    expect(row!.person_id).toMatch(/^2034-/);
  });

  it('refuses a second run of the source while one is under way', async () => {
    const run = await openRun(aSource());
    await expect(openRun(aSource())).rejects.toMatchObject({ code: 'SYNC_RUNNING' });
    await run.abort('SOURCE_UNAVAILABLE');
    expect(await select(`select state, error_code from hub.runs where id = '${run.runId}'`)).toEqual([
      { state: 'FAILED', error_code: 'SOURCE_UNAVAILABLE' },
    ]);
    await (await openRun(aSource())).abort('OPERATION_CANCELLED');
  });

  it('leaves nothing behind when its connection is killed, and the next run clears up', async () => {
    const run = await openRun(aSource());
    await run.write(rowsOf(aPerson('p1')));
    await test.owner.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`);
    await expect(run.finish(null)).rejects.toThrow();
    expect(await select('select 1 from small.persons')).toEqual([]);
    const next = await deliver(rowsOf(aPerson('p2')));
    expect(next.counts.inserted).toBe(1);
    expect(await select(`select state from hub.runs where id = '${run.runId}'`)).toEqual([
      { state: 'FAILED' },
    ]);
    expect(await select(`select 1 from pg_tables where schemaname = 'staging'`)).toEqual([]);
  });

  it('tells how far it has come, about every second', async () => {
    const run = await openRun(aSource());
    await run.write(rowsOf(aPerson('p1'), aPerson('p2')));
    await pause(1050);
    await run.write(rowsOf(aPerson('p3')));
    // A write waits for what was written before it.
    await run.write([]);
    expect(await select(`select state, rows_read from hub.runs where id = '${run.runId}'`)).toEqual([
      { state: 'RUNNING', rows_read: 3 },
    ]);
    await run.abort('SYNC_CANCELLED: Stopped.');
    expect(await select(`select error_code, error_message from hub.runs where id = '${run.runId}'`)).toEqual([
      { error_code: 'SYNC_CANCELLED', error_message: 'Stopped.' },
    ]);
  });

  it('repeats no value of a row that the database refuses', async () => {
    const run = await openRun(aSource());
    await run.write(rowsOf(aPerson('p1', { birthYear: 123456 })));
    const failure = await run.finish(null).catch((error: Error) => error);
    expect(JSON.stringify([String(failure), failure])).not.toContain('123456');
    const [row] = await select(
      `select state, error_code, error_message from hub.runs where id = '${run.runId}'`,
    );
    expect(row).toMatchObject({ state: 'FAILED', error_code: 'INTERNAL' });
    expect(JSON.stringify(row)).not.toContain('123456');
  });

  it('counts unknown codes and keeps their values encrypted', async () => {
    const unmapped = [{ table: 'insats', column: 'Insats', value: 'Hemlig kod' }];
    const row = (number: number): SourceRow =>
      ({ ...aRow(number, aPerson(`p${number}`)), unmapped }) as SourceRow;
    await deliver([row(2), row(3)]);
    const [code] = await select<{ row_count: number; value_cipher: Buffer; value_hash: Buffer }>(
      'select row_count, value_cipher, value_hash from hub.unmapped_codes',
    );
    expect(code!.row_count).toBe(2);
    const keys = test.keyRing.namndKeys('2080-LSS');
    expect(
      keys.decrypt(
        'hub.unmapped_codes',
        code!.value_hash.toString('hex'),
        'value_cipher',
        code!.value_cipher,
      ),
    ).toBe('Hemlig kod');
  });

  it('stores rows that came set aside, with every fault and the row itself encrypted once', async () => {
    const fault = {
      reason: 'VALUE_INVALID',
      column: 'Öppnat',
      remedy: 'Skriv datum som ÅÅÅÅ-MM-DD.',
    } as const;
    await deliver([
      {
        fate: 'quarantined',
        place: { file: 'arenden.csv', sheet: null, row: 7 },
        faults: [fault, { ...fault, reason: 'VALUE_MISSING', column: null }],
        raw: { Öppnat: 'igår\tkväll' },
        keys: [],
        kindsWithoutKey: [],
      },
      { fate: 'skipped', place: { file: 'arenden.csv', sheet: null, row: 8 }, reason: 'TOTAL' },
    ]);
    const faults = await select<{ column_name: string; row_id: string; raw_cipher: null }>(
      'select column_name, row_id, raw_cipher from hub.quarantine order by id',
    );
    expect(faults.map((row) => [row.column_name, row.raw_cipher])).toEqual([
      ['Öppnat', null],
      [null, null],
    ]);
    const [row] = await select<{ raw_id: string; raw_cipher: Buffer; namnd_id: string }>(
      `select raw_id, raw_cipher from hub.kept_rows where id = '${faults[0]!.row_id}'`,
    );
    const keys = test.keyRing.namndKeys('2080-LSS');
    const raw = keys.decrypt('hub.kept_rows', row!.raw_id, 'raw_cipher', row!.raw_cipher);
    expect(JSON.parse(raw)).toEqual({ Öppnat: 'igår\tkväll' });
  });
});
