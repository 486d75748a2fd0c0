import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type DemoHub, startDemoHub } from '../support/demo-hub.js';
import { runCommand } from '../support/run-command.js';

const names = 'query Names { kommuner(county: "20") { code name } }';
const states = 'query States($codes: [ID!]) { sources(kommunCodes: $codes) { id state } }';

let folder: string;
let operations: string;
let hub: DemoHub;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-operations-'));
  operations = join(folder, 'registered');
  hub = await startDemoHub({ KOMMUNHUB_OPERATIONS: operations, KOMMUNHUB_ONLY_REGISTERED: 'true' });
}, 120_000);
afterAll(async () => {
  await hub?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

const command = (...args: string[]) =>
  runCommand(['operations', ...args], { KOMMUNHUB_OPERATIONS: operations });
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code ?? 'answered';

/** Asks until the hub has noticed what was done to the folder. */
async function eventually(query: string, code: string): Promise<Answer> {
  const until = Date.now() + 5_000;
  for (;;) {
    const answer = await hub.ask('region', query);
    if (codeOf(answer) === code || Date.now() > until) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('a hub that answers registered operations only', () => {
  it('refuses what is not registered, and introspection too', async () => {
    for (const query of [names, '{ __schema { types { name } } }', '{ __typename }']) {
      const answer = await hub.ask('region', query);
      expect([answer.data ?? null, codeOf(answer)]).toEqual([null, 'OPERATION_NOT_REGISTERED']);
    }
  });

  it('answers an operation as soon as it is registered, in whatever layout, and no longer than that', async () => {
    const registered = await command('register', await file('names.graphql', names), '--json');
    expect(registered.exitCode).toBe(0);
    expect(JSON.parse(registered.stdout).operations).toEqual([
      expect.objectContaining({ name: 'Names', fate: 'REGISTERED' }),
    ]);
    expect((await eventually(names, 'answered')).data.kommuner).toHaveLength(15);
    const otherLayout = `# a comment\n${names.replaceAll(' ', '\n ')}`;
    expect(codeOf(await hub.ask('region', otherLayout))).toBe('answered');
    expect(codeOf(await hub.ask('region', names.replace('name', 'name county { code }')))).toBe(
      'OPERATION_NOT_REGISTERED',
    );

    expect((await command('remove', 'Names')).exitCode).toBe(0);
    expect(codeOf(await eventually(names, 'OPERATION_NOT_REGISTERED'))).toBe('OPERATION_NOT_REGISTERED');
  });

  it('takes variables with a registered operation, and no other operation under its name', async () => {
    await command('register', await file('states.graphql', states));
    await eventually(states, 'answered');
    const answer = await hub.ask('region', states, { codes: ['2080'] });
    expect(answer.data.sources).toContainEqual({ id: 'falun-treserva', state: 'OK' });
    const other = await hub.ask('region', 'query States { viewer { role } }');
    expect(codeOf(other)).toBe('OPERATION_NOT_REGISTERED');
  });

  it('still answers the commands', async () => {
    const settings = { KOMMUNHUB_URL: hub.url, KOMMUNHUB_TOKEN: hub.demoTokens?.it ?? '' };
    const { exitCode, stdout } = await runCommand(['adapter', 'status', '2080'], settings);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('falun-treserva');
  });
});

describe('operations register', () => {
  it('tells all faults of all files with their places, and registers nothing', async () => {
    const before = await readdir(operations);
    const { exitCode, stdout, stderr } = await command(
      'register',
      await file('good.graphql', 'query Good { viewer { role } }'),
      await file('wrong.graphql', 'query Wrong {\n  viewer { role nothing }\n  kommun { name }\n}'),
      await file('nameless.graphql', '{ viewer { role } }'),
      await file('two.graphql', 'query A { viewer { role } } query B { viewer { role } }'),
      await file('broken.graphql', 'query Broken {'),
      join(folder, 'absent.graphql'),
      await file('twice.graphql', 'query Good { viewer { subject } }'),
      '--json',
    );
    expect([exitCode, stdout]).toEqual([1, '']);
    const paths = JSON.parse(stderr).errors.map(({ path }: { path: string }) =>
      path.replace(`${folder}/`, ''),
    );
    expect(paths).toEqual([
      'wrong.graphql:2:17',
      'wrong.graphql:3:3',
      'nameless.graphql:1',
      'two.graphql',
      'broken.graphql:1:15',
      'absent.graphql',
      'twice.graphql',
    ]);
    expect(await readdir(operations)).toEqual(before);
  });

  it('refuses what the engine would refuse, with its code', async () => {
    const inherited = await file('inherited.graphql', 'query Inherited { __proto__: viewer { role } }');
    const { exitCode, stderr } = await command('register', inherited, '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stderr).errors[0].code).toBe('NAME_REFUSED');
  });

  it('is harmless twice, but gives no name to another operation', async () => {
    const own = await file('own.graphql', 'query Own { viewer { role } }');
    await command('register', own);
    const again = await command('register', own);
    expect([again.exitCode, again.stdout]).toEqual([0, 'Own: was registered already\n']);
    const changed = await file('own.graphql', 'query Own { viewer { subject } }');
    const { exitCode, stderr } = await command('register', changed);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Another operation is registered as Own');
  });
});

describe('operations list', () => {
  it('shows what is registered, and ends with 1 when the graph answers one of them no more', async () => {
    await command('register', await file('listed.graphql', 'query Listed { viewer { role } }'));
    const { exitCode, stdout } = await command('list', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).operations).toContainEqual(
      expect.objectContaining({ name: 'Listed', kind: 'query', faults: [] }),
    );
    const listed = join(operations, 'Listed.graphql');
    await writeFile(listed, (await readFile(listed, 'utf8')).replace('role', 'gone'));
    const stale = await command('list');
    await rm(listed);
    expect(stale.exitCode).toBe(1);
    expect(stale.stdout).toMatch(/Listed \(query\) is not answered any more:\n.*Listed\.graphql:3:5: /);
  });
});

describe('operations remove', () => {
  it('says which name it does not know', async () => {
    const { exitCode, stderr } = await command('remove', 'Nobody', '--json');
    expect([exitCode, JSON.parse(stderr).errors[0].code]).toEqual([1, 'NOT_FOUND']);
  });
});

it('operations may be registered before the first start', async () => {
  const data = join(folder, 'data');
  const own = await file('first.graphql', 'query First { viewer { role } }');
  await runCommand(['operations', 'register', own], { KOMMUNHUB_DATA_DIR: data });
  expect(await readdir(join(data, 'operations'))).toEqual(['First.graphql']);
  const { openDataDirectory } = await import('../../gateway/src/hub/data-directory.js');
  const directory = await openDataDirectory(data);
  expect(directory.isNew).toBe(true);
  await directory.release();
});
