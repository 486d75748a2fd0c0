import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ConfigError, NotFoundError } from '@kommunhub/schema';
import { type DocumentNode, GraphQLError, parse } from 'graphql';

/** One file of the folder. */
export interface StoredOperation {
  readonly name: string;
  readonly file: string;
  /** Null when somebody changed the file into something that is not GraphQL. */
  readonly document: DocumentNode | null;
}

const ending = '.graphql';
const operationName = /^[_A-Za-z][_0-9A-Za-z]*$/;

/** The registered operations, one `<Name>.graphql` each, by name; none where there is no folder. */
export async function readOperations(folder: string): Promise<readonly StoredOperation[]> {
  return ofEachFile(folder, async (file) => ({
    name: basename(file, ending),
    file,
    document: parseOrNull(await readFile(file, 'utf8')),
  }));
}

/** Differs when a file of the folder has come, gone or changed; cheaper than reading them. */
export async function folderState(folder: string): Promise<string> {
  const states = await ofEachFile(folder, async (file) => {
    const { ino, size, mtimeMs, ctimeMs } = await stat(file);
    return [file, ino, size, mtimeMs, ctimeMs].join(' ');
  });
  return states.join('\n');
}

/** Writes operations; a reader meets each file whole or not at all. */
export async function writeOperations(
  folder: string,
  operations: readonly { readonly name: string; readonly text: string }[],
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // All are on the disk before the first counts: what fails for want of room changes nothing.
    const moves = operations.map(({ name, text }) => ({
      text,
      from: join(folder, `.${name}.${randomUUID()}.tmp`),
      to: pathOf(folder, name),
    }));
    try {
      for (const { from, text } of moves) await writeFile(from, text, { flush: true });
      for (const { from, to } of moves) await rename(from, to);
    } finally {
      for (const { from } of moves) await rm(from, { force: true });
    }
  } catch (cause) {
    throw unusable(folder, 'written', cause);
  }
}

/** @throws NotFoundError when no operation has the name. */
export async function removeOperation(folder: string, name: string): Promise<void> {
  const files = await filesOf(folder);
  if (!files.includes(`${name}${ending}`)) {
    throw new NotFoundError(
      'No operation is registered under that name; "npx kommunhub operations list" tells those that are.',
    );
  }
  try {
    await rm(pathOf(folder, name));
  } catch (cause) {
    throw unusable(folder, 'written', cause);
  }
}

async function ofEachFile<Found>(folder: string, look: (file: string) => Promise<Found>): Promise<Found[]> {
  const found = (await filesOf(folder)).map(async (file) => {
    try {
      return [await look(join(folder, file))];
    } catch (cause) {
      // Removed since the folder was listed.
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw unusable(folder, 'read', cause);
    }
  });
  return (await Promise.all(found)).flat();
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    const files = await readdir(folder);
    return files
      .filter((file) => file.endsWith(ending) && operationName.test(file.slice(0, -ending.length)))
      .sort();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unusable(folder, 'read', cause);
  }
}

function parseOrNull(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

function pathOf(folder: string, name: string): string {
  return join(folder, `${name}${ending}`);
}

function unusable(folder: string, act: 'read' | 'written', cause: unknown): ConfigError {
  const { code } = cause as NodeJS.ErrnoException;
  const message = `The folder of registered operations ${folder} cannot be ${act} (${code}); set KOMMUNHUB_OPERATIONS to one that can.`;
  return new ConfigError('CONFIG_INVALID', message, { cause });
}
