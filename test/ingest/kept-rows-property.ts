import fc from 'fast-check';
import { expect } from 'vitest';
import type { SourceDescription } from '../../schema/src/index.js';
import { createOpenRun, type OpenSourceRun } from '../../subgraphs/kit/src/index.js';
import { type MadeRow, madeRows, replayMade } from '../support/replayable-source.js';
import { aPerson, aSource, smallSpecs } from '../support/small-model.js';
import type { TestDatabase } from '../support/test-database.js';
import { contentOf, KeptRowsModel, type Stored } from './kept-rows-model.js';

const version = fc.integer({ min: 0, max: 2 });
const person = fc
  .tuple(fc.constantFrom('1', '2', '3', '4'), fc.constantFrom(1990, 1991, 1992))
  .map(([id, birthYear]) => aPerson(id, { birthYear, personkrets: 'P1' }));
const row: fc.Arbitrary<MadeRow> = fc.record({
  records: fc.uniqueArray(person, { minLength: 1, maxLength: 2, selector: ({ sourceId }) => sourceId }),
  readableFrom: fc.constantFrom(0, 0, 1, 2),
  codeFrom: fc.constantFrom(0, 0, 1, 2),
  hasKeys: fc.constantFrom(true, true, true, false),
});
const rows = fc.array(row, { maxLength: 7 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('deliver' as const), rows, version }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('replay' as const), version }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('crash' as const), rows, version, isKilled: fc.boolean() }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/**
 * Takes sources of any rows through any series of deliveries, replays by any
 * version of the mapping, and runs that break off, and holds every count and
 * the stored records against a model of what should be.
 */
export async function holdAgainstModel(test: TestDatabase, numRuns: number): Promise<void> {
  const openRun = createOpenRun(test.database, test.keyRing, smallSpecs);
  let number = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 2, maxLength: 7 }),
      fc.boolean(),
      async (steps: readonly Step[], isDelta) => {
        number += 1;
        const source = aSource({
          id: `source-${number}`,
          delivery: isDelta ? 'delta' : 'complete',
          kinds: ['person'],
        });
        const model = new KeptRowsModel(isDelta);
        for (const each of steps) {
          await take(test, openRun, source, model, each);
          expect(await storedPersons(test, source.id)).toEqual(new Map([...model.stored].sort()));
          expect(await keptRows(test, source.id)).toEqual(model.kept.map(({ state }) => state).sort());
        }
        await refuseChangeBySecondReplay(openRun, source, test);
      },
    ),
    { numRuns },
  );
}

async function take(
  test: TestDatabase,
  openRun: OpenSourceRun,
  source: SourceDescription,
  model: KeptRowsModel,
  each: Step,
): Promise<void> {
  if (each.does === 'replay') {
    const { counts } = await replayMade(openRun, source, each.version);
    expect(counts).toMatchObject(model.replay(each.version));
    return;
  }
  const run = await openRun(source);
  await run.write(madeRows(each.rows, each.version));
  if (each.does === 'deliver') {
    const { counts } = await run.finish(null);
    expect(counts).toMatchObject(model.deliver(each.rows, each.version));
  } else if (each.isKilled) {
    await test.owner.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`);
    await expect(run.finish(null)).rejects.toThrow();
  } else await run.abort('SYNC_CANCELLED');
}

/** A replay by a mapping that says the same twice finds nothing to do the second time. */
async function refuseChangeBySecondReplay(
  openRun: OpenSourceRun,
  source: SourceDescription,
  test: TestDatabase,
): Promise<void> {
  await replayMade(openRun, source, 1);
  const before = await storedPersons(test, source.id);
  const { counts } = await replayMade(openRun, source, 1);
  expect(counts).toMatchObject({ inserted: 0, updated: 0, removed: 0 });
  expect(await storedPersons(test, source.id)).toEqual(before);
}

const contents = [1990, 1991, 1992].flatMap((birthYear) =>
  (['P1', null] as const).map((personkrets) => ({ birthYear, personkrets })),
);

/** What is stored, told by the content hash of the few records there can be. */
async function storedPersons(test: TestDatabase, sourceId: string): Promise<Stored> {
  const keys = test.keyRing.namndKeys('2080-LSS');
  const known = new Map(
    ['1', '2', '3', '4'].flatMap((id) =>
      contents.map((changes) => {
        const record = aPerson(id, changes);
        const name = `${keys.opaqueId('person', '2080', sourceId, id)} ${keys.contentHash(record).toString('hex')}`;
        return [name, [id, contentOf(record)]] as const;
      }),
    ),
  );
  const { rows: found } = await test.owner.query<{ name: string }>(
    `select id || ' ' || encode(content_hash, 'hex') as name from small.persons where source_id = $1`,
    [sourceId],
  );
  return new Map(found.map(({ name }) => known.get(name) ?? (['?', name] as const)).sort());
}

async function keptRows(test: TestDatabase, sourceId: string): Promise<string[]> {
  const { rows: found } = await test.owner.query<{ state: string }>(
    `select state from hub.kept_rows where source_id = $1 and state <> 'SETTLED' order by state`,
    [sourceId],
  );
  return found.map(({ state }) => state);
}
