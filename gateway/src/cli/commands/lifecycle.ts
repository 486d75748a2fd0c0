import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@kommunhub/schema';
import { renewDataKey, rewrapKeys } from '@kommunhub/subgraph-kit';
import { Command } from 'commander';
import { sealedColumnsOfHub } from '../../hub/lifecycle/sealed-columns-of-hub.js';
import { parsePersonKey } from '../../hub/secrets.js';
import { withLifecycleHub } from '../lifecycle-hub.js';
import type { ReadSettings } from '../program.js';
import { progressLine } from '../progress-line.js';
import { archiveCommand, gallringCommand } from './lifecycle-gallring.js';
import { leaveCommand } from './lifecycle-leave.js';

/** `kommunhub lifecycle …`: keys renewed, gallring done, a nämnd that leaves. */
export function lifecycleCommand(readSettings: ReadSettings): Command {
  const command = new Command('lifecycle').description(
    'Uppgifternas liv: byt nycklar, gallra, lämna ut arkiv, låt en nämnd lämna hubben.',
  );
  const commands = [rotateCommand, rewrapCommand, gallringCommand, archiveCommand, leaveCommand];
  for (const one of commands) command.addCommand(one(readSettings).exitOverride().showHelpAfterError());
  return command;
}

function rotateCommand(readSettings: ReadSettings): Command {
  return new Command('rotate')
    .description(
      'Ge en nämnd en ny datanyckel och kryptera om allt med den. Hubben är igång under tiden; avbruten fortsätter den.',
    )
    .requiredOption('--namnd <id>', 'nämndens id')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub lifecycle rotate --namnd 2080-LSS')
    .action(async ({ namnd, json }: { namnd: string; json?: boolean }) => {
      const progress = progressLine('värden krypterade om');
      const renewed = await withLifecycleHub(readSettings(), ({ url, keyRing }) =>
        renewDataKey(namnd, { url, keyRing, columns: sealedColumnsOfHub, onProgress: progress.update }),
      ).finally(progress.end);
      const text = `Nyckel ${renewed.version} gäller för ${namnd}; ${renewed.values} värden krypterade om, den förra nyckeln är förstörd.`;
      process.stdout.write(json ? `${JSON.stringify(renewed)}\n` : `${text}\n`);
    });
}

function rewrapCommand(readSettings: ReadSettings): Command {
  return new Command('rewrap')
    .description(
      'Byt nyckeln som nämndernas nycklar är inlindade med, till KOMMUNHUB_PERSON_KEY_NEW. Stoppa hubben först.',
    )
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nExempel:\n  KOMMUNHUB_PERSON_KEY_NEW=$(openssl rand -hex 32) npx kommunhub lifecycle rewrap',
    )
    .action(async ({ json }: { json?: boolean }) => {
      const settings = readSettings();
      const { newPersonKey, personKey, dataDirectory } = settings;
      if (newPersonKey === undefined)
        throw new ConfigError('CONFIG_INVALID', 'KOMMUNHUB_PERSON_KEY_NEW is not set.');
      const next = parsePersonKey(newPersonKey, 'KOMMUNHUB_PERSON_KEY_NEW');
      const file = join(dataDirectory, 'person.key');
      // Where the hub keeps its own key, the new one lies beside it before anything is wrapped with it.
      if (personKey === undefined) await writeFile(`${file}.new`, `${newPersonKey}\n`, { mode: 0o600 });
      const namnder = await withLifecycleHub(settings, ({ url, database }) =>
        rewrapKeys(url, database.personKey, next),
      );
      if (personKey === undefined) await rename(`${file}.new`, file);
      const todo =
        personKey === undefined ? '' : ' Starta hubben med den nya nyckeln i KOMMUNHUB_PERSON_KEY.';
      process.stdout.write(
        json
          ? `${JSON.stringify({ namnder })}\n`
          : `Nycklarna för ${namnder} nämnder är inlindade på nytt.${todo}\n`,
      );
    });
}
