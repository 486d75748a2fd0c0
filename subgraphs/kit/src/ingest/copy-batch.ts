import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A COPY costs a few round trips, so each table's lines wait until they are worth one. */
const WORTH_A_COPY = 2 << 20;

interface WaitingLines {
  text: string;
}

/** Collects lines per table and sends them by COPY when there are enough of them. */
export class CopyBuffer {
  private readonly waiting = new Map<string, WaitingLines>();

  constructor(private readonly connection: ClientBase) {}

  add(table: string, line: string): void {
    const lines = this.waiting.get(table);
    if (lines === undefined) this.waiting.set(table, { text: line });
    else lines.text += line;
  }

  /** Sends the tables that have come to enough; `always` sends all there is. */
  async flush(always = false): Promise<void> {
    for (const [table, { text }] of [...this.waiting]) {
      if (!always && text.length < WORTH_A_COPY) continue;
      this.waiting.delete(table);
      await pipeline([text], this.connection.query(copyFrom(`copy ${table} from stdin`)));
    }
  }
}
