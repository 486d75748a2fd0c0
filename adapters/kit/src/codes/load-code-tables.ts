import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AdapterFault, adapterFault } from '../faults/adapter-fault.js';
import { type CodeTable, parseCodeTable } from './code-table.js';

export interface LoadedCodeTables {
  readonly tables: ReadonlyMap<string, CodeTable>;
  readonly faults: readonly AdapterFault[];
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith('.csv')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Reads every code table of a folder; a folder that is not there has none. */
export async function loadCodeTables(folder: string, label: string): Promise<LoadedCodeTables> {
  const tables = new Map<string, CodeTable>();
  const faults: AdapterFault[] = [];
  for (const file of await filesIn(folder)) {
    const place = `${label}/${file}`;
    const bytes = await readFile(join(folder, file));
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      const parsed = parseCodeTable(place, text);
      tables.set(file.slice(0, -'.csv'.length), parsed.table);
      faults.push(...parsed.faults);
    } catch {
      faults.push(adapterFault('ENCODING_UTF8', place));
    }
  }
  return { tables, faults };
}
