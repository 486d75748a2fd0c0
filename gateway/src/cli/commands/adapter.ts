import { NotFoundError } from '@kommunhub/schema';
import { Command } from 'commander';
import { connectToHub, type HubClient } from '../hub-client.js';
import type { ReadSettings } from '../program.js';
import { progressLine } from '../progress-line.js';
import { fetchQuarantine, printQuarantine } from '../quarantine.js';
import { reportOption, writeReport } from '../report-file.js';
import { reportOfLatest, reportOfRun } from '../run-report.js';
import { fetchSources, printSources } from '../source-status.js';
import { acceptRun, followRun, printRun, replayRows, type SyncRun, startRun } from '../sync-run.js';
import { initCommand } from './adapter-init.js';
import { checkCommand, dryRunCommand, verifyCommand } from './adapter-try.js';

/** `kommunhub adapter …`: check and try an adapter on its files; sync and look at a source of a running hub. */
export function adapterCommand(readSettings: ReadSettings): Command {
  const adapter = new Command('adapter').description(
    'Anslut ett ärendesystem: kontrollera, prova, läs in, följ.',
  );
  const commands = [
    initCommand(),
    checkCommand(),
    dryRunCommand(),
    verifyCommand(),
    syncCommand(readSettings),
    replayCommand(readSettings),
    statusCommand(readSettings),
    quarantineCommand(readSettings),
  ];
  for (const command of commands) adapter.addCommand(command.exitOverride().showHelpAfterError());
  return adapter;
}

function syncCommand(readSettings: ReadSettings): Command {
  return new Command('sync')
    .description('Läs in en källa i en hub som är igång.')
    .argument('<source>', 'källans id, se adapter status')
    .option('--accept <run>', 'utför en inläsning som stoppats för att den skulle ta bort ovanligt mycket')
    .addOption(reportOption())
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nExempel:\n  npx kommunhub adapter sync falun-treserva\n  npx kommunhub adapter sync falun-treserva --accept 7d0c…',
    )
    .action(async (source: string, options: { accept?: string; report?: string; json?: boolean }) => {
      const hub = connectToHub(readSettings());
      const { accept } = options;
      const begun = accept === undefined ? startRun(hub, source) : acceptRun(hub, source, accept);
      const run = await followed(hub, await begun, options.json);
      if (options.report !== undefined) await writeReport(options.report, await reportOfRun(hub, run));
      process.stdout.write(options.json ? `${JSON.stringify(run)}\n` : printRun(run));
      process.exitCode = run.state === 'DONE' ? 0 : 1;
    });
}

function replayCommand(readSettings: ReadSettings): Command {
  return new Command('replay')
    .description(
      'Tolka om undanlagda rader och rader med okända koder när mappning eller kodtabell har rättats; källan läses inte.',
    )
    .argument('<source>', 'källans id, se adapter status')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub adapter replay falun-treserva')
    .action(async (source: string, options: { json?: boolean }) => {
      const hub = connectToHub(readSettings());
      const run = await followed(hub, await replayRows(hub, source), options.json);
      process.stdout.write(options.json ? `${JSON.stringify(run)}\n` : printRun(run));
      process.exitCode = run.state === 'DONE' && run.rowsQuarantined === 0 ? 0 : 1;
    });
}

/** Follows a run to its end. Interrupted, it says that the run goes on: it is the hub's. */
async function followed(hub: HubClient, run: SyncRun, asJson?: boolean): Promise<SyncRun> {
  const progress = progressLine('rader lästa', asJson);
  const leave = () => {
    progress.end();
    process.stderr.write(`Körningen ${run.id} fortsätter i hubben; se "npx kommunhub adapter status".\n`);
    process.exit(1);
  };
  process.once('SIGINT', leave);
  try {
    return await followRun(hub, run, progress.update);
  } finally {
    process.off('SIGINT', leave);
    progress.end();
  }
}

function statusCommand(readSettings: ReadSettings): Command {
  return new Command('status')
    .description('Visa källorna i en hub som är igång: skick, ålder och senaste inläsning.')
    .argument('[kommun...]', 'kommunkoder; utan dem visas alla')
    .option('--source <id>', 'bara den källan')
    .addOption(reportOption())
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nExempel:\n  npx kommunhub adapter status 2080\n  npx kommunhub adapter status --source falun-treserva --report rapport.html',
    )
    .action(async (kommunCodes: string[], options: { source?: string; report?: string; json?: boolean }) => {
      const hub = connectToHub(readSettings());
      const all = await fetchSources(hub, kommunCodes);
      const sources = all.filter(({ id }) => options.source === undefined || id === options.source);
      if (options.source !== undefined && sources.length === 0)
        throw new NotFoundError('No source has this id; "adapter status" without it shows all.');
      if (options.report !== undefined) await writeReport(options.report, await reportOfLatest(hub, sources));
      process.stdout.write(options.json ? `${JSON.stringify(sources)}\n` : printSources(sources));
      process.exitCode = sources.every(({ state }) => state === 'OK') ? 0 : 1;
    });
}

function quarantineCommand(readSettings: ReadSettings): Command {
  return new Command('quarantine')
    .description(
      'Visa vad som ligger åt sidan: plats, skäl och vad som ska göras, och koder som ingen tabell känner.',
    )
    .argument('<source>', 'källans id, se adapter status')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub adapter quarantine falun-treserva')
    .action(async (source: string, options: { json?: boolean }) => {
      const setAside = await fetchQuarantine(connectToHub(readSettings()), source);
      process.stdout.write(options.json ? `${JSON.stringify(setAside)}\n` : printQuarantine(setAside));
      process.exitCode = setAside.quarantine.length + setAside.unmappedCodes.length === 0 ? 0 : 1;
    });
}
