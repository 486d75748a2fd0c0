import { printOrderDocument } from '@kommunhub/delegation';
import { Command } from 'commander';
import { readOrderFiles, tellFaults } from './delegation-files.js';

interface DocumentOptions {
  readonly version?: string;
  readonly json?: boolean;
}

/** `kommunhub delegation document`: an order of a file as a page to print or publish. */
export function documentCommand(): Command {
  return new Command('document')
    .description(
      'Skriv en delegationsordning som dokument (HTML) på standard ut, att skriva ut eller publicera.',
    )
    .argument('<file>', 'delegationsordning, CSV eller .xlsx')
    .option('--version <version>', 'versionen, när filen har flera')
    .option('--json', 'fel som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub delegation document ordning.csv > ordning.html')
    .action(async (file: string, { version, json }: DocumentOptions, command: Command) => {
      const { orders, faults } = await readOrderFiles([file]);
      if (tellFaults(faults, json === true)) return;
      const wanted = orders.filter((order) => version === undefined || order.version === version);
      const [order, ...others] = wanted;
      if (order === undefined || others.length > 0) {
        command.error(`error: name one with --version: ${orders.map((one) => one.version).join(', ')}`);
      }
      process.stdout.write(printOrderDocument(order, order.namnd));
    });
}
