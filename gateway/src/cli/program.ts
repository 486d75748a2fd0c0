import { maskPersonnummer } from '@kommunhub/schema';
import { Command } from 'commander';
import type { Settings } from '../hub/settings.js';
import { adapterCommand } from './commands/adapter.js';
import { auditCommand } from './commands/audit.js';
import { delegationCommand } from './commands/delegation.js';
import { doctorCommand } from './commands/doctor.js';
import { exportCommand } from './commands/export.js';
import { factsCommand } from './commands/facts.js';
import { keyCommand } from './commands/key.js';
import { lifecycleCommand } from './commands/lifecycle.js';
import { migrateCommand } from './commands/migrate.js';
import { octoberCommand } from './commands/october.js';
import { operationsCommand } from './commands/operations.js';
import { releaseCommand } from './commands/release.js';
import { sjuklonCommand } from './commands/sjuklon.js';
import { startCommand } from './commands/start.js';
import { tokenCommand } from './commands/token.js';

/** Reads the settings when a command needs them, so that --help works without. */
export type ReadSettings = () => Settings;

/** The command line of kommunhub. Exit codes: 0 all well, 1 problems found, 2 used wrongly. */
export function createProgram(readSettings: ReadSettings): Command {
  const program = new Command('kommunhub')
    .description('One GraphQL API over the case systems of Sweden’s kommuner, for joint work on LSS.')
    .exitOverride()
    .showHelpAfterError();
  const commands = [
    startCommand,
    migrateCommand,
    doctorCommand,
    tokenCommand,
    adapterCommand,
    delegationCommand,
    operationsCommand,
    keyCommand,
    exportCommand,
    auditCommand,
    lifecycleCommand,
    sjuklonCommand,
    releaseCommand,
    octoberCommand,
    factsCommand,
  ];
  for (const command of commands)
    program.addCommand(command(readSettings).exitOverride().showHelpAfterError());
  hideNumbers(program);
  return program;
}

/** What was typed wrongly is repeated to who typed it, but for a personnummer: terminals are recorded. */
function hideNumbers(command: Command): void {
  const today = new Date().toISOString().slice(0, 10);
  command.configureOutput({ outputError: (text, write) => write(maskPersonnummer(text, today)) });
  for (const inner of command.commands) hideNumbers(inner);
}
