// The registry's typings of pg pull in much that is not used here; this is what the kit relies on.
declare module 'pg' {
  export interface QueryResult<Row = unknown> {
    rows: Row[];
    rowCount: number | null;
    command: string;
  }
  export interface ClientBase {
    query<Row = unknown>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
    /** With `rowMode: 'array'`, rows come as arrays of their cells. */
    query<Row = unknown>(query: { text: string; rowMode?: 'array' }): Promise<QueryResult<Row>>;
    query<Stream extends NodeJS.WritableStream | NodeJS.ReadableStream>(stream: Stream): Stream;
    escapeLiteral(text: string): string;
    escapeIdentifier(text: string): string;
    on(event: 'error', listener: (error: Error) => void): this;
    removeListener(event: 'error', listener: (error: Error) => void): this;
  }
  export class Client implements ClientBase {
    constructor(config: {
      connectionString: string;
      types?: unknown;
      application_name?: string;
      connectionTimeoutMillis?: number;
    });
    connect(): Promise<void>;
    end(): Promise<void>;
    query<Row = unknown>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
    /** With `rowMode: 'array'`, rows come as arrays of their cells. */
    query<Row = unknown>(query: { text: string; rowMode?: 'array' }): Promise<QueryResult<Row>>;
    query<Stream extends NodeJS.WritableStream | NodeJS.ReadableStream>(stream: Stream): Stream;
    escapeLiteral(text: string): string;
    escapeIdentifier(text: string): string;
    on(event: 'error', listener: (error: Error) => void): this;
    removeListener(event: 'error', listener: (error: Error) => void): this;
  }
  export class Pool {
    constructor(config: {
      connectionString: string;
      types?: unknown;
      max?: number;
      application_name?: string;
      connectionTimeoutMillis?: number;
    });
    connect(): Promise<ClientBase & { release(): void }>;
    query<Row = unknown>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
    end(): Promise<void>;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'connect', listener: (connection: ClientBase) => void): this;
  }
  export class DatabaseError extends Error {
    readonly code: string | undefined;
  }
  export const types: {
    getTypeParser(oid: number, format?: string): (value: string) => unknown;
  };
  const pg: { Client: typeof Client; Pool: typeof Pool; types: typeof types };
  export default pg;
}

declare module 'pg-copy-streams' {
  export function from(
    sql: string,
  ): NodeJS.WritableStream & import('node:stream').Writable & { rowCount: number };
  export function to(sql: string): NodeJS.ReadableStream & import('node:stream').Readable;
}
