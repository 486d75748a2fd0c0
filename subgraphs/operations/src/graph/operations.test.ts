import { type Caller, HubError } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase, aPerson, aStaff } from '../../../../test/support/small-model.js';
import { codesOf, falun, mora, openWorld, type World } from '../../../../test/support/two-namnder.js';
import type { SyncStarter } from '../ports/index.js';
import { createOperationsSubgraph } from '../subgraph.js';

const operations = createOperationsSubgraph();

describe('operations through the graph', () => {
  let world: World;
  let runId: string;
  const started: unknown[] = [];
  const syncStarter: SyncStarter = {
    start: async (sourceId, options) => {
      if (sourceId === 'busy') throw new HubError('SYNC_RUNNING', 'A run is under way.');
      started.push(options === undefined ? sourceId : [sourceId, options]);
      return runId;
    },
    replay: async (sourceId) => {
      started.push(`replay of ${sourceId}`);
      return runId;
    },
  };
  beforeAll(async () => {
    world = await openWorld();
    ({ runId } = await world.deliver(falun, [
      aStaff('s1'),
      aPerson('p1'),
      aCase('c1', 'p1'),
      aCase('c2', 'missing'),
    ]));
    await world.deliver(mora, [{ ...aPerson('p1'), kommunCode: '2034' }]);
    await world.agree({ validTo: '2027-06-30' });
    Object.assign(world.services, { syncStarter });
  });
  afterAll(() => world.drop());

  const ask = (text: string, caller = world.caller('region', 'STATISTIK'), variables = {}) =>
    world.ask(operations as never, caller, text, variables);

  it('tells every caller the state, age and last run of each source, and no content', async () => {
    const { data, errors } =
      await ask(`{ sources { id system state ageSeconds asOf kommun { name } kommuner { code }
      namnd { id name } lastRun { state rowsRead rowsUsed rowsQuarantined rowsSkipped skipped { reason count }
        records inserted updated unchanged removed removedByKind { kind } errorCode } } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      sources: [
        {
          ...{
            id: 'gagnef-test',
            system: 'Test',
            state: 'STALE',
            ageSeconds: null,
            asOf: null,
            lastRun: null,
          },
          ...{ kommun: { name: 'Gagnef' }, kommuner: [{ code: '2026' }] },
          namnd: { id: '2026-LSS', name: 'Socialnämnden' },
        },
        {
          ...{
            id: 'mora-test',
            system: 'Test',
            state: 'OK',
            ageSeconds: 0,
            asOf: '2026-11-22T12:00:00.000Z',
          },
          ...{ kommun: { name: 'Mora' }, kommuner: ['2062', '2034', '2039'].map((code) => ({ code })) },
          namnd: { id: '2062-LSS', name: 'Gemensamma nämnden' },
          lastRun: {
            ...{ state: 'DONE', rowsRead: 1, rowsUsed: 1, rowsQuarantined: 0, rowsSkipped: 0, skipped: [] },
            ...{
              records: 1,
              inserted: 1,
              updated: 0,
              unchanged: 0,
              removed: 0,
              removedByKind: [],
              errorCode: null,
            },
          },
        },
        {
          ...{
            id: 'falun-test',
            system: 'Test',
            state: 'PARTIAL',
            ageSeconds: 0,
            asOf: '2026-11-22T12:00:00.000Z',
          },
          ...{ kommun: { name: 'Falun' }, kommuner: [{ code: '2080' }] },
          namnd: { id: '2080-LSS', name: 'Omvårdnadsnämnden' },
          lastRun: {
            ...{ state: 'DONE', rowsRead: 4, rowsUsed: 3, rowsQuarantined: 1, rowsSkipped: 0, skipped: [] },
            ...{
              records: 3,
              inserted: 3,
              updated: 0,
              unchanged: 0,
              removed: 0,
              removedByKind: [],
              errorCode: null,
            },
          },
        },
      ],
    });
  });

  it('finds the sources of a kommun, also one that the seat is not in', async () => {
    const references = ['2039', '2021'].map((code) => ({ __typename: 'Kommun', code }));
    const text = `query ($references: [_Any!]!) { sources(kommunCodes: ["2039"]) { id }
      _entities(representations: $references) { ... on Kommun { name sources { id } } } }`;
    const { data } = await ask(text, undefined, { references });
    expect(data).toEqual({
      sources: [{ id: 'mora-test' }],
      _entities: [
        { name: 'Älvdalen', sources: [{ id: 'mora-test' }] },
        { name: 'Vansbro', sources: [] },
      ],
    });
  });

  it('plans the next run one interval after the last began', async () => {
    const { data } = await ask('{ sources(kommunCodes: ["2080"]) { nextRunAt lastRun { startedAt } } }');
    const [{ nextRunAt, lastRun }] = (
      data as { sources: [{ nextRunAt: string; lastRun: { startedAt: string } }] }
    ).sources;
    expect(Date.parse(nextRunAt) - Date.parse(lastRun.startedAt)).toBe(24 * 3_600_000);
  });

  it('finds a run by id, and none under what is no id', async () => {
    const { data, errors } = await ask(
      'query ($id: ID!) { known: syncRun(id: $id) { id state } unknown: syncRun(id: "x") { id } }',
      undefined,
      { id: runId },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ known: { id: runId, state: 'DONE' }, unknown: null });
  });

  it('tells what stopped a run to the IT of the nämnd that owns the source, and to others the code alone', async () => {
    const message = 'beslut.csv: Kolumnen Insats saknas.';
    const { rows } = await world.test.owner.query<{ id: string }>(
      `insert into hub.runs (id, source_id, namnd_id, state, finished_at, error_code, error_message)
       values (gen_random_uuid(), 'falun-test', '2080-LSS', 'FAILED', now(), 'SOURCE_REFUSED', $1) returning id`,
      [message],
    );
    const text = 'query ($id: ID!) { syncRun(id: $id) { errorCode errorMessage } }';
    const told = async (caller: Caller) => (await ask(text, caller, { id: rows[0]?.id })).data;
    const answer = (errorMessage: string | null) => ({
      syncRun: { errorCode: 'SOURCE_REFUSED', errorMessage },
    });
    expect(await told(world.caller('it', 'TEKNIK'))).toEqual(answer(message));
    expect(await told(world.caller('it', 'TEKNIK', '2026-LSS'))).toEqual(answer(null));
    expect(await told(world.caller('region', 'STATISTIK'))).toEqual(answer(null));
    await world.test.owner.query('delete from hub.runs where id = $1', [rows[0]?.id]);
  });

  describe.each([
    ['starting a run', 'startSync', 'falun-test'],
    ['replaying kept rows', 'replayQuarantine', 'replay of falun-test'],
  ])('%s', (_title, mutation, noted) => {
    const start = (sourceId: string, caller = world.caller('it', 'TEKNIK')) =>
      ask(`mutation ($sourceId: ID!) { started: ${mutation}(sourceId: $sourceId) { id replay } }`, caller, {
        sourceId,
      });

    it('is for the IT of the nämnd that owns the source', async () => {
      expect((await start('falun-test')).data).toEqual({ started: { id: runId, replay: false } });
      expect(started.at(-1)).toEqual(noted);
    });

    it.each([
      ['another nämnd’s source', 'gagnef-test', 'it', 'FORBIDDEN'],
      ['an unknown source', 'nowhere', 'it', 'NOT_FOUND'],
      ['a handläggare', 'falun-test', 'handlaggare', 'FORBIDDEN'],
      ['the region', 'falun-test', 'region', 'FORBIDDEN'],
    ] as const)('is refused for %s', async (_title, sourceId, role, code) => {
      const before = started.length;
      expect(codesOf(await start(sourceId, world.caller(role, null)))).toEqual([code]);
      expect(started).toHaveLength(before);
    });
  });

  describe('accepting a held run', () => {
    const accept = (id: string, caller = world.caller('it', 'TEKNIK')) =>
      ask('mutation ($id: ID!) { acceptRun(id: $id) { id } }', caller, { id });

    it('is for the IT of the nämnd that owns the source, who is noted', async () => {
      expect((await accept(runId.toUpperCase())).data).toEqual({ acceptRun: { id: runId } });
      const accepts = { runId, by: 'https://login.example asking' };
      expect(started.at(-1)).toEqual(['falun-test', { accepts }]);
    });

    it.each([
      ['another nämnd’s run', 'it', '2026-LSS', 'FORBIDDEN'],
      ['a handläggare', 'handlaggare', '2080-LSS', 'FORBIDDEN'],
      ['the region', 'region', null, 'FORBIDDEN'],
    ] as const)('is refused for %s', async (_title, role, namndId, code) => {
      const before = started.length;
      expect(codesOf(await accept(runId, world.caller(role, null, namndId)))).toEqual([code]);
      expect(started).toHaveLength(before);
    });

    it.each(['not an id', '00000000-0000-0000-0000-000000000000'])('finds no run under %j', async (id) => {
      expect(codesOf(await accept(id))).toEqual(['NOT_FOUND']);
    });
  });

  it('lists the agreements of a day with their parties and kinds', async () => {
    const { data } = await ask(`{ agreements(on: "2027-06-30") { name validTo homeKommun { name }
      performingKommun { name } kinds { code name } } ended: agreements(on: "2027-07-01") { name } }`);
    expect(data).toEqual({
      agreements: [
        {
          ...{ name: 'LSS Gagnef och Falun', validTo: '2027-06-30' },
          ...{ homeKommun: { name: 'Gagnef' }, performingKommun: { name: 'Falun' } },
          kinds: [
            { code: 'D02', name: 'Personlig assistans, bifall' },
            { code: 'D07', name: 'Ledsagarservice' },
          ],
        },
      ],
      ended: [],
    });
  });

  it('tells the caller who they are and what they may see, and until when', async () => {
    const text = `{ viewer { subject role kommunCode namndId purpose
      grants { namnd { id name } kommuner { code } task ground validTo } } }`;
    const { data } = await ask(text, await world.handlaggare());
    expect(data).toEqual({
      viewer: {
        ...{
          subject: 'asking',
          role: 'handlaggare',
          kommunCode: '2080',
          namndId: '2080-LSS',
          purpose: 'HANDLAGGNING',
        },
        grants: [
          {
            ...{ namnd: { id: '2080-LSS', name: 'Omvårdnadsnämnden' }, kommuner: [{ code: '2080' }] },
            ...{ task: 'LSS_HANDLAGGNING', ground: 'OWN_NAMND', validTo: null },
          },
          {
            ...{ namnd: { id: '2026-LSS', name: 'Socialnämnden' }, kommuner: [{ code: '2026' }] },
            ...{ task: 'LSS_HANDLAGGNING', ground: 'AGREEMENT', validTo: '2027-06-30' },
          },
        ],
      },
    });
    expect((await ask('{ viewer { role kommunCode grants { task } } }')).data).toEqual({
      viewer: { role: 'region', kommunCode: null, grants: [] },
    });
    expect(world.unexpected).toEqual([]);
  });
});
