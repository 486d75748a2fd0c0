import { isDeepStrictEqual } from 'node:util';
import {
  type HubRecord,
  type RecordKey,
  type RecordKind,
  type RunOutcome,
  recordKinds,
  type SourceDescription,
  type SourceRow,
} from '@kommunhub/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aCase,
  aDecision,
  aPerson,
  aRow,
  aSource,
  aStaff,
  CreateSmallModel1795348899000,
  smallSpecs,
} from '../../../../test/support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { createOpenRun, type OpenSourceRun } from './open-run.js';

/** What is stored of a record: its content and where its references lead. */
interface Stored {
  readonly record: HubRecord;
  readonly targets: Readonly<Record<string, string | null>>;
}
type Model = Map<string, Stored>;

const nameOf = (kind: RecordKind, key: string) => `${kind} ${key}`;
const kindOf = (name: string) => recordKinds.find((kind) => name.startsWith(`${kind} `))!;

function referencesOf(record: HubRecord): { kind: RecordKind; key: string | null; isRequired: boolean }[] {
  if (record.kind === 'case') {
    return [
      { kind: 'person', key: record.personSourceId, isRequired: true },
      { kind: 'staff', key: record.handlaggareSourceId, isRequired: false },
    ];
  }
  if (record.kind !== 'decision') return [];
  return [
    { kind: 'case', key: record.caseSourceId, isRequired: true },
    { kind: 'staff', key: record.decidedBySourceId, isRequired: false },
  ];
}

/** What the row stands for, whatever becomes of it. */
function keysOf(row: SourceRow): readonly RecordKey[] {
  if (row.fate === 'used') return row.records;
  return row.fate === 'quarantined' ? row.keys : [];
}

function countKinds(
  names: readonly string[],
  kinds: ReadonlySet<RecordKind>,
): RunOutcome['removalsWithheld'] {
  const counted: Partial<Record<RecordKind, number>> = {};
  for (const kind of names.map(kindOf).filter((each) => kinds.has(each)))
    counted[kind] = (counted[kind] ?? 0) + 1;
  return counted;
}

/** What a run should do, row by row and record by record, without a database. */
function expectedRun(
  before: Model,
  rows: readonly SourceRow[],
  isDelta: boolean,
): { model: Model } & Pick<RunOutcome, 'counts' | 'removalsWithheld'> {
  let quarantined = 0;
  let blank = 0;
  let live: HubRecord[][] = [];
  const accepted = new Map<string, HubRecord>();
  for (const row of rows) {
    if (row.fate === 'quarantined') quarantined += 1;
    if (row.fate === 'skipped') blank += 1;
    if (row.fate !== 'used') continue;
    const own = new Map<string, HubRecord>();
    const isConflicting = row.records.some((record) => {
      const name = nameOf(record.kind, record.sourceId);
      const known = (isDelta ? undefined : accepted.get(name)) ?? own.get(name);
      own.set(name, record);
      return known !== undefined && !isDeepStrictEqual(known, record);
    });
    if (isConflicting) quarantined += 1;
    else {
      for (const [name, record] of own) accepted.set(name, record);
      live.push([...row.records]);
    }
  }
  const isLive = (name: string) =>
    live.some((row) => row.some((record) => nameOf(record.kind, record.sourceId) === name));
  const came = new Set(rows.flatMap(keysOf).map(({ kind, sourceId }) => nameOf(kind, sourceId)));
  const withheld = new Set(rows.flatMap((row) => (row.fate === 'quarantined' ? row.kindsWithoutKey : [])));
  /** Whether the record stays for its own sake, should it not be delivered. */
  const stays = (name: string) => isDelta || came.has(name) || withheld.has(kindOf(name));
  const isThere = (name: string) => isLive(name) || (before.has(name) && stays(name));
  for (let size = -1; size !== live.length; ) {
    size = live.length;
    const falls = (row: HubRecord[]) =>
      row.some((record) =>
        referencesOf(record).some(({ kind, key, isRequired }) => isRequired && !isThere(nameOf(kind, key!))),
      );
    live = live.filter((row) => !falls(row));
  }
  quarantined = rows.length - blank - live.length;
  const delivered = new Map<string, HubRecord>();
  let repeating = 0;
  // Of a delta the last row decides, of a complete delivery the first.
  for (const row of isDelta ? [...live].reverse() : live) {
    const size = delivered.size;
    for (const record of isDelta ? [...row].reverse() : row) {
      const name = nameOf(record.kind, record.sourceId);
      if (!delivered.has(name)) delivered.set(name, record);
    }
    if (delivered.size === size) repeating += 1;
  }
  const missing = [...before.keys()].filter((name) => !delivered.has(name));
  const kept = new Set(missing.filter(stays));
  // A Set goes on to what is added to it meanwhile.
  for (const name of kept) {
    for (const target of Object.values(before.get(name)!.targets)) {
      if (target !== null && !delivered.has(target)) kept.add(target);
    }
  }
  const model: Model = new Map([...before].filter(([name]) => kept.has(name)));
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  for (const [name, record] of delivered) {
    const targets = Object.fromEntries(
      referencesOf(record).map(({ kind, key }) => {
        const target = key === null ? null : nameOf(kind, key);
        return [kind, target !== null && isThere(target) ? target : null];
      }),
    );
    const now: Stored = { record, targets };
    const known = before.get(name);
    if (known === undefined) counts.inserted += 1;
    else counts[isDeepStrictEqual(known, now) ? 'unchanged' : 'updated'] += 1;
    model.set(name, now);
  }
  const skipped = {
    ...(blank > 0 ? { BLANK: blank } : {}),
    ...(repeating > 0 ? { DUPLICATE: repeating } : {}),
  };
  return {
    model,
    counts: {
      rowsRead: rows.length,
      rowsUsed: live.length - repeating,
      rowsQuarantined: quarantined,
      rowsSkipped: blank + repeating,
      skipped,
      records: delivered.size,
      ...counts,
      removed: missing.length - kept.size,
    },
    removalsWithheld: isDelta
      ? {}
      : countKinds(
          missing.filter((name) => !came.has(name)),
          withheld,
        ),
  };
}

