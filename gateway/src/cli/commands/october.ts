import { octoberChecks, octoberInterruptions } from '@kommunhub/schema';
import { Command, InvalidArgumentError, Option } from 'commander';
import { documents } from '../documents.js';
import { connectToHub, type HubClient } from '../hub-client.js';
import type { ReadSettings } from '../program.js';
import { newFile, readTemplate, type WrittenOctoberFile, writeOctoberFile } from './october-file.js';
import { type OctoberAnswer, printOctober } from './october-text.js';

interface OctoberOptions {
  readonly kommun: string;
  readonly year: number;
  readonly namnd?: string;
  readonly knownOn?: string;
  readonly interruptions?: string;
  readonly out?: string;
  readonly template?: string;
  readonly approve?: boolean;
  readonly accept?: readonly string[];
  readonly note?: string;
  readonly withdraw?: string;
  readonly json?: boolean;
}

const help = `
Exempel:
  KOMMUNHUB_TOKEN=… npx kommunhub october --kommun 2080 --year 2026
  KOMMUNHUB_TOKEN=… npx kommunhub october --kommun 2080 --year 2026 --approve --note "Genomgången" --out .

Rapporten läses som chef i den ansvariga nämnden, med ändamålet UPPFOLJNING; varje läsning loggas.
Personnummer skrivs bara i filen, aldrig på skärmen. Mall (--template): YAML eller JSON, se gateway/README.md.
Slutkod 1 när det finns fel som varken är rättade eller godtagna.`;

/** `kommunhub october`: the October statistics of a nämnd's part: checks, comparison, approval, and the file to send. */
export function octoberCommand(readSettings: ReadSettings): Command {
  return new Command('october')
    .description(
      'Oktoberstatistiken (LSS 15 a §): kontrollera, godkänn och skriv filen till Socialstyrelsen.',
    )
    .requiredOption('--kommun <code>', 'ansvarig kommun')
    .requiredOption('--year <year>', 'år: förhållandena den 1 oktober', readYear)
    .option('--namnd <id>', 'nämnden; bara den egna går att ange')
    .option('--known-on <date>', 'så som det var känt den dagen, ÅÅÅÅ-MM-DD')
    .addOption(
      new Option('--interruptions <choice>', 'om insatser med avbrott räknas').choices(
        Object.keys(octoberInterruptions),
      ),
    )
    .option('--out <file>', 'ny fil, eller mapp för mallens filnamn; bara ägaren får läsa den')
    .option('--template <file>', 'mall för filen, YAML eller JSON')
    .option('--approve', 'godkänn nämndens del; antal och kunskapsdag fryses')
    .option('--accept <codes>', 'fel som godtas vid godkännandet, kommatecken emellan', readCodes)
    .option('--note <text>', 'anteckning vid godkännandet, utan uppgifter om enskilda')
    .addOption(
      new Option('--withdraw <reason>', 'återkalla godkännandet, till och med 25 oktober').conflicts(
        'approve',
      ),
    )
    .option('--json', 'sammanställningen som JSON, utan personer')
    .addHelpText('after', help)
    .action(async (options: OctoberOptions, command: Command) => {
      if (options.approve !== true && (options.accept !== undefined || options.note !== undefined))
        command.error('error: --accept and --note belong to --approve');
      if (options.template !== undefined && options.out === undefined)
        command.error('error: --template is the form of the file that --out names');
      await run(connectToHub(readSettings(), 'UPPFOLJNING'), options);
    });
}

async function run(hub: HubClient, options: OctoberOptions): Promise<void> {
  // What keeps the file from being written is told before anything is approved.
  const template = await readTemplate(options.template);
  const path = options.out === undefined ? null : await newFile(options.out, options, template);
  const report = await ask(hub, options);
  // What was approved is shown by itself, whatever day its knowledge is of.
  const { knownOn, ...approved } = options;
  const shown = options.approve === true ? approved : options;
  const file = path === null ? null : await writeOctoberFile(hub, { ...variablesOf(shown), path, template });
  process.stdout.write(
    options.json ? `${JSON.stringify(asJson(report, file))}\n` : printOctober(report, file),
  );
  const accepted = report.isAsApproved === true ? (report.approval?.accepted ?? []) : [];
  const isFaulty = report.checks.some(
    ({ severity, code }) => severity === 'ERROR' && !accepted.includes(code),
  );
  process.exitCode = isFaulty ? 1 : 0;
}

async function ask(hub: HubClient, options: OctoberOptions): Promise<OctoberAnswer> {
  const { kommunCode, year, namndId } = variablesOf(options);
  if (options.withdraw !== undefined) {
    const variables = { kommunCode, year, namndId, reason: options.withdraw };
    const answer = await hub.ask<{ withdrawOctoberApproval: OctoberAnswer }>(
      documents.withdrawOctober,
      variables,
    );
    return answer.withdrawOctoberApproval;
  }
  if (options.approve === true) {
    const variables = { ...variablesOf(options), accept: options.accept ?? [], note: options.note ?? null };
    const answer = await hub.ask<{ approveOctoberReport: OctoberAnswer }>(
      documents.approveOctober,
      variables,
    );
    return answer.approveOctoberReport;
  }
  const answer = await hub.ask<{ octoberReport: OctoberAnswer }>(
    documents.octoberReport,
    variablesOf(options),
  );
  return answer.octoberReport;
}

function variablesOf({ kommun, year, namnd, knownOn, interruptions }: OctoberOptions) {
  return {
    ...{ kommunCode: kommun, year, namndId: namnd ?? null },
    ...{ knownOn: knownOn ?? null, interruptions: interruptions ?? null },
  };
}

function asJson(report: OctoberAnswer, file: WrittenOctoberFile | null): object {
  return { ...report, file };
}

function readYear(text: string): number {
  if (!/^\d{4}$/u.test(text)) throw new InvalidArgumentError('A year has four digits.');
  return Number(text);
}

function readCodes(text: string): readonly string[] {
  const codes = text.split(',').map((code) => code.trim());
  if (codes.some((code) => !Object.hasOwn(octoberChecks, code)))
    throw new InvalidArgumentError(`Codes are ${Object.keys(octoberChecks).join(', ')}.`);
  return codes;
}
