import { z } from 'zod';

/** One setting of the environment: where it is read, what it may be, and its line in the table of settings. */
export interface Setting<Value> {
  readonly name: `KOMMUNHUB_${string}`;
  readonly description: string;
  /** The default as the table of settings shows it. */
  readonly defaultText: string;
  readonly isSecret: boolean;
  readonly schema: z.ZodType<Value, string | undefined>;
}

export function setting<Value>(
  name: `KOMMUNHUB_${string}`,
  schema: z.ZodType<Value, string | undefined>,
  defaultText: string,
  description: string,
  isSecret = false,
): Setting<Value> {
  return { name, schema, defaultText, description, isSecret };
}

/** A setting that is a whole number between two bounds. */
export function numberSetting(
  name: `KOMMUNHUB_${string}`,
  usual: number,
  [least, most]: readonly [number, number],
  description: string,
): Setting<number> {
  const words = `must be a whole number from ${least} to ${most}`;
  const schema = z
    .string()
    .regex(/^\d{1,12}$/, words)
    .transform(Number)
    .refine((value) => value >= least && value <= most, words)
    .default(usual);
  return setting(name, schema, String(usual), description);
}

/** A setting that is true or false; false when unset. */
export function switchSetting(name: `KOMMUNHUB_${string}`, description: string): Setting<boolean> {
  const schema = z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .default(false);
  return setting(name, schema, 'false', description);
}

/** A setting that is a list of words with commas between them; empty when unset. */
export function listSetting(name: `KOMMUNHUB_${string}`, description: string): Setting<readonly string[]> {
  const schema = z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    )
    .default([]);
  return setting(name, schema, 'none', description);
}
