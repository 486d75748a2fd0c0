import { execFileSync } from 'node:child_process';

/** A program that the proof uses and the tests do without. */
interface Wanted {
  /** A command that succeeds where the program is. */
  readonly probe: readonly [program: string, ...args: string[]];
  /** The packages of Debian that bring it. */
  readonly packages: readonly string[];
}

/** Why the program cannot be used here, or null when it can; what is missing is installed where that may be done. */
export function whyNot({ probe, packages }: Wanted): string | null {
  if (answers(probe)) return null;
  if (process.getuid?.() !== 0) return `only root can install ${packages.join(' and ')}`;
  try {
    const install = ['install', '-y', '--no-install-recommends', ...packages];
    execFileSync('apt-get', install, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    return `apt-get could not install ${packages.join(' and ')}`;
  }
  return answers(probe) ? null : `${probe[0]} does not answer`;
}

function answers([program, ...args]: Wanted['probe']): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
