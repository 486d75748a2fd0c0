import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { ConfigError } from '@kommunhub/schema';
import { z } from 'zod';

const hexKey = z.string().regex(/^[0-9a-f]{64}$/);

/** What this data directory keeps secret: passwords of the logins and the keys of the hub itself. */
const secretsSchema = z.object({
  ownerPassword: hexKey,
  appPassword: hexKey,
  ingestPassword: hexKey,
  auditPassword: hexKey,
  lifecyclePassword: hexKey,
  statisticsPassword: hexKey,
  biPassword: hexKey,
  /** Signs development tokens. */
  tokenKey: hexKey,
  /** Signs cursors and the caller context between parts. */
  partKey: hexKey,
});
/** Logins that came later are given their passwords at the first start that knows them. */
const secretsOfEarlierVersions = secretsSchema.partial({
  auditPassword: true,
  lifecyclePassword: true,
  statisticsPassword: true,
  biPassword: true,
});
export type Secrets = z.infer<typeof secretsSchema>;

/** Reads the secrets of the data directory, making them (0600) the first time. */
export async function loadSecrets(file: string): Promise<Secrets> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return makeSecrets(file);
  const kept: unknown = JSON.parse(text);
  const secrets = secretsSchema.safeParse(kept);
  if (secrets.success) return secrets.data;
  const ofEarlier = secretsOfEarlierVersions.safeParse(kept);
  if (ofEarlier.success) return makeSecrets(file, ofEarlier.data as Partial<Secrets>);
  throw new ConfigError(
    'DATA_DIR_FOREIGN',
    `The file ${file} is not what kommunhub wrote there; restore it from a backup.`,
  );
}

async function makeSecrets(file: string, kept: Partial<Secrets> = {}): Promise<Secrets> {
  const names = Object.keys(secretsSchema.shape) as (keyof Secrets)[];
  const secrets = Object.fromEntries(names.map((name) => [name, kept[name] ?? randomKey()])) as Secrets;
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, {
    mode: 0o600,
  });
  await rename(`${file}.new`, file);
  return secrets;
}

/** Reads the person key kept in the file, making one (0600) when `mayMake`; null when there is none. */
export async function loadPersonKey(file: string, mayMake: boolean): Promise<Buffer | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text !== null) return parsePersonKey(text.trim(), file);
  if (!mayMake) return null;
  const key = randomKey();
  await writeFile(file, `${key}\n`, { mode: 0o600 });
  return Buffer.from(key, 'hex');
}

/** The 32 bytes of a person key written as 64 hexadecimal digits. */
export function parsePersonKey(text: string, origin: string): Buffer {
  if (!/^[0-9a-fA-F]{64}$/.test(text)) {
    throw new ConfigError(
      'CONFIG_INVALID',
      `${origin} must hold 64 hexadecimal digits (32 bytes); make one with "openssl rand -hex 32".`,
    );
  }
  return Buffer.from(text, 'hex');
}

function randomKey(): string {
  return randomBytes(32).toString('hex');
}
