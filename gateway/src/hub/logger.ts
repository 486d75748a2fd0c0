import { pino } from 'pino';

/**
 * The hub's log: one JSON line an event, to standard error.
 *
 * Fields that could hold what is secret about people are cut whatever they
 * hold; a database error's detail repeats the row that failed.
 */
export function createLogger(destination: NodeJS.WritableStream = process.stderr) {
  const secret = [
    'detail',
    'parameters',
    'query',
    'where',
    'variables',
    'personnummer',
    'name',
    'authorization',
    'cookie',
    'headers',
    'body',
    'password',
    'secret',
    'token',
  ];
  const paths = secret.flatMap((field) => [
    field,
    `*.${field}`,
    `*.*.${field}`,
    `error.${field}`,
    `error.cause.${field}`,
    `error.driverError.${field}`,
  ]);
  return pino(
    {
      base: { program: 'kommunhub' },
      redact: { paths, censor: '***' },
      serializers: { error: describeError },
    },
    destination,
  );
}

export type Logger = ReturnType<typeof createLogger>;

/** What of an unforeseen error is safe to write: where it happened, never what it was about. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, sqlState } = error as { code?: unknown; sqlState?: unknown };
  const cause = error.cause ?? (error as { originalError?: unknown }).originalError;
  return {
    type: error.constructor.name,
    ...(typeof code === 'string' && { code }),
    ...(typeof sqlState === 'string' && { sqlState }),
    stack: stackWithoutMessage(error),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  };
}

/** Messages of libraries may repeat values (PostgreSQL: invalid input syntax for type …), places do not. */
function stackWithoutMessage(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, 12).join('\n');
}
