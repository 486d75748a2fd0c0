import type { Caller } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCaller, aGrant } from '../../../../test/support/callers.js';
import {
  aCase,
  aPerson,
  aSource,
  aStaff,
  CreateSmallModel1795348899000,
  rowsOf,
  smallSpecs,
} from '../../../../test/support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { createOpenRun } from '../ingest/open-run.js';
import { Session } from './session.js';

const statements: string[] = [];
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase({
    migrations: [CreateSmallModel1795348899000],
    onStatement: (statement) => statements.push(statement),
  });
  const openRun = createOpenRun(test.database, test.keyRing, smallSpecs);
  const sources = [
    aSource(),
    aSource({
      id: 'mora-test',
      namnd: { id: '2062-LSS', name: 'Gemensam nämnd' },
      kommunCodes: ['2062', '2034'],
    }),
  ];
  for (const source of sources) {
    const run = await openRun(source);
    for (const kommunCode of source.kommunCodes) {
      const of = (name: string) => `${kommunCode}-${name}`;
      await run.write(
        rowsOf(
          aStaff(of('s1'), { kommunCode }),
          aPerson(of('p1'), { kommunCode }),
          aCase(of('own'), of('p1'), { kommunCode, handlaggareSourceId: of('s1') }),
          aCase(of('queue'), of('p1'), { kommunCode }),
          aCase(of('closed'), of('p1'), { kommunCode, closedOn: '2025-06-01' }),
        ),
      );
    }
    await run.finish(null);
  }
});
afterAll(() => test.drop());

function open(caller: Caller): Session {
  return new Session({ database: test.database, keyRing: test.keyRing, caller });
}

async function visibleCases(caller: Caller): Promise<number> {
  const session = open(caller);
  const rows = await session.query('select id from small.cases');
  await session.close();
  return rows.length;
}

const ownId = (kommunCode = '2080', namndId = '2080-LSS', source = 'falun-test') =>
  test.keyRing.namndKeys(namndId).opaqueId('staff', kommunCode, source, `${kommunCode}-s1`);

describe('the row rules', () => {
  it('show nothing without a context', async () => {
    expect(await test.database.app.query('select id from small.cases')).toEqual([]);
    expect(await test.database.app.query('select id from small.persons')).toEqual([]);
    expect(await test.database.app.query('select id from hub.uppdrag')).toEqual([]);
  });

  it('show nothing to a caller without grants', async () => {
    expect(await visibleCases(aCaller({ grants: [] }))).toBe(0);
  });

  it('show own cases and the queue of the granted nämnd', async () => {
    expect(await visibleCases(aCaller())).toBe(1);
    expect(await visibleCases(aCaller({ grants: [aGrant({ handlaggareIds: [ownId()] })] }))).toBe(2);
  });

  it('show nothing of a nämnd for another task or of a foreign nämnd', async () => {
    expect(await visibleCases(aCaller({ grants: [aGrant({ task: 'SJUKLON' })] }))).toBe(0);
    expect(await visibleCases(aCaller({ grants: [aGrant({ namndId: '2026-LSS' })] }))).toBe(0);
  });

  it('show only the granted kommun of a nämnd that serves several', async () => {
    const grant = aGrant({ namndId: '2062-LSS', kommunCodes: ['2034'], ground: 'AGREEMENT' });
    const session = open(aCaller({ grants: [grant] }));
    const rows = await session.query<{ kommun_code: string }>('select kommun_code from small.persons');
    await session.close();
    expect(rows).toEqual([{ kommun_code: '2034' }]);
  });

  it('do not carry a context over to the next use of the connection', async () => {
    await Promise.all([1, 2, 3, 4].map(() => visibleCases(aCaller())));
    expect(await test.database.app.query('select id from small.cases')).toEqual([]);
  });

  it('let quarantine and unmapped codes be seen by whoever controls the source', async () => {
    await test.owner.query(`insert into hub.quarantine (id, run_id, source_id, namnd_id, file, row_number, reason, remedy)
      select 'q', id, source_id, namnd_id, 'a.csv', 2, 'VALUE_INVALID', 'Correct it.' from hub.runs
       where source_id = 'falun-test'`);
    const seenBy = async (caller: Caller) => {
      const session = open(caller);
      const rows = await session.query('select id from hub.quarantine');
      await session.close();
      return rows.length;
    };
    expect(await seenBy(aCaller({ role: 'it', grants: [] }))).toBe(1);
    expect(await seenBy(aCaller({ role: 'it', namndId: '2062-LSS', grants: [] }))).toBe(0);
    expect(await seenBy(aCaller())).toBe(0);
  });
});

