import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  AuditSealer,
  auditSigner,
  CheckpointFolder,
  hubMigrations,
  migrate,
  passwordOfAll,
  verifyLog,
} from '../../../subgraphs/kit/src/index.js';
import { connect, createTestDatabase, urlOf } from '../../support/test-database.js';

const asTheyAre = passwordOfAll(null);

it('takes over the log of an earlier version, whoever owns the database, and seals it', async () => {
  const test = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'kommunhub-earlier-'));
  const name = `earlier_${randomBytes(4).toString('hex')}`;
  await test.owner.query(`create role owner_of_${name} login createrole password 'test'`);
  await test.owner.query(`create database ${name} owner owner_of_${name}`);
  await test.owner.query(`grant ${Object.keys(asTheyAre).join(', ')} to owner_of_${name} with admin option`);
  const ownerUrl = urlOf(name, `owner_of_${name}`);
  const isEarlier = ({ name: migration }: { name: string }) =>
    Number(migration.slice(-13)) < 1_795_349_250_000;
  await migrate(ownerUrl, hubMigrations.filter(isEarlier), asTheyAre);
  const before = await connect(ownerUrl);
  await before.query(
    `insert into audit.entries (kommun_code, namnd_id, at, operation_id, issuer, subject, role, purpose, ground, entity, ids, fields)
     select '2080', '2080-LSS', at, 'o', 'i', 's', 'it', 'TEKNIK', 'OWN_NAMND', 'Person', '{}', '{}'
       from unnest(array['2025-12-31 23:30+01', '2026-01-01 00:30+01', now()::text]::timestamptz[]) as at`,
  );
  await migrate(ownerUrl, hubMigrations, asTheyAre);
  await before.query('insert into hub.instance (id, demo) values (gen_random_uuid(), true)');
  const { rows } = await before.query<{ partition: string }>(
    `select relname as partition from pg_inherits join pg_class on oid = inhrelid where inhparent = 'audit.entries'::regclass`,
  );
  expect(rows.map(({ partition }) => partition)).toEqual(
    expect.arrayContaining(['entries_2025_12', 'entries_2026_01', 'entries_rest']),
  );
  const places = { url: urlOf(name, 'hub_audit'), folder: new CheckpointFolder(folder) };
  const signer = auditSigner(randomBytes(32));
  const failures: unknown[] = [];
  const sealer = new AuditSealer({ ...places, signer, onFailure: (error) => failures.push(error) });
  await sealer.stop();
  expect(failures).toEqual([]);
  const verdict = await verifyLog({ ...places, publicKey: signer.publicKey });
  expect(verdict).toMatchObject({ isWhole: true, entries: 3, chains: 3, waiting: 0 });
  await before.end();
  await test.owner.query(`drop database ${name} with (force)`);
  await test.drop();
  await rm(folder, { recursive: true, force: true });
});
