import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

// One call to the system's generator serves many nonces; each byte is used once.
const pool = Buffer.alloc(NONCE_BYTES * 1024);
let used = pool.length;

function nextNonce(): Buffer {
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const nonce = Buffer.from(pool.subarray(used, used + NONCE_BYTES));
  used += NONCE_BYTES;
  return nonce;
}

/**
 * AES-256-GCM: one version byte, nonce, ciphertext, tag.
 *
 * The version names the key, so that a value tells which key opens it; it and
 * `place` are authenticated, so that a value moved elsewhere does not open.
 */
export function seal(key: KeyObject, version: number, place: string, plain: Buffer): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(aad(version, place));
  const body = cipher.update(plain);
  // GCM has no padding: `final` gives no more bytes, but makes the tag.
  cipher.final();
  return Buffer.concat([Buffer.of(version), nonce, body, cipher.getAuthTag()]);
}

/** The reverse of {@link seal}; throws when key, version or place are not those of the sealing. */
export function unseal(key: KeyObject, place: string, sealed: Buffer): Buffer {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw new Error('The sealed value is too short.');
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES));
  decipher.setAAD(aad(sealed[0]!, place));
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, end)), decipher.final()]);
}

/** The key version a sealed value names. */
export function versionOf(sealed: Buffer): number {
  return sealed[0] ?? 0;
}

function aad(version: number, place: string): Buffer {
  return Buffer.from(`${version}\0${place}`);
}
