import { HubError } from '@kommunhub/schema';
import type { Client } from 'pg';
import type { Login } from './connect.js';
import { scramVerifier } from './scram.js';

export const logins = [
  'hub_app',
  'hub_ingest',
  'hub_audit',
  'hub_lifecycle',
  'hub_statistics',
  'hub_bi',
] as const satisfies readonly Login[];

/** A password per login; null leaves the login as the operator made it. */
export type LoginPasswords = Readonly<Record<Login, string | null>>;

/** The same for every login. */
export function passwordOfAll(password: string | null): LoginPasswords {
  return Object.fromEntries(logins.map((login) => [login, password])) as Record<Login, string | null>;
}

/** Connections to the whole server, for logins behind which others than the hub's own parts stand. */
const limits: Partial<Record<Login, number>> = { hub_bi: 20 };

const attempts = 5;

/**
 * Makes the logins that are absent and sets their passwords.
 *
 * Logins belong to the whole server, not to one database: another hub on the
 * same server has them already, and may be setting them at the same moment.
 */
export async function ensureLogins(owner: Client, passwords: LoginPasswords): Promise<void> {
  for (const login of logins) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await ensureLogin(owner, login, passwords[login]);
        break;
      } catch (cause) {
        if (attempt < attempts && isRace(cause)) continue;
        throw new HubError(
          'DATABASE_UNAVAILABLE',
          `The login ${login} cannot be made or given its password; let the owner have CREATEROLE, or make the login beforehand and give no password here.`,
          { cause },
        );
      }
    }
  }
}

async function ensureLogin(owner: Client, login: Login, password: string | null): Promise<void> {
  const { rows } = await owner.query('select 1 from pg_roles where rolname = $1', [login]);
  const name = owner.escapeIdentifier(login);
  if (rows.length === 0) {
    const limit = limits[login] === undefined ? '' : ` connection limit ${limits[login]}`;
    await owner.query(`create role ${name} login nosuperuser nocreatedb nocreaterole noinherit${limit}`);
  }
  if (password === null) return;
  await owner.query(`alter role ${name} login password ${owner.escapeLiteral(scramVerifier(password))}`);
}

/** Another session made or altered the same role first. */
function isRace(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === '42710' || code === '23505' || /tuple concurrently updated/.test(message ?? '');
}
