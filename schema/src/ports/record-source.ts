import type { RecordKind } from '../records/index.js';
import type { RawRow, SourceRow } from './source-row.js';

/** What an adapter declares of its source; kept in `hub.sources`. */
export interface SourceDescription {
  readonly id: string;
  /** Name of the case system, as "Treserva". */
  readonly system: string;
  readonly namnd: {
    readonly id: string;
    readonly name: string;
    /** The kommuner whose authority the nämnd is; those of the source when left out. */
    readonly kommunCodes?: readonly string[];
  };
  /** The kommuner the source may deliver; the first is the nämnd's seat. */
  readonly kommunCodes: readonly string[];
  /** Kinds that a delivery holds in full; only these are reconciled. */
  readonly kinds: readonly RecordKind[];
  /** A complete delivery holds everything, so what is missing was removed. */
  readonly delivery: 'complete' | 'delta';
  /** The age after which the source counts as stale, in hours. */
  readonly intervalHours: number;
  /** True when the source was made by the demo. */
  readonly demo: boolean;
}

/** A source that can be read: an adapter bound to its files. */
export interface RecordSource {
  readonly description: SourceDescription;
  /**
   * Reads one delivery, oldest first, each row with its fate.
   *
   * @throws SourceUnavailableError when the source cannot be reached.
   * @throws SourceRefusedError when its form is not what the mapping says.
   */
  read(signal?: AbortSignal): AsyncIterable<SourceRow>;
  /** When the data were true, by the source's own mark (a file's time); null when it has none. */
  asOf(): Promise<Date | null>;
  /**
   * Maps rows of earlier deliveries by mapping and code tables as they are now,
   * one fate a row and in their order. The source itself is not opened. A row
   * of a table that the mapping no longer has stays quarantined. Absent where
   * rows cannot be mapped apart from their reading.
   */
  remap?(rows: AsyncIterable<RawRow>): AsyncIterable<SourceRow>;
}