const key = fc.constantFrom('1', '2', '3', '4');
const keyOrNone = fc.option(key);
const record: fc.Arbitrary<HubRecord> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(key, fc.constantFrom('Kim', 'Robin')).map(([id, name]) => aStaff(id, { name })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(key, fc.constantFrom(1990, 1990, 1991))
      .map(([id, birthYear]) => aPerson(id, { birthYear })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        key,
        key,
        keyOrNone,
        fc.constantFrom('UTREDS', 'BESLUTAT') as fc.Arbitrary<'UTREDS' | 'BESLUTAT'>,
      )
      .map(([id, person, handlaggareSourceId, status]) => aCase(id, person, { handlaggareSourceId, status })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(key, key, keyOrNone, fc.constantFrom('1.50', '2'))
      .map(([id, caseId, decidedBySourceId, amount]) => aDecision(id, caseId, { decidedBySourceId, amount })),
  },
);
const quarantined = (row: number) =>
  ({
    fate: 'quarantined',
    place: { file: 'test.csv', sheet: null, row },
    faults: [{ reason: 'VALUE_INVALID', column: 'Datum', remedy: 'Correct it.' }],
    raw: { Datum: 'x' },
  }) as const;
const row: fc.Arbitrary<(number: number) => SourceRow> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .array(record, { minLength: 1, maxLength: 3 })
      .map((records) => (n: number) => aRow(n, ...records)),
  },
  {
    weight: 3,
    arbitrary: fc.array(record, { minLength: 1, maxLength: 2 }).map(
      (records) =>
        (n: number): SourceRow => ({ ...quarantined(n), keys: records, kindsWithoutKey: [] }),
    ),
  },
  {
    weight: 1,
    arbitrary: record.map(
      ({ kind }) =>
        (n: number): SourceRow => ({ ...quarantined(n), keys: [], kindsWithoutKey: [kind] }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant(
      (n: number): SourceRow => ({
        fate: 'skipped',
        place: { file: 'test.csv', sheet: null, row: n },
        reason: 'BLANK',
      }),
    ),
  },
);
const delivery = fc.record({
  rows: fc.array(row, { maxLength: 14 }).map((rows) => rows.map((make, index) => make(index + 2))),
  isDelta: fc.boolean(),
});

describe('the equations of a run', () => {
  let test: TestDatabase;
  let openRun: OpenSourceRun;
  beforeAll(async () => {
    test = await createTestDatabase({ migrations: [CreateSmallModel1795348899000] });
    openRun = createOpenRun(test.database, test.keyRing, smallSpecs);
  });
  afterAll(() => test.drop());

  it('hold for any series of deliveries, and the model is what the deliveries say', async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 4 }), async (deliveries) => {
        number += 1;
        const id = `source-${number}`;
        let model: Model = new Map();
        for (const { rows, isDelta } of deliveries) {
          const outcome = await deliver(aSource({ id, delivery: isDelta ? 'delta' : 'complete' }), rows);
          const expected = expectedRun(model, rows, isDelta);
          expect(outcome.counts).toEqual(expected.counts);
          expect(outcome.removalsWithheld).toEqual(expected.removalsWithheld);
          model = expected.model;
          expect(await storedRecords(id)).toEqual(linesOf(id, model));
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  /** Delivers, and once more if the guard held it: then with the word of somebody who has looked. */
  async function deliver(source: SourceDescription, rows: readonly SourceRow[]): Promise<RunOutcome> {
    let outcome: RunOutcome | undefined;
    while (outcome?.state !== 'DONE') {
      const run = await openRun(source, outcome && { accepts: { runId: outcome.runId, by: 'somebody' } });
      await run.write(rows);
      outcome = await run.finish(null);
    }
    return outcome;
  }

  /** One line per stored row: id, content hash and references. */
  async function storedRecords(sourceId: string): Promise<string[]> {
    const { rows } = await test.owner.query<{ line: string }>(
      `select concat_ws(' ', id, encode(content_hash, 'hex'), person_id, coalesce(handlaggare_id, '-')) as line from small.cases where source_id = $1
       union all select concat_ws(' ', id, encode(content_hash, 'hex'), case_id, coalesce(decided_by_id, '-')) from small.decisions where source_id = $1
       union all select concat_ws(' ', id, encode(content_hash, 'hex')) from small.persons where source_id = $1
       union all select concat_ws(' ', id, encode(content_hash, 'hex')) from small.staff where source_id = $1`,
      [sourceId],
    );
    return rows.map((stored) => stored.line).sort();
  }

  function linesOf(sourceId: string, model: Model): string[] {
    const keys = test.keyRing.namndKeys('2080-LSS');
    const idOf = (name: string | null) => {
      if (name === null) return '-';
      const [kind, own] = name.split(' ') as [RecordKind, string];
      return keys.opaqueId(kind, '2080', sourceId, own);
    };
    return [...model.entries()]
      .map(([name, stored]) =>
        [
          idOf(name),
          keys.contentHash(stored.record).toString('hex'),
          ...Object.values(stored.targets).map(idOf),
        ].join(' '),
      )
      .sort();
  }
});
