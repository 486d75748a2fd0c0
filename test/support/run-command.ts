import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', '..', 'gateway', 'dist', 'cli', 'main.js');

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly process: ChildProcess;
  /** Resolves with the first line on standard output that fits. */
  line(pattern: RegExp): Promise<string>;
  readonly ended: Promise<CommandResult>;
}

/** Starts the built command line in a process of its own, with no other settings than those given, as whom is said. */
export function startCommand(
  args: readonly string[],
  settings: Record<string, string>,
  account: Pick<SpawnOptions, 'uid' | 'gid'> = {},
): RunningCommand {
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('KOMMUNHUB_'));
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...Object.fromEntries(environment), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  });
  let stdout = '';
  let stderr = '';
  const onText = new Set<() => void>();
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    for (const tell of onText) tell();
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<CommandResult>((resolve) => {
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return {
    process: child,
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = stdout.split('\n').find((candidate) => pattern.test(candidate));
          if (line === undefined) return;
          onText.delete(look);
          resolve(line);
        };
        onText.add(look);
        look();
        ended.then((result) => reject(new Error(`The command ended first: ${result.stderr}`)));
      }),
  };
}

export function runCommand(
  args: readonly string[],
  settings: Record<string, string>,
  account: Pick<SpawnOptions, 'uid' | 'gid'> = {},
): Promise<CommandResult> {
  return startCommand(args, settings, account).ended;
}
