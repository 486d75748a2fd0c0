import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError, type Fault } from '@kommunhub/schema';
import { z } from 'zod';
import type { DocumentLimits, EngineLimits } from '../execution/limits/engine-limits.js';
import { printIssuerKeys } from '../identity/issuers-file.js';
import { doorSettings, identitySettings, limitSettings } from './front-settings.js';
import { numberSetting, type Setting, setting, switchSetting } from './setting.js';

const folder = z
  .string()
  .min(1)
  .transform((path) => resolve(path.replace(/^~(?=\/|$)/, homedir())));
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://');

/** Every setting of the environment: type, default and documentation from this one declaration. */
export const settings = {
  databaseUrl: setting(
    'KOMMUNHUB_DATABASE_URL',
    databaseUrl.optional(),
    'unset: the embedded PostgreSQL',
    'PostgreSQL 15 or newer, as the owner of the database, who may make logins.',
    true,
  ),
  appDatabaseUrl: setting(
    'KOMMUNHUB_DATABASE_URL_HUB_APP',
    databaseUrl.optional(),
    'made from KOMMUNHUB_DATABASE_URL',
    'The same database as the login hub_app, which reads under the row rules.',
    true,
  ),
  ingestDatabaseUrl: setting(
    'KOMMUNHUB_DATABASE_URL_HUB_INGEST',
    databaseUrl.optional(),
    'made from KOMMUNHUB_DATABASE_URL',
    'The same database as the login hub_ingest, which stores deliveries.',
    true,
  ),
  auditDatabaseUrl: setting(
    'KOMMUNHUB_DATABASE_URL_HUB_AUDIT',
    databaseUrl.optional(),
    'made from KOMMUNHUB_DATABASE_URL',
    'The same database as the login hub_audit, which seals the log.',
    true,
  ),
  lifecycleDatabaseUrl: setting(
    'KOMMUNHUB_DATABASE_URL_HUB_LIFECYCLE',
    databaseUrl.optional(),
    'made from KOMMUNHUB_DATABASE_URL',
    'The same database as the login hub_lifecycle, which renews keys, does gallring and lets a nämnd leave.',
    true,
  ),
  statisticsDatabaseUrl: setting(
    'KOMMUNHUB_DATABASE_URL_HUB_STATISTICS',
    databaseUrl.optional(),
    'made from KOMMUNHUB_DATABASE_URL',
    'The same database as the login hub_statistics, which builds releases from facts.',
    true,
  ),
  biDatabaseUrl: setting(
    'KOMMUNHUB_DATABASE_URL_HUB_BI',
    databaseUrl.optional(),
    'made from KOMMUNHUB_DATABASE_URL',
    'The same database as the login hub_bi, which reads what is released and nothing else.',
    true,
  ),
  port: setting(
    'KOMMUNHUB_PORT',
    z
      .string()
      .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')
      .transform(Number)
      .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535')
      .default(4000),
    '4000',
    'Port to listen on; "-- --port N" wins over it. 0 takes any free port.',
  ),
  dataDirectory: setting(
    'KOMMUNHUB_DATA_DIR',
    folder.default(join(import.meta.dirname, '..', '..', '..', '.kommunhub')),
    '`.kommunhub` in the checkout',
    'Folder of keys, demo files and the embedded database; kept closed to others.',
  ),
  sourcesFolder: setting(
    'KOMMUNHUB_SOURCES',
    folder.optional(),
    '`sources` in the data directory',
    'Folder of adapters, one folder a source.',
  ),
  operationsFolder: setting(
    'KOMMUNHUB_OPERATIONS',
    folder.optional(),
    '`operations` in the data directory',
    'Folder of registered operations, one file each; see "npx kommunhub operations".',
  ),
  onlyRegistered: switchSetting(
    'KOMMUNHUB_ONLY_REGISTERED',
    "true: only registered operations are answered, and those of the hub's own commands.",
  ),
  ...identitySettings,
  ...doorSettings,
  ...limitSettings,
  personKey: setting(
    'KOMMUNHUB_PERSON_KEY',
    z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits; make one with "openssl rand -hex 32"')
      .optional(),
    'the demo makes one; required otherwise',
    'Wraps the keys of the nämnder, 32 bytes as 64 hexadecimal digits.',
    true,
  ),
  newPersonKey: setting(
    'KOMMUNHUB_PERSON_KEY_NEW',
    z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits; make one with "openssl rand -hex 32"')
      .optional(),
    'none',
    'The key that "npx kommunhub lifecycle rewrap" changes KOMMUNHUB_PERSON_KEY to.',
    true,
  ),
  auditKey: setting(
    'KOMMUNHUB_AUDIT_KEY',
    z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits; make one with "openssl rand -hex 32"')
      .optional(),
    '`audit.key` in the data directory, made when absent',
    'Signs the checkpoints of the log (Ed25519), 32 bytes as 64 hexadecimal digits.',
    true,
  ),
  auditCheckpoints: setting(
    'KOMMUNHUB_AUDIT_CHECKPOINTS',
    folder.optional(),
    '`audit` in the data directory',
    'Folder of the signed checkpoints of the log; let it lie on another machine than the database.',
  ),
  smallNumber: numberSetting(
    'KOMMUNHUB_SMALL_NUMBER',
    5,
    [4, 10],
    'Fewer persons than this behind a released figure hide it; holds for releases made from then on.',
  ),
  releaseDay: numberSetting(
    'KOMMUNHUB_RELEASE_DAY',
    15,
    [1, 28],
    'Day of the month on which tables are released, of what ended the month before, and corrected.',
  ),
  url: setting(
    'KOMMUNHUB_URL',
    z.url().default('http://127.0.0.1:4000'),
    '`http://127.0.0.1:4000`',
    'Where commands find a running hub.',
  ),
  token: setting(
    'KOMMUNHUB_TOKEN',
    z.string().optional(),
    'none',
    'The token that commands send to a running hub.',
    true,
  ),
};

