import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CodeTable, mergeCodeTables } from '../codes/code-table.js';
import { type LoadedCodeTables, loadCodeTables } from '../codes/load-code-tables.js';
import { type AdapterFault, adapterFault } from '../faults/adapter-fault.js';
import { expandColumns, mergeSettings } from '../settings/merge-profile.js';
import { type Locate, locateIn } from '../settings/settings-faults.js';
import { readYaml, type YamlFile } from '../settings/yaml-file.js';

/** The files of an adapter folder and its profile, laid over each other but not yet checked. */
export interface RawAdapter {
  readonly merged: unknown;
  readonly locate: Locate;
  readonly codeTables: ReadonlyMap<string, CodeTable>;
  /** Tables that the folder itself brings: each must be one that the mapping uses. */
  readonly ownTables: readonly string[];
  readonly faults: readonly AdapterFault[];
}

const noTables: LoadedCodeTables = { tables: new Map(), faults: [] };

/** Reads `adapter.yaml`, the profile it names and the code tables of both. */
export async function loadSettings(folder: string, systemsFolder: string): Promise<RawAdapter> {
  const own = await readYaml('adapter.yaml', join(folder, 'adapter.yaml'));
  const ownCodes = await loadCodeTables(join(folder, 'codes'), 'codes');
  const profileName = (own.value as { profile?: unknown } | null)?.profile;
  const profile = await readProfile(profileName, own, systemsFolder);
  const profileCodes =
    profile.file === null
      ? noTables
      : await loadCodeTables(join(systemsFolder, String(profileName), 'codes'), `${profileName}/codes`);
  const names = new Set([...profileCodes.tables.keys(), ...ownCodes.tables.keys()]);
  const codeTables = new Map(
    [...names].map((name) => [
      name,
      mergeCodeTables(profileCodes.tables.get(name), ownCodes.tables.get(name)),
    ]),
  );
  return {
    merged: mergeSettings(expandColumns(profile.file?.value ?? {}), expandColumns(own.value)),
    locate: locateIn(profile.file === null ? [own] : [own, profile.file]),
    codeTables,
    ownTables: [...ownCodes.tables.keys()],
    faults: [...own.faults, ...profile.faults, ...ownCodes.faults, ...profileCodes.faults],
  };
}

async function readProfile(
  name: unknown,
  own: YamlFile,
  systemsFolder: string,
): Promise<{ readonly file: YamlFile | null; readonly faults: readonly AdapterFault[] }> {
  // A name of another form is told as a fault of the setting itself.
  if (typeof name !== 'string' || !/^[a-z0-9-]+$/.test(name)) return { file: null, faults: [] };
  const profiles = await foldersIn(systemsFolder);
  if (!profiles.includes(name)) {
    const place = own.locate(['profile']).place;
    const parameters = { profile: name, profiles: profiles.join(', ') || '–' };
    return { file: null, faults: [adapterFault('PROFILE_UNKNOWN', place, parameters)] };
  }
  const file = await readYaml(`${name}/profile.yaml`, join(systemsFolder, name, 'profile.yaml'));
  return { file, faults: file.faults };
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
