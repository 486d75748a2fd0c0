import { calculateSjuklon, defaultSjuklonPolicy } from '@kommunhub/schema';
import { Command } from 'commander';
import type { ReadSettings } from '../program.js';
import { compareCommand } from './sjuklon-compare.js';
import { faultsIn, readClaimFile, readPolicyFile } from './sjuklon-files.js';
import { letterCommand } from './sjuklon-letter.js';
import { paymentsCommand } from './sjuklon-payments.js';
import { submitCommand } from './sjuklon-submit.js';

interface CalculateOptions {
  readonly policy?: string;
  readonly json?: boolean;
}

/** `kommunhub sjuklon …`: claims as files, computed by the same rules as in the hub, and the hub's claims. */
export function sjuklonCommand(readSettings: ReadSettings): Command {
  const command = new Command('sjuklon').description(
    'Ersättning när ordinarie assistent är sjuk: räkna på ansökningar i filer utan hub, eller lämna in dem i en hub.',
  );
  const parts = [
    ...[calculateCommand(), compareCommand(), policyCommand()],
    ...[submitCommand(readSettings), letterCommand(readSettings), paymentsCommand(readSettings)],
  ];
  for (const part of parts) command.addCommand(part.exitOverride().showHelpAfterError());
  return command;
}

function calculateCommand(): Command {
  return new Command('calculate')
    .description('Räkna ut vad kommunen ska betala för en ansökan, rad för rad. Svaret är JSON.')
    .argument('<file>', 'ansökan, JSON av SjuklonInput')
    .option('--policy <file>', 'kommunens regler, JSON; utan den gäller standardreglerna')
    .option('--json', 'som JSON på en rad')
    .addHelpText(
      'after',
      '\nExempel:\n  npx kommunhub sjuklon calculate ansokan.json --policy regler.json\n\nAvslutar med 0 när beräkningen är gjord, 1 när filen har fel, 2 vid fel användning.',
    )
    .action(async (file: string, options: CalculateOptions) => {
      const [claim, policy] = await Promise.all([readClaimFile(file), readPolicyFile(options.policy)]);
      if ('faults' in claim || 'faults' in policy) {
        process.exitCode = 1;
        return answer({ errors: [...faultsIn('', claim), ...faultsIn('policy', policy)] }, options);
      }
      answer(calculateSjuklon(claim.value, policy.value), options);
    });
}

function policyCommand(): Command {
  return new Command('policy')
    .description('Skriv ut standardreglerna, att ändra i och ge till --policy.')
    .option('--json', 'som JSON på en rad')
    .addHelpText('after', '\nExempel:\n  npx kommunhub sjuklon policy > regler.json')
    .action((options: CalculateOptions) => answer(defaultSjuklonPolicy, options));
}

/** JSON always: indented for reading, or on one line. */
function answer(value: unknown, { json }: CalculateOptions): void {
  process.stdout.write(`${JSON.stringify(value, null, json ? 0 : 2)}\n`);
}
