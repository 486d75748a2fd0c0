// From a fresh clone to the first federated answer, and from a second start to the first answer.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, root, startHubProcess } from './hub-process.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kommunhub-bench-'));
const clone = join(folder, 'kommunhub');
const query = '{ kommuner(county: "20") { code sources { state } delegationOrder { version } } }';
try {
  execFileSync('git', ['clone', '--quiet', root, clone]);
  for (const title of ['fresh clone → first answer (packages, build, demo)', 'second start → first answer']) {
    const begun = performance.now();
    const hub = await startHubProcess('npm', ['start', '--', '--json', '--port', '0'], {
      cwd: clone,
      detached: true,
    });
    const { kommuner } = await ask(hub, 'region', query);
    const seconds = (performance.now() - begun) / 1000;
    console.log(`${title}: ${seconds.toFixed(1)} s (${kommuner.length} kommuner)`);
    // The whole group, as Ctrl-C at a terminal does.
    process.kill(-hub.pid, 'SIGINT');
    await hub.ended;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
