import { ConfigError, type Purpose, purposes, purposesOf, type Role, roles } from '@kommunhub/schema';
import { Command, Option } from 'commander';
import { readMarker } from '../../hub/data-directory.js';
import { demoIdentity } from '../../hub/demo-tokens.js';
import { loadSecrets } from '../../hub/secrets.js';
import { type DevelopmentIdentity, signDevelopmentToken } from '../../identity/development-tokens.js';
import type { ReadSettings } from '../program.js';

interface TokenOptions {
  readonly role: Role;
  readonly kommun?: string;
  readonly namnd?: string;
  readonly purpose?: Purpose;
  readonly json?: boolean;
}

/** `kommunhub token`: a development token for the demo of this data directory, on standard output. */
export function tokenCommand(readSettings: ReadSettings): Command {
  return new Command('token')
    .description('Make a development token for the demo, valid for eight hours on this machine only.')
    .addOption(new Option('--role <role>', 'role of the caller').choices(roles).makeOptionMandatory())
    .option('--kommun <code>', 'kommun code of the caller')
    .option('--namnd <id>', 'nämnd of the caller; default that of the kommun in the demo')
    .addOption(new Option('--purpose <purpose>', 'the one purpose of the token').choices(purposes))
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  npx kommunhub token --role it --kommun 2081')
    .action(async (options: TokenOptions) => {
      const { dataDirectory } = readSettings();
      if ((await readMarker(dataDirectory)) === null) {
        throw new ConfigError(
          'CONFIG_INVALID',
          `There is no hub in ${dataDirectory} yet; run "npm start" first.`,
        );
      }
      const secrets = await loadSecrets(`${dataDirectory}/secrets.json`);
      const key = Buffer.from(secrets.tokenKey, 'hex');
      const token = await signDevelopmentToken(identityOf(options), key, new Date());
      process.stdout.write(options.json ? `${JSON.stringify({ token })}\n` : `${token}\n`);
    });
}

function identityOf(options: TokenOptions): DevelopmentIdentity {
  const demo = demoIdentity(options.role);
  const isDemoPlace = (options.kommun ?? demo.kommunCode) === demo.kommunCode && options.namnd === undefined;
  const allowed = purposesOf(options.role);
  if (options.purpose !== undefined && !allowed.includes(options.purpose)) {
    const message = `The role ${options.role} can have ${allowed.join(', ')}; choose one of them with --purpose.`;
    throw new ConfigError('CONFIG_INVALID', message);
  }
  const purposesOfToken = options.purpose === undefined ? demo.purposes : [options.purpose];
  if (isDemoPlace) return { ...demo, purposes: purposesOfToken };
  const kommunCode = options.kommun ?? demo.kommunCode;
  return {
    ...demo,
    subject: `demo-${options.role}-${options.namnd ?? kommunCode}`,
    kommunCode,
    namndId: options.namnd ?? `${kommunCode}-LSS`,
    staffKey: null,
    purposes: purposesOfToken,
  };
}
