import { Command } from 'commander';
import type { ReadSettings } from '../program.js';

/** `kommunhub migrate`: brings the database up to date; twice is harmless. */
export function migrateCommand(readSettings: ReadSettings): Command {
  return new Command('migrate')
    .description('Bring the database up to date (start does it too; twice is harmless).')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  KOMMUNHUB_DATABASE_URL=postgres://… npx kommunhub migrate')
    .action(async (options: { json?: boolean }) => {
      const settings = readSettings();
      // Loaded here and not above: the other commands need not wait for all of the hub.
      const { migrate } = await import('@kommunhub/subgraph-kit');
      const { migrations } = await import('../../hub/parts.js');
      const { openSurroundings } = await import('../../hub/surroundings.js');
      const surroundings = await openSurroundings(settings, settings.databaseUrl === undefined);
      try {
        const { applied } = await migrate(surroundings.ownerUrl, migrations, surroundings.passwords);
        const text = applied.length === 0 ? 'Nothing to do.' : `Applied: ${applied.join(', ')}`;
        process.stdout.write(options.json ? `${JSON.stringify({ applied })}\n` : `${text}\n`);
      } finally {
        await surroundings.close();
      }
    });
}
