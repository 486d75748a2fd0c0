import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealedColumnsOfHub } from '../../../gateway/src/hub/lifecycle/sealed-columns-of-hub.js';
import {
  exportNamnd,
  type LeaveOptions,
  leaveHub,
  registerSource,
} from '../../../subgraphs/kit/src/index.js';
import { aCase, aPerson } from '../../support/small-model.js';
import { falun, mora, openWorld, type World } from '../../support/two-namnder.js';

let world: World;
let options: LeaveOptions;
let lines: string[];
let digest: string;

const persons = (kommunCode: string, name: string) => [
  aPerson('p1', { kommunCode, name }),
  aCase('c1', 'p1', { kommunCode, caseNumber: 'LSS 2026-1' }),
];

beforeAll(async () => {
  world = await openWorld();
  const { urls, keyRing, owner } = world.test;
  options = { url: urls.lifecycle, keyRing, columns: sealedColumnsOfHub };
  await world.deliver(falun, persons('2080', 'Robin Förr'));
  await world.deliver(falun, persons('2080', 'Robin Nu'));
  await world.deliver(mora, persons('2034', 'Kim'));
  await world.agree();
  await owner.query(
    `insert into delegation.orders (kommun_code, id, namnd_id, version, adopted_on, valid_from, imported_at, content_hash)
     values ('2080', 'o1', '2080-LSS', '1', '2026-01-01', '2026-01-01', now(), '')`,
  );
  await owner.query(
    `insert into delegation.points (kommun_code, order_id, ordinal, number, kinds, lagrum, level, conditions, sub_delegation, reporting)
     values ('2080', 'o1', 1, '1', '{D02}', '{}', 'HANDLAGGARE', '[]', false, 'ALLA')`,
  );
  await owner.query(
    `insert into audit.entries (kommun_code, namnd_id, operation_id, issuer, subject, role, purpose, ground, entity, ids, fields)
     values ('2080', '2080-LSS', 'o', 'i', 's', 'handlaggare', 'HANDLAGGNING', 'OWN_NAMND', 'Person', '{}', '{}')`,
  );
});
afterAll(() => world?.drop());

async function handOver(): Promise<void> {
  lines = [];
  digest = await exportNamnd('2080-LSS', 'issuer anna', options, async (given) => {
    for await (const line of given) lines.push(line);
  });
}

const receipt = (changes: object = {}) => ({ digest, by: 'issuer bo', backupDays: 35, ...changes });

it('hands over everything of the nämnd in clear, history included, and nothing of another', async () => {
  await handOver();
  expect(createHash('sha256').update(lines.join('')).digest('hex')).toBe(digest);
  const rows = lines.map((line) => JSON.parse(line));
  expect(rows.at(-1)).toEqual({ type: 'end', rows: rows.length - 2 });
  const names = (table: string) => rows.filter((line) => line.table === table).map((line) => line.row.name);
  expect([names('cases.persons'), names('cases.persons_history')]).toEqual([['Robin Nu'], ['Robin Förr']]);
  expect(rows.find((line) => line.table === 'cases.cases').row.case_number).toBe('LSS 2026-1');
  expect(rows.filter((line) => line.table === 'delegation.points')).toHaveLength(1);
  const text = lines.join('');
  expect(text).not.toContain('Kim');
  expect(text).not.toMatch(/wrapped|_hash|_cipher/);
});

it('removes nothing without a receipt that holds', async () => {
  await expect(leaveHub('2080-LSS', receipt({ by: 'issuer anna' }), options)).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  await expect(leaveHub('2080-LSS', receipt({ digest: '00' }), options)).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  await expect(leaveHub('2062-LSS', receipt(), options)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await world.deliver(falun, persons('2080', 'Robin Senare'));
  await expect(leaveHub('2080-LSS', receipt(), options)).rejects.toThrow(/changed since/);
  const { rows } = await world.test.owner.query(`select from cases.persons where namnd_id = '2080-LSS'`);
  expect(rows).toHaveLength(1);
});

it('removes rows and keys in one go, leaves the others and the log alone, and tells until when backups hold it', async () => {
  const { owner } = world.test;
  await handOver();
  const of = async (namndId: string) => {
    const { rows: tables } = await owner.query<{ name: string; column: string }>(
      `select table_schema || '.' || table_name as name, column_name as column from information_schema.columns
        where column_name in ('namnd_id', 'home_namnd_id') and table_schema not in ('information_schema', 'pg_catalog', 'audit')
          and table_name <> 'departures'`,
    );
    const counts: [string, number][] = [];
    for (const { name, column } of tables) {
      const { rows } = await owner.query<{ count: number }>(
        `select count(*)::int as count from ${name} where ${column} = $1`,
        [namndId],
      );
      const [found] = rows;
      if (found !== undefined && found.count > 0) counts.push([name, found.count]);
    }
    return Object.fromEntries(counts);
  };
  const others = [await of('2062-LSS'), await of('2026-LSS')];
  const departure = await leaveHub('2080-LSS', receipt(), options);
  expect(departure.removed).toMatchObject({
    'cases.persons': 1,
    'cases.persons_history': 2,
    'hub.namnd_keys': 1,
    'delegation.points': 1,
  });
  expect(departure.backupsUntil > departure.leftAt.slice(0, 10)).toBe(true);
  expect(await of('2080-LSS')).toEqual({});
  expect([await of('2062-LSS'), await of('2026-LSS')]).toEqual(others);
  expect((await owner.query(`select from hub.namnder where id = '2080-LSS'`)).rows).toEqual([]);
  expect((await owner.query(`select from audit.entries where namnd_id = '2080-LSS'`)).rows).toHaveLength(1);
  await expect(options.keyRing.refresh(['2080-LSS'])).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('does not let a source of a nämnd that has left back in unawares', async () => {
  const { database, keyRing } = world.test;
  await expect(registerSource(database, keyRing, falun)).rejects.toMatchObject({ code: 'ADAPTER_INVALID' });
  await registerSource(database, keyRing, mora);
});
