import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { BadInputError } from '@kommunhub/schema';
import { Command, InvalidArgumentError, Option } from 'commander';
import { fetchTable } from '../fetch-table.js';
import type { ReadSettings } from '../program.js';
import { progressLine } from '../progress-line.js';
import { writePrivate } from '../write-private.js';

interface ExportOptions {
  readonly format: 'csv';
  readonly dialect?: string;
  readonly header?: string;
  readonly where: readonly (readonly [column: string, value: string])[];
  readonly release?: string;
  readonly allowPartial?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

/** `kommunhub export`: a released table from a running hub, as a file that only its owner can read. */
export function exportCommand(readSettings: ReadSettings): Command {
  return new Command('export')
    .description('Fetch a released table from a running hub, with the BI key or token of KOMMUNHUB_TOKEN.')
    .argument('<table>', 'id of the table, as insatser; the tables stand at /statistics/')
    .addOption(new Option('--format <format>', 'form of the file').choices(['csv']).default('csv'))
    .addOption(new Option('--dialect <dialect>', 'excel (the default), semikolon or rfc4180'))
    .addOption(new Option('--header <header>', 'name (the default) or label'))
    .option('--where <column=value>', 'rows with this value; repeat for more', readWhere, [])
    .option('--release <id>', 'this release; the latest version of every period when left out')
    .option('--allow-partial', 'also figures of places where a kommun is missing')
    .option('--out <file>', 'a new file, readable by you alone; standard output when left out')
    .option('--json', 'with --out: what was written, as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  KOMMUNHUB_TOKEN=khk-… npx kommunhub export insatser --where period=2026 --where platskod=2080,2085 --out insatser.csv',
    )
    .action(async (table: string, options: ExportOptions, command: Command) => {
      const { out, json = false } = options;
      if (json && out === undefined) command.error('error: --json tells of a file; name it with --out');
      const chunks = fetchTable(readSettings(), table, parametersOf(options));
      if (out === undefined) return writeOut(chunks);
      const counted = { bytes: 0, rows: -1 };
      await writeWhole(out, counting(chunks, counted, json));
      process.stdout.write(
        json
          ? `${JSON.stringify({ table, file: out, ...counted })}\n`
          : `${out}: ${counted.rows.toLocaleString('sv')} rows of ${table}.\n`,
      );
    });
}

function readWhere(text: string, before: ExportOptions['where']): ExportOptions['where'] {
  const [, column, value] = /^([A-Za-z_]+)=(.*)$/s.exec(text) ?? [];
  if (column === undefined || value === undefined)
    throw new InvalidArgumentError('Write it as column=value, as platskod=2080.');
  return [...before, [column, value]];
}

function parametersOf({ dialect, header, where, release, allowPartial }: ExportOptions): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [column, value] of where) parameters.append(column, value);
  for (const [name, value] of Object.entries({ dialect, header, release }))
    if (value !== undefined) parameters.append(name, value);
  if (allowPartial) parameters.set('allowPartial', 'true');
  return parameters;
}

async function writeOut(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of chunks) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
}

/** Leaves no file where the table did not come to its end: a part of it looks like the whole. */
async function writeWhole(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  let isOurs = false;
  const begun = async function* () {
    isOurs = true;
    yield* chunks;
  };
  try {
    await writePrivate(path, begun());
  } catch (error) {
    if (isOurs) await rm(path, { force: true });
    if (isSystemError(error))
      throw new BadInputError(`The file cannot be written (${error.code}); name one that can be.`, {
        cause: error,
      });
    throw error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

const lineFeed = 10;

async function* counting(
  chunks: AsyncIterable<Uint8Array>,
  counted: { bytes: number; rows: number },
  asJson: boolean,
): AsyncGenerator<Uint8Array> {
  const progress = progressLine('rows', asJson);
  try {
    for await (const chunk of chunks) {
      counted.bytes += chunk.length;
      // No released text holds a line's end, so that lines are rows; the first is the header.
      for (const byte of chunk) if (byte === lineFeed) counted.rows += 1;
      progress.update(Math.max(0, counted.rows));
      yield chunk;
    }
  } finally {
    progress.end();
  }
}
