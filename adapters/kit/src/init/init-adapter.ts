import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BadInputError, ConfigError } from '@kommunhub/schema';
import { loadAdapter } from '../adapter/load-adapter.js';
import { type Problem, problemsOf } from '../reports/check-report.js';
import { printProblems } from '../reports/print-check.js';
import { swedishKinds } from '../reports/swedish-words.js';
import { type DraftOptions, type DraftSummary, draftAdapter } from './draft-adapter.js';
import { decide } from './print-draft.js';

export interface InitReport {
  /** Files written, relative to the adapter's folder. */
  readonly files: readonly string[];
  readonly summary: DraftSummary;
  /** What `adapter check` will say until a person has decided; empty when the draft loads. */
  readonly problems: readonly Problem[];
  /** All of it as Swedish text for a terminal. */
  readonly text: string;
}

/**
 * Drafts an adapter from files and writes it into a new folder.
 *
 * @throws BadInputError when the folder holds anything already: nothing is overwritten.
 */
export async function initAdapter(
  folder: string,
  files: readonly string[],
  options: Omit<DraftOptions, 'folder'>,
): Promise<InitReport> {
  if ((await entriesOf(folder)).length > 0) {
    throw new BadInputError('The folder is not empty, and nothing is overwritten; name a new one.');
  }
  const draft = await draftAdapter(files, { ...options, folder });
  const written = new Map([['adapter.yaml', draft.adapterYaml], ...draft.codeTables]);
  for (const [name, content] of written) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content, { flag: 'wx' });
  }
  const problems = await loadAdapter(folder, options).then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof ConfigError)) throw error;
      return problemsOf(error).problems;
    },
  );
  const report = { files: [...written.keys()], summary: draft.summary, problems };
  return { ...report, text: printInit(folder, report) };
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function printInit(folder: string, { files, summary, problems }: Omit<InitReport, 'text'>): string {
  const { tables, passedOver, codes } = summary;
  const lines = [
    `Utkast till adapter i ${folder}: ${files.join(', ')}`,
    ...tables.flatMap(({ file, kinds, columns, unused, missing }) => [
      '',
      `${file} ger ${kinds.map((kind) => swedishKinds[kind].toLowerCase()).join(', ')}`,
      `  ${columns} kolumner mappade, ${unused} läses inte`,
      ...missing.map((field) => `  kolumn saknas för ${field}`),
    ]),
    ...(passedOver.length === 0 ? [] : ['', `Inget kändes igen i: ${passedOver.join(', ')}`]),
    ...(codes.length === 0 ? [] : ['', 'Kodtabeller']),
    ...codes.map(({ table, certain, open, withheld }) => {
      const left = withheld === 0 ? '' : `, ${withheld} värden utelämnade`;
      return `  codes/${table}.csv: ${certain} koder säkra, ${open} att fylla i${left}`;
    }),
    // Cells left open in code tables are counted above.
    ...printProblems(problems.filter(({ code }) => code !== 'TABLE_CELL_MISSING')),
    '',
    problems.length === 0
      ? `Utkastet går att läsa in. Gå igenom ${decide} i adapter.yaml och kör adapter check.`
      : `Gå igenom ${decide} i adapter.yaml och de tomma cellerna i kodtabellerna, och kör adapter check.`,
  ];
  return `${lines.join('\n')}\n`;
}
