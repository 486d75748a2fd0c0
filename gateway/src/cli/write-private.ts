import { open } from 'node:fs/promises';
import { BadInputError } from '@kommunhub/schema';

/**
 * Writes a new file that only its owner can read.
 *
 * @throws BadInputError when there is a file of the name: it may be readable by others, or somebody's.
 */
export async function writePrivate(
  path: string,
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new BadInputError('The output file exists already; name a new one.');
    throw error;
  });
  try {
    for await (const chunk of chunks) await file.appendFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}
