import { userInfo } from 'node:os';
import { NotFoundError } from '@kommunhub/schema';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ListedKey, RunSql } from '../../hub/api-key-store.js';
import type { PresentedKey } from '../../identity/api-keys.js';
import type { ReadSettings } from '../program.js';

interface CreateOptions {
  readonly role: 'bi' | 'service';
  readonly name: string;
  readonly days: number;
  readonly table: readonly string[];
  readonly source?: string;
  readonly namnd?: string;
  readonly kommun: readonly string[];
  readonly json?: boolean;
}

/** `kommunhub key …`: keys of BI tools and of services that deliver; works beside a running hub. */
export function keyCommand(readSettings: ReadSettings): Command {
  const command = new Command('key').description(
    'Keys of BI tools (released tables) and services (/deliveries); only the operator of the database makes them.',
  );
  const commands = [createCommand(readSettings), listCommand(readSettings), revokeCommand(readSettings)];
  for (const one of commands) command.addCommand(one.exitOverride().showHelpAfterError());
  return command;
}

function createCommand(readSettings: ReadSettings): Command {
  return new Command('create')
    .description('Make a key. Its secret is shown once and stored nowhere.')
    .addOption(
      new Option('--role <role>', 'what the key is for').choices(['bi', 'service']).makeOptionMandatory(),
    )
    .requiredOption('--name <name>', 'what or who uses it', parseName)
    .option('--days <number>', 'days until it ends, at most 730', parseDays, 365)
    .option('--table <table...>', 'BI: the released tables it reads; all when left out', [])
    .option('--source <id>', 'service: the source it delivers')
    .option('--namnd <id>', 'service: the nämnd of a source that is not registered yet')
    .option(
      '--kommun <code...>',
      'service: the kommuner it delivers; all of a registered source when left out',
      [],
    )
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  npx kommunhub key create --role bi --name "Power BI, Falun"')
    .action(async (options: CreateOptions) => {
      const { makeKey } = await import('../../hub/make-key.js');
      const { role, name, days, namnd: namndId, source: sourceId } = options;
      const lists = { tables: options.table, kommunCodes: options.kommun };
      const wish = { role, name, days, namndId, sourceId, ...lists, createdBy: `cli:${userInfo().username}` };
      const key = await asOwner(readSettings, (run) => makeKey(run, wish, new Date()));
      if (options.json) process.stdout.write(`${JSON.stringify(key)}\n`);
      else process.stdout.write(told(key) + (role === 'bi' ? howToUse(key, readSettings().url) : ''));
    });
}

function listCommand(readSettings: ReadSettings): Command {
  return new Command('list')
    .description('List the keys: what each reaches, when it ends, when it was last used.')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  npx kommunhub key list')
    .action(async (options: { json?: boolean }) => {
      const { listKeys } = await import('../../hub/api-key-store.js');
      const keys = await asOwner(readSettings, listKeys);
      process.stdout.write(options.json ? `${JSON.stringify({ keys })}\n` : listed(keys));
    });
}

function revokeCommand(readSettings: ReadSettings): Command {
  return new Command('revoke')
    .description('End a key; a hub that runs notices within two seconds.')
    .argument('<id>', 'id of the key')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  npx kommunhub key revoke khk-0123456789abcdef')
    .action(async (id: string, options: { json?: boolean }) => {
      const { revokeKey } = await import('../../hub/api-key-store.js');
      const wasThere = await asOwner(readSettings, (run) => revokeKey(run, id, new Date()));
      if (!wasThere) throw new NotFoundError('No key has that id; see "npx kommunhub key list".');
      process.stdout.write(options.json ? `${JSON.stringify({ revoked: id })}\n` : `Revoked ${id}.\n`);
    });
}

async function asOwner<Result>(
  readSettings: ReadSettings,
  work: (run: RunSql) => Promise<Result>,
): Promise<Result> {
  const settings = readSettings();
  // Loaded here and not above: the other commands need not wait for the database.
  const owner = await import('../../hub/as-owner.js');
  return owner.asOwner(settings, work);
}

function told({ id, secret }: PresentedKey): string {
  return [
    `Key ${id}. Its secret is shown this once:`,
    '',
    `  ${secret}`,
    '',
    `Basic: user ${id}, password the secret. Bearer: ${id}.<secret>`,
    '',
  ].join('\n');
}

/** Where an analyst goes with a BI key; the Swedish words are those that Power BI and Excel show. */
function howToUse({ id }: PresentedKey, url: string): string {
  const hub = url.replace(/\/+$/, '');
  return [
    `Tables and what they mean: ${hub}/statistics/ (no key needed)`,
    `Power BI: Hämta data > OData-feed > ${hub}/odata/v4/, then Grundläggande (Basic) with id and secret.`,
    `Excel: Data > Hämta data > Från andra källor > Från OData-feed, the same address.`,
    `CSV: curl -u ${id} -OJ ${hub}/statistics/insatser.csv (curl asks for the secret)`,
    'Guides in Swedish: gateway/docs/bi/. Where users reach the hub by another address, set KOMMUNHUB_URL.',
    '',
  ].join('\n');
}

function listed(keys: readonly ListedKey[]): string {
  if (keys.length === 0) return 'There are no keys.\n';
  return keys
    .map((key) => `${key.id}  ${key.role}  ${key.name}: ${reachOf(key)}; ${stateOf(key)}\n`)
    .join('');
}

function reachOf({ role, tables, sourceId, kommunCodes }: ListedKey): string {
  if (role === 'service') return `source ${sourceId} for ${kommunCodes.join(', ')}`;
  return tables === null ? 'all released tables' : `tables ${tables.join(', ')}`;
}

function stateOf({ expiresAt, lastUsedAt, revokedAt }: ListedKey): string {
  const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt}`;
  return revokedAt === null ? `until ${expiresAt}, ${used}` : `revoked ${revokedAt}, ${used}`;
}

function parseDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 730) return days;
  throw new InvalidArgumentError('It must be a whole number from 1 to 730.');
}

function parseName(text: string): string {
  if (/^\P{Cc}{1,100}$/u.test(text.trim())) return text.trim();
  throw new InvalidArgumentError('It must be one line of at most 100 characters.');
}
