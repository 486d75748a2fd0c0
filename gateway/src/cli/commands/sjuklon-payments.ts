import { kronor } from '@kommunhub/schema';
import { Command, Option } from 'commander';
import { documents } from '../documents.js';
import { connectToHub } from '../hub-client.js';
import type { ReadSettings } from '../program.js';
import { writePrivate } from '../write-private.js';

interface PaymentOptions {
  readonly kommun: string;
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
  readonly status: string;
  readonly json?: boolean;
}

interface PaymentAnswer {
  readonly sjuklonPayments: {
    readonly csv: string;
    readonly count: number;
    readonly total: string;
    readonly claimIds: readonly string[];
  };
}

/** `kommunhub sjuklon payments`: the payment list of a kommun, for its own payment system. */
export function paymentsCommand(readSettings: ReadSettings): Command {
  return new Command('payments')
    .description('Hämta en kommuns betalningslista (CSV) över attesterade beslut som inte är utbetalda.')
    .requiredOption('--kommun <code>', 'kommunen som betalar')
    .requiredOption('--out <file>', 'ny fil för listan; bara ägaren får läsa den')
    .option('--from <date>', 'attesterade från och med, ÅÅÅÅ-MM-DD')
    .option('--to <date>', 'attesterade till och med')
    .addOption(
      new Option('--status <status>', 'vilka')
        .choices(['ATTESTERAD', 'UTBETALD', 'ATERKRAV'])
        .default('ATTESTERAD'),
    )
    .option('--json', 'som JSON, med ärendenas id')
    .addHelpText(
      'after',
      '\nExempel:\n  KOMMUNHUB_TOKEN=… npx kommunhub sjuklon payments --kommun 2082 --out betalningar.csv',
    )
    .action(async ({ kommun, out, from, to, status, json }: PaymentOptions) => {
      const variables = { kommunCode: kommun, from: from ?? null, to: to ?? null, status };
      const hub = connectToHub(readSettings());
      const { sjuklonPayments } = await hub.ask<PaymentAnswer>(documents.sjuklonPayments, variables);
      const { csv, count, total, claimIds } = sjuklonPayments;
      await writePrivate(out, [csv]);
      const told = { count, total, claimIds, file: out };
      process.stdout.write(
        json ? `${JSON.stringify(told)}\n` : `${count} betalningar, ${kronor(total)}, i ${out}.\n`,
      );
    });
}
