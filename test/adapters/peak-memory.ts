import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type CommandResult, startCommand } from '../support/run-command.js';

/** A command that has ended, with the most memory it ever held, in bytes. */
export interface MeasuredCommand extends CommandResult {
  readonly peakBytes: number;
  readonly seconds: number;
}

/** Runs a command of the built program and follows its peak of resident memory; Linux alone tells it. */
export async function measureCommand(args: readonly string[]): Promise<MeasuredCommand> {
  const begun = performance.now();
  const running = startCommand(args, {});
  let peakBytes = 0;
  let isRunning = true;
  const ended = running.ended.then((result) => {
    isRunning = false;
    return result;
  });
  while (isRunning) {
    peakBytes = Math.max(peakBytes, await peakOf(running.process.pid ?? 0));
    await pause(20);
  }
  return { ...(await ended), peakBytes, seconds: (performance.now() - begun) / 1000 };
}

/** The kernel keeps the peak itself, so that no moment between two looks is missed but the last. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
