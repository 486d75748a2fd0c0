import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { migrations } from '../../gateway/src/hub/parts.js';
import { logins, migrate, passwordOfAll } from '../../subgraphs/kit/src/index.js';
import { connect, createTestDatabase, urlOf } from '../support/test-database.js';

it('keeps facts of claims where the owner is no superuser and under the row rules itself', async () => {
  const name = `plain_${randomBytes(4).toString('hex')}`;
  const server = await createTestDatabase();
  await server.owner.query(`create role ${name} login createrole password 'test'`);
  await server.owner.query(`create database ${name} owner ${name}`);
  await server.owner.query(`grant ${logins.join(', ')} to ${name} with admin option`);
  await migrate(urlOf(name, name), migrations, passwordOfAll('test'));
  const administrator = await connect(urlOf(name));
  const write = (sql: string) => administrator.query(sql);
  await write(`insert into hub.namnder values ('2080-LSS', 'Nämnden', '2080')`);
  await write(
    `insert into sjukloner.claims (kommun_code, id, namnd_id, status, received_at, application_date, due_on,
            first_sick_day, last_sick_day, calculated, input_cipher, calculation_cipher, missing)
     values ('2080', '2080-a', '2080-LSS', 'INKOMMEN', now(), '2026-10-20', '2027-04-20', '2026-10-05', '2026-10-07',
             100, '', '', '{}')`,
  );
  await write(`insert into sjukloner.claim_links (kommun_code, claim_id, namnd_id, person_id, first_sick_day, last_sick_day)
    values ('2080', '2080-a', '2080-LSS', '2080-p', '2026-10-05', '2026-10-07')`);
  await write(`update sjukloner.claims set status = 'UTREDS'`);
  const { rows } = await write(
    `select status, sick_days, known_to = 'infinity' as is_current, person_key is not null as has_person
       from statistics.claim_facts order by fact_id`,
  );
  expect(rows).toEqual([
    { status: 'INKOMMEN', sick_days: 3, is_current: false, has_person: false },
    { status: 'INKOMMEN', sick_days: 3, is_current: false, has_person: true },
    { status: 'UTREDS', sick_days: 3, is_current: true, has_person: true },
  ]);
  await administrator.end();
  await server.owner.query(`drop database ${name} with (force)`);
  await server.owner.query(`drop role ${name}`);
  await server.drop();
});
