import { resolve } from 'node:path';
import { z } from 'zod';
import { DEFAULT_DOCUMENT_LIMITS, DEFAULT_LIMITS } from '../execution/limits/engine-limits.js';
import { listSetting, numberSetting, setting, switchSetting } from './setting.js';

const file = z
  .string()
  .min(1)
  .transform((path) => resolve(path));

/** Who may call, and from where. */
export const identitySettings = {
  issuersFile: setting(
    'KOMMUNHUB_ISSUERS',
    file.optional(),
    'unset: development tokens and keys only',
    'File of the issuers whose tokens are taken; its form is below.',
  ),
  issuersOnLoopback: switchSetting(
    'KOMMUNHUB_ISSUERS_ON_LOOPBACK',
    'true: an issuer may be reached without TLS on the loopback address. For development only.',
  ),
  privateHosts: listSetting(
    'KOMMUNHUB_PRIVATE_HOSTS',
    'Host names of issuers that may have private addresses, with commas between them; link-local ones never.',
  ),
  introspection: setting(
    'KOMMUNHUB_INTROSPECTION',
    z.enum(['developers', 'nobody'], 'must be developers or nobody').default('developers'),
    'developers',
    'Who may ask for the schema itself: developers (development tokens and the role it) or nobody.',
  ),
  ratePerCaller: numberSetting(
    'KOMMUNHUB_RATE_PER_CALLER',
    1_200,
    [0, 1_000_000],
    'Requests a minute from one logged-in caller, counted by each gateway; 0 is without end.',
  ),
  ratePerKey: numberSetting(
    'KOMMUNHUB_RATE_PER_KEY',
    300,
    [0, 1_000_000],
    'Requests a minute with one BI or service key, counted by each gateway; 0 is without end.',
  ),
  wrongKeysPerAddress: numberSetting(
    'KOMMUNHUB_WRONG_KEYS_PER_ADDRESS',
    30,
    [1, 100_000],
    'Wrong BI or service keys a minute from one address; after them no key is taken from it for a minute.',
  ),
};

/** Where the hub listens and how long it waits. */
export const doorSettings = {
  host: setting(
    'KOMMUNHUB_HOST',
    z.string().min(1).default('127.0.0.1'),
    '`127.0.0.1`',
    'Address to listen on. Beyond loopback only with KOMMUNHUB_TLS_CERT or KOMMUNHUB_TRUSTED_PROXY.',
  ),
  tlsCertificate: setting(
    'KOMMUNHUB_TLS_CERT',
    file.optional(),
    'unset: no TLS',
    'PEM file of the certificate with its chain; read again when it changes.',
  ),
  tlsKey: setting('KOMMUNHUB_TLS_KEY', file.optional(), 'unset: no TLS', 'PEM file of its private key.'),
  trustedProxies: listSetting(
    'KOMMUNHUB_TRUSTED_PROXY',
    'Addresses or networks (10.0.0.0/24) of the proxies that end TLS; without TLS here only they may connect.',
  ),
  connections: numberSetting(
    'KOMMUNHUB_MAX_CONNECTIONS',
    1_000,
    [1, 100_000],
    'Connections at a time; more are turned away.',
  ),
  headersSeconds: numberSetting(
    'KOMMUNHUB_HEADERS_SECONDS',
    10,
    [1, 600],
    'Seconds a client has to send the headers of a request.',
  ),
  requestSeconds: numberSetting(
    'KOMMUNHUB_REQUEST_SECONDS',
    30,
    [1, 3_600],
    'Seconds a client has to send a whole request.',
  ),
  operationSeconds: numberSetting(
    'KOMMUNHUB_OPERATION_SECONDS',
    30,
    [1, 3_600],
    'Seconds that answering one query of the graph may take.',
  ),
};

/** How large a question may be. */
export const limitSettings = {
  limitBody: numberSetting(
    'KOMMUNHUB_LIMIT_BODY',
    2 * 1024 * 1024,
    [1_024, 1_000_000_000],
    'Bytes in the body of one request to the graph.',
  ),
  limitTokens: numberSetting(
    'KOMMUNHUB_LIMIT_TOKENS',
    DEFAULT_DOCUMENT_LIMITS.tokens,
    [100, 1_000_000],
    'Words (tokens) in one GraphQL document.',
  ),
  limitDirectives: numberSetting(
    'KOMMUNHUB_LIMIT_DIRECTIVES',
    DEFAULT_DOCUMENT_LIMITS.directives,
    [0, 10_000],
    'Directives in one document.',
  ),
  limitRepetitions: numberSetting(
    'KOMMUNHUB_LIMIT_REPETITIONS',
    DEFAULT_DOCUMENT_LIMITS.repetitions,
    [0, 10_000],
    'Fields in one document that are written again beside themselves.',
  ),
  limitDefinitions: numberSetting(
    'KOMMUNHUB_LIMIT_DEFINITIONS',
    DEFAULT_DOCUMENT_LIMITS.definitions,
    [1, 10_000],
    'Operations and fragments in one document.',
  ),
  limitDepth: numberSetting(
    'KOMMUNHUB_LIMIT_DEPTH',
    DEFAULT_LIMITS.depth,
    [1, 100],
    'Fields below each other.',
  ),
  limitAliases: numberSetting(
    'KOMMUNHUB_LIMIT_ALIASES',
    DEFAULT_LIMITS.aliases,
    [0, 10_000],
    'Renamed fields in one operation.',
  ),
  limitSpreads: numberSetting(
    'KOMMUNHUB_LIMIT_SPREADS',
    DEFAULT_LIMITS.spreads,
    [0, 100_000],
    'Fragment spreads followed in one operation.',
  ),
  limitFields: numberSetting(
    'KOMMUNHUB_LIMIT_FIELDS',
    DEFAULT_LIMITS.fields,
    [1, 100_000],
    'Fields in one operation, fragments written out.',
  ),
  limitBreadth: numberSetting(
    'KOMMUNHUB_LIMIT_BREADTH',
    DEFAULT_LIMITS.breadth,
    [1, 100_000],
    'Fields side by side in one selection set, fragments written out.',
  ),
  limitConditions: numberSetting(
    'KOMMUNHUB_LIMIT_CONDITIONS',
    DEFAULT_LIMITS.conditions,
    [0, 30],
    'Variables in @skip and @include of one operation.',
  ),
  limitCost: numberSetting(
    'KOMMUNHUB_LIMIT_COST',
    DEFAULT_LIMITS.cost,
    [1, 1_000_000_000],
    'Objects that one operation may make, by estimate.',
  ),
  limitErrors: numberSetting(
    'KOMMUNHUB_LIMIT_ERRORS',
    DEFAULT_LIMITS.errors,
    [1, 100_000],
    'Errors told in one answer.',
  ),
};
