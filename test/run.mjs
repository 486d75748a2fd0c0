// Runs the checks of the house and closes with one plain line of counts.
//   test:  lint and format, then the default suite
//   proof: the long runs (*.long.ts)
//   bench: every benchmark (test/bench/*.bench.mjs), or those named
//   print: makes the printed files anew (SDL, supergraph, tables)
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const counts = { passed: 0, failed: 0, skipped: 0 };

const [task = 'test', ...rest] = process.argv.slice(2);
if (task === 'test') {
  if (rest.length === 0)
    count(await node('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']));
  if (rest.length === 0) count(await node('node_modules/typescript/bin/tsc', ['-p', 'test']));
  await vitest('.vitest.config.ts', rest);
  close();
} else if (task === 'proof') {
  await vitest('test/.vitest.proof.ts', rest);
  close();
} else if (task === 'bench') {
  const files = readdirSync(join(root, 'test', 'bench'))
    .filter((name) => name.endsWith('.bench.mjs'))
    .sort();
  const chosen = rest.length === 0 ? files : files.filter((name) => rest.some((word) => name.includes(word)));
  for (const file of chosen) process.exitCode ||= await node(join('test', 'bench', file), []);
} else if (task === 'print') {
  process.exitCode = await node('gateway/dist/cli/print.js', rest);
}

function count(exitCode) {
  counts[exitCode === 0 ? 'passed' : 'failed'] += 1;
}

async function vitest(config, words) {
  const folder = mkdtempSync(join(tmpdir(), 'kommunhub-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exitCode = await node('node_modules/vitest/vitest.mjs', [
    'run',
    '-c',
    config,
    ...reporters,
    ...words,
  ]);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    counts.passed += numPassedTests;
    // A file that does not even load has no failed test in it, only a failed suite.
    counts.failed += numFailedTests || (exitCode === 0 ? 0 : Math.max(1, numFailedTestSuites));
    counts.skipped += numPendingTests;
  } catch {
    counts.failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function close() {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

function node(script, args) {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}
