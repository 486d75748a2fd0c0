import type { RecordKey, RecordKind, RunOutcome, SourceDescription, SourceRow } from '@kommunhub/schema';
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
import { createOpenRun, type OpenSourceRun } from './open-run.js';

let test: TestDatabase;
let openRun: OpenSourceRun;
beforeAll(async () => {
  test = await createTestDatabase({ migrations: [CreateSmallModel1795348899000] });
  openRun = createOpenRun(test.database, test.keyRing, smallSpecs);
});
afterAll(() => test.drop());
afterEach(() => test.owner.query('truncate small.staff, small.persons, small.cases, small.decisions'));

async function deliver(
  rows: readonly SourceRow[],
  source: SourceDescription = aSource(),
): Promise<RunOutcome> {
  const run = await openRun(source);
  await run.write(rows);
  return run.finish(null);
}

/** A row that the adapter set aside, and what is known of it. */
const aside = (keys: readonly RecordKey[], kindsWithoutKey: readonly RecordKind[] = []): SourceRow => ({
  fate: 'quarantined',
  place: { file: 'test.csv', sheet: null, row: 99 },
  faults: [{ reason: 'VALUE_INVALID', column: 'Datum', remedy: 'Correct it.' }],
  raw: {},
  keys,
  kindsWithoutKey,
});

/** The stored records by kind and own id. */
async function stored(): Promise<string[]> {
  const keys = test.keyRing.namndKeys('2080-LSS');
  const tables = { staff: 'staff', person: 'persons', case: 'cases', decision: 'decisions' };
  const names: string[] = [];
  for (const [kind, table] of Object.entries(tables)) {
    const { rows } = await test.owner.query<{ id: string; key_cipher: Buffer; namnd_id: string }>(
      `select id, key_cipher, namnd_id from small.${table}`,
    );
    for (const row of rows.filter(({ namnd_id }) => namnd_id === '2080-LSS'))
      names.push(`${kind} ${keys.decrypt(`small.${table}`, row.id, 'key_cipher', row.key_cipher)}`);
  }
  return names.sort();
}

