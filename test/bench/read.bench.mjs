// Processor time of the hub per request, for pages as its users ask them, beside the smallest request there is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, cpuMilliseconds, root, startHubProcess } from './hub-process.mjs';

const queries = {
  'viewer { role }': ['region', '{ viewer { role } }'],
  '15 kommuner with sources and delegation order': [
    'region',
    '{ kommuner(county: "20") { code name sources { state lastRun { rowsRead } } delegationOrder { version } } }',
  ],
  '50 cases with person and delegation order': [
    'handlaggare',
    '{ cases(first: 50) { nodes { id caseNumber status openedOn kommun { code name delegationOrder { version } } handlaggare { name } person { name birthYear } } pageInfo { endCursor } } }',
  ],
};
const warmUp = 150;
const measured = 400;
const atOnce = 8;

const folder = mkdtempSync(join(tmpdir(), 'kommunhub-bench-'));
const hub = await startHubProcess(
  process.execPath,
  [join(root, 'gateway', 'dist', 'cli', 'main.js'), 'start', '--json', '--port', '0'],
  { env: { ...process.env, KOMMUNHUB_DATA_DIR: join(folder, 'data') } },
);
try {
  const rows = [];
  for (const [title, [role, query]] of Object.entries(queries)) {
    await repeat(warmUp, () => ask(hub, role, query));
    const cpu = cpuMilliseconds(hub.pid);
    const begun = performance.now();
    await repeat(measured, () => ask(hub, role, query));
    const seconds = (performance.now() - begun) / 1000;
    rows.push({ title, cpu: (cpuMilliseconds(hub.pid) - cpu) / measured, perSecond: measured / seconds });
  }
  const [smallest] = rows;
  for (const { title, cpu, perSecond } of rows) {
    const ratio = (cpu / smallest.cpu).toFixed(1);
    console.log(
      `${title}: ${cpu.toFixed(2)} ms CPU of the hub per request (${ratio}×), ${perSecond.toFixed(0)} requests/s`,
    );
  }
} finally {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function repeat(times, act) {
  let left = times;
  const lane = async () => {
    while (left-- > 0) await act();
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
