import type { ParsedOrder } from '@kommunhub/delegation';
import {
  byPrecedence,
  type CommonOrderProposal,
  type ComparedKommun,
  type Comparison,
  compareOrders,
  conditionInWords,
  decisionKinds,
  decisionLevelTerms,
  kommunByCode,
  orderInForce,
  ordersOf,
  type ProposalPrinciple,
  pointsOf,
  proposalPrinciples,
  proposeCommonOrder,
  suggestKinds,
  watchLagrum,
} from '@kommunhub/schema';
import { Command, Option } from 'commander';
import { date } from './delegation-arguments.js';
import { readAgreementFile, readOrderFiles, tellFaults } from './delegation-files.js';

interface CompareOptions {
  readonly on: string;
  readonly agreements?: string;
  readonly propose?: ProposalPrinciple;
  readonly json?: boolean;
}

/** `kommunhub delegation compare`: orders of files side by side, without a hub. */
export function compareCommand(): Command {
  return new Command('compare')
    .description(
      'Jämför delegationsordningar som filer för de 24 ärendetyperna, med samma regler som hubben.',
    )
    .argument('<files...>', 'delegationsordningar, CSV eller .xlsx')
    .requiredOption('--on <date>', 'dag, ÅÅÅÅ-MM-DD', date)
    .option('--agreements <file>', 'avtal om samverkan, CSV eller .xlsx')
    .addOption(new Option('--propose <principle>', 'föreslå en gemensam ordning').choices(proposalPrinciples))
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nExempel:\n  npx kommunhub delegation compare leksand.csv gagnef.csv --on 2026-03-01 --propose FEWEST_CHANGES',
    )
    .action(async (files: string[], options: CompareOptions) => {
      const { orders, faults } = await readOrderFiles(files);
      const { agreements, faults: ofAgreements } = await readAgreementFile(options.agreements);
      if (tellFaults([...faults, ...ofAgreements], options.json === true)) return;
      const kommuner = comparedOf(orders, options.on);
      const comparison = withoutAgreements(compareOrders(kommuner, options.on, agreements), options);
      const proposal = options.propose === undefined ? null : proposeCommonOrder(kommuner, options.propose);
      process.stdout.write(
        options.json
          ? `${JSON.stringify(asJson(kommuner, comparison, proposal, options.on))}\n`
          : print(kommuner, comparison, proposal, options.on),
      );
    });
}

function comparedOf(orders: readonly ParsedOrder[], on: string): readonly ComparedKommun[] {
  return [...Map.groupBy(orders, ({ kommunCode }) => kommunCode)].map(([kommunCode, ofKommun]) => {
    const [order = null, ...otherOrders] = [...Map.groupBy(ofKommun, ({ namnd }) => namnd).values()]
      .flatMap((versions) => orderInForce(versions, on)?.order ?? [])
      .toSorted(byPrecedence);
    return { kommunCode, order, otherOrders };
  });
}

/** Without a file of agreements nothing is known of them, and so nothing is said. */
function withoutAgreements(comparison: Comparison, { agreements }: CompareOptions): Comparison {
  if (agreements !== undefined) return comparison;
  const rows = comparison.rows.map((row) => ({
    ...row,
    differences: row.differences.filter(({ type }) => type !== 'EXTERN_UTAN_AVTAL'),
  }));
  return { ...comparison, rows };
}

function asJson(
  kommuner: readonly ComparedKommun[],
  { rows, uniformShare }: Comparison,
  proposal: CommonOrderProposal | null,
  on: string,
) {
  return {
    on,
    uniformShare,
    rows: rows.map(({ isUniform, ...row }) => ({ ...row, uniform: isUniform })),
    kommuner: kommuner.map((kommun) => ({ ...uncompared(kommun, on), kommunCode: kommun.kommunCode })),
    ...(proposal && { proposal }),
  };
}

