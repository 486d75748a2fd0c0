// How fast the graph answers "may I decide this?" with the orders of all Sweden stored: 290 kommuner, 200 points, 5 versions.
import { randomBytes, randomUUID } from 'node:crypto';
import { createDelegationSubgraph } from '@kommunhub/delegation';
import { decisionKindCodes, kommuner } from '@kommunhub/schema';
import { connectDatabase, KeyRing, logins, migrate } from '@kommunhub/subgraph-kit';
import { parse } from 'graphql';
import { entities, migrations } from '../../gateway/dist/hub/parts.js';
import { withPostgres } from './with-postgres.mjs';

const versions = 5;
const points = 200;
const warmUp = 300;
const asked = 2_000;
const goalMilliseconds = 20;

const fields =
  'allowed reason explanation lagrum toConfirm missing lowestLevel validTo point { number level } order { version }';
const one = parse(`query ($input: MayDecideInput!) { mayDecide(input: $input) { ${fields} } }`);
const batch = parse(`query ($inputs: [MayDecideInput!]!) { mayDecideMany(inputs: $inputs) { ${fields} } }`);

await withPostgres(measure);

async function measure(ownerUrl) {
  await migrate(ownerUrl, migrations, Object.fromEntries(logins.map((login) => [login, 'bench'])));
  const login = (name) => ownerUrl.replace('hub_owner', name);
  const database = await connectDatabase({
    urls: { app: login('hub_app'), ingest: login('hub_ingest') },
    entities,
  });
  const codes = kommuner.map(({ code }) => code);
  for (const code of codes) await fill(database, code);
  await database.ingest.query('analyze delegation.orders, delegation.points').catch(() => {});
  const [{ count }] = await database.app.query('select count(*) from delegation.points');
  console.log(
    `${codes.length} kommuner × ${versions} versions × ${points} points: ${Number(count).toLocaleString('en')} points`,
  );

  const ask = asker(database);
  await report('mayDecide, one after the other', 1, () => ask(one, { input: question(codes) }));
  await report('mayDecide, eight at once', 8, () => ask(one, { input: question(codes) }));
  const many = () => ({ inputs: Array.from({ length: 500 }, () => question(codes)) });
  const times = [];
  for (let round = 0; round < 12; round += 1) times.push(await milliseconds(() => ask(batch, many())));
  console.log(`mayDecideMany of 500 in as many kommuner: p50 ${quantile(times.slice(2), 0.5)} ms`);
  await database.close();
}

function asker(database) {
  const delegation = createDelegationSubgraph();
  const caller = {
    ...{
      issuer: 'bench',
      subject: 'bench',
      role: 'region',
      kommunCode: null,
      namndId: null,
      purpose: 'STATISTIK',
    },
    ...{ grants: [], operationId: randomUUID(), operationName: null },
  };
  const services = {
    ...{
      database,
      keyRing: new KeyRing(randomBytes(32), database.app),
      clock: () => new Date('2026-11-22T12:00:00Z'),
    },
    onUnexpectedError: (_id, error) => console.error(error),
  };
  return async (document, variables) => {
    const { errors } = await delegation.execute({ document, variables, caller, services });
    if (errors) throw errors[0];
  };
}

function question(codes) {
  const pick = (list) => list[Math.floor(Math.random() * list.length)];
  return {
    kommunCode: pick(codes),
    decisionKind: pick(decisionKindCodes),
    role: pick(['LSS_HANDLAGGARE', 'ENHETSCHEF', 'UTSKOTT']),
    on: `${2021 + Math.floor(Math.random() * versions)}-06-15`,
    hoursPerWeek: String(Math.floor(Math.random() * 60)),
    ...(Math.random() < 0.2 && { employerKommunCode: pick(codes) }),
  };
}

async function report(title, lanes, act) {
  let left = warmUp + asked;
  const times = [];
  const lane = async () => {
    while (left-- > 0) {
      const time = await milliseconds(act);
      if (left < asked) times.push(time);
    }
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: lanes }, lane));
  const { user, system } = process.cpuUsage(before);
  const cpu = ((user + system) / 1000 / (warmUp + asked)).toFixed(2);
  const p95 = quantile(times, 0.95);
  console.log(
    `${title}: p50 ${quantile(times, 0.5)} ms, p95 ${p95} ms (goal < ${goalMilliseconds} ms: ${p95 < goalMilliseconds ? 'met' : 'missed'}); ${cpu} ms CPU of this process each`,
  );
}

async function milliseconds(act) {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

function quantile(times, share) {
  const ordered = times.toSorted((a, b) => a - b);
  return Number(ordered[Math.floor((ordered.length - 1) * share)].toFixed(1));
}

/** Five years' versions of one nämnd, made in the database: eight points a kind, in tiers by hours. */
async function fill(database, code) {
  const namndId = `${code}-LSS`;
  await database.ingest.transaction(async (manager) => {
    await manager.query(`select set_config('hub.ingest_namnd', $1, true)`, [namndId]);
    await manager.query('insert into hub.namnder (id, name, seat_kommun_code) values ($1, $2, $3)', [
      namndId,
      'Nämnden',
      code,
    ]);
    await manager.query('insert into hub.namnd_kommuner values ($1, $2)', [code, namndId]);
    await manager.query(
      `insert into delegation.orders (kommun_code, id, namnd_id, version, adopted_on, valid_from, valid_to, imported_at, content_hash)
       select $1, $1 || '-' || md5($2 || year), $2, year::text, make_date(year, 1, 1), make_date(year, 1, 1),
              make_date(year, 12, 31), now(), ''
         from generate_series(2021, 2020 + $3::int) as year`,
      [code, namndId, versions],
    );
    await manager.query(
      `insert into delegation.points (kommun_code, order_id, ordinal, number, kinds, kind_text, lagrum, level, delegate,
              conditions, sub_delegation, reporting)
       select $1, orders.id, place, '4.' || place, array['D' || lpad((1 + place % 24)::text, 2, '0')], 'Ärende ' || place,
              array['LSS 9 §'], (array['HANDLAGGARE', 'ENHETSCHEF', 'UTSKOTT'])[1 + place % 3], 'Delegat',
              jsonb_build_array(jsonb_build_object('type', 'TIMMAR_VECKA_MAX', 'value', (5 * (1 + place / 24))::text)),
              false, 'ALLA'
         from delegation.orders, generate_series(1, $2::int) as place where orders.kommun_code = $1`,
      [code, points],
    );
  });
}
