import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSjuklonPolicy } from '@kommunhub/schema';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { sjuklonCommand } from '../../gateway/src/cli/commands/sjuklon.js';
import { parseSettings } from '../../gateway/src/hub/settings.js';
import { runCommand } from '../support/run-command.js';
import { aClaim, agreementOfExampleTwo, exampleThree, exampleTwo } from './a-claim.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-sjuklon-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** In this process: starting the whole program for each case costs seconds. */
async function run(...args: readonly string[]) {
  let stdout = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text;
    return true;
  });
  try {
    await sjuklonCommand(() => parseSettings({})).parseAsync(args, { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return { exitCode: process.exitCode ?? 0, stdout, answer: JSON.parse(stdout) };
}
afterEach(() => {
  process.exitCode = 0;
});

describe('sjuklon calculate', () => {
  it('gives the worked examples to the öre', async () => {
    const policy = await file('b.json', { semesterBas: 'B', godkandaAvtal: agreementOfExampleTwo });
    const [one, two, three] = await Promise.all([
      file('1.json', aClaim()),
      file('2.json', exampleTwo()),
      file('3.json', exampleThree()),
    ]);
    const amounts = [];
    for (const args of [
      [one],
      [one, '--policy', policy],
      [two, '--policy', policy],
      [three],
      [three, '--policy', policy],
    ]) {
      const { exitCode, answer } = await run('calculate', ...args);
      amounts.push([exitCode, answer.amount]);
    }
    expect(amounts).toEqual([
      [0, '3179.31'],
      [0, '3406.41'],
      [0, '12482.18'],
      [0, '0.00'],
      [0, '101.48'],
    ]);
  });

  it('refuses a claim and a policy with every fault of both', async () => {
    const claim = await file('bad.json', { ...aClaim(), kommunCode: '9999', requestedAmount: '1.005' });
    const policy = await file('bad-policy.json', { semesterBas: 'C' });
    const { exitCode, answer } = await run('calculate', claim, '--policy', policy, '--json');
    expect(exitCode).toBe(1);
    expect(answer.errors.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
      ['kommunCode', 'KOMMUN_UNKNOWN'],
      ['requestedAmount', 'DECIMAL_TOO_FINE'],
      ['policy.semesterBas', 'CODE_UNKNOWN'],
    ]);
  });

  it('refuses what is no JSON without repeating it', async () => {
    const { exitCode, stdout, answer } = await run('calculate', await file('torn.json', '{"name": Alva'));
    expect(exitCode).toBe(1);
    expect(answer.errors).toMatchObject([{ path: '', code: 'FILE_INVALID' }]);
    expect(stdout).not.toContain('Alva');
    expect((await run('calculate', join(folder, 'missing.json'))).answer.errors[0].code).toBe('FILE_INVALID');
  });

  it('answers as a program of its own, and with 2 when used wrongly', async () => {
    const command = ['sjuklon', 'calculate'];
    const claim = await file('program.json', aClaim());
    const [right, wrong] = await Promise.all([runCommand([...command, claim], {}), runCommand(command, {})]);
    expect(right).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(right.stdout).amount).toBe('3179.31');
    expect(wrong.exitCode).toBe(2);
  });
});

describe('sjuklon compare', () => {
  it('tells what other rules would have cost, and takes the default rules beside a single file', async () => {
    const claims = [await file('first.json', aClaim()), await file('second.json', exampleThree())];
    const policy = await file('gemensam.json', { ...defaultSjuklonPolicy, semesterBas: 'B' });
    const { exitCode, answer } = await run('compare', ...claims, '--policy', policy, '--json');
    expect(exitCode).toBe(0);
    expect(answer.policies).toMatchObject([
      { name: 'standard', total: '3179.31', difference: '0.00' },
      { name: 'gemensam.json', total: '3507.89', difference: '328.58', changedClaims: 2 },
    ]);
    await expect(run('compare', ...claims)).rejects.toThrow('--policy');
  });
});

it('sjuklon policy prints the rules that are shipped', async () => {
  expect((await run('policy')).answer).toEqual(defaultSjuklonPolicy);
});
