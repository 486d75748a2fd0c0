import {
  dryRun,
  loadAdapter,
  printCheck,
  printDryRun,
  printProblems,
  printVerify,
  problemsOf,
  reportOfTrial,
  verifyAdapter,
} from '@kommunhub/adapter-kit';
import { Command } from 'commander';
import { connectors } from '../../hub/connectors.js';
import { progressLine } from '../progress-line.js';
import { reportOption, writeReport } from '../report-file.js';

/** `kommunhub adapter check`: the folder and the form of the source. Needs no hub, as all commands here. */
export function checkCommand(): Command {
  return new Command('check')
    .description('Kontrollera adapterns filer och källans form; läser inga rader.')
    .argument('<folder>', 'adapterns mapp, den med adapter.yaml')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub adapter check kallor/falun-treserva')
    .action(async (folder: string, options: { json?: boolean }) => {
      const adapter = await loaded(folder, options.json);
      if (adapter === null) return;
      const report = await adapter.check();
      process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : printCheck(report));
      process.exitCode = report.ok ? 0 : 1;
    });
}

/** `kommunhub adapter dry-run`: reads everything and writes nothing but the report asked for. */
export function dryRunCommand(): Command {
  return new Command('dry-run')
    .description('Läs hela källan och visa vad en inläsning skulle ge; skriver ingenting i hubben.')
    .argument('<folder>', 'adapterns mapp, den med adapter.yaml')
    .addOption(reportOption())
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nExempel:\n  npx kommunhub adapter dry-run kallor/falun-treserva\n  npx kommunhub adapter dry-run kallor/falun-treserva --report rapport.html',
    )
    .action(async (folder: string, options: { report?: string; json?: boolean }) => {
      const adapter = await loaded(folder, options.json);
      if (adapter === null) return;
      const progress = progressLine('rader lästa', options.json);
      const report = await dryRun(adapter, { onProgress: progress.update });
      progress.end();
      if (options.report !== undefined) await writeReport(options.report, reportOfTrial(report));
      process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : printDryRun(report));
      process.exitCode = report.complete && report.rowsQuarantined === 0 ? 0 : 1;
    });
}

/** `kommunhub adapter verify`: whether the adapter keeps what the hub demands of every source. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('Pröva att adaptern håller vad hubben kräver, utan hubb; tar under en minut.')
    .argument('<folder>', 'adapterns mapp, den med adapter.yaml')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub adapter verify kallor/falun-treserva')
    .action(async (folder: string, options: { json?: boolean }) => {
      const progress = progressLine('rader lästa', options.json);
      const report = await verifyAdapter(folder, { connectors, onProgress: progress.update });
      progress.end();
      process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : printVerify(report));
      process.exitCode = report.ok ? 0 : 1;
    });
}

/** The adapter of a folder; null when its faults have been told instead. */
async function loaded(folder: string, asJson: boolean | undefined) {
  try {
    return await loadAdapter(folder, { connectors });
  } catch (error) {
    const { code, problems } = problemsOf(error);
    const text = asJson
      ? JSON.stringify({ ok: false, code, problems })
      : printProblems(problems).join('\n').trim();
    process.stdout.write(`${text}\n`);
    process.exitCode = 1;
    return null;
  }
}
