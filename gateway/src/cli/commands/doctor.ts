import { Command } from 'commander';
import type { ReadSettings } from '../program.js';

/** `kommunhub doctor`: looks at the surroundings and says what is wrong. */
export function doctorCommand(readSettings: ReadSettings): Command {
  return new Command('doctor')
    .description('Check settings, data directory, disk, keys, database and sources; changes nothing.')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  npx kommunhub doctor')
    .action(async (options: { json?: boolean }) => {
      const settings = readSettings();
      // Loaded here and not above: the other commands need not wait for all of the hub.
      const { diagnose } = await import('../../hub/diagnosis.js');
      const findings = await diagnose(settings);
      const lines = findings.map(
        ({ checked, isWell, told }) => `${isWell ? 'ok     ' : 'wrong  '}${checked}: ${told}`,
      );
      process.stdout.write(options.json ? `${JSON.stringify({ findings })}\n` : `${lines.join('\n')}\n`);
      process.exitCode = findings.every(({ isWell }) => isWell) ? 0 : 1;
    });
}
