import { createReadStream } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseCheckpoint, type SignedCheckpoint } from './checkpoint.js';

const fileForm = /^checkpoints-\d{4}\.ndjson$/;
const TAIL_BYTES = 4 << 20;

/** The folder of signed checkpoints: one file a year, only ever added to. */
export class CheckpointFolder {
  constructor(readonly path: string) {}

  /** Adds a line and returns when it is on the disk. */
  async append(year: string, line: string): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const file = await open(join(this.path, `checkpoints-${year}.ndjson`), 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const last = Buffer.alloc(1, '\n');
      if (size > 0) await file.read(last, 0, 1, size - 1);
      // A line that was cut off stays as it is; the next begins on its own.
      await file.appendFile(last.toString() === '\n' ? line : `\n${line}`);
      await file.sync();
    } finally {
      await file.close();
    }
    // A new file is only there after a crash if its folder says so.
    const folder = await open(this.path, 'r');
    await folder.sync().catch(() => undefined);
    await folder.close();
  }

  /** The checkpoint written last; null when there is none. */
  async last(): Promise<SignedCheckpoint | null> {
    for (const name of (await this.files()).reverse()) {
      const file = await open(join(this.path, name), 'r');
      try {
        const { size } = await file.stat();
        const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
        await file.read(tail, 0, tail.length, size - tail.length);
        for (const line of tail.toString().split('\n').reverse()) {
          const checkpoint = parseCheckpoint(line);
          if (checkpoint !== null) return checkpoint;
        }
      } finally {
        await file.close();
      }
    }
    return null;
  }

  /** All lines, oldest first; null for one that cannot be read. */
  async *read(): AsyncGenerator<SignedCheckpoint | null> {
    for (const name of await this.files()) {
      const lines = createInterface({ input: createReadStream(join(this.path, name)) });
      for await (const line of lines) if (line !== '') yield parseCheckpoint(line);
    }
  }

  private async files(): Promise<string[]> {
    const names = await readdir(this.path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => fileForm.test(name)).sort();
  }
}
