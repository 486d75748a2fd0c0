import {
  calculateSjuklon,
  dayInStockholm,
  defaultSjuklonPolicy,
  type Fault,
  HubError,
  kommunByCode,
  kronor,
} from '@kommunhub/schema';
import { Command } from 'commander';
import { documents } from '../documents.js';
import { connectToHub, type HubClient } from '../hub-client.js';
import type { ReadSettings } from '../program.js';
import { tellFaults } from './delegation-files.js';
import { readSubmission, type SubmittedClaim } from './sjuklon-form-files.js';

interface SubmitOptions {
  readonly kommun?: string;
  readonly key?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

interface Codes {
  readonly cuts: readonly { readonly code: string }[];
  readonly warnings: readonly { readonly code: string }[];
}

/** What became of one claim; id and status are null where nothing was stored. */
interface Told {
  readonly file: string;
  readonly kommunCode: string;
  readonly claimNumber: string | null;
  readonly id: string | null;
  readonly status: string | null;
  readonly amount: string;
  readonly requested: string | null;
  readonly missing: readonly string[];
  readonly cuts: readonly string[];
  readonly warnings: readonly string[];
}

/** `kommunhub sjuklon submit`: hands in claims of files, through the graph as a sjuklönehandläggare. */
export function submitCommand(readSettings: ReadSettings): Command {
  return new Command('submit')
    .description(
      'Lämna in ansökningar i en hub som är igång: formuläret i Excel, CSV eller JSON. Finns det ett fel i någon fil lämnas ingenting in.',
    )
    .argument('<files...>', 'ansökningar: .xlsx, .csv eller .json')
    .option('--kommun <code>', 'kommunen som betalar, för rader som inte anger någon')
    .option('--key <key>', 'egen nyckel: samma nyckel igen ger samma ärende; annars filens innehåll')
    .option('--dry-run', 'räkna bara; utan KOMMUNHUB_TOKEN efter standardreglerna')
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nExempel:\n  KOMMUNHUB_TOKEN=… npx kommunhub sjuklon submit ansokan.xlsx --dry-run\n\nFormuläret: subgraphs/sjukloner/forms/sjuklon-formular.xlsx. Avslutar med 0 när allt är inlämnat, 1 när något är fel, 2 vid fel användning.',
    )
    .action(async (files: string[], options: SubmitOptions, command: Command) => {
      const { kommun } = options;
      if (kommun !== undefined && kommunByCode(kommun) === undefined)
        command.error('error: --kommun is no kommun code, as 2082');
      const form = { today: dayInStockholm(new Date()), kommunCode: kommun };
      const read = await Promise.all(files.map((file) => readSubmission(file, form)));
      const asJson = options.json === true;
      if (
        tellFaults(
          read.flatMap((one) => ('faults' in one ? one.faults : [])),
          asJson,
        )
      )
        return;
      const claims = keyed(
        read.flatMap((one) => ('value' in one ? one.value : [])),
        options.key,
      );
      const settings = readSettings();
      const isLocal = options.dryRun === true && settings.token === undefined;
      const hub = isLocal ? null : connectToHub(settings);
      const { told, faults } = await handIn(claims, hub, options.dryRun === true);
      // Told even when a later claim was refused: what is handed in is handed in.
      if (told.length > 0)
        process.stdout.write(asJson ? `${JSON.stringify({ claims: told })}\n` : print(told));
      if (faults.length > 0) tellRefusal(faults, told.length, options);
    });
}

function keyed(claims: readonly SubmittedClaim[], key: string | undefined): readonly SubmittedClaim[] {
  if (key === undefined) return claims;
  return claims.map((claim, index) => ({
    ...claim,
    key: claims.length === 1 ? key : `${key}-${index + 1}`,
  }));
}

