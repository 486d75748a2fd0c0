import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { SourceRefusedError } from '@kommunhub/schema';
import { z } from 'zod';

/** Names the place of a secret; the secret itself never stands in a file of ours. */
export const secretSchema = z.union([
  z.strictObject({
    env: z.string().min(1).describe('Name of the environment variable that holds the secret'),
  }),
  z.strictObject({ file: z.string().min(1).describe('File that holds the secret, relative to the adapter') }),
]);
export type SecretPlace = z.infer<typeof secretSchema>;

/** A secret that prints as `***` wherever it is printed by mistake. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [inspect.custom](): string {
    return '***';
  }
}

/**
 * Fetches a secret from its place.
 *
 * @throws SourceRefusedError when there is nothing at the place.
 */
export async function resolveSecret(
  place: SecretPlace,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Secret> {
  if ('env' in place) {
    const text = env[place.env];
    if (text === undefined || text === '') {
      throw new SourceRefusedError(`The environment variable ${place.env} of the secret is not set.`);
    }
    return new Secret(text);
  }
  try {
    return new Secret((await readFile(resolve(folder, place.file), 'utf8')).trim());
  } catch (cause) {
    throw new SourceRefusedError(`The file ${place.file} of the secret cannot be read.`, { cause });
  }
}

const secretKey = /pass(word|wd|phrase)?$|secret|token|api-?key|losenord|credential|private-?key/i;
const urlWithPassword = /:\/\/[^\s/@]*:[^\s/@]+@/;

/** Paths of settings that hold a secret in plain text, at any depth. */
export function findInlineSecrets(
  value: unknown,
  path: readonly (string | number)[] = [],
): (string | number)[][] {
  if (typeof value === 'string') {
    const key = path.findLast((part) => typeof part === 'string');
    const inline = (key !== undefined && secretKey.test(key)) || urlWithPassword.test(value);
    return inline ? [[...path]] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const isPlace = secretSchema.safeParse(value).success;
  if (isPlace) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    findInlineSecrets(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
