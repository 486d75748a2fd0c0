import { BadInputError } from '@kommunhub/schema';
import { type Departure, exportNamnd, leaveHub } from '@kommunhub/subgraph-kit';
import { Command } from 'commander';
import { Client } from 'pg';
import { sealedColumnsOfHub } from '../../hub/lifecycle/sealed-columns-of-hub.js';
import { personOfNamnd, withLifecycleHub } from '../lifecycle-hub.js';
import type { ReadSettings } from '../program.js';
import { writePrivate } from '../write-private.js';

interface LeaveOptions {
  readonly namnd: string;
  readonly out?: string;
  readonly receipt?: string;
  readonly backupDays?: string;
  readonly json?: boolean;
}

/** `kommunhub lifecycle leave`: first the export, then, by another person, receipt and removal. */
export function leaveCommand(readSettings: ReadSettings): Command {
  return new Command('leave')
    .description(
      'Låt en nämnd lämna hubben: --out lämnar ut allt, --receipt kvitterar med filens kontrollsumma och raderar sedan rader och nycklar.',
    )
    .requiredOption('--namnd <id>', 'nämndens id')
    .option('--out <file>', 'ny fil för utlämnandet; bara ägaren får läsa den')
    .option('--receipt <sha256>', 'kontrollsumman för filen som nämnden har tagit emot')
    .option('--backup-days <days>', 'så många dagar behålls säkerhetskopior')
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nExempel:\n  npx kommunhub lifecycle leave --namnd 2080-LSS --out utlamnat.ndjson\n  npx kommunhub lifecycle leave --namnd 2080-LSS --receipt 4b1d… --backup-days 35',
    )
    .action(async ({ namnd, out, receipt, backupDays, json }: LeaveOptions) => {
      if ((out === undefined) === (receipt === undefined)) {
        throw new BadInputError('Give --out to export, or --receipt to receipt an export.');
      }
      const settings = readSettings();
      const by = await personOfNamnd(settings, namnd);
      await withLifecycleHub(settings, async ({ url, keyRing, database }) => {
        const options = { url, keyRing, columns: sealedColumnsOfHub };
        if (out !== undefined) {
          const digest = await exportNamnd(namnd, by, options, (lines) => writePrivate(out, lines));
          const text = `Allt för ${namnd} är utlämnat i ${out}.\nKontrollsumma (sha256): ${digest}\nEn annan person kvitterar med --receipt.`;
          process.stdout.write(json ? `${JSON.stringify({ file: out, digest })}\n` : `${text}\n`);
          return;
        }
        const days = Number(backupDays);
        if (!Number.isInteger(days) || days < 0)
          throw new BadInputError('Say with --backup-days how long backups are kept.');
        const departure = await leaveHub(namnd, { digest: receipt!, by, backupDays: days }, options);
        await sweepKeys(database.ownerUrl);
        process.stdout.write(json ? `${JSON.stringify(departure)}\n` : printDeparture(departure));
      });
    });
}

/** Writes the tables of keys anew, so that no page keeps what was deleted. */
async function sweepKeys(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('vacuum full hub.namnd_keys');
    await owner.query('vacuum full hub.other_data_keys');
  } finally {
    await owner.end();
  }
}

function printDeparture({ namndId, removed, leftAt, backupsUntil }: Departure): string {
  const rows = Object.values(removed).reduce((total, count) => total + count, 0);
  return [
    `${namndId} har lämnat hubben ${leftAt}.`,
    `${rows} rader i ${Object.keys(removed).length} tabeller är raderade, nycklarna med dem.`,
    `Säkerhetskopior tagna före dess innehåller uppgifterna krypterade och nycklarna inlindade; den sista är borta ${backupsUntil}.`,
    'Loggen är kvar, förseglad. Avtal om samverkan är offentliga handlingar och är kvar.',
    'Ta bort nämndens adapter ur KOMMUNHUB_SOURCES.',
    '',
  ].join('\n');
}
