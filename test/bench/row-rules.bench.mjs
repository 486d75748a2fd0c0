// What the row rules and the log cost a list: the same requests to the subgraph with both, without the log, and without either.
import { randomBytes, randomUUID } from 'node:crypto';
import { createCasesSubgraph } from '@kommunhub/cases';
import { connectDatabase, KeyRing, logins, migrate, Session } from '@kommunhub/subgraph-kit';
import { parse } from 'graphql';
import pg from 'pg';
import { entities, migrations } from '../../gateway/dist/hub/parts.js';
import { withPostgres } from './with-postgres.mjs';

const kommuner = 20;
const casesEach = 5_000;
const caseload = 50;
const rounds = 5;
const asked = 100;
const goalPercent = 15;
const subgraph = createCasesSubgraph();
const { recordRead } = Session.prototype;
const tables = ['cases', 'persons', 'decisions'];

await withPostgres(measure);

async function measure(ownerUrl) {
  await migrate(ownerUrl, migrations, Object.fromEntries(logins.map((login) => [login, 'bench'])));
  const login = (name) => ownerUrl.replace('hub_owner', name);
  const database = await connectDatabase({
    urls: { app: login('hub_app'), ingest: login('hub_ingest') },
    entities,
  });
  const owner = new pg.Client({ connectionString: ownerUrl });
  owner.on('error', () => undefined);
  await owner.connect();
  await fill(owner);
  const keyRing = new KeyRing(randomBytes(32), database.app);
  const services = { database, keyRing, clock: () => new Date(), onUnexpectedError: console.error };
  const casesWithPersons = parse(
    '{ cases(first: 50) { nodes { id status openedOn person { birthYear sex } } } }',
  );
  const decisions = parse('{ decisions(first: 50) { nodes { id outcome decidedOn } } }');
  const lists = {
    'page of 50 cases with their persons, own work list': [handlaggare(), casesWithPersons],
    'page of 50 cases with their persons, a chef’s whole nämnd': [chef(), casesWithPersons],
    'page of 50 decisions, own work list': [handlaggare(), decisions],
    'page of 50 decisions, a chef’s whole nämnd': [chef(), decisions],
  };
  console.log(
    `${kommuner} nämnder × ${casesEach.toLocaleString('en')} cases, ${caseload} of the caller's own`,
  );
  for (const [title, [caller, document]] of Object.entries(lists)) {
    const run = () => perRequest(() => request({ document, caller, services }));
    const figures = { whole: [], unlogged: [], bare: [] };
    // Turn by turn, so that a busy moment of the machine falls on all three.
    for (let round = 0; round <= rounds; round += 1) {
      await switchRules(owner, 'enable');
      const whole = await run();
      Session.prototype.recordRead = () => undefined;
      const unlogged = await run();
      await switchRules(owner, 'disable');
      const bare = await run();
      Session.prototype.recordRead = recordRead;
      if (round > 0)
        for (const [name, value] of Object.entries({ whole, unlogged, bare })) figures[name].push(value);
    }
    const [whole, unlogged, bare] = ['whole', 'unlogged', 'bare'].map((name) => median(figures[name]));
    console.log(
      `${title}: ${bare.toFixed(2)} ms bare, row rules ${percent(unlogged, bare)}, log ${percent(whole, unlogged)}, both ${percent(whole, bare)} (goal +${goalPercent} %)`,
    );
  }
  await owner.end();
  await database.close();
}

async function request(asked) {
  const { data, errors } = await subgraph.execute(asked);
  if (errors !== undefined) throw new Error('The bench is not answered.', { cause: errors[0] });
  if (Object.values(data)[0].nodes.length !== 50)
    throw new Error('The bench is not answered as it should be.');
}

function caller(role, grant) {
  const place = { kommunCode: '1001', namndId: '1001-LSS' };
  const own = { namndId: '1001-LSS', kommunCodes: ['1001'], task: 'LSS_HANDLAGGNING', ground: 'OWN_NAMND' };
  return {
    ...{ issuer: 'bench', subject: role, role, purpose: 'HANDLAGGNING', ...place },
    grants: [{ ...own, uppdragId: null, handlaggareIds: [], ...grant }],
    ...{ operationId: randomUUID(), operationName: null },
  };
}

function handlaggare() {
  return caller('handlaggare', { handlaggareIds: ['1001-staff0'], scope: 'OWN_CASES' });
}

function chef() {
  return caller('chef', { scope: 'ALL' });
}

/** Rows past delivery: `caseload` cases for each handläggare, one person and two decisions a case. */
async function fill(owner) {
  const common = `'x', 'x', 'x', now(), '${randomUUID()}'`;
  const columns = 'kommun_code, id, namnd_id, source_id, key_cipher, content_hash, known_from, run_id';
  const from = `from generate_series(1, ${kommuner}) as k, generate_series(1, ${casesEach}) as n`;
  const place = (kind) => `(1000 + k)::text, (1000 + k) || '-${kind}' || n, (1000 + k) || '-LSS', ${common}`;
  await owner.query(`
    insert into hub.namnder select (1000 + k) || '-LSS', 'Nämnden', (1000 + k)::text from generate_series(1, ${kommuner}) k;
    insert into cases.persons (${columns}, id_type, sex, protection, birth_year)
      select ${place('person')}, 'SAKNAS', 'OKAND', 'INGEN', 1990 ${from};
    insert into cases.cases (${columns}, person_id, handlaggare_id, has_handlaggare, case_number_cipher,
        case_number_hash, law, status, opened_on)
      select ${place('case')}, (1000 + k) || '-person' || n, (1000 + k) || '-staff' || ((n - 1) / ${caseload}), true,
        'x', 'x', 'LSS', 'UTREDS', date '2020-01-01' + (n % 2000) ${from};
    insert into cases.decisions (${columns}, case_id, insats, outcome, decided_on, lagrum)
      select ${place('decision')}, (1000 + k) || '-case' || n, 'LSS_9_4', 'BIFALL',
        date '2020-01-01' + (n % 2000), 'LSS 9 § 4' ${from};
    insert into cases.decisions (${columns}, case_id, insats, outcome, decided_on, lagrum)
      select ${place('later')}, (1000 + k) || '-case' || n, 'LSS_9_4', 'BIFALL',
        date '2022-01-01' + (n % 1000), 'LSS 9 § 4' ${from}`);
  await owner.query('vacuum analyze');
}

async function switchRules(owner, how) {
  for (const table of tables) await owner.query(`alter table cases.${table} ${how} row level security`);
}

async function perRequest(act) {
  const begun = performance.now();
  for (let turn = 0; turn < asked; turn += 1) await act();
  return (performance.now() - begun) / asked;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function percent(more, less) {
  const share = (more / less - 1) * 100;
  return `${share < 0 ? '' : '+'}${share.toFixed(0)} %`;
}
