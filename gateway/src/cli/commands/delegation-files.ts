import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { readFirstSheet } from '@kommunhub/adapter-excel';
import {
  type FileFault,
  type ParsedOrder,
  parseAgreements,
  parseDelegationOrders,
  toFault,
} from '@kommunhub/delegation';
import { type AgreementRecord, ConfigError, type Fault, SourceRefusedError } from '@kommunhub/schema';

const workbooks = ['.xlsx', '.xlsm'];

/**
 * Reads a delegation file as the text of the fixed CSV format; of a workbook the first visible sheet.
 *
 * @throws ConfigError FILE_INVALID when the file cannot be read as either.
 */
export async function readDelegationText(file: string): Promise<string> {
  if (workbooks.includes(extname(file).toLowerCase())) return readWorkbook(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    const reason =
      cause instanceof TypeError ? 'is not UTF-8; save it as "CSV UTF-8"' : 'cannot be read; check the path';
    throw new ConfigError('FILE_INVALID', `The file ${file} ${reason}.`, { cause });
  }
}

async function readWorkbook(file: string): Promise<string> {
  const { rows, faults } = await readFirstSheet(file).catch((cause: unknown) => {
    const reason = cause instanceof SourceRefusedError ? cause.message : 'it cannot be read; check the path.';
    throw new ConfigError('FILE_INVALID', `The file ${file} is refused: ${reason}`, { cause });
  });
  const [fault] = faults;
  if (fault !== undefined) {
    throw new ConfigError(
      'FILE_INVALID',
      `The file ${file}, row ${fault.row}, column ${fault.column + 1}: the cell has an error or a formula without a value.`,
    );
  }
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const lines: string[] = [];
  for (const { row, cells } of rows) {
    // Rows that were never written in are not in the file; blank ones keep the numbers that Excel shows.
    while (lines.length < row - 1) lines.push('');
    lines.push(Array.from({ length: width }, (_, at) => quoted(cells[at] ?? '')).join(';'));
  }
  return lines.join('\r\n');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Orders of one or more files with every fault in them; of several each with its file. */
export async function readOrderFiles(
  files: readonly string[],
): Promise<{ readonly orders: readonly ParsedOrder[]; readonly faults: readonly Fault[] }> {
  const read = await Promise.all(
    files.map(async (file) => {
      const { orders, faults } = parseDelegationOrders(await readDelegationText(file));
      return { orders, faults: files.length > 1 ? placed(file, faults) : faults.map(toFault) };
    }),
  );
  return { orders: read.flatMap(({ orders }) => orders), faults: read.flatMap(({ faults }) => faults) };
}

/** Agreements of a file; none without one. */
export async function readAgreementFile(
  file: string | undefined,
): Promise<{ readonly agreements: readonly AgreementRecord[]; readonly faults: readonly Fault[] }> {
  if (file === undefined) return { agreements: [], faults: [] };
  const { agreements, faults } = parseAgreements(await readDelegationText(file));
  return { agreements, faults: placed(file, faults) };
}

function placed(file: string, faults: readonly FileFault[]): readonly Fault[] {
  return faults.map(toFault).map((fault) => ({ ...fault, path: `${file}, ${fault.path}` }));
}

/** Tells the faults of files and gives the exit code 1; null when there are none. */
export function tellFaults(faults: readonly Fault[], asJson: boolean): boolean {
  if (faults.length === 0) return false;
  process.exitCode = 1;
  if (asJson) process.stdout.write(`${JSON.stringify({ errors: faults })}\n`);
  else {
    const count = faults.length === 1 ? 'Ett fel' : `${faults.length} fel`;
    const lines = faults.map(({ path, message }) => `  ${path}: ${message}`);
    process.stdout.write(`${count}, inget har skrivits:\n${lines.join('\n')}\n`);
  }
  return true;
}
