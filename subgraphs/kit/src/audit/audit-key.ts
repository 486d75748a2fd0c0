import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { ConfigError } from '@kommunhub/schema';

/** DER around the 32 bytes of an Ed25519 key (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');

/** Signs what leaves the database of the log. */
export interface AuditSigner {
  readonly publicKey: string;
  sign(text: string): string;
}

/** The signer of a key of 32 bytes. */
export function auditSigner(seed: Buffer): AuditSigner {
  const key = createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: spki.subarray(publicHead.length).toString('hex'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('hex'),
  };
}

/**
 * Tells whether a signature is by the public key, written as 64 hexadecimal digits.
 *
 * @throws ConfigError when it is not.
 */
export function auditVerifier(publicKey: string): (text: string, signature: string) => boolean {
  const key = publicKeyOf(publicKey);
  return (text, signature) => verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'));
}

function publicKeyOf(hex: string): KeyObject {
  if (!/^[0-9a-f]{64}$/i.test(hex)) {
    throw new ConfigError('CONFIG_INVALID', 'A public key of the log is 64 hexadecimal digits.');
  }
  const der = Buffer.concat([publicHead, Buffer.from(hex, 'hex')]);
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}
