import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import {
  printReport,
  type ReportForm,
  type RunReport,
  reportForms,
  systemReason,
} from '@kommunhub/adapter-kit';
import { BadInputError } from '@kommunhub/schema';
import { InvalidArgumentError, Option } from 'commander';

/** `--report FILE`: the ending decides the form, and is looked at before anything is read. */
export function reportOption(): Option {
  return new Option('--report <file>', 'skriv också en rapport: .html, .txt eller .json').argParser(
    (path: string) => {
      if (formOf(path) === undefined) {
        throw new InvalidArgumentError('Filen ska sluta på .html, .txt eller .json.');
      }
      return path;
    },
  );
}

const formOf = (path: string): ReportForm | undefined =>
  reportForms.find((form) => extname(path).toLowerCase() === `.${form}`);

/**
 * Writes a report for its owner alone to read; one that is there already is replaced.
 *
 * @throws BadInputError when the file cannot be written.
 */
export async function writeReport(path: string, report: RunReport): Promise<void> {
  const form = formOf(path) ?? 'txt';
  try {
    await writeFile(path, printReport(report, form), { mode: 0o600 });
  } catch (cause) {
    throw new BadInputError(
      `The report cannot be written (${systemReason(cause)}); name a file that can be.`,
      { cause },
    );
  }
}
