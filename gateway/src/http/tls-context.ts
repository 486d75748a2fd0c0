import { readFile, stat } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { ConfigError } from '@kommunhub/schema';
import type { Door } from './door.js';

type TlsFiles = NonNullable<Door['tls']>;

/** TLS 1.2 with forward secrecy at least; older ciphers are gone from Node's own list. */
const floor = { minVersion: 'TLSv1.2', honorCipherOrder: true } as const;

/**
 * Reads certificate and key.
 *
 * @throws ConfigError CONFIG_INVALID when a file is absent, or the two do not belong together.
 */
export async function readTls({ certificate, key }: TlsFiles): Promise<SecureContextOptions> {
  try {
    const options = { ...floor, cert: await readFile(certificate), key: await readFile(key) };
    createSecureContext(options);
    return options;
  } catch (cause) {
    const message =
      'KOMMUNHUB_TLS_CERT and KOMMUNHUB_TLS_KEY must be PEM files that can be read and belong together.';
    throw new ConfigError('CONFIG_INVALID', message, { cause });
  }
}

/** Changes when a file has been replaced. */
export async function tlsState({ certificate, key }: TlsFiles): Promise<string> {
  const states = await Promise.all([stat(certificate), stat(key)]);
  return states.map(({ ino, size, mtimeMs }) => [ino, size, mtimeMs].join(' ')).join('\n');
}