describe('a stored record whose row came and was set aside', () => {
  it('stays as it was, and goes when the row no longer comes', async () => {
    await deliver(rowsOf(aPerson('p1', { birthYear: 1990 }), aPerson('p2')));
    const { counts, removalsWithheld } = await deliver([
      aRow(2, aPerson('p2')),
      aside([{ kind: 'person', sourceId: 'p1' }]),
    ]);
    expect(counts).toMatchObject({ rowsUsed: 1, rowsQuarantined: 1, records: 1, unchanged: 1, removed: 0 });
    expect(removalsWithheld).toEqual({});
    expect(await stored()).toEqual(['person p1', 'person p2']);
    const after = await deliver(rowsOf(aPerson('p2')));
    expect(after.counts.removed).toBe(1);
  });

  it('holds what it refers to, but not what that referred to before it came anew', async () => {
    await deliver(rowsOf(aPerson('p1'), aPerson('p2'), aCase('c1', 'p1'), aDecision('d1', 'c1')));
    const { counts } = await deliver([
      ...rowsOf(aPerson('p2'), aCase('c1', 'p2')),
      aside([{ kind: 'decision', sourceId: 'd1' }]),
    ]);
    expect(counts).toMatchObject({ updated: 1, removed: 1 });
    expect(await stored()).toEqual(['case c1', 'decision d1', 'person p2']);
  });

  it('is replaced when a good row comes', async () => {
    await deliver(rowsOf(aPerson('p1', { birthYear: 1990 })));
    await deliver([aside([{ kind: 'person', sourceId: 'p1' }])]);
    const { counts } = await deliver(rowsOf(aPerson('p1', { birthYear: 1991 })));
    expect(counts).toMatchObject({ updated: 1, inserted: 0 });
  });

  it('stays where the merge set the row aside, in its last good version', async () => {
    await deliver(rowsOf(aPerson('p1'), aCase('c1', 'p1', { status: 'UTREDS' })));
    const { counts } = await deliver(rowsOf(aPerson('p1'), aCase('c1', 'mistyped', { status: 'BESLUTAT' })));
    expect(counts).toMatchObject({ rowsQuarantined: 1, records: 1, removed: 0 });
    const { rows } = await test.owner.query('select status from small.cases');
    expect(rows).toEqual([{ status: 'UTREDS' }]);
  });

  it('keeps what it refers to, also what is only wished for', async () => {
    await deliver(
      rowsOf(
        ...[aStaff('s1'), aStaff('s2'), aPerson('p1'), aPerson('p2')],
        ...[
          aCase('c1', 'p1', { handlaggareSourceId: 's1' }),
          aCase('c2', 'p2', { handlaggareSourceId: 's2' }),
        ],
        aDecision('d1', 'c1'),
      ),
    );
    const { counts, removedByKind } = await deliver([aside([{ kind: 'decision', sourceId: 'd1' }])]);
    expect(await stored()).toEqual(['case c1', 'decision d1', 'person p1', 'staff s1']);
    expect(counts.removed).toBe(3);
    expect(removedByKind).toEqual({ staff: 1, person: 1, case: 1 });
  });

  it('is there for rows that refer to it', async () => {
    await deliver(rowsOf(aStaff('s1'), aPerson('p1'), aCase('c1', 'p1', { handlaggareSourceId: 's1' })));
    const { counts } = await deliver([
      aside([
        { kind: 'person', sourceId: 'p1' },
        { kind: 'staff', sourceId: 's1' },
      ]),
      aRow(3, aCase('c1', 'p1', { handlaggareSourceId: 's1' })),
      aRow(4, aCase('c2', 'p1')),
      aRow(5, aCase('c3', 'never stored')),
    ]);
    expect(counts).toMatchObject({ rowsQuarantined: 2, inserted: 1, unchanged: 1, removed: 0 });
  });

  // Looked up without the index, these take minutes.
  it('is found as fast as what is delivered, also when it is every person of a large delivery', async () => {
    const numbers = Array.from({ length: 4000 }, (_, index) => index);
    const cases = numbers.map((n) => aCase(`c${n}`, `p${n}`));
    await deliver(rowsOf(...numbers.map((n) => aPerson(`p${n}`)), ...cases));
    const persons = numbers.map((n) => aside([{ kind: 'person', sourceId: `p${n}` }]));
    const { counts } = await deliver([...persons, ...rowsOf(...cases)]);
    expect(counts).toMatchObject({ rowsQuarantined: 4000, unchanged: 4000, removed: 0 });
  }, 15_000);

  it('gives way to a good row of another kommun of the nämnd', async () => {
    const namnd = { id: '2062-LSS', name: 'Gemensam nämnd' };
    const joint = aSource({ id: 'mora-test', namnd, kommunCodes: ['2062', '2034'] });
    await deliver(rowsOf(aPerson('p1', { kommunCode: '2062' })), joint);
    const moved = aPerson('p1', { kommunCode: '2034' });
    const { counts } = await deliver([aRow(2, moved), aside([{ kind: 'person', sourceId: 'p1' }])], joint);
    expect(counts).toMatchObject({ inserted: 1, removed: 1 });
  });
});

describe('a row whose key cannot be read', () => {
  const first = rowsOf(
    aPerson('p1'),
    aPerson('p2'),
    aCase('c1', 'p1'),
    aCase('c2', 'p2'),
    aDecision('d1', 'c1'),
  );

  it('may be any record of its kind, so none of the kind is removed and the run says so', async () => {
    await deliver(first);
    const { counts, removalsWithheld, runId } = await deliver([aRow(2, aPerson('p1')), aside([], ['case'])]);
    // The decision went; the person of each case that stays, stays too.
    expect(await stored()).toEqual(['case c1', 'case c2', 'person p1', 'person p2']);
    expect(counts).toMatchObject({ removed: 1, unchanged: 1, rowsQuarantined: 1 });
    expect(removalsWithheld).toEqual({ case: 2 });
    const { rows } = await test.owner.query('select removals_withheld from hub.runs where id = $1', [runId]);
    expect(rows).toEqual([{ removals_withheld: { case: 2 } }]);
  });

  it('withholds nothing where nothing is missing', async () => {
    await deliver(first);
    const { removalsWithheld } = await deliver([...first, aside([], ['case', 'person'])]);
    expect(removalsWithheld).toEqual({});
  });

  it('lets rows refer to every stored record of the kind', async () => {
    await deliver(first);
    const { counts } = await deliver([
      aside([], ['person']),
      aRow(2, aCase('c1', 'p1')),
      aRow(3, aCase('c3', 'p2')),
    ]);
    expect(counts).toMatchObject({ rowsUsed: 2, rowsQuarantined: 1, inserted: 1, unchanged: 1 });
  });
});
