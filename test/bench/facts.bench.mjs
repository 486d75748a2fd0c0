// What it costs to keep facts and monthly cells when one kommun delivers, in a hub with many others.
import { randomBytes } from 'node:crypto';
import { caseTableSpecs } from '@kommunhub/cases';
import { kommuner } from '@kommunhub/schema';
import { keepFactsAfterMerge } from '@kommunhub/statistics';
import { connectDatabase, createOpenRun, KeyRing, migrate, passwordOfAll } from '@kommunhub/subgraph-kit';
import { entities, migrations } from '../../gateway/dist/hub/parts.js';
import { withPostgres } from './with-postgres.mjs';

/** Persons with insatser: 290 kommuner have 78,000; the largest have about 5,000 each. */
const usual = 270;
const large = 5_000;
const others = Number(process.env.BENCH_KOMMUNER ?? 60);
const nights = 5;

await withPostgres(measure);

async function measure(ownerUrl) {
  await migrate(ownerUrl, migrations, passwordOfAll('bench'));
  const login = (name) => ownerUrl.replace('hub_owner', name);
  const urls = { app: login('hub_app'), ingest: login('hub_ingest') };
  const database = await connectDatabase({ urls, entities });
  const keyRing = new KeyRing(randomBytes(32), database.app);
  let inFacts = 0;
  const afterMerge = async (run) => {
    const begun = performance.now();
    await keepFactsAfterMerge(run);
    inFacts = performance.now() - begun;
  };
  const openRun = createOpenRun(database, keyRing, caseTableSpecs, { afterMerge });
  const deliver = async (code, persons, night) => {
    const run = await openRun(sourceOf(code));
    const rows = delivery(code, persons, night);
    for (let begin = 0; begin < rows.length; begin += 1000) await run.write(rows.slice(begin, begin + 1000));
    const begun = performance.now();
    const { state } = await run.finish(null);
    if (state !== 'DONE') throw new Error(`run ${state}`);
    return { facts: inFacts, whole: performance.now() - begun };
  };
  const codes = kommuner.slice(0, others + 2).map(({ code }) => code);
  for (const code of codes.slice(2)) await deliver(code, usual, 0);
  for (const [code, persons] of [
    [codes[0], usual],
    [codes[1], large],
  ]) {
    const first = await deliver(code, persons, 0);
    tell(`first delivery of ${persons} persons`, [first]);
    const runs = [];
    for (let night = 1; night <= nights; night += 1) runs.push(await deliver(code, persons, night));
    tell(`nightly delivery of ${persons} persons, one in a hundred changed, beside ${others} kommuner`, runs);
    tell('the same again', [await deliver(code, persons, nights)]);
  }
  await database.close();
}

function tell(title, runs) {
  const middle = (of) => runs.map(of).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)];
  const facts = middle(({ facts: time }) => time);
  const merge = middle(({ facts: time, whole }) => whole - time);
  console.log(
    `${title}: facts ${Math.round(facts)} ms, the rest of the merge ${Math.round(merge)} ms, ratio ${(facts / merge).toFixed(2)}`,
  );
}

function sourceOf(code) {
  const kinds = ['person', 'case', 'investigation', 'decision', 'execution'];
  return {
    ...{ id: `bench-${code}`, system: 'Bench', namnd: { id: `${code}-LSS`, name: 'Nämnden' } },
    ...{ kommunCodes: [code], kinds, delivery: 'complete', intervalHours: 24, demo: false },
  };
}

/** A person each with a case and two insatser; every night another hundredth has a new end of the second. */
function delivery(kommunCode, persons, night) {
  const day = (n) => new Date(Date.UTC(2019, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
  const rows = [];
  const add = (kind, sourceId, fields) =>
    rows.push({
      fate: 'used',
      place: { file: 'bench.csv', sheet: null, row: rows.length + 2 },
      records: [{ kind, sourceId, kommunCode, ...fields }],
      ...{ unmapped: [], warnings: [], raw: {} },
    });
  for (let n = 0; n < persons; n += 1) {
    add('person', `p${n}`, {
      ...{ idType: 'SAKNAS', personnummer: null, name: null, birthYear: 1940 + (n % 80) },
      ...{ sex: n % 5 < 2 ? 'KVINNA' : 'MAN', protection: 'INGEN', personkrets: n % 4 ? 'P1' : 'P3' },
    });
    add('case', `c${n}`, {
      ...{ personSourceId: `p${n}`, handlaggareSourceId: null, caseNumber: `LSS ${n}`, law: 'LSS' },
      ...{ status: 'VERKSTALLS', openedOn: day(n % 2500), closedOn: null },
    });
    for (const part of [0, 1]) {
      const decidedOn = day((n % 2500) + 60 + part * 200);
      const changed = part === 1 && night > 0 && n % 100 === night % 100;
      add('investigation', `u${n}-${part}`, {
        ...{ caseSourceId: `c${n}`, category: 'OVRIGA_LSS', appliedOn: day((n % 2500) + part * 200) },
        ...{ openedOn: day((n % 2500) + part * 200), closedOn: decidedOn },
      });
      add('decision', `d${n}-${part}`, {
        ...{ caseSourceId: `c${n}`, insats: `LSS_9_${2 + ((n + part) % 9)}`, insatsRaw: null, subtype: null },
        ...{ outcome: n % 10 ? 'BIFALL' : 'AVSLAG', outcomeRaw: null, decidedOn, validFrom: decidedOn },
        ...{ validTo: changed ? '2026-12-31' : null, lagrum: 'LSS 9 §', level: null },
        ...{ decidedBySourceId: null, amount: null, amountUnit: null },
      });
      add('execution', `e${n}-${part}`, {
        ...{ decisionSourceId: `d${n}-${part}`, provider: null, regi: null, orderedOn: null },
        ...{ startedOn: n % 20 ? decidedOn : null, endedOn: null, executingKommunCode: null },
      });
    }
  }
  return rows;
}
