import { BadInputError, dayInStockholm, isCalendarDate } from '@kommunhub/schema';
import { forgetFactsOfRemoved } from '@kommunhub/statistics';
import {
  approveGallring,
  dryRunGallring,
  exportArchive,
  type GallringDone,
  type GallringProposal,
  type GallringReport,
  proposeGallring,
} from '@kommunhub/subgraph-kit';
import { Command } from 'commander';
import { gallringModel } from '../../hub/lifecycle/gallring-model.js';
import { personOfNamnd, withLifecycleHub } from '../lifecycle-hub.js';
import type { ReadSettings } from '../program.js';
import { writePrivate } from '../write-private.js';

interface GallringOptions {
  readonly namnd: string;
  readonly on?: string;
  readonly propose?: boolean;
  readonly approve?: string;
  readonly json?: boolean;
}

/** `kommunhub lifecycle gallring`: what is due; then a proposal; then, by another person, the deed. */
export function gallringCommand(readSettings: ReadSettings): Command {
  return new Command('gallring')
    .description(
      'Visa vad som ska gallras (LSS 21 c §). Med --propose läggs det fram, med --approve utförs det av en annan person; båda frågar hubben vem KOMMUNHUB_TOKEN är.',
    )
    .requiredOption('--namnd <id>', 'nämndens id')
    .option('--on <day>', 'dagen som gallringen gäller, ÅÅÅÅ-MM-DD; i dag om inget anges')
    .option('--propose', 'lägg fram gallringen för godkännande')
    .option('--approve <id>', 'godkänn och utför en framlagd gallring')
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nExempel:\n  npx kommunhub lifecycle gallring --namnd 2080-LSS\n  npx kommunhub lifecycle gallring --namnd 2080-LSS --approve 7d0c…',
    )
    .action(async ({ namnd, on, propose, approve, json }: GallringOptions) => {
      const settings = readSettings();
      const today = dayInStockholm(new Date());
      const day = on ?? today;
      if (!isCalendarDate(day) || day > today)
        throw new BadInputError('--on must be a day as 2026-11-22, not after today.');
      const by = propose || approve ? await personOfNamnd(settings, namnd) : '';
      const report = await withLifecycleHub(settings, async ({ url, keyRing }) => {
        const options = { url, keyRing, model: gallringModel, afterRemoval: forgetFactsOfRemoved };
        if (approve !== undefined) return approveGallring(namnd, approve, by, options);
        return propose ? proposeGallring(namnd, day, by, options) : dryRunGallring(namnd, day, options);
      });
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : printReport(report));
    });
}

const reasons: Readonly<Record<string, string>> = {
  BARNBOENDE: 'bostad för barn eller ungdomar (LSS 9 § 8), eller okänd insats',
  FORSKNING_OMRADE: 'kommun där allt bevaras för forskning',
  FORSKNING_URVAL: 'född den 5, 15 eller 25: bevaras för forskning',
  FODELSEDAG_OKAND: 'födelsedagen är okänd',
};

function printReport(report: GallringReport | GallringProposal | GallringDone): string {
  const lines = [
    `Gallring ${report.namndId} per ${report.dueOn}: ${report.deleted} personer raderas`,
    ...Object.entries(report.archived).map(
      ([reason, count]) => `  ${count} till arkivet: ${reasons[reason] ?? reason}`,
    ),
  ];
  if (report.late > 0) lines.push(`  ${report.late} skulle ha gallrats tidigare`);
  if ('removed' in report) {
    const { records, history, keptRows } = report.removed;
    lines.push(
      `Utfört: ${records} poster, ${history} tidigare versioner och ${keptRows} undanlagda rader är raderade.`,
    );
  } else if ('id' in report) {
    lines.push(`Framlagt som ${report.id}. En annan person godkänner med --approve ${report.id}.`);
  } else lines.push('Inget är ändrat. Lägg fram med --propose.');
  return `${lines.join('\n')}\n`;
}

/** `kommunhub lifecycle archive`: what is kept for ever, for the kommun's own archive. */
export function archiveCommand(readSettings: ReadSettings): Command {
  return new Command('archive')
    .description('Lämna ut det som gallringen lagt i arkivet, till kommunens arkivmyndighet.')
    .requiredOption('--namnd <id>', 'nämndens id')
    .requiredOption('--out <file>', 'ny fil; bara ägaren får läsa den')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub lifecycle archive --namnd 2080-LSS --out arkiv.ndjson')
    .action(async ({ namnd, out, json }: { namnd: string; out: string; json?: boolean }) => {
      const settings = readSettings();
      await personOfNamnd(settings, namnd);
      const persons = await withLifecycleHub(settings, ({ url, keyRing }) =>
        exportArchive(namnd, { url, keyRing }, (lines) => writePrivate(out, lines)),
      );
      process.stdout.write(
        json ? `${JSON.stringify({ persons, file: out })}\n` : `${persons} personer i ${out}.\n`,
      );
    });
}
