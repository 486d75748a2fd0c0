import { readFile, writeFile } from 'node:fs/promises';
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
 * Writes a report for its owner alone to read. An older report is replaced, but
 * no other file: deliveries may end with .txt too.
 *
 * @throws BadInputError when the file cannot be written, or is none of ours.
 */
export async function writeReport(path: string, report: RunReport): Promise<void> {
  const form = formOf(path) ?? 'txt';
  if (!(await isOurs(path))) {
    throw new BadInputError(
      'The file of the report exists and is no report; name another, it is not overwritten.',
    );
  }
  try {
    await writeFile(path, printReport(report, form), { mode: 0o600 });
  } catch (cause) {
    throw new BadInputError(
      `The report cannot be written (${systemReason(cause)}); name a file that can be.`,
      { cause },
    );
  }
}

/** How each form of a report begins. */
const beginnings = ['<!doctype html>\n<html lang="sv">', '{\n  "source"', 'Provläsning av ', 'Inläsning av '];

async function isOurs(path: string): Promise<boolean> {
  // What cannot be read is told of by writing.
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null || text === '' || beginnings.some((beginning) => text.startsWith(beginning));
}
