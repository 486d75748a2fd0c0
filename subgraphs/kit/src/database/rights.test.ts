import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CreateSmallModel1795348899000 } from '../../../../test/support/small-model.js';
import { connect, createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ migrations: [CreateSmallModel1795348899000] });
});
afterAll(() => test.drop());

/** Letters of the rights that a login has on a table: Select Insert Update Delete Truncate. */
async function rightsOf(login: string): Promise<Record<string, string>> {
  const { rows } = await test.owner.query<{ name: string; rights: string }>(
    `select schemaname || '.' || tablename as name,
            (select string_agg(left(name, 1), '' order by place) from
               unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) with ordinality as r (name, place)
              where has_table_privilege($1, schemaname || '.' || tablename, r.name)
                 or (r.name <> 'DELETE' and r.name <> 'TRUNCATE'
                     and has_any_column_privilege($1, schemaname || '.' || tablename, r.name))) as rights
       from pg_tables where schemaname in ('hub', 'staging', 'audit', 'small', 'public')`,
    [login],
  );
  return Object.fromEntries(rows.filter((row) => row.rights !== null).map((row) => [row.name, row.rights]));
}

describe('rights of the logins', () => {
  it('let hub_app read, and add to the log', async () => {
    expect(await rightsOf('hub_app')).toEqual({
      'audit.entries': 'SI',
      'hub.agreements': 'S',
      'hub.api_keys': 'SU',
      'hub.break_glass': 'SIU',
      'hub.instance': 'S',
      'hub.kept_rows': 'S',
      'hub.namnd_keys': 'S',
      'hub.namnd_kommuner': 'S',
      'hub.namnder': 'S',
      'hub.other_data_keys': 'S',
      'hub.quarantine': 'S',
      'hub.runs': 'S',
      'hub.samples': 'SI',
      'hub.sources': 'S',
      'hub.unmapped_codes': 'S',
      'hub.uppdrag': 'SIU',
      'hub.used_headers': 'SID',
      'small.cases': 'S',
      'small.cases_history': 'S',
      'small.decisions': 'S',
      'small.decisions_history': 'S',
      'small.persons': 'S',
      'small.persons_history': 'S',
      'small.staff': 'S',
      'small.staff_history': 'S',
    });
  });

  it('let hub_ingest merge into the model and nothing near the log', async () => {
    expect(await rightsOf('hub_ingest')).toEqual({
      'hub.agreements': 'SIUD',
      'hub.departures': 'S',
      'hub.gallrade': 'S',
      'hub.instance': 'S',
      'hub.kept_rows': 'SIUD',
      'hub.namnd_keys': 'SI',
      'hub.namnd_kommuner': 'SI',
      'hub.namnder': 'SIU',
      'hub.other_data_keys': 'S',
      'hub.quarantine': 'SIUD',
      'hub.runs': 'SIU',
      'hub.sources': 'SIU',
      'hub.unmapped_codes': 'SID',
      'hub.uppdrag': 'SIU',
      'small.cases': 'SIUD',
      'small.cases_history': 'I',
      'small.decisions': 'SIUD',
      'small.decisions_history': 'I',
      'small.persons': 'SIUD',
      'small.persons_history': 'I',
      'small.staff': 'SIUD',
      'small.staff_history': 'I',
    });
  });

  it('do not include content of quarantined rows for hub_app', async () => {
    for (const column of [
      'hub.quarantine.raw_cipher',
      'hub.kept_rows.raw_cipher',
      'hub.kept_rows.fingerprint',
    ]) {
      const [, table, name] = /^(.+)\.(\w+)$/.exec(column)!;
      const reading = test.database.app.query(`select ${name} from ${table}`);
      await expect(reading).rejects.toThrow(/permission/);
    }
  });

  it('give no login a way to create, nor hub_app a way to staging', async () => {
    for (const login of ['hub_app', 'hub_ingest', 'hub_statistics', 'hub_bi']) {
      const { rows } = await test.owner.query(
        `select has_database_privilege($1, current_database(), 'CREATE') as create,
                has_database_privilege($1, current_database(), 'TEMP') as temp,
                has_schema_privilege($1, 'public', 'CREATE') as public,
                has_schema_privilege($1, 'hub', 'CREATE') as hub,
                (select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls from pg_roles where rolname = $1) as power`,
        [login],
      );
      expect(rows).toEqual([{ create: false, temp: false, public: false, hub: false, power: false }]);
    }
    const { rows } = await test.owner.query(
      `select has_schema_privilege('hub_app', 'staging', 'USAGE') as staging`,
    );
    expect(rows).toEqual([{ staging: false }]);
  });

  it('let the login of analysts read for a short while, and write nothing', async () => {
    const analyst = await connect(test.urls.bi);
    const { rows } = await analyst.query(
      `select current_setting('statement_timeout') as patience, current_setting('default_transaction_read_only') as only_reads,
              (select rolconnlimit from pg_roles where rolname = 'hub_bi') > 0 as limited`,
    );
    await expect(analyst.query('create temp table own (id int)')).rejects.toThrow(/permission|read-only/);
    await expect(analyst.query('select from hub.namnder')).rejects.toThrow(/permission/);
    await analyst.end();
    expect(rows).toEqual([{ patience: '15s', only_reads: 'on', limited: true }]);
  });

  it('keep out a login of the server that the hub did not make', async () => {
    await test.owner.query(`drop role if exists stranger; create role stranger login password 'test'`);
    const url = new URL(test.urls.app);
    url.username = 'stranger';
    await expect(connect(url.href)).rejects.toThrow(/permission denied/);
  });

  it('force the row rules on every person-level table, also for its owner', async () => {
    const { rows } = await test.owner.query(
      `select nspname || '.' || relname as name from pg_class join pg_namespace n on n.oid = relnamespace
        where relkind = 'r' and (nspname = 'small' or nspname || '.' || relname in
              ('hub.kept_rows', 'hub.quarantine', 'hub.unmapped_codes', 'hub.uppdrag'))
          and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(rows).toEqual([]);
  });

  it('let a run write rows of its own nämnd only', async () => {
    const write = (namnd: string) =>
      test.database.ingest.transaction(async (manager) => {
        await manager.query(`select set_config('hub.ingest_namnd', '2080-LSS', true)`);
        await manager.query(
          `insert into small.staff (kommun_code, id, namnd_id, source_id, key_cipher, content_hash, known_from, run_id)
           values ('2080', '2080-' || $1, $1, 's', '', '', now(), gen_random_uuid())`,
          [namnd],
        );
      });
    await expect(write('2062-LSS')).rejects.toThrow(/row-level security/);
    await write('2080-LSS');
  });
});
