import type { ParsedOrder } from '@kommunhub/delegation';
import {
  type Befattning,
  befattningTerms,
  codesOf,
  type DecisionLevel,
  type DecisionOutcome,
  decisionKindCodes,
  decisionLevels,
  decisionOutcomeTerms,
  type MandateAnswer,
  type MandateQuestion,
  mayDecide,
  orderInForce,
} from '@kommunhub/schema';
import { Command, Option } from 'commander';
import { date, decimal, kommun, whole } from './delegation-arguments.js';
import { readAgreementFile, readOrderFiles, tellFaults } from './delegation-files.js';

interface CheckOptions {
  readonly kind: (typeof decisionKindCodes)[number];
  readonly role?: Befattning;
  readonly level?: DecisionLevel;
  readonly on: string;
  readonly kommun?: string;
  readonly namnd?: string;
  readonly employer?: string;
  readonly outcome?: DecisionOutcome;
  readonly amount?: string;
  readonly hours?: string;
  readonly months?: number;
  readonly age?: number;
  readonly ownRegi?: boolean;
  readonly frameworkAgreement?: boolean;
  readonly guideline?: boolean;
  readonly consulted?: readonly string[];
  readonly urgent?: boolean;
  readonly deputy?: boolean;
  readonly subDelegated?: boolean;
  readonly agreements?: string;
  readonly json?: boolean;
}

/** `kommunhub delegation check`: may this person decide this, by the orders of files and without a hub. */
export function checkCommand(): Command {
  const command = new Command('check')
    .description(
      'Får denna person besluta detta? Svarar ur ordningar som filer, med samma regler som hubben.',
    )
    .argument('<files...>', 'delegationsordningar, CSV eller .xlsx')
    .addOption(new Option('--kind <code>', 'ärendetyp').choices(decisionKindCodes).makeOptionMandatory())
    .addOption(new Option('--role <befattning>', 'befattning').choices(codesOf(befattningTerms)))
    .addOption(new Option('--level <level>', 'beslutsnivå, går före befattningen').choices(decisionLevels))
    .requiredOption('--on <date>', 'beslutsdag, ÅÅÅÅ-MM-DD', date)
    .option('--kommun <code>', 'kommunkod; behövs när filerna har flera', kommun)
    .option('--namnd <name>', 'nämnden, när flera i kommunen har en ordning')
    .option('--employer <code>', 'kommun där beslutsfattaren är anställd, om en annan', kommun)
    .option('--agreements <file>', 'avtal om samverkan, CSV eller .xlsx')
    .addOption(new Option('--outcome <outcome>', 'utfall').choices(codesOf(decisionOutcomeTerms)))
    .option('--amount <kronor>', 'belopp', decimal)
    .option('--hours <hours>', 'timmar per vecka', decimal)
    .option('--months <months>', 'tid i hela månader', whole)
    .option('--age <years>', 'den enskildes ålder', whole)
    .option('--consulted <with...>', 'med vilka samråd har skett');
  for (const [flag, told] of yesOrNo)
    command.option(`--${flag}`, told).option(`--no-${flag}`, `inte ${told}`);
  return command
    .option('--urgent', 'brådskande (KL 6 kap. 39 §)')
    .option('--deputy', 'personen är den ersättare som punkten anger, delegaten är borta')
    .option('--sub-delegated', 'förvaltningschefen har vidaredelegerat till personen')
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nSlutkod 0: får besluta; 1: får inte, eller fel i en fil; 2: fel använt.\n\nExempel:\n  npx kommunhub delegation check sater.csv --kind D02 --role LSS_HANDLAGGARE --on 2026-03-01 --outcome BIFALL --hours 25',
    )
    .action(answer);
}

const yesOrNo = [
  ['own-regi', 'egen regi'],
  ['framework-agreement', 'inom ramavtal'],
  ['guideline', 'inom riktlinje'],
] as const;

async function answer(files: string[], options: CheckOptions, command: Command): Promise<void> {
  if (options.role === undefined && options.level === undefined) {
    command.error('error: --role or --level is needed');
  }
  const { orders, faults } = await readOrderFiles(files);
  const { agreements, faults: ofAgreements } = await readAgreementFile(options.agreements);
  if (tellFaults([...faults, ...ofAgreements], options.json === true)) return;
  const { kommunCode, versions, servedKommunCodes } = ordersOf(orders, options, command);
  const ruling = orderInForce(versions, options.on);
  const found = mayDecide({ ...questionOf(options), kommunCode, servedKommunCodes }, ruling, agreements);
  process.exitCode = found.allowed ? 0 : 1;
  process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : print(found));
}

/** The versions that could rule: those of one nämnd in one kommun. */
function ordersOf(
  orders: readonly ParsedOrder[],
  { kommun: wanted, namnd, on }: CheckOptions,
  command: Command,
) {
  const kommunCode = only(
    wanted === undefined ? orders.map((order) => order.kommunCode) : [wanted],
    '--kommun',
    command,
  );
  const ofKommun = orders.filter(
    (order) => order.kommunCode === kommunCode && (namnd ?? order.namnd) === order.namnd,
  );
  const inForce = ofKommun.filter((order) => orderInForce([order], on) !== null);
  const name =
    inForce.length === 0
      ? null
      : only(
          inForce.map((order) => order.namnd),
          '--namnd',
          command,
        );
  const versions = ofKommun.filter((order) => name === null || order.namnd === name);
  // A gemensam nämnd's order is written out for each of its kommuner.
  const served = orders.filter((order) => order.namnd === name).map((order) => order.kommunCode);
  return {
    kommunCode,
    versions,
    servedKommunCodes: [...new Set([kommunCode, ...servedTogether(served, name)])],
  };
}

/** Only an id tells one nämnd: "Socialnämnden" is the name of many. */
function servedTogether(served: readonly string[], name: string | null): readonly string[] {
  return name !== null && /^\d{4}-/u.test(name) ? served : [];
}

function only(values: readonly string[], flag: string, command: Command): string {
  const [one, ...others] = [...new Set(values)];
  if (one === undefined || others.length > 0) {
    command.error(`error: say which one is meant with ${flag}: ${[...new Set(values)].join(', ')}`);
  }
  return one;
}

function questionOf(options: CheckOptions): Omit<MandateQuestion, 'kommunCode' | 'servedKommunCodes'> {
  return {
    kind: options.kind,
    role: options.role ?? null,
    level: options.level ?? null,
    employerKommunCode: options.employer ?? null,
    on: options.on,
    outcome: options.outcome ?? null,
    amount: options.amount ?? null,
    hoursPerWeek: options.hours ?? null,
    months: options.months ?? null,
    age: options.age ?? null,
    ownRegi: options.ownRegi ?? null,
    withinFrameworkAgreement: options.frameworkAgreement ?? null,
    withinGuideline: options.guideline ?? null,
    consulted: options.consulted ?? null,
    urgent: options.urgent ?? null,
    asDeputy: options.deputy ?? false,
    subDelegated: options.subDelegated ?? false,
  };
}

function print({
  allowed,
  reason,
  explanation,
  toConfirm,
  lagrum,
  validFrom,
  validTo,
}: MandateAnswer): string {
  const period = validFrom === null ? [] : [`Gäller ${validFrom} – ${validTo ?? 'tills vidare'}.`];
  return `${[
    `${allowed ? 'Ja' : 'Nej'} (${reason}). ${explanation}`,
    ...(toConfirm.length > 0 ? ['Att förvissa sig om:', ...toConfirm.map((one) => `  - ${one}`)] : []),
    `Lagrum: ${lagrum.join('; ')}.`,
    ...period,
  ].join('\n')}\n`;
}
