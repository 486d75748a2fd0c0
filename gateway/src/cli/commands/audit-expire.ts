import { ConfigError, HubError, isCalendarDate } from '@kommunhub/schema';
import { expireLog, verifyLog } from '@kommunhub/subgraph-kit';
import { Command } from 'commander';
import { checkpointFolder, checkpointSigner } from '../../hub/audit-log.js';
import { reachDatabase } from '../../hub/reach-database.js';
import type { ReadSettings } from '../program.js';

interface ExpireOptions {
  readonly before: string;
  readonly json?: boolean;
}

/** `kommunhub audit expire`: takes months away whose time is over, behind a signed boundary. */
export function auditExpireCommand(readSettings: ReadSettings): Command {
  return new Command('expire')
    .description('Gallra hela månader ur loggen; en signerad gräns lämnas kvar bland kontrollpunkterna.')
    .requiredOption('--before <day>', 'den första dagen i den första månad som ska vara kvar, ÅÅÅÅ-MM-DD')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub audit expire --before 2021-01-01')
    .action(async ({ before, json }: ExpireOptions) => {
      if (!isCalendarDate(before))
        throw new ConfigError('CONFIG_INVALID', '--before must be a day as 2021-01-01.');
      const settings = readSettings();
      const database = await reachDatabase(settings);
      try {
        const folder = checkpointFolder(settings);
        const signer = await checkpointSigner(settings);
        const verdict = await verifyLog({ url: database.urls.audit, folder, publicKey: signer.publicKey });
        if (!verdict.isWhole) {
          throw new HubError(
            'AUDIT_UNAVAILABLE',
            'The log is not whole; see "kommunhub audit verify" before anything is taken away.',
          );
        }
        const expired = await expireLog({ url: database.ownerUrl, folder, signer, before });
        const text = `${expired.entries} poster i ${expired.chains} kedjor gallrade (${expired.months.length} månader).`;
        process.stdout.write(json ? `${JSON.stringify(expired)}\n` : `${text}\n`);
      } finally {
        await database.close();
      }
    });
}
