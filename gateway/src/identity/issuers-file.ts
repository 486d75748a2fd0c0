import { readFile } from 'node:fs/promises';
import {
  ConfigError,
  type Fault,
  kommunByCode,
  type Role,
  resources,
  rightOf,
  roles,
} from '@kommunhub/schema';
import { z } from 'zod';
import { developmentIssuer } from './development-tokens.js';

/** Algorithms with a public key: who can check a token must not be able to make one, and "none" is no signature. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

/** BI tools and services have keys of their own, with a scope that no token carries. */
const rolesOfTokens = roles.filter((role) => role !== 'bi' && role !== 'service');

const word = z.string().min(1, 'must not be empty');
const words = z.array(word).min(1, 'must name at least one');
const role = z.enum(rolesOfTokens, `must be one of ${rolesOfTokens.join(', ')}`);

/** One issuer of the file; the table of its keys in the settings is printed from here. */
export const issuerSchema = z.strictObject({
  issuer: z
    .url('must be a URL, exactly as in the claim "iss"')
    .describe(
      'The claim `iss`, letter by letter. Keys are found by `<issuer>/.well-known/openid-configuration`.',
    ),
  audience: word.describe('What the claim `aud` must name: this hub.'),
  namnder: z
    .record(word, words)
    .default({})
    .describe(
      'The nämnder that the issuer may speak for, each with its kommun codes. None: the region only.',
    ),
  roles: z
    .record(word, role)
    .refine((map) => Object.keys(map).length > 0, 'must name at least one')
    .describe('Values of the role claim that count, each with the role it gives. Others are refused.'),
  claims: z
    .strictObject({
      role: word,
      namnd: word.optional(),
      kommun: word.optional(),
      purposes: word.optional(),
      staff: word.optional(),
      functions: word.optional(),
    })
    .describe(
      'Names of the claims: role, namnd, kommun, purposes, staff (own id in the case system), functions. A dot goes into an object. `namnd` and `kommun` may be left out where there is but one.',
    ),
  strongAuthentication: z
    .array(word)
    .default([])
    .describe(
      'Values of `acr` that count as strong authentication; every role that reads about persons needs one.',
    ),
  requiredAcr: z
    .partialRecord(role, words)
    .default({})
    .describe('Values of `acr` that a role needs instead, by role.'),
  algorithms: z
    .array(z.enum(algorithms, `must be of ${algorithms.join(', ')}`))
    .min(1, 'must name at least one')
    .default(['RS256', 'PS256', 'ES256', 'EdDSA'])
    .describe('Signatures that are taken; never one that has a shared key or none.'),
  tokenType: z
    .enum(['at+jwt', 'JWT'], 'must be at+jwt or JWT')
    .default('at+jwt')
    .describe(
      'The header `typ` of access tokens: `at+jwt` (RFC 9068), or `JWT` where the issuer knows no other; then the audience must be another than that of its ID tokens.',
    ),
  clockSkewSeconds: z.int().min(0).max(120).default(30).describe('How far the clocks may differ.'),
  maxTokenMinutes: z
    .int()
    .min(1)
    .max(1_440)
    .default(120)
    .describe('Older tokens are refused whatever they say.'),
});

export type Issuer = Readonly<z.output<typeof issuerSchema>>;

const fileSchema = z.strictObject({ issuers: z.array(issuerSchema).min(1, 'must hold at least one issuer') });

/**
 * Reads the file of issuers.
 *
 * @throws ConfigError CONFIG_INVALID with every fault, each with its place.
 */
export async function readIssuers(file: string): Promise<readonly Issuer[]> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw invalid(file, [{ path: '', message: `it cannot be read (${cause.code})` }], cause);
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // The parser's message would repeat part of the file.
    throw invalid(file, [{ path: '', message: 'it is not JSON' }]);
  }
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    const found = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    throw invalid(file, found);
  }
  const found = parsed.data.issuers.flatMap((issuer, index, all) =>
    [...faultsOf(issuer, all.slice(0, index))].map(([key, message]) => ({
      path: `issuers.${index}.${key}`,
      message,
    })),
  );
  if (found.length > 0) throw invalid(file, found);
  return parsed.data.issuers;
}

/** The table of keys of one issuer, for the page of settings. */
export function printIssuerKeys(): string {
  const rows = Object.entries(issuerSchema.shape).map(
    ([key, schema]) =>
      `| \`${key}\` | ${schema.safeParse(undefined).success ? 'no' : 'yes'} | ${schema.description} |`,
  );
  return ['| Key | Required | Meaning |', '|---|---|---|', ...rows].join('\n');
}

function* faultsOf(issuer: Issuer, before: readonly Issuer[]): Generator<[key: string, message: string]> {
  if (issuer.issuer === developmentIssuer || before.some((other) => other.issuer === issuer.issuer))
    yield ['issuer', 'is named already'];
  for (const [namndId, codes] of Object.entries(issuer.namnder)) {
    if (!codes.every((code) => kommunByCode(code) !== undefined))
      yield [`namnder.${namndId}`, 'must hold codes of kommuner that exist'];
  }
  const given = new Set(Object.values(issuer.roles));
  const namnder = Object.values(issuer.namnder);
  if (namnder.length === 0 && [...given].some((name) => name !== 'region'))
    yield ['namnder', 'must name a nämnd: every role but region speaks for one'];
  if (namnder.length > 1 && issuer.claims.namnd === undefined)
    yield ['claims.namnd', 'must be named: the issuer speaks for several nämnder'];
  if (namnder.some((codes) => codes.length > 1) && issuer.claims.kommun === undefined)
    yield ['claims.kommun', 'must be named: a nämnd of the issuer serves several kommuner'];
  for (const name of given) {
    if (needsStrongAuthentication(name) && acrValues(issuer, name).length === 0)
      yield ['strongAuthentication', `must name a value: the role ${name} reads about persons`];
  }
}

/** Whether some right of the role is bound to a purpose, and so to persons. */
export function needsStrongAuthentication(name: Role): boolean {
  return (Object.keys(resources) as (keyof typeof resources)[]).some(
    (resource) => rightOf(name, resource)?.purposes !== undefined,
  );
}

/** The values of `acr` of which the role needs one; none: it needs no particular one. */
export function acrValues(issuer: Issuer, name: Role): readonly string[] {
  const own = issuer.requiredAcr[name as keyof Issuer['requiredAcr']];
  return own ?? (needsStrongAuthentication(name) ? issuer.strongAuthentication : []);
}

function invalid(
  file: string,
  found: readonly { readonly path: string; readonly message: string }[],
  cause?: unknown,
): ConfigError {
  const faults: Fault[] = found.map(({ path, message }) => ({
    path: `KOMMUNHUB_ISSUERS ${file}${path === '' ? '' : `: ${path}`}`,
    code: 'CONFIG_INVALID',
    message: `${path === '' ? 'The file' : path}: ${message}.`,
  }));
  const sentence = `The file of KOMMUNHUB_ISSUERS has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}; correct the places listed.`;
  return new ConfigError('CONFIG_INVALID', sentence, { cause, faults });
}
