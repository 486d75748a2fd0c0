import { readFile } from 'node:fs/promises';
import { type FileFault, type OrderFate, parseDelegationOrders, toFault } from '@kommunhub/delegation';
import { ConfigError, type Fault } from '@kommunhub/schema';
import { Command } from 'commander';
import type { Settings } from '../../hub/settings.js';
import { documents } from '../documents.js';
import { connectToHub } from '../hub-client.js';
import type { ReadSettings } from '../program.js';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** What became of one order of the file; `fate` is null where nothing was asked of a hub. */
interface ImportedOrder {
  readonly version: string;
  readonly points: number;
  readonly fate: OrderFate | null;
}

interface Imported {
  readonly orders: readonly ImportedOrder[];
  readonly faults: readonly Fault[];
}

/** `kommunhub delegation …`: delegation orders as files. */
export function delegationCommand(readSettings: ReadSettings): Command {
  const command = new Command('delegation').description(
    'Delegationsordningar som filer: kontrollera och läs in.',
  );
  return command.addCommand(importCommand(readSettings).exitOverride().showHelpAfterError());
}

function importCommand(readSettings: ReadSettings): Command {
  return new Command('import')
    .description(
      'Kontrollera en delegationsordning (CSV) och läs in den i en hub som är igång. Utan KOMMUNHUB_TOKEN kontrolleras filen bara.',
    )
    .argument('<file>', 'filen, i det fasta formatet med ; och UTF-8')
    .option('--dry-run', 'säg vad inläsningen skulle göra, men skriv ingenting')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub delegation import ordning.csv --dry-run')
    .action(async (file: string, options: ImportOptions) => {
      const text = await readText(file);
      const settings = readSettings();
      const checked = check(text);
      const isOnlyChecked = checked.faults.length > 0 || settings.token === undefined;
      const { orders, faults } = isOnlyChecked ? checked : await store(settings, text, options);
      if (faults.length > 0) return tellFaults(file, faults, options);
      process.stdout.write(options.json ? `${JSON.stringify({ orders })}\n` : print(orders, options));
    });
}

/** What the file says by itself, without a hub. */
function check(text: string): Imported {
  const { orders, faults } = parseDelegationOrders(text);
  return {
    orders: orders.map(({ version, points }) => ({ version, points: points.length, fate: null })),
    faults: faults.map(toFault),
  };
}

interface ImportAnswer {
  readonly importDelegationOrder: {
    readonly orders: readonly {
      readonly version: string;
      readonly pointCount: number;
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
    orders: orders.map(({ version, pointCount, fate }) => ({ version, points: pointCount, fate })),
    faults: faults.map(toFault),
  };
}

const fates = { INSERTED: 'ny', UPDATED: 'ändrad', UNCHANGED: 'oförändrad' } as const;

function print(orders: readonly ImportedOrder[], { dryRun }: ImportOptions): string {
  const lines = orders.map(({ version, points, fate }) => {
    const said = fate === null ? 'filen är rätt' : fates[fate];
    return `Version ${version}: ${points} punkter, ${said}`;
  });
  const isStored = !dryRun && orders.some(({ fate }) => fate !== null);
  return `${[...lines, isStored ? 'Inläst.' : 'Inget har skrivits.'].join('\n')}\n`;
}

function tellFaults(file: string, faults: readonly Fault[], { json }: ImportOptions): void {
  process.exitCode = 1;
  if (json) return void process.stdout.write(`${JSON.stringify({ errors: faults })}\n`);
  const lines = faults.map(({ path, message }) => `  ${path}: ${message}`);
  const count = faults.length === 1 ? 'Ett fel' : `${faults.length} fel`;
  process.stdout.write(`${count} i ${file}, inget har skrivits:\n${lines.join('\n')}\n`);
}

async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    const reason =
      cause instanceof TypeError ? 'is not UTF-8; save it as "CSV UTF-8"' : 'cannot be read; check the path';
    throw new ConfigError('FILE_INVALID', `The file ${file} ${reason}.`, { cause });
  }
}