/** One after the other; stops at the first that the hub refuses, to be handed in again under the same keys. */
async function handIn(
  claims: readonly SubmittedClaim[],
  hub: HubClient | null,
  isDryRun: boolean,
): Promise<{ readonly told: readonly Told[]; readonly faults: readonly Fault[] }> {
  const told: Told[] = [];
  for (const claim of claims) {
    try {
      const { input, file } = claim;
      const { kommunCode, claimNumber } = input;
      const answer = isDryRun ? await calculate(hub, claim) : await submit(hub!, claim);
      told.push({ file, kommunCode, claimNumber, ...answer });
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      const { code, message } = error;
      const whole = [{ path: claim.placeOf(''), code, message }];
      const placed = error.faults.map((fault) => ({ ...fault, path: claim.placeOf(fault.path) }));
      return { told, faults: placed.length > 0 ? placed : whole };
    }
  }
  return { told, faults: [] };
}

type Answer = Omit<Told, 'claimNumber' | 'file' | 'kommunCode'>;

async function submit(hub: HubClient, { input, key }: SubmittedClaim): Promise<Answer> {
  const { submitSjuklon } = await hub.ask<{
    submitSjuklon: {
      readonly id: string;
      readonly status: string;
      readonly calculatedAmount: string;
      readonly requestedAmount: string | null;
      readonly missing: readonly string[];
      readonly calculation: Codes;
    };
  }>(documents.submitSjuklon, { input, key });
  const { id, status, calculatedAmount, requestedAmount, missing, calculation } = submitSjuklon;
  return {
    id,
    status,
    amount: calculatedAmount,
    requested: requestedAmount,
    missing,
    ...codesOf(calculation),
  };
}

async function calculate(hub: HubClient | null, { input }: SubmittedClaim): Promise<Answer> {
  const calculation =
    hub === null
      ? calculateSjuklon(input, defaultSjuklonPolicy)
      : (
          await hub.ask<{ calculateSjuklon: Codes & { amount: string; requested: string | null } }>(
            documents.calculateSjuklon,
            { input },
          )
        ).calculateSjuklon;
  const { amount, requested } = calculation;
  return { ...{ id: null, status: null, amount, requested, missing: [] }, ...codesOf(calculation) };
}

function codesOf({ cuts, warnings }: Codes) {
  const codes = (list: Codes['cuts']) => list.map(({ code }) => code);
  return { cuts: codes(cuts), warnings: codes(warnings) };
}

function print(told: readonly Told[]): string {
  const lines = told.map(({ file, kommunCode, claimNumber, id, status, amount, missing, cuts, warnings }) => {
    const name = [kommunByCode(kommunCode)?.name, claimNumber ?? file].join(' ');
    const notes = [
      missing.length > 0 ? `saknas: ${missing.join(', ')}` : null,
      cuts.length > 0 ? `avdrag: ${[...new Set(cuts)].join(', ')}` : null,
      warnings.length > 0 ? `att se på: ${[...new Set(warnings)].join(', ')}` : null,
    ].filter((note) => note !== null);
    return [
      `${name}: ${kronor(amount)}`,
      id === null ? null : `  ${status} ${id}`,
      ...notes.map((note) => `  ${note}`),
    ]
      .filter((line) => line !== null)
      .join('\n');
  });
  const isStored = told.some(({ id }) => id !== null);
  const end = isStored ? `Inlämnade ansökningar: ${told.length}.` : 'Inget har lämnats in.';
  return `${[...lines, end].join('\n')}\n`;
}

function tellRefusal(faults: readonly Fault[], done: number, { json }: SubmitOptions): void {
  process.exitCode = 1;
  if (json) {
    process.stderr.write(`${JSON.stringify({ errors: faults })}\n`);
    return;
  }
  const before = done === 0 ? 'Inget har lämnats in' : 'Resten har inte lämnats in; kör samma kommando igen';
  const lines = faults.map(({ path, message }) => `  ${path}: ${message}`);
  process.stderr.write(`${before}:\n${lines.join('\n')}\n`);
}
