import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { NamndKeys } from '../keys/namnd-keys.js';
import type { CopyBuffer } from './copy-batch.js';
import { copyBytes } from './copy-text.js';
import type { KeptRow } from './raw-rows.js';
import type { StagingTables } from './staging-tables.js';

/** Rows of one block: they share their encryption, and their repeated headers pack well. */
const ROWS_OF_A_BLOCK = 500;
/** Packing is there to move fewer bytes, so the fastest way is the best. */
const fastest = { level: 1 };
const TABLE = 'staging.rows';
const COLUMN = 'rows_cipher';

/** The number of the block that a row of the delivery lies in. */
export function blockOf(rowNumber: number): number {
  return Math.floor(rowNumber / ROWS_OF_A_BLOCK);
}

/**
 * Puts used rows away in encrypted blocks. Few of them are ever looked at
 * again, so a block costs as little as can be and is opened whole.
 */
export class RowBlocks {
  private readonly waiting: KeptRow[] = [];

  constructor(
    private readonly runId: string,
    private readonly tables: StagingTables,
    private readonly keys: NamndKeys,
    private readonly copies: CopyBuffer,
  ) {}

  /** Takes rows in the order of their numbers. */
  add(row: KeptRow): void {
    const [first] = this.waiting;
    if (first !== undefined && blockOf(first.rowNumber) !== blockOf(row.rowNumber)) this.close();
    this.waiting.push(row);
  }

  /** Hands the block that is being filled over to be copied. */
  close(): void {
    const [first] = this.waiting;
    if (first === undefined) return;
    const number = blockOf(first.rowNumber);
    const packed = deflateRawSync(JSON.stringify(this.waiting), fastest);
    const sealed = this.keys.encrypt(TABLE, blockId(this.runId, number), COLUMN, packed);
    this.copies.add(this.tables.rows, `${number}\t${copyBytes(sealed)}\n`);
    this.waiting.length = 0;
  }
}

/** The rows of a block that {@link RowBlocks} has put away, by their numbers. */
export function openBlock(
  runId: string,
  number: number,
  sealed: Buffer,
  keys: NamndKeys,
): ReadonlyMap<number, KeptRow> {
  const packed = keys.decryptBytes(TABLE, blockId(runId, number), COLUMN, sealed);
  const rows = JSON.parse(inflateRawSync(packed).toString()) as KeptRow[];
  return new Map(rows.map((row) => [row.rowNumber, row]));
}

function blockId(runId: string, number: number): string {
  return `${runId}-${number}`;
}
