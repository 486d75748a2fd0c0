import {
  isReleasedPeriod,
  type Period,
  parsePeriod,
  printPeriod,
  type StatisticTable,
  statisticTableById,
  statisticTables,
} from '@kommunhub/schema';
import type { ReleaseReport } from '@kommunhub/statistics';
import { Command, InvalidArgumentError } from 'commander';
import { reachDatabase } from '../../hub/reach-database.js';
import type { BuildingHub } from '../../hub/releases.js';
import type { ReadSettings } from '../program.js';
import { type ListedRelease, printDue, printReleases, printReport } from '../release-report.js';

interface WantedOptions {
  readonly table?: StatisticTable;
  readonly period?: Period;
  readonly json?: boolean;
}

interface BuildOptions extends WantedOptions {
  readonly reason?: string;
  readonly now?: boolean;
  readonly dryRun?: boolean;
}

/** `kommunhub release …`: what is released, what is due, and making a release or a correction. */
export function releaseCommand(readSettings: ReadSettings): Command {
  const command = new Command('release').description(
    'Släppta tabeller: vilka som finns, vilka som ska släppas, och nya släpp och rättelser.',
  );
  const commands = [listCommand, dueCommand, buildCommand];
  for (const one of commands) command.addCommand(one(readSettings).exitOverride().showHelpAfterError());
  return command;
}

function listCommand(readSettings: ReadSettings): Command {
  return wanted(new Command('list'))
    .description('Visa släppen, den senaste versionen av varje period först.')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub release list --table insatser')
    .action(async ({ table, period, json }: WantedOptions) => {
      const settings = readSettings();
      const database = await reachDatabase(settings);
      try {
        const { connected } = await import('../../hub/releases.js');
        const releases = await connected(database.urls.bi, (run) =>
          run<ListedRelease>(
            `select table_id as "table", period, version, released_at as "releasedAt", reason, complete, threshold,
                    row_count as rows from bi.releases
              where ($1::text is null or table_id = $1) and ($2::text is null or period = $2)
              order by table_id collate "C", period collate "C" desc, version desc`,
            [table?.id ?? null, period === undefined ? null : printPeriod(period)],
          ),
        );
        process.stdout.write(json ? `${JSON.stringify({ releases })}\n` : printReleases(releases));
      } finally {
        await database.close();
      }
    });
}

function dueCommand(readSettings: ReadSettings): Command {
  return new Command('due')
    .description('Visa vad som ska vara släppt i dag och inte är det. Utgång 1 när något väntar.')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub release due')
    .action(async ({ json }: { json?: boolean }) => {
      const due = await withBuilder(readSettings, (builder) => builder.due());
      const listed = due.map(({ table, period, dueOn }) => ({
        table: table.id,
        period: printPeriod(period),
        dueOn,
      }));
      process.stdout.write(json ? `${JSON.stringify({ due: listed })}\n` : printDue(listed));
      process.exitCode = listed.length > 0 ? 1 : 0;
    });
}

function buildCommand(readSettings: ReadSettings): Command {
  return wanted(new Command('build'))
    .description(
      'Släpp det som ska släppas, eller en tabell och period. Är den redan släppt och uppgifterna ändrade görs en ny version, med skäl och på månadens släppdag.',
    )
    .option('--reason <text>', 'skälet till en ny version, för tabellens läsare')
    .option('--now', 'rätta genast, i stället för på månadens släppdag')
    .option('--dry-run', 'räkna, skydda och pröva, och spara inget: visar hur mycket som skyddas')
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nExempel:\n  npx kommunhub release build --dry-run\n  npx kommunhub release build --table insatser --period 2025 --reason "Falun har rättat november."',
    )
    .action(async (options: BuildOptions, command: Command) => {
      const { table, period, reason, now, dryRun, json = false } = options;
      if ((table === undefined) !== (period === undefined))
        command.error('error: --table and --period are given together; without them what is due is built');
      const reports: ReleaseReport[] = [];
      const tell = (report: ReleaseReport) => {
        reports.push(report);
        if (!json) process.stdout.write(printReport(report));
      };
      await withBuilder(readSettings, async (builder) => {
        if (table === undefined || period === undefined) return builder.buildDue({ dryRun }, tell);
        const built = await builder.build({ table, period, reason, now, dryRun });
        for (const report of built) tell(report);
      });
      if (json) process.stdout.write(`${JSON.stringify({ reports })}\n`);
      else if (reports.length === 0) process.stdout.write('Inget väntar på att släppas.\n');
    });
}

async function withBuilder<Result>(
  readSettings: ReadSettings,
  work: Parameters<typeof import('../../hub/releases.js').withReleaseBuilder<Result>>[1],
): Promise<Result> {
  const settings = readSettings();
  const database = await reachDatabase(settings);
  try {
    // Loaded here and not above: the other commands need not wait for the builder.
    const { withReleaseBuilder } = await import('../../hub/releases.js');
    const hub: BuildingHub = { urls: database.urls, settings, clock: () => new Date() };
    return await withReleaseBuilder(hub, work);
  } finally {
    await database.close();
  }
}

function wanted(command: Command): Command {
  return command
    .option('--table <id>', 'tabellens id, som insatser', readTable)
    .option('--period <period>', 'ett år eller kvartal, som 2025 eller 2026Q3', readPeriod);
}

function readTable(text: string): StatisticTable {
  const table = statisticTableById(text);
  if (table !== undefined) return table;
  throw new InvalidArgumentError(`Tabellerna är ${statisticTables.map(({ id }) => id).join(', ')}.`);
}

function readPeriod(text: string): Period {
  const period = parsePeriod(text);
  if (period !== null && isReleasedPeriod(period)) return period;
  throw new InvalidArgumentError('Släppta perioder är år och kvartal 1 till 3, som 2025 och 2026Q3.');
}
