import { HubError, type RawRow } from '@kommunhub/schema';
import type { ClientBase } from 'pg';
import type { NamndKeys } from '../keys/namnd-keys.js';
import { openRaw } from './raw-rows.js';

interface KeptRowCells {
  readonly id: string;
  readonly table_name: string;
  readonly file: string;
  readonly sheet: string | null;
  readonly row_number: number;
  readonly last_at: string;
  readonly last_row_no: number;
  readonly raw_id: string;
  readonly raw_cipher: Buffer;
}

/** Rows opened at a time. */
const ROWS_AT_A_TIME = 500;

interface KeptRowsOf {
  readonly connection: ClientBase;
  readonly sourceId: string;
  readonly namndId: string;
  readonly keys: NamndKeys;
}

/** Hands the kept rows of a source out in the order in which they came, and knows which of them is next to be told of. */
export class ReplayRows {
  private readonly handedOut: string[] = [];
  private told = 0;

  constructor(private readonly of: KeptRowsOf) {}

  /** Rows that can be mapped again. To be read to the end once, while nothing else uses the connection. */
  async *read(): AsyncGenerator<RawRow> {
    const { keys } = this.of;
    for (let page = await this.page(null); page.length > 0; page = await this.page(page.at(-1)!)) {
      for (const row of page) {
        this.handedOut.push(row.id);
        const place = { file: row.file, sheet: row.sheet, row: row.row_number };
        yield { table: row.table_name, place, raw: openRaw(row.raw_id, row.raw_cipher, keys) };
      }
    }
  }

  /** The kept row that the next fate is of. @throws HubError when there are more fates than rows. */
  next(): string {
    const id = this.handedOut[this.told];
    if (id === undefined)
      throw new HubError('INTERNAL', 'A replay told the fate of a row that it was not given.');
    this.told += 1;
    return id;
  }

  /** @throws HubError when a row was handed out and its fate not told. */
  refuseUntold(): void {
    if (this.told === this.handedOut.length) return;
    throw new HubError('INTERNAL', 'A replay left a row without a fate; nothing was changed.');
  }

  private async page(after: KeptRowCells | null): Promise<KeptRowCells[]> {
    const { connection, sourceId, namndId } = this.of;
    await connection.query('begin');
    try {
      await connection.query(`select set_config('hub.ingest_namnd', $1, true)`, [namndId]);
      const { rows } = await connection.query<KeptRowCells>(
        `select id, table_name, file, sheet, row_number, last_at::text, last_row_no, raw_id, raw_cipher
           from hub.kept_rows
          where source_id = $1 and state <> 'SETTLED' and raw_cipher is not null and table_name is not null
            and ($2::timestamptz is null or (last_at, last_row_no, id) > ($2::timestamptz, $3::int, $4::text))
          order by last_at, last_row_no, id limit ${ROWS_AT_A_TIME}`,
        [sourceId, after?.last_at ?? null, after?.last_row_no ?? null, after?.id ?? null],
      );
      return rows;
    } finally {
      await connection.query('commit');
    }
  }
}
