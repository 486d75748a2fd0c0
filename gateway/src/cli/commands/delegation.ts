import { type FileFault, type OrderFate, parseDelegationOrders, toFault } from '@kommunhub/delegation';
import type { Fault } from '@kommunhub/schema';
import { Command } from 'commander';
import type { Settings } from '../../hub/settings.js';
import { documents } from '../documents.js';
import { connectToHub } from '../hub-client.js';
import type { ReadSettings } from '../program.js';
import { checkCommand } from './delegation-check.js';
import { compareCommand } from './delegation-compare.js';
import { documentCommand } from './delegation-document.js';
import { readAgreementFile, readDelegationText, tellFaults } from './delegation-files.js';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly agreements?: string;
  readonly json?: boolean;
}

/** What became of one order of the file; `fate` is null where nothing was asked of a hub. */
interface ImportedOrder {
  readonly version: string;
  readonly points: number;
  readonly unmapped: number;
  readonly fate: OrderFate | null;
}

interface Imported {
  readonly orders: readonly ImportedOrder[];
  readonly faults: readonly Fault[];
}

/** `kommunhub delegation …`: delegation orders as files. */
export function delegationCommand(readSettings: ReadSettings): Command {
  const command = new Command('delegation').description(
    'Delegationsordningar som filer: läs in, jämför, fråga och skriv ut.',
  );
  const commands = [importCommand(readSettings), compareCommand(), checkCommand(), documentCommand()];
  for (const one of commands) command.addCommand(one.exitOverride().showHelpAfterError());
  return command;
}

function importCommand(readSettings: ReadSettings): Command {
  return new Command('import')
    .description(
      'Kontrollera en delegationsordning (CSV eller .xlsx) och läs in den i en hub som är igång. Utan KOMMUNHUB_TOKEN kontrolleras filen bara.',
    )
    .argument('[file]', 'filen, i det fasta formatet med ; och UTF-8, eller samma kolumner i Excel')
    .option('--dry-run', 'säg vad inläsningen skulle göra, men skriv ingenting')
    .option('--agreements <file>', 'kontrollera en fil med avtal om samverkan')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub delegation import ordning.csv --dry-run')
    .action(async (file: string | undefined, options: ImportOptions, command: Command) => {
      if (file === undefined && options.agreements === undefined) command.error('error: name a file');
      const asJson = options.json === true;
      const { agreements, faults: ofAgreements } = await readAgreementFile(options.agreements);
      const settings = readSettings();
      const { orders, faults } = file === undefined ? nothing : await importFile(file, settings, options);
      if (tellFaults([...ofAgreements, ...faults], asJson)) return;
      const count = options.agreements === undefined ? null : agreements.length;
      const told = { orders, ...(count !== null && { agreements: count }) };
      process.stdout.write(asJson ? `${JSON.stringify(told)}\n` : print(orders, count, options));
    });
}

const nothing: Imported = { orders: [], faults: [] };

async function importFile(file: string, settings: Settings, options: ImportOptions): Promise<Imported> {
  const text = await readDelegationText(file);
  const checked = check(text);
  const isOnlyChecked = checked.faults.length > 0 || settings.token === undefined;
  return isOnlyChecked ? checked : store(settings, text, options);
}

/** What the file says by itself, without a hub. */
function check(text: string): Imported {
  const { orders, faults } = parseDelegationOrders(text);
  return {
    orders: orders.map(({ version, points }) => ({
      ...{ version, points: points.length, fate: null },
      unmapped: points.filter(({ kinds }) => kinds.length === 0).length,
    })),
    faults: faults.map(toFault),
  };
}

interface ImportAnswer {
  readonly importDelegationOrder: {
    readonly orders: readonly {
      readonly version: string;
      readonly pointCount: number;
      readonly unmappedCount: number;
      readonly fate: OrderFate;
    }[];
    readonly faults: readonly FileFault[];
  };
}

/** Lets the hub read the file; it also knows which nämnd is meant. */
async function store(settings: Settings, csv: string, options: ImportOptions): Promise<Imported> {
  const variables = { csv, dryRun: options.dryRun ?? false };
  const answer = await connectToHub(settings).ask<ImportAnswer>(documents.importDelegationOrder, variables);
  const { orders, faults } = answer.importDelegationOrder;
  return {
    orders: orders.map(({ version, pointCount, unmappedCount, fate }) => ({
      ...{ version, points: pointCount, unmapped: unmappedCount, fate },
    })),
    faults: faults.map(toFault),
  };
}

const fates = { INSERTED: 'ny', UPDATED: 'ändrad', UNCHANGED: 'oförändrad' } as const;

function print(
  orders: readonly ImportedOrder[],
  agreements: number | null,
  { dryRun }: ImportOptions,
): string {
  const lines = orders.map(({ version, points, unmapped, fate }) => {
    const said = fate === null ? 'filen är rätt' : fates[fate];
    const open = unmapped === 0 ? '' : `, ${unmapped} utan ärendetyp`;
    return `Version ${version}: ${points} punkter${open}, ${said}`;
  });
  if (agreements !== null) lines.push(`${agreements} avtal, filen är rätt; avtal läses in av hubbens drift.`);
  const isStored = !dryRun && orders.some(({ fate }) => fate !== null);
  return `${[...lines, isStored ? 'Inläst.' : 'Inget har skrivits.'].join('\n')}\n`;
}
