import { Command } from 'commander';
import { documents } from '../documents.js';
import { connectToHub } from '../hub-client.js';
import type { ReadSettings } from '../program.js';

interface ReviewOptions {
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

interface Review {
  readonly kommunCode: string;
  readonly from: string;
  readonly to: string;
  readonly callers: readonly {
    readonly subject: string;
    readonly role: string;
    readonly operations: number;
    readonly persons: number;
    readonly outsideHours: number;
    readonly breakGlass: number;
    readonly misses: number;
    readonly otherNamnder: number;
    readonly isOutlier: boolean;
  }[];
}

/** `kommunhub audit review`: the recurring check of the log, in counts. */
export function auditReviewCommand(readSettings: ReadSettings): Command {
  return new Command('review')
    .description('Logguppföljning för den egna kommunen: omfattning, tider, nödöppningar och avvikare.')
    .requiredOption('--from <day>', 'från och med, ÅÅÅÅ-MM-DD')
    .requiredOption('--to <day>', 'till och med, ÅÅÅÅ-MM-DD')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub audit review --from 2026-10-01 --to 2026-10-31')
    .action(async ({ from, to, json }: ReviewOptions) => {
      const hub = connectToHub(readSettings());
      const { auditReview } = await hub.ask<{ auditReview: Review }>(documents.auditReview, { from, to });
      process.stdout.write(json ? `${JSON.stringify(auditReview)}\n` : printReview(auditReview));
      process.exitCode = auditReview.callers.some(needsALook) ? 1 : 0;
    });
}

const needsALook = (caller: Review['callers'][number]) => caller.isOutlier || caller.breakGlass > 0;

/** The review as Swedish text: sums first, then those to ask about, then everybody. */
export function printReview({ kommunCode, from, to, callers }: Review): string {
  const sum = (count: (caller: Review['callers'][number]) => number) =>
    callers.reduce((total, caller) => total + count(caller), 0);
  const lines = [
    `Logguppföljning kommun ${kommunCode}, ${from} till ${to} (lag 2001:454, 10 §)`,
    '',
    `Frågor som lämnat ut uppgifter: ${sum((caller) => caller.operations)} av ${callers.length} inloggade`,
    `Utanför arbetstid (före 7, från 18, lördag och söndag): ${sum((caller) => caller.outsideHours)}`,
    `Under nödöppning: ${sum((caller) => caller.breakGlass)}`,
    `Under avtalssamverkan: ${sum((caller) => caller.otherNamnder)}`,
    `Sökningar utan träff: ${sum((caller) => caller.misses)}`,
    '',
  ];
  const asked = callers.filter(needsALook);
  lines.push(asked.length === 0 ? 'Ingen inloggad avviker.' : 'Att fråga om:');
  for (const caller of asked) {
    const reasons = [
      ...(caller.isOutlier ? [`${caller.persons} enskilda, långt över andra i rollen`] : []),
      ...(caller.breakGlass > 0 ? [`${caller.breakGlass} frågor under nödöppning`] : []),
    ];
    lines.push(`  ${caller.subject} (${caller.role}): ${reasons.join('; ')}`);
  }
  lines.push('', 'Inloggad  Roll  Frågor  Enskilda  Utanför arbetstid');
  for (const { subject, role, operations, persons, outsideHours } of callers) {
    lines.push(`  ${subject}  ${role}  ${operations}  ${persons}  ${outsideHours}`);
  }
  return `${lines.join('\n')}\n`;
}
