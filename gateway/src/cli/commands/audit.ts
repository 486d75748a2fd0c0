import { type LogFault, type LogVerdict, verifyLog } from '@kommunhub/subgraph-kit';
import { Command } from 'commander';
import { checkpointFolder, checkpointSigner } from '../../hub/audit-log.js';
import { reachDatabase } from '../../hub/reach-database.js';
import type { ReadSettings } from '../program.js';
import { progressLine } from '../progress-line.js';
import { auditExpireCommand } from './audit-expire.js';
import { auditPersonCommand } from './audit-person.js';
import { auditReviewCommand } from './audit-review.js';

/** `kommunhub audit …`: is the log whole, who has read of a person, and the recurring review. */
export function auditCommand(readSettings: ReadSettings): Command {
  const command = new Command('audit').description('Loggen över läsningar: kontroll, utdrag och granskning.');
  const commands = [verifyCommand, auditPersonCommand, auditReviewCommand, auditExpireCommand];
  for (const one of commands) command.addCommand(one(readSettings).exitOverride().showHelpAfterError());
  return command;
}

interface VerifyOptions {
  readonly publicKey?: string;
  readonly json?: boolean;
}

function verifyCommand(readSettings: ReadSettings): Command {
  return new Command('verify')
    .description('Kontrollera att loggen är hel: inget ändrat, borttaget, inlagt eller avklippt.')
    .option(
      '--public-key <hex>',
      'nyckeln som kontrollpunkterna ska vara signerade med, om inte hubbens egen',
    )
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub audit verify --json')
    .action(async ({ publicKey, json }: VerifyOptions) => {
      const settings = readSettings();
      const database = await reachDatabase(settings);
      const progress = progressLine('poster kontrollerade');
      try {
        // Whoever holds the public key alone can verify too.
        const key = publicKey ?? (await checkpointSigner(settings)).publicKey;
        const folder = checkpointFolder(settings);
        const options = { url: database.urls.audit, folder, publicKey: key, onProgress: progress.update };
        const verdict = await verifyLog(options);
        progress.end();
        const report = { ...verdict, publicKey: key };
        process.stdout.write(json ? `${JSON.stringify(report)}\n` : printVerdict(report));
        process.exitCode = verdict.isWhole ? 0 : 1;
      } finally {
        progress.end();
        await database.close();
      }
    });
}

const found: Readonly<Record<LogFault['kind'], string>> = {
  CHANGED: 'posten är ändrad',
  DELETED: 'posten är borttagen',
  INSERTED: 'en post är inlagd i efterhand, efter denna plats',
  CUT: 'loggen är avklippt härifrån',
  SEAL_BROKEN: 'förseglingen stämmer inte',
  CHECKPOINT_BROKEN: 'kontrollpunkten saknas, är ändrad eller har fel signatur',
};

function printVerdict(verdict: LogVerdict & { readonly publicKey: string }): string {
  const { entries, chains, checkpoints, lastCheckpointAt, waiting, expired } = verdict;
  const lines = [
    verdict.isWhole ? 'Loggen är hel.' : `Loggen är INTE hel: ${verdict.faultCount} fel.`,
    `  ${entries} poster i ${chains} kedjor (en per nämnd och månad), ${waiting} ännu inte förseglade`,
    `  ${checkpoints} signerade kontrollpunkter, den senaste ${lastCheckpointAt ?? 'saknas'}`,
    `  publik nyckel ${verdict.publicKey}`,
  ];
  if (expired > 0) lines.push(`  ${expired} kedjor gallrade med signerad gräns`);
  for (const fault of verdict.faults) lines.push(`  ${place(fault)}: ${found[fault.kind]}`);
  const unlisted = verdict.faultCount - verdict.faults.length;
  if (unlisted > 0) lines.push(`  … och ${unlisted} fel till`);
  return `${lines.join('\n')}\n`;
}

function place({ namndId, month, position }: LogFault): string {
  if (namndId === null) return `Kontrollpunkt ${position}`;
  return `Nämnd ${namndId}, ${month?.slice(0, 7)}, plats ${position}`;
}
