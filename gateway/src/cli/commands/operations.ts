import { Command } from 'commander';
import { operationsFolderOf } from '../../hub/settings.js';
import {
  type ListedOperation,
  listOperations,
  type RegisteredOperation,
  registerOperations,
  removeOperation,
} from '../../operations/index.js';
import type { ReadSettings } from '../program.js';

/** `kommunhub operations …`: the operations that a hub with KOMMUNHUB_ONLY_REGISTERED answers. */
export function operationsCommand(readSettings: ReadSettings): Command {
  const command = new Command('operations').description(
    'Registered operations: all that a hub answers when KOMMUNHUB_ONLY_REGISTERED is true.',
  );
  const commands = [registerCommand(readSettings), listCommand(readSettings), removeCommand(readSettings)];
  for (const one of commands) command.addCommand(one.exitOverride().showHelpAfterError());
  return command;
}

function registerCommand(readSettings: ReadSettings): Command {
  return new Command('register')
    .description('Check operations against the graph, plan them and register them: all of them or none.')
    .argument('<file...>', 'files of one named operation each, exactly as clients send it')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  npx kommunhub operations register queries/*.graphql')
    .action(async (files: string[], options: { json?: boolean }) => {
      const folder = operationsFolderOf(readSettings());
      const engine = await planningEngine();
      try {
        const operations = await registerOperations(engine, folder, files);
        process.stdout.write(options.json ? `${JSON.stringify({ operations })}\n` : told(operations));
      } finally {
        await engine.stop();
      }
    });
}

function listCommand(readSettings: ReadSettings): Command {
  return new Command('list')
    .description('List the registered operations, and say which ones the graph of today does not answer.')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  npx kommunhub operations list --json')
    .action(async (options: { json?: boolean }) => {
      const { readPublicSchema } = await import('../../hub/federation.js');
      const operations = await listOperations(await readPublicSchema(), operationsFolderOf(readSettings()));
      process.stdout.write(options.json ? `${JSON.stringify({ operations })}\n` : listed(operations));
      process.exitCode = operations.every(({ faults }) => faults.length === 0) ? 0 : 1;
    });
}

function removeCommand(readSettings: ReadSettings): Command {
  return new Command('remove')
    .description('Take an operation off the list; a hub that runs notices within a second.')
    .argument('<name>', 'name of the operation')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  npx kommunhub operations remove CasesPage')
    .action(async (name: string, options: { json?: boolean }) => {
      await removeOperation(operationsFolderOf(readSettings()), name);
      process.stdout.write(options.json ? `${JSON.stringify({ removed: name })}\n` : `Removed ${name}.\n`);
    });
}

/** An engine that plans as the hub's does, and reaches nobody. */
async function planningEngine() {
  // Loaded here and not above: the other commands need not wait for all of the hub.
  const { createPlanningEngine } = await import('../../hub/federation.js');
  return createPlanningEngine();
}

function told(operations: readonly RegisteredOperation[]): string {
  const fates = { REGISTERED: 'registered', UNCHANGED: 'was registered already' };
  return operations.map(({ name, fate }) => `${name}: ${fates[fate]}\n`).join('');
}

function listed(operations: readonly ListedOperation[]): string {
  if (operations.length === 0) return 'No operation is registered.\n';
  return operations
    .flatMap(({ name, kind, faults }) => [
      `${name} (${kind ?? 'unreadable'})${faults.length > 0 ? ' is not answered any more:' : ''}\n`,
      ...faults.map(({ path, message }) => `  ${path}: ${message}\n`),
    ])
    .join('');
}
