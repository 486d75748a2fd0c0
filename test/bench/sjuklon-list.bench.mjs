// A handler's list of 500 sjuklön claims with their cases, beside one of 50: what a row costs when the page grows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, cpuMilliseconds, root, startHubProcess } from './hub-process.mjs';

const claims = 500;
const atOnce = 4;
const measured = 20;
const submit = `mutation ($input: SjuklonInput!, $key: ID!) { submitSjuklon(input: $input, idempotencyKey: $key) { id } }`;
const list = `query ($first: Int!) { sjukloner(first: $first) { nodes {
  id status applicationDate dueOn ageDays calculatedAmount provider kommun { name }
  case { caseNumber status sjukloner { id } } person { birthYear } } } }`;

/** A claim of three shifts in an hour of its own, so that no two claim the same pass. */
function claimOf(personId, index) {
  const assistant = {
    name: `Assistent ${index}`,
    birthYear: 1985,
    hourlyPay: '150',
    averageWeeklyHours: '30',
  };
  const shifts = ['2026-10-05', '2026-10-06', '2026-10-07'].map((date) => ({
    ...{ date, start: '08:00', end: '16:00', hours: '8', substitute: 'Vikarie' },
  }));
  return {
    ...{ kommunCode: '2080', personId, claimNumber: `B-${index}` },
    provider: { name: 'Exempelassistans AB' },
    applicationDate: '2026-10-20',
    sickPeriods: [{ assistant, firstSickDay: '2026-10-05', lastSickDay: '2026-10-07', shifts }],
  };
}

const folder = mkdtempSync(join(tmpdir(), 'kommunhub-bench-'));
const hub = await startHubProcess(
  process.execPath,
  [join(root, 'gateway', 'dist', 'cli', 'main.js'), 'start', '--json', '--port', '0'],
  { env: { ...process.env, KOMMUNHUB_DATA_DIR: join(folder, 'data') } },
);
try {
  const own = '{ cases(first: 100, filter: { kommunCodes: ["2080"] }) { nodes { person { id } } } }';
  const persons = (await ask(hub, 'handlaggare', own)).cases.nodes.map(({ person }) => person.id);
  const begun = performance.now();
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < claims; index = next++) {
      const input = claimOf(persons[index % persons.length], index);
      await ask(hub, 'sjuklonehandlaggare', submit, { input, key: `bench ${index}` });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const seconds = (performance.now() - begun) / 1000;
  console.log(`${claims} claims submitted, ${atOnce} at once: ${(claims / seconds).toFixed(0)} a second`);
  for (const first of [50, 500]) await report(first);
} finally {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function report(first) {
  for (let turn = 0; turn < 3; turn += 1) await ask(hub, 'sjuklonehandlaggare', list, { first });
  const cpu = cpuMilliseconds(hub.pid);
  const times = [];
  let rows = 0;
  for (let turn = 0; turn < measured; turn += 1) {
    const begun = performance.now();
    const { sjukloner } = await ask(hub, 'sjuklonehandlaggare', list, { first });
    times.push(performance.now() - begun);
    rows = sjukloner.nodes.filter((node) => node.case !== null).length;
  }
  const median = times.toSorted((a, b) => a - b)[measured / 2];
  const each = (cpuMilliseconds(hub.pid) - cpu) / measured;
  console.log(
    `list of ${first} claims, ${rows} with case: median ${median.toFixed(0)} ms, ${each.toFixed(0)} ms CPU of the hub (${((1000 * each) / first).toFixed(0)} µs a claim)`,
  );
}
