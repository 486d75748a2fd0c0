import { readFile } from 'node:fs/promises';
import { ConfigError, type Fault, HubError } from '@kommunhub/schema';
import { type DocumentNode, print } from 'graphql';
import type { Engine } from '../execution/index.js';
import { checkOperation, faultOfFile } from './check-operation.js';
import { normalisedHash } from './normalised-hash.js';
import { readOperations, writeOperations } from './operation-folder.js';

/** What became of one file. */
export interface RegisteredOperation {
  readonly name: string;
  readonly file: string;
  readonly fate: 'REGISTERED' | 'UNCHANGED';
}

interface Candidate {
  readonly name: string;
  readonly file: string;
  readonly document: DocumentNode;
}

/**
 * Registers the operations of files: each is checked against what callers see, and planned.
 *
 * @throws ConfigError GRAPHQL_INVALID with every fault of every file; nothing is written then.
 */
export async function registerOperations(
  engine: Pick<Engine, 'publicSchema' | 'plan'>,
  folder: string,
  files: readonly string[],
): Promise<readonly RegisteredOperation[]> {
  const faults: Fault[] = [];
  const candidates: Candidate[] = [];
  for (const file of files) {
    const found = await checkFile(engine, file);
    faults.push(...found.faults);
    if (found.candidate) candidates.push(found.candidate);
  }
  const registered = await hashesOf(folder);
  faults.push(...clashes(candidates, registered));
  if (faults.length > 0) {
    const count = faults.length === 1 ? 'One fault was' : `${faults.length} faults were`;
    throw new ConfigError('GRAPHQL_INVALID', `${count} found; nothing is registered.`, { faults });
  }
  const isNew = ({ name }: Candidate): boolean => !registered.has(name);
  await writeOperations(
    folder,
    candidates.filter(isNew).map(({ name, document }) => ({ name, text: `${print(document)}\n` })),
  );
  return candidates.map((candidate) => ({
    name: candidate.name,
    file: candidate.file,
    fate: isNew(candidate) ? 'REGISTERED' : 'UNCHANGED',
  }));
}

async function checkFile(
  engine: Pick<Engine, 'publicSchema' | 'plan'>,
  file: string,
): Promise<{ candidate: Candidate | null; faults: readonly Fault[] }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    return {
      candidate: null,
      faults: [faultOfFile(file, `The file cannot be read (${code}).`, 'FILE_INVALID')],
    };
  }
  const { operation, faults } = checkOperation(engine.publicSchema, file, text);
  if (operation === null) return { candidate: null, faults };
  try {
    await engine.plan(operation.document);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { candidate: null, faults: [faultOfFile(file, error.message, error.code)] };
  }
  return { candidate: { file, ...operation }, faults };
}

/** By name; null for a file that somebody changed into something else than GraphQL. */
async function hashesOf(folder: string): Promise<ReadonlyMap<string, string | null>> {
  const stored = await readOperations(folder);
  return new Map(stored.map(({ name, document }) => [name, document && normalisedHash(document)]));
}

function clashes(
  candidates: readonly Candidate[],
  registered: ReadonlyMap<string, string | null>,
): readonly Fault[] {
  const taken = new Map<string, string>();
  const faults: Fault[] = [];
  for (const { name, file, document } of candidates) {
    const other = taken.get(name);
    if (other !== undefined) faults.push(faultOfFile(file, `${other} has an operation ${name} too.`));
    else if (registered.has(name) && registered.get(name) !== normalisedHash(document)) {
      const remedy = `remove it first with "npx kommunhub operations remove ${name}", or choose another name`;
      faults.push(faultOfFile(file, `Another operation is registered as ${name}; ${remedy}.`));
    }
    taken.set(name, file);
  }
  return faults;
}
