import { BadInputError, HubError } from '@kommunhub/schema';

interface PostgresError {
  readonly code?: string;
  readonly message?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
}

/** Classes of SQLSTATE whose messages name objects and never values. */
const speaksOfObjectsOnly = /^(08|25|3D|3F|40|42|53|55|57)/;

/**
 * A failure of the database without the values that PostgreSQL repeats in
 * message, detail and context, so that it can be logged.
 */
export class DatabaseError extends Error {
  readonly sqlState: string | undefined;

  constructor({ code, message, table, column, constraint }: PostgresError) {
    const place = [table, column, constraint].filter((part) => part !== undefined).join(' ');
    const text = code !== undefined && speaksOfObjectsOnly.test(code) ? message : 'a value was refused';
    super(
      `PostgreSQL ${code ?? 'connection'}: ${code === undefined ? message : text}${place && ` (${place})`}`,
    );
    this.name = 'DatabaseError';
    this.sqlState = code;
  }
}

/** The error with its values taken out; errors that are not PostgreSQL's are given back as they are. */
export function withoutValues(error: unknown): unknown {
  const isOfServer = error instanceof Error && 'severity' in error && 'code' in error;
  return isOfServer ? new DatabaseError(error as PostgresError) : error;
}

/** A text with U+0000, which PostgreSQL has no place for: only a caller's own words can hold it. */
const unstorableText = '22021';
/** The connection could not be made or was ended: by its loss, by a shutdown, or for want of room. */
const connectionLost = /^(08...|57P0[123]|53300|ECONN(REFUSED|RESET)|EPIPE)$/;
const lostInWords = /^(Connection terminated|Client has encountered a connection error)/;
/** The statement took longer than it may. */
const tookTooLong = '57014';
/** Every connection of the pool was busy for as long as a request waits. */
const poolIsFull = /^timeout exceeded when trying to connect/;

/** What a statement's failure means to the caller whose session it was, where it means anything to a caller. */
export function meaningOfFailure(error: unknown): unknown {
  const cause = withoutValues(error);
  if (!(cause instanceof Error) || cause instanceof HubError) return cause;
  const code = cause instanceof DatabaseError ? cause.sqlState : (cause as { code?: unknown }).code;
  if (code === unstorableText) {
    return new BadInputError('A text holds the character U+0000, which cannot be looked for.', { cause });
  }
  if (code === tookTooLong) {
    return new HubError('OPERATION_TIMEOUT', 'The database took too long; ask for less.', { cause });
  }
  if (connectionLost.test(String(code)) || lostInWords.test(cause.message)) {
    return new HubError('DATABASE_UNAVAILABLE', 'The database went away while it was asked.', { cause });
  }
  if (poolIsFull.test(cause.message)) {
    return new HubError('DATABASE_UNAVAILABLE', 'The database has more to do than it can; come again.', {
      cause,
    });
  }
  return cause;
}
