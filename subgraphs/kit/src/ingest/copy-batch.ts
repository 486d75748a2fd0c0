import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

const FLUSH_CHARACTERS = 1 << 20;

/** Collects lines per table and sends them by COPY when there are enough of them. */
export class CopyBuffer {
  private readonly lines = new Map<string, string[]>();
  private characters = 0;

  constructor(private readonly connection: ClientBase) {}

  add(table: string, line: string): void {
    const lines = this.lines.get(table);
    if (lines === undefined) this.lines.set(table, [line]);
    else lines.push(line);
    this.characters += line.length;
  }

  /** Sends when enough has come together; `always` sends what there is. */
  async flush(always = false): Promise<void> {
    if (!always && this.characters < FLUSH_CHARACTERS) return;
    const full = [...this.lines];
    this.lines.clear();
    this.characters = 0;
    for (const [table, lines] of full) {
      await pipeline([lines.join('')], this.connection.query(copyFrom(`copy ${table} from stdin`)));
    }
  }
}
