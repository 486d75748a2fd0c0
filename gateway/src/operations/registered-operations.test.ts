import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, parse } from 'graphql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { registerOperations } from './register-operations.js';
import { RegisteredOperations, type RegisteredOptions } from './registered-operations.js';

const engine = { publicSchema: buildSchema('type Query { a: Int b: Int }'), plan: async () => {} };

let root: string;
let folder: string;
let told: Parameters<RegisteredOptions['onReread']>[0][];
let operations: RegisteredOperations;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kommunhub-operations-'));
  folder = join(root, 'registered');
  told = [];
});
afterEach(async () => {
  await operations?.stop();
  await rm(root, { recursive: true, force: true });
});

async function open(): Promise<void> {
  operations = await RegisteredOperations.open({
    folder,
    shipped: ['query Shipped { b }'],
    onReread: (outcome) => told.push(outcome),
  });
}

async function register(name: string, text: string): Promise<void> {
  await writeFile(join(root, name), text);
  await registerOperations(engine, folder, [join(root, name)]);
}

function isAdmitted(text: string): boolean {
  try {
    operations.admit({ document: parse(text) });
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'OPERATION_NOT_REGISTERED' });
    return false;
  }
}

it('admits nothing but what ships with the hub where nothing is registered', async () => {
  await open();
  expect(isAdmitted('query Shipped {\n  b\n}')).toBe(true);
  expect(isAdmitted('query A { a }')).toBe(false);
});

it('does not admit a registered operation with company', async () => {
  await register('a.graphql', 'query A { a }');
  await open();
  expect(isAdmitted('query A { a }')).toBe(true);
  expect(isAdmitted('query A { a } query B { b }')).toBe(false);
  expect(isAdmitted('query A { a b }')).toBe(false);
});

it('reads on past a file that somebody spoilt', async () => {
  await register('a.graphql', 'query A { a }');
  await writeFile(join(folder, 'Spoilt.graphql'), 'query {');
  await open();
  expect(isAdmitted('query A { a }')).toBe(true);
});

it('keeps what it knows while the folder cannot be read, and says so once', async () => {
  await register('a.graphql', 'query A { a }');
  await open();
  await rename(folder, join(root, 'away'));
  await writeFile(folder, 'no folder');
  await expect.poll(() => told.length, { timeout: 5_000 }).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(told).toEqual([{ error: expect.objectContaining({ code: 'CONFIG_INVALID' }) }]);
  expect(isAdmitted('query A { a }')).toBe(true);
  await rm(folder);
  await mkdir(folder);
  await expect.poll(() => told.at(-1), { timeout: 5_000 }).toEqual({ count: 0 });
  expect(isAdmitted('query A { a }')).toBe(false);
});

it('leaves nothing half written when a folder cannot be written', async () => {
  await writeFile(folder, 'no folder');
  await writeFile(join(root, 'a.graphql'), 'query A { a }');
  const registering = registerOperations(engine, join(folder, 'below'), [join(root, 'a.graphql')]);
  await expect(registering).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  await rm(folder);
  await register('a.graphql', 'query A { a }');
  expect(await readdir(folder)).toEqual(['A.graphql']);
  await open();
});
