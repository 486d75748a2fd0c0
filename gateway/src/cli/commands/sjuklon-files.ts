import { createReadStream } from 'node:fs';
import {
  checkSjuklonInput,
  checkSjuklonPolicy,
  dayInStockholm,
  defaultSjuklonPolicy,
  type Fault,
  type SjuklonInput,
  type SjuklonPolicy,
} from '@kommunhub/schema';

/** A claim of the most shifts that are let through takes a few megabytes. */
const mostBytes = 20_000_000;

/** What a file holds, or every fault in it. */
export type ReadFile<Value> = { readonly value: Value } | { readonly faults: readonly Fault[] };

/** Reads one claim, a JSON object of `SjuklonInput`. */
export async function readClaimFile(file: string): Promise<ReadFile<SjuklonInput>> {
  const read = await readJsonFile(file);
  return 'faults' in read ? read : asRead(checkSjuklonInput(read.value, dayInStockholm(new Date())));
}

/** Reads a policy file; without one the default policy holds. */
export async function readPolicyFile(file: string | undefined): Promise<ReadFile<SjuklonPolicy>> {
  if (file === undefined) return { value: defaultSjuklonPolicy };
  const read = await readJsonFile(file);
  return 'faults' in read ? read : asRead(checkSjuklonPolicy(read.value));
}

function asRead<Value>(
  checked:
    | { readonly kind: 'value'; readonly value: Value }
    | { readonly kind: 'rejected'; readonly faults: readonly Fault[] },
): ReadFile<Value> {
  return checked.kind === 'value' ? { value: checked.value } : { faults: checked.faults };
}

/** Faults with the name of what they stand in before the path. */
export function faultsIn(name: string, read: ReadFile<unknown>): readonly Fault[] {
  if (!('faults' in read)) return [];
  return read.faults.map((fault) => ({ ...fault, path: [name, fault.path].filter(Boolean).join('.') }));
}

async function readJsonFile(file: string): Promise<ReadFile<unknown>> {
  const bytes = await readBytes(file);
  return bytes instanceof Uint8Array ? parseJson(bytes) : bytes;
}

const refused = (message: string) => ({ faults: [{ path: '', code: 'FILE_INVALID', message }] });

/** What stands in a JSON file, or where it is none. */
export function parseJson(bytes: Uint8Array): ReadFile<unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { value: JSON.parse(text) };
  } catch (error) {
    return refused(`Filen är inte JSON i UTF-8${placeOf(error)}.`);
  }
}

/** The bytes of a file. Counted while it is read, as a pipe does not say how much is to come. */
export async function readBytes(file: string): Promise<Uint8Array | { readonly faults: readonly Fault[] }> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(file)) {
      size += chunk.length;
      if (size > mostBytes) return refused('Filen är för stor för en ansökan.');
      chunks.push(chunk);
    }
  } catch {
    return refused('Filen kan inte läsas: kontrollera sökvägen.');
  }
  return Buffer.concat(chunks);
}

/** Line and column only: the parser's message repeats what stands there. */
function placeOf(error: unknown): string {
  const place = error instanceof Error ? /\(line (\d+) column (\d+)\)/u.exec(error.message) : null;
  return place === null ? '' : `: se rad ${place[1]}, kolumn ${place[2]}`;
}
