import { readFile } from 'node:fs/promises';
import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { type AdapterFault, adapterFault } from '../faults/adapter-fault.js';

export type KeyPath = readonly (string | number)[];

/** A YAML file with the way back from a key to the place where it stands. */
export interface YamlFile {
  readonly name: string;
  readonly value: unknown;
  readonly faults: readonly AdapterFault[];
  /** `name:line:column` of the key, or of its nearest parent that stands in the file; and how deep that is. */
  locate(path: KeyPath): { readonly place: string; readonly depth: number };
}

function keyRange(document: Document, path: KeyPath): number | null {
  const key = path.at(-1);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => String(item.key) === String(key));
    const range = (pair?.key as { range?: readonly number[] } | undefined)?.range;
    if (range?.[0] !== undefined) return range[0];
  }
  const node = document.getIn(path, true) as { range?: readonly number[] } | undefined;
  return node?.range?.[0] ?? null;
}

/** Parses YAML text; faults of syntax have their place, and nothing is thrown. */
export function parseYaml(name: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  });
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const faults = document.errors.map((error) =>
    adapterFault('YAML_SYNTAX', placeAt(error.pos[0]), { what: error.code }),
  );
  return {
    name,
    value: faults.length > 0 ? null : (document.toJS() as unknown),
    faults,
    locate(path) {
      for (let depth = path.length; depth > 0; depth -= 1) {
        const offset = keyRange(document, path.slice(0, depth));
        if (offset !== null) return { place: placeAt(offset), depth };
      }
      return { place: name, depth: 0 };
    },
  };
}

/** Reads and parses a YAML file; one that is not there is a fault. */
export async function readYaml(name: string, path: string): Promise<YamlFile> {
  try {
    return parseYaml(name, await readFile(path, 'utf8'));
  } catch {
    // The reason is in the fault: the file is not there or cannot be opened.
    const fault = adapterFault('FILE_MISSING', name, { file: name });
    return { name, value: null, faults: [fault], locate: () => ({ place: name, depth: 0 }) };
  }
}
