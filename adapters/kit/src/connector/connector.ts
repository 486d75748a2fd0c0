import type { Place, RowFault } from '@kommunhub/schema';
import type { z } from 'zod';

/** A column that the mapping asks for; what is not asked for is not handed over. */
export interface ColumnRequest {
  /** The name by which rows carry the cell. */
  readonly name: string;
  /** Other headers under which the same column is known. */
  readonly aliases: readonly string[];
  /** True when a delivery may lack the column. */
  readonly optional: boolean;
  /** True for a column of dates: some sources write these as numbers whose first day only they know. */
  readonly isDate?: boolean;
}

/** One table of the source: a file, a sheet, a view. */
export interface TableRequest<Origin> {
  readonly name: string;
  /** Where the connector finds the table; its form belongs to the connector. */
  readonly from: Origin;
  readonly columns: readonly ColumnRequest[];
}

export interface ReadRequest<Origin> {
  /** The adapter's folder: relative paths of the settings start here. */
  readonly folder: string;
  /** In the order in which they are read. */
  readonly tables: readonly TableRequest<Origin>[];
  readonly signal?: AbortSignal;
}

/** One row as text: blank cells are empty strings, an absent optional column has no cell. */
export interface Row {
  readonly table: string;
  readonly place: Place;
  /** Column name of the request → text, in the source's own order. */
  readonly cells: Readonly<Record<string, string>>;
  /** Cells that cannot be read, each at its column, whose text above is empty; the others hold what they say. */
  readonly faults?: readonly RowFault[];
}

/** A row that cannot be read, as a value: reading goes on after it. */
export interface RejectedRow {
  readonly table: string;
  readonly place: Place;
  readonly fault: RowFault;
  /**
   * Given only where it is certain that no other cell of the row can be the key
   * of a record: a footnote below a table is told apart from a row that broke.
   */
  readonly cells?: Readonly<Record<string, string>>;
}

/** What was found out about one table without reading its rows. */
export interface TableCheck {
  readonly table: string;
  /** File or view, without folder or address. */
  readonly origin: string;
  readonly modifiedAt: Date | null;
  /** How the table is written, as `encoding` or `delimiter`. */
  readonly form: readonly { readonly name: string; readonly value: string; readonly detected: boolean }[];
  /** Column of the mapping → header in the source. */
  readonly found: readonly { readonly column: string; readonly header: string }[];
  /** Optional columns that the source lacks. */
  readonly absent: readonly string[];
  /** Headers that the mapping does not name; their cells are not read. */
  readonly ignored: readonly string[];
}

/** Continues a delta source after what was read before; opaque to everyone but its connector. */
export type Cursor = string;

/** A table of a file as it is, before anybody has said what it means. */
export interface ExploredTable {
  /** Where it is, in the form of `from` of a table. */
  readonly from: Readonly<Record<string, string>>;
  /** What a person should know before mapping it, in Swedish. */
  readonly remarks?: readonly string[];
  /** Every row with its cells, titles and header among them. */
  rows(): AsyncIterable<readonly string[]>;
}

/** Looks into files for which there is no mapping yet. */
export interface FileExplorer {
  /** Endings of file names in small letters, as `.csv`. */
  readonly extensions: readonly string[];

  /**
   * The tables of a file that hold anything.
   *
   * @param headersIn tells how many known headers a row has, for files whose form must be guessed.
   * @throws SourceUnavailableError or SourceRefusedError when the file cannot be read.
   */
  explore(path: string, headersIn: (cells: readonly string[]) => number): Promise<readonly ExploredTable[]>;
}

/**
 * Reads one kind of source and hands over its rows, oldest first.
 *
 * A connector knows how to *reach* a source, never what the rows mean: turning
 * columns into records is the mapping's work. A row that cannot be read is
 * yielded as a {@link RejectedRow}; only a source that is out of reach, or not
 * in the agreed form, throws.
 */
export interface Connector<Settings, Origin> {
  /** The word after `connector: { kind:` in adapter.yaml. */
  readonly kind: string;
  readonly settingsSchema: z.ZodType<Settings>;
  /** The form of `from` of a table. */
  readonly originSchema: z.ZodType<Origin>;
  /** How to look into files without a mapping; kinds without files have none. */
  readonly explorer?: FileExplorer;

  /**
   * Whether the source holds the table at all: asked for tables that it may
   * lack. A kind that leaves this out always holds every table.
   */
  has?(settings: Settings, folder: string, from: Origin): Promise<boolean>;

  /**
   * Opens every table and compares its header with the request; reads no rows.
   *
   * @throws SourceUnavailableError when the source cannot be reached.
   * @throws SourceRefusedError with the faults of all tables, when columns are missing or the form is wrong.
   */
  check(settings: Settings, request: ReadRequest<Origin>): Promise<readonly TableCheck[]>;

  /** When the data were true by the source's own mark; null when it has none. */
  asOf(settings: Settings, request: ReadRequest<Origin>): Promise<Date | null>;

  /**
   * Yields the rows after `cursor`, or every row when there is none.
   *
   * @throws SourceUnavailableError when the source cannot be reached, or changes while it is read.
   * @throws SourceRefusedError when the source is not in the agreed form.
   */
  read(settings: Settings, request: ReadRequest<Origin>, cursor?: Cursor): AsyncIterable<Row | RejectedRow>;
}

/** A connector whose settings only it understands. */
export type AnyConnector = Connector<unknown, unknown>;

/** The connectors that adapters may name, by kind. */
export type ConnectorRegistry = Readonly<Record<string, AnyConnector>>;

export function isRejected(row: Row | RejectedRow): row is RejectedRow {
  return 'fault' in row;
}