function uncompared(kommun: ComparedKommun, on: string) {
  const points = pointsOf(kommun);
  const unmapped = points.filter(({ kinds }) => kinds.length === 0);
  return {
    version:
      ordersOf(kommun)
        .map(({ version }) => version)
        .join(' + ') || null,
    pointCount: points.length,
    coverage: points.length === 0 ? 0 : (points.length - unmapped.length) / points.length,
    unmapped: unmapped.map(({ ordinal, number, kindText, lagrum }) => ({
      ...{ ordinal, number, kindText },
      suggestions: suggestKinds({ lagrum, kindText }),
    })),
    repealed: ordersOf(kommun).flatMap((order) => watchLagrum(order, on)),
  };
}

function print(
  kommuner: readonly ComparedKommun[],
  { rows, uniformShare }: Comparison,
  proposal: CommonOrderProposal | null,
  on: string,
): string {
  const names = kommuner.map(({ kommunCode }) => nameOf(kommunCode));
  const table = rows.map(({ kind, isUniform, cells, differences }) => [
    `${kind} ${decisionKinds[kind].name}`,
    ...cells.map(({ level, status }) =>
      level === null
        ? 'nämnden'
        : `${decisionLevelTerms[level].name}${status === 'FLERTYDIG' ? ' (flertydig)' : ''}`,
    ),
    isUniform ? 'lika' : '',
    differences
      .map(
        ({ type, distance, kommunCodes }) =>
          `${type}${distance === null ? '' : ` ${distance}`}: ${kommunCodes.map(nameOf).join(', ')}`,
      )
      .join('; '),
  ]);
  const share = `${rows.filter(({ isUniform }) => isUniform).length} av ${rows.length} ärendetyper har samma nivå i alla (${Math.round(uniformShare * 100)} %).`;
  return `${[
    columned([['Ärendetyp', ...names, '', 'Skillnader'], ...table]),
    share,
    ...kommuner.flatMap((kommun) => remarksOf(kommun, on)),
    ...(proposal === null ? [] : proposalLines(proposal)),
  ].join('\n')}\n`;
}

function remarksOf(kommun: ComparedKommun, on: string): string[] {
  const { version, coverage, unmapped, repealed } = uncompared(kommun, on);
  const name = nameOf(kommun.kommunCode);
  if (version === null) return [`${name}: ingen ordning gäller ${on}.`];
  return [
    `${name}: version ${version}, ${Math.round(coverage * 100)} % av punkterna kopplade.`,
    ...unmapped.map(unmappedLine),
    ...repealed.map(
      ({ number, lagrum, repealedBy, suggestion, confidence }) =>
        `  punkt ${number}: ${lagrum} ersatt av ${repealedBy}${suggestion === null ? '' : `; ange ${suggestion}${confidence === 'LIKELY' ? ' (troligt, kontrollera)' : ''}`}`,
    ),
  ];
}

function unmappedLine({
  number,
  kindText,
  suggestions,
}: ReturnType<typeof uncompared>['unmapped'][number]): string {
  const line = `  punkt ${number} "${kindText ?? ''}" är inte kopplad`;
  const kinds = suggestions.map(({ kind }) => kind).join(', ');
  return kinds === '' ? line : `${line}; förslag: ${kinds}`;
}

function proposalLines({ points, changesByKommun }: CommonOrderProposal): string[] {
  return [
    '',
    'Förslag till gemensam ordning:',
    ...points.map(({ kind, level, conditions, changes }) => {
      const limits = conditions.length === 0 ? '' : ` (${conditions.map(conditionInWords).join('; ')})`;
      const who =
        changes.length === 0
          ? 'ingen ändrar'
          : `ändras i ${changes.map(({ kommunCode }) => nameOf(kommunCode)).join(', ')}`;
      return `  ${kind} ${decisionLevelTerms[level].name}${limits}: ${who}`;
    }),
    ...changesByKommun.map(({ kommunCode, kinds }) => `${nameOf(kommunCode)} ändrar ${kinds} ärendetyper.`),
  ];
}

function nameOf(kommunCode: string): string {
  return kommunByCode(kommunCode)?.name ?? kommunCode;
}

function columned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
