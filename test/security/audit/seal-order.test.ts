import { afterAll, beforeAll, expect, it } from 'vitest';
import { AuditSealer, expireLog } from '../../../subgraphs/kit/src/index.js';
import { connect } from '../../support/test-database.js';
import { SealedLog } from './sealed-log.js';

let log: SealedLog;
beforeAll(async () => {
  log = await SealedLog.open();
});
afterAll(() => log?.close());

const insert = `insert into audit.entries (kommun_code, namnd_id, operation_id, issuer, subject, role, purpose, ground,
    entity, ids, fields) values ('2080', '2080-LSS', $1, 'i', 's', 'it', 'TEKNIK', 'OWN_NAMND', 'Person', '{}', '{}')`;

it('seals entries in the order they are committed, passing over none whose id came first', async () => {
  const slow = await connect(log.test.urls.app);
  await slow.query('begin');
  await slow.query(insert, ['slow']);
  const fast = await connect(log.test.urls.app);
  await fast.query(insert, ['fast']);
  await log.sealer.flush();
  expect(await log.verify()).toMatchObject({ isWhole: true, entries: 1, waiting: 0 });
  await slow.query('commit');
  expect(await log.verify()).toMatchObject({ isWhole: true, entries: 2, waiting: 1 });
  await log.sealer.flush();
  await log.sealer.flush();
  expect(await log.verify()).toMatchObject({ isWhole: true, entries: 2, waiting: 0 });
  const { rows } = await log.test.owner.query<{ operation_id: string }>(
    `select operation_id from audit.seals, unnest(entry_ids) with ordinality as sealed (id, place)
       join audit.entries using (id) order by number, place`,
  );
  expect(rows.map((row) => row.operation_id)).toEqual(['fast', 'slow']);
  await Promise.all([slow.end(), fast.end()]);
});

it('loses none and doubles none of many written at once while it works', async () => {
  const writers = await Promise.all(Array.from({ length: 6 }, () => connect(log.test.urls.app)));
  let isWriting = true;
  const sealing = (async () => {
    while (isWriting) await log.sealer.flush();
  })();
  await Promise.all(
    writers.map(async (writer, index) => {
      for (let round = 0; round < 40; round++) {
        await writer.query('begin');
        await writer.query(insert, [`${index} ${round}`]);
        if (round % 5 === index % 5) await writer.query('select pg_sleep(0.01)');
        await writer.query(round % 7 === 0 ? 'rollback' : 'commit');
      }
      await writer.end();
    }),
  );
  isWriting = false;
  await sealing;
  await log.sealer.flush();
  const verdict = await log.verify();
  expect(verdict).toMatchObject({ isWhole: true, waiting: 0, entries: 2 + 6 * 34 });
  const { rows } = await log.test.owner.query<{ all: number; once: number }>(
    'select count(*)::int as all, count(distinct id)::int as once from audit.seals, unnest(entry_ids) as id',
  );
  expect(rows[0]).toEqual({ all: verdict.entries, once: verdict.entries });
});

it('is whole whenever it is verified while entries are written and sealed', async () => {
  const writer = await connect(log.test.urls.app);
  let isWriting = true;
  const writing = (async () => {
    while (isWriting) {
      await writer.query(insert, ['meanwhile']);
      await log.sealer.flush();
    }
  })();
  for (let round = 0; round < 12; round++) {
    expect(await log.verify()).toMatchObject({ isWhole: true, faults: [] });
  }
  isWriting = false;
  await writing;
  await writer.end();
});

it('is the work of one sealer at a time; another takes over when that one has stopped', async () => {
  const { url, folder, signer } = { url: log.test.urls.audit, folder: log.folder, signer: log.signer };
  const other = new AuditSealer({ url, folder, signer, onFailure: (error) => log.failures.push(error) });
  await log.test.owner.query(insert, ['for either']);
  await other.flush();
  expect(await log.verify()).toMatchObject({ isWhole: true, waiting: 1 });
  await log.sealer.stop();
  await log.test.owner.query(insert, ['for the other']);
  await other.flush();
  expect(await log.verify()).toMatchObject({ isWhole: true, waiting: 0 });
  await other.stop();
  expect(log.failures).toEqual([]);
});

it('goes on after a restore, where transactions count anew', async () => {
  await log.test.owner.query(`update audit.sealing set snapshot = '1000000000:1000000000:'::pg_snapshot`);
  await log.test.owner.query(insert, ['after the restore']);
  await log.sealer.flush();
  await log.test.owner.query(insert, ['and another']);
  await log.sealer.flush();
  const { rows } = await log.test.owner.query<{ all: number; once: number }>(
    'select count(*)::int as all, count(distinct id)::int as once from audit.seals, unnest(entry_ids) as id',
  );
  expect(rows[0]?.all).toBe(rows[0]?.once);
  expect(await log.verify()).toMatchObject({ isWhole: true, waiting: 0, entries: rows[0]?.all });
});

it('lets its login do nothing but seal, and the app do nothing but add', async () => {
  const audit = await connect(log.test.urls.audit);
  await expect(audit.query('update audit.entries set role = role')).rejects.toThrow(/permission/);
  await expect(audit.query('delete from audit.seals')).rejects.toThrow(/permission/);
  await expect(audit.query('update audit.seals set number = number')).rejects.toThrow(/permission/);
  await expect(audit.query('delete from audit.checkpoints')).rejects.toThrow(/permission/);
  await expect(audit.query('select from hub.namnd_keys')).rejects.toThrow(/permission/);
  await audit.end();
  const app = await connect(log.test.urls.app);
  expect((await app.query('select id from audit.entries')).rows).toEqual([]);
  await expect(app.query('select from audit.seals')).rejects.toThrow(/permission/);
  await expect(
    app.query(
      insert.replace('(kommun_code,', '(at, kommun_code,').replace("('2080',", "('2020-01-01', '2080',"),
      ['x'],
    ),
  ).rejects.toThrow(/permission/);
  await app.end();
});

it('takes months away whose time is over, leaving a signed boundary that verification begins after', async () => {
  const { owner } = log.test;
  await owner.query(
    `create table audit.entries_2021_03 partition of audit.entries for values from ('2021-02-28 23:00Z') to ('2021-03-31 22:00Z')`,
  );
  await log.add(30, '2021-03-10');
  const options = { url: log.test.ownerUrl, folder: log.folder, signer: log.signer, before: '2021-04-01' };
  await expect(expireLog(options)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await log.sealer.flush();
  const before = await log.verify();
  expect(await expireLog(options)).toEqual({ months: ['2021-03-01'], chains: 3, entries: 30 });
  const after = await log.verify();
  expect(after).toMatchObject({ isWhole: true, expired: 3, entries: before.entries - 30 });
  await log.add(1, '2021-03-11');
  expect((await log.verify()).isWhole).toBe(false);
  await owner.query(`delete from audit.entries where at < '2022-01-01'`);
  expect((await log.verify()).isWhole).toBe(true);
});

it('keeps an entry of a month without a partition', async () => {
  const { rows } = await log.test.owner.query(
    `insert into audit.entries (kommun_code, namnd_id, at, operation_id, issuer, subject, role, purpose, ground, entity, ids, fields)
     values ('2080', '2080-LSS', '2031-01-01', 'x', 'i', 's', 'it', 'TEKNIK', 'OWN_NAMND', 'Person', '{}', '{}')
     returning tableoid::regclass::text as partition`,
  );
  expect(rows).toEqual([{ partition: 'audit.entries_rest' }]);
  await log.sealer.flush();
  expect((await log.verify()).isWhole).toBe(true);
});
