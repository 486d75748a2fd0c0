import { CommanderError } from 'commander';
import { parseSettings } from '../hub/settings.js';
import { createProgram } from './program.js';
import { reportFailure } from './report-failure.js';

// Whoever reads the output may stop early, as `head` does: then there is nobody left to write to.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// The one place that reads the environment.
try {
  const program = createProgram(() => parseSettings(process.env));
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const [, , command, ...rest] = process.argv;
    process.exitCode = reportFailure(error, {
      asJson: rest.includes('--json'),
      inSwedish: command === 'adapter' || command === 'october',
    });
  }
}