describe('a session', () => {
  it('logs what was handed out, one entry per batch, together with the read', async () => {
    const session = open(aCaller({ operationId: 'logged' }));
    const rows = await session.query<{ id: string }>('select id from small.persons');
    const read = { entity: 'Person', namndId: '2080-LSS', kommunCode: '2080', fields: ['name', 'birthYear'] };
    session.recordRead({ ...read, ids: rows.map((row) => row.id) });
    session.recordRead({ ...read, ids: rows.map((row) => row.id) });
    await session.close();
    const { rows: entries } = await test.owner.query(
      `select kommun_code, namnd_id, subject, role, purpose, ground, entity, ids, fields
         from audit.entries where operation_id = 'logged'`,
    );
    expect(entries).toEqual([
      {
        ...{ kommun_code: '2080', namnd_id: '2080-LSS', subject: 'kim', role: 'handlaggare' },
        ...{ purpose: 'HANDLAGGNING', ground: 'OWN_NAMND', entity: 'Person' },
        ...{ ids: rows.map((row) => row.id), fields: ['birthYear', 'name'] },
      },
    ]);
  });

  it('refuses to hand out rows of a nämnd without a grant', () => {
    const read = { entity: 'Person', namndId: '2062-LSS', kommunCode: '2062', ids: [], fields: [] };
    expect(() => open(aCaller()).recordRead(read)).toThrow(/no grant/);
  });

  it('fails the read when it cannot be logged', async () => {
    await test.owner.query('revoke insert on audit.entries from hub_app');
    const session = open(aCaller());
    await session.query('select id from small.persons');
    session.recordRead({
      entity: 'Person',
      namndId: '2080-LSS',
      kommunCode: '2080',
      ids: ['x'],
      fields: ['name'],
    });
    await expect(session.close()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    await test.owner.query('grant insert on audit.entries to hub_app');
  });

  it('fails the read of a caller without a purpose', async () => {
    const session = open(aCaller({ purpose: null }));
    session.recordRead({
      entity: 'Person',
      namndId: '2080-LSS',
      kommunCode: '2080',
      ids: ['x'],
      fields: ['name'],
    });
    await expect(session.close()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });

  it('fails as a whole with the first statement that failed, without the value in it', async () => {
    const session = open(aCaller());
    await expect(session.query(`select $1::date`, ['19900101-0017x'])).rejects.toThrow(/22007|22008/);
    const failure = await session.close().catch((error: Error) => error);
    expect(String(failure)).not.toContain('19900101');
    expect(failure).toMatchObject({ sqlState: '22007' });
    expect(await visibleCases(aCaller())).toBe(1);
  });

  it('tells the caller of a text that no database can hold', async () => {
    const session = open(aCaller());
    await expect(session.query('select $1::text', ['2080-\0'])).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(session.close()).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('tells the caller that the database went away, and the next one gets a connection that works', async () => {
    const session = open(aCaller());
    const [row] = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
    await test.owner.query('select pg_terminate_backend($1)', [row?.pid]);
    await expect(session.query('select pg_sleep(0.1)')).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
    });
    await expect(session.close()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(await visibleCases(aCaller())).toBe(1);
  });

  it('ends a statement that takes longer than the caller waits, and the next one is not hurried', async () => {
    const session = new Session({
      ...{ database: test.database, keyRing: test.keyRing, caller: aCaller() },
      patienceMs: 50,
    });
    await expect(session.query('select pg_sleep(5)')).rejects.toMatchObject({ code: 'OPERATION_TIMEOUT' });
    await session.abandon();
    const next = open(aCaller());
    expect(await next.query('select pg_sleep(0.1)')).toHaveLength(1);
    await next.close();
  });

  it('keeps TypeORM inside the same transaction, nested ones included', async () => {
    const session = open(aCaller());
    const manager = await session.manager();
    statements.length = 0;
    const inside = await manager.transaction((nested) => nested.query('select id from small.persons'));
    expect(inside).toHaveLength(1);
    expect(statements).toContain('select id from small.persons');
    expect(await session.query('select id from small.persons')).toHaveLength(1);
    await session.close();
  });

  it('gives dates and decimals as text, big integers as numbers and instants in ISO', async () => {
    const session = open(aCaller());
    const [row] = await session.query(
      `select date '2026-01-31' as day, 1.50::numeric as amount, 7::bigint as count,
              timestamptz '2026-01-31 12:00+01' as at`,
    );
    await session.close();
    expect(row).toEqual({ day: '2026-01-31', amount: '1.50', count: 7, at: '2026-01-31T11:00:00.000Z' });
  });

  it('lets the hook hear statements without parameters', async () => {
    statements.length = 0;
    const session = open(aCaller());
    await session.query(`select  id from small.persons\n where kommun_code = $1 and id <> '199001010017'`, [
      '2080',
    ]);
    await session.close();
    expect(statements).toEqual(["select id from small.persons where kommun_code = $1 and id <> '…'"]);
  });

  it('reads nothing more once it has ended, and takes no other connection for it', async () => {
    const session = open(aCaller());
    await session.query('select id from small.persons');
    const late = session.query('select id from small.cases');
    const closed = session.close();
    await expect(late).rejects.toThrow(/has ended/);
    await closed;
    await expect(session.query('select id from small.cases')).rejects.toThrow(/has ended/);
    await expect(session.manager()).rejects.toThrow(/has ended/);
    const abandoned = open(aCaller());
    await abandoned.abandon();
    await expect(abandoned.query('select id from small.cases')).rejects.toThrow(/has ended/);
    const { rows } = await test.owner.query(
      `select count(*)::int as held from pg_stat_activity
        where usename = 'hub_app' and datname = current_database() and state like 'idle in transaction%'`,
    );
    expect(rows).toEqual([{ held: 0 }]);
  });

  it('gives a connection back clean when the context was refused', async () => {
    await test.owner.query('revoke execute on function set_config from public');
    const session = open(aCaller());
    await expect(session.query('select 1')).rejects.toThrow(/42501|permission denied/);
    await session.abandon();
    await test.owner.query('grant execute on function set_config to public');
    expect(await visibleCases(aCaller())).toBe(1);
  });

  it('logs a look-up without a hit where the caller could have found something', async () => {
    const joint = aGrant({ namndId: '2062-LSS', kommunCodes: ['2034'], ground: 'AGREEMENT' });
    const session = open(aCaller({ operationId: 'missed', grants: [aGrant(), joint] }));
    for (const kommunCode of ['2034', '2026']) {
      session.recordMiss({ entity: 'Case', kommunCode, fields: ['status'] });
    }
    await session.close();
    const { rows } = await test.owner.query(
      `select namnd_id, kommun_code, ground, ids from audit.entries where operation_id = 'missed' order by namnd_id`,
    );
    expect(rows).toEqual([
      { namnd_id: '2062-LSS', kommun_code: '2034', ground: 'AGREEMENT', ids: [] },
      // No grant reaches Gagnef: the own nämnd answers for whom it employs.
      { namnd_id: '2080-LSS', kommun_code: '2080', ground: 'OWN_NAMND', ids: [] },
    ]);
  });

  it('opens no keys of a nämnd that the caller has nothing to do with', async () => {
    await expect(open(aCaller()).keys('2062-LSS')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await open(aCaller()).keys('2080-LSS')).namndId).toBe('2080-LSS');
  });

  it('asks the database nothing when nothing was asked of it', async () => {
    statements.length = 0;
    await open(aCaller()).close();
    expect(statements).toEqual([]);
  });
});
