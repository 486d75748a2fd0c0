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
