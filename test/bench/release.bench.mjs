// What it costs to release every table of a year over a whole nation: facts of 290 kommuner, made up in the database.
import { kommuner, parsePeriod, statisticTables } from '@kommunhub/schema';
import { ReleaseBuilder } from '@kommunhub/statistics';
import { columnParsers, logins, migrate } from '@kommunhub/subgraph-kit';
import pg from 'pg';
import { migrations } from '../../gateway/dist/hub/parts.js';
import { withPostgres } from './with-postgres.mjs';

/** As many as there were persons with an insats under 9 § 2–10 in 2021. */
const persons = 74_000;
await withPostgres(measure);

async function measure(ownerUrl) {
  await migrate(ownerUrl, migrations, Object.fromEntries(logins.map((login) => [login, 'bench'])));
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await makeFacts(owner);
  const connection = new pg.Client({
    connectionString: ownerUrl.replace('hub_owner', 'hub_statistics'),
    types: columnParsers,
  });
  await connection.connect();
  const builder = new ReleaseBuilder({
    run: async (sql, parameters) => (await connection.query(sql, [...parameters])).rows,
    knowledge: { on: async () => knowledge() },
    clock: () => new Date('2026-03-01T09:00:00Z'),
    threshold: 5,
    releaseDay: 15,
  });
  let whole = 0;
  for (const table of statisticTables.filter(({ id }) => id !== 'tackning')) {
    const from = performance.now();
    const [report] = await builder.build({ table, period: parsePeriod('2025') });
    const seconds = (performance.now() - from) / 1000;
    whole += seconds;
    const rows = report.levels.reduce((sum, level) => sum + level.rows, 0);
    const hidden = report.levels.reduce((sum, level) => sum + level.suppressed, 0);
    console.log(
      `${table.id}: ${seconds.toFixed(1)} s, ${rows.toLocaleString('en')} rows, ${Math.round((100 * hidden) / rows)} % suppressed`,
    );
  }
  console.log(`release build of a nation, all tables of a year: ${whole.toFixed(1)} s`);
  await connection.end();
  await owner.end();
}

function knowledge() {
  const asOf = '2026-02-28T22:00:00.000Z';
  return {
    sources: kommuner.map(({ code }) => ({
      namndId: `${code}-LSS`,
      kommunCodes: [code],
      kinds: ['case', 'decision'],
      state: 'OK',
      asOf,
    })),
    sharedNamnder: [],
    agreements: [],
    participating: new Set(),
    omraden: new Map(),
  };
}

/** Persons over the kommuner, few in most and many in some, with an insats or two, a case, a decision and what follows. */
async function makeFacts(owner) {
  await owner.query(
    `create temp table people as
       select number as key, codes[1 + floor(power(abs(hashtext('k' || number)) / 2147483648.0, 2.2) * cardinality(codes))::int] as code,
              abs(hashtext('a' || number)) as chance, abs(hashtext('b' || number)) as other
         from generate_series(1, ${persons}) number, (select $1::text[] as codes) given`,
    [kommuner.map(({ code }) => code)],
  );
  const head = `code, code || '-LSS', timestamptz '2026-02-01'`;
  const person = `key, (array['KVINNA', 'MAN'])[1 + chance % 2], 1940 + chance % 80, (array['P1', 'P2', 'P3', 'P3'])[1 + (chance / 7) % 4]`;
  const names = 'kommun_code, namnd_id, known_from';
  const insats = (chance) => `'LSS_9_' || (2 + (${chance}) % 9)`;
  const from = `date '2019-01-01' + (other % 2500)`;
  for (const [chance, where] of [
    ['chance / 3', 'true'],
    ['other / 11', 'other % 5 < 3'],
  ])
    await owner.query(`insert into statistics.insats_facts
      (${names}, decision_key, person_key, sex, birth_year, personkrets, insats, from_on, is_external)
      select ${head}, key, ${person}, ${insats(chance)}, ${from}, other % 6 = 0 from people where ${where}`);
  await owner.query(`
    insert into statistics.decision_facts (${names}, key, case_key, person_key, sex, birth_year, personkrets, insats, outcome, decided_on, days_from_applied)
    select ${head}, key, key, ${person}, ${insats('other')}, (array['BIFALL','BIFALL','AVSLAG','AVSKRIVNING'])[1 + chance % 4],
           ${from}, chance % 150 from people;
    insert into statistics.case_facts (${names}, key, person_key, sex, birth_year, personkrets, law, opened_on)
    select ${head}, key, ${person}, case when other % 9 = 0 then 'SOL' else 'LSS' end, ${from} from people;
    insert into statistics.waiting_facts (${names}, decision_key, person_key, sex, birth_year, personkrets, insats, decided_on, since_on, is_interruption)
    select ${head}, key, ${person}, ${insats('other')}, ${from}, ${from}, false from people where chance % 12 = 0;
    insert into statistics.follow_up_facts (${names}, key, decision_key, person_key, sex, birth_year, personkrets, insats, planned_on, done_on, is_long_term)
    select ${head}, key, key, ${person}, ${insats('other')}, ${from}, ${from} + 9, true from people;
    insert into statistics.claim_facts (${names}, key, person_key, application_date, decided_on, outcome, requested, granted, sick_days, status)
    select ${head}, key, key, ${from}, ${from} + 20, 'BIFALL', 900, chance % 80000 / 9.0, 1 + chance % 14, 'BESLUTAD' from people where chance % 8 = 0;
    insert into statistics.staff_facts (${names}, key, befattning, active_from)
    select ${head}, key, 'LSS_HANDLAGGARE', date '2020-01-01' from people where chance % 60 = 0;
    analyze`);
}