export type Settings = {
  readonly [Key in keyof typeof settings]: (typeof settings)[Key] extends Setting<infer Value>
    ? Value
    : never;
};

/** Where the registered operations lie. */
export function operationsFolderOf({ operationsFolder, dataDirectory }: Settings): string {
  return operationsFolder ?? join(dataDirectory, 'operations');
}

/** The limits of one operation, for the engine. */
export function engineLimitsOf(settings: Settings): Partial<EngineLimits> {
  return {
    depth: settings.limitDepth,
    aliases: settings.limitAliases,
    spreads: settings.limitSpreads,
    fields: settings.limitFields,
    breadth: settings.limitBreadth,
    conditions: settings.limitConditions,
    cost: settings.limitCost,
    errors: settings.limitErrors,
  };
}

/** The limits of one document, for the door. */
export function documentLimitsOf(settings: Settings): DocumentLimits {
  return {
    tokens: settings.limitTokens,
    directives: settings.limitDirectives,
    repetitions: settings.limitRepetitions,
    definitions: settings.limitDefinitions,
  };
}

/**
 * Reads the settings from an environment.
 *
 * @throws ConfigError CONFIG_INVALID that lists every fault, without the values.
 */
export function parseSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const faults: Fault[] = [];
  const values = Object.entries(settings).map(([key, { name, schema }]) => {
    const parsed = (schema as z.ZodType).safeParse(environment[name] || undefined);
    if (parsed.success) return [key, parsed.data];
    for (const issue of parsed.error.issues) {
      faults.push({
        path: name,
        code: 'CONFIG_INVALID',
        message: `${name} ${issue.message}.`,
      });
    }
    return [key, undefined];
  });
  if (faults.length > 0) {
    const sentence = faults.map((fault) => fault.message).join(' ');
    throw new ConfigError('CONFIG_INVALID', sentence, { faults });
  }
  return Object.freeze(Object.fromEntries(values)) as Settings;
}

/** The page of settings, printed from the declarations above. */
export function printSettings(): string {
  const rows = Object.values(settings).map(
    ({ name, defaultText, description, isSecret }) =>
      `| \`${name}\` | ${defaultText} | ${description}${isSecret ? ' Secret: never printed.' : ''} |`,
  );
  const head = ['# Settings', '', 'Printed from `gateway/src/hub/settings.ts` by `npm run print`.', ''];
  const issuers = [
    '## The file of issuers',
    '',
    'JSON: `{ "issuers": [ … ] }`, one object an issuer (`KOMMUNHUB_ISSUERS`). All faults are told at once.',
    '',
    printIssuerKeys(),
    '',
  ];
  return [...head, '| Setting | Default | What it does |', '|---|---|---|', ...rows, '', ...issuers].join(
    '\n',
  );
}
