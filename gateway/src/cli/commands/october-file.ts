import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  BadInputError,
  ConfigError,
  checkOctoberTemplate,
  defaultOctoberTemplate,
  HubError,
  type OctoberFileRow,
  type OctoberTemplate,
  octoberFilename,
  printOctoberFile,
} from '@kommunhub/schema';
import { parse } from 'yaml';
import { documents } from '../documents.js';
import type { HubClient } from '../hub-client.js';
import { writePrivate } from '../write-private.js';

/** More than any template needs. */
const mostBytes = 100_000;
/** How often reading begins anew when a delivery changes the rows under way. */
const mostAttempts = 3;

interface RowNode {
  readonly person: { readonly personnummer: string | null; readonly withheld: readonly string[] } | null;
  readonly personkrets: OctoberFileRow['personkrets'];
  readonly columns: OctoberFileRow['columns'];
  readonly boendekommun: { readonly code: string } | null;
  readonly isReportedElsewhere: boolean;
}

interface RowsAnswer {
  readonly octoberReport: {
    readonly rows: {
      readonly nodes: readonly RowNode[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

export interface OctoberFileRequest {
  readonly kommunCode: string;
  readonly year: number;
  readonly namndId: string | null;
  readonly knownOn: string | null;
  readonly interruptions: string | null;
  /** Where the file is to be, as {@link newFile} gives it. */
  readonly path: string;
  readonly template: OctoberTemplate;
}

export interface WrittenOctoberFile {
  readonly path: string;
  readonly rows: number;
  /** Rows whose number is empty. */
  readonly withoutNumber: number;
  /** Persons that another nämnd's file holds. */
  readonly reportedElsewhere: number;
}

/**
 * The template in the file; the default one without a file.
 *
 * @throws BadInputError with every fault at once.
 */
export async function readTemplate(file: string | undefined): Promise<OctoberTemplate> {
  if (file === undefined) return defaultOctoberTemplate;
  const checked = checkOctoberTemplate(await parsed(file));
  if (checked.kind === 'value') return checked.value;
  const name = basename(file);
  throw new BadInputError('The template has faults.', {
    faults: checked.faults.map((fault) => ({
      ...fault,
      path: [name, fault.path].filter(Boolean).join(': '),
    })),
  });
}

async function parsed(file: string): Promise<unknown> {
  const bytes = await readFile(file).catch(() => {
    throw new ConfigError('CONFIG_INVALID', 'The template file cannot be read; check its path.');
  });
  if (bytes.length > mostBytes) throw new BadInputError('The template file is too large to be a template.');
  try {
    // JSON is YAML too. Aliases could grow without end; a template has no use for them.
    return parse(bytes.toString('utf8'), { maxAliasCount: 0 });
  } catch {
    throw new BadInputError('The template file is neither YAML nor JSON.');
  }
}

/**
 * The path of a new file: as it is said, or in a folder by the template's name.
 *
 * @throws BadInputError when there is a file already: told before anything is approved.
 */
export async function newFile(
  out: string,
  { kommun, year }: { readonly kommun: string; readonly year: number },
  template: OctoberTemplate,
): Promise<string> {
  const isFolder = (await stat(out).catch(() => null))?.isDirectory() === true;
  const path = isFolder ? join(out, octoberFilename(template, year, kommun)) : out;
  if ((await stat(path).catch(() => null)) !== null)
    throw new BadInputError('The output file exists already; name a new one.');
  return path;
}

/** Fetches the rows, with the numbers that cases alone holds, and writes them as the template says. */
export async function writeOctoberFile(
  hub: HubClient,
  request: OctoberFileRequest,
): Promise<WrittenOctoberFile> {
  const { kommunCode, year, path, template } = request;
  const all = await readRows(hub, request, mostAttempts);
  const rows = all.filter(({ isReportedElsewhere }) => !isReportedElsewhere);
  const printed = printOctoberFile(
    rows.map((row) => fileRow(kommunCode, row)),
    year,
    kommunCode,
    template,
  );
  if (printed.kind === 'rejected') {
    throw new BadInputError('The file was not written: some cells cannot be.', {
      faults: printed.faults.map(({ line, column, code }) => ({
        ...{ path: `rad ${line}, ${column}`, code },
        message:
          code === 'PERSONNUMMER_FORM'
            ? 'Numret har ingen känd form.'
            : 'Ett tecken saknas i teckenkodningen.',
      })),
    });
  }
  await writePrivate(path, [printed.value.bytes]);
  const { withoutNumber } = printed.value;
  return { path, rows: rows.length, withoutNumber, reportedElsewhere: all.length - rows.length };
}

function fileRow(
  kommunCode: string,
  { person, personkrets, columns, boendekommun }: RowNode,
): OctoberFileRow {
  // An empty cell would look like a person without number.
  if (person === null || person.withheld.includes('personnummer'))
    throw new HubError('FORBIDDEN', 'A number is withheld from the caller; the file was not written.');
  return {
    ...{ kommunCode, personkrets, columns, personnummer: person.personnummer },
    boendekommun: boendekommun?.code ?? null,
  };
}

/** All rows of one state: a cursor of rows that have changed is refused by the hub, and reading begins anew. */
async function readRows(hub: HubClient, request: OctoberFileRequest, attempts: number): Promise<RowNode[]> {
  const { path, template, ...variables } = request;
  const rows: RowNode[] = [];
  try {
    for (let after: string | null = null, isMore = true; isMore; ) {
      const answer: RowsAnswer = await hub.ask<RowsAnswer>(documents.octoberRows, { ...variables, after });
      const { nodes, pageInfo } = answer.octoberReport.rows;
      rows.push(...nodes);
      after = pageInfo.endCursor;
      isMore = pageInfo.hasNextPage;
    }
    return rows;
  } catch (error) {
    const hasChanged = error instanceof HubError && error.code === 'CURSOR_INVALID';
    if (!hasChanged || attempts <= 1) throw error;
    return readRows(hub, request, attempts - 1);
  }
}
