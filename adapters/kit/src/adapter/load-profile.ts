import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@kommunhub/schema';
import { z } from 'zod';
import type { CodeTable } from '../codes/code-table.js';
import { loadCodeTables } from '../codes/load-code-tables.js';
import { summarize } from '../faults/adapter-fault.js';
import { type TableSettings, tablesSettings } from '../settings/mapping-settings.js';
import { expandColumns } from '../settings/merge-profile.js';
import { locateIn, settingsFaults } from '../settings/settings-faults.js';
import { readYaml } from '../settings/yaml-file.js';
import { defaultSystemsFolder } from './systems-folder.js';

/** A mapping that adapters may build upon, with its code tables. */
export interface Profile {
  readonly name: string;
  readonly system: string;
  readonly tables: Readonly<Record<string, TableSettings>>;
  readonly codeTables: ReadonlyMap<string, CodeTable>;
}

const profileSettings = z.strictObject({ system: z.string().min(1), tables: tablesSettings });

/** The names of the profiles in the folder, those of this repository when left out. */
export async function listProfiles(systemsFolder = defaultSystemsFolder()): Promise<readonly string[]> {
  const entries = await readdir(systemsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/**
 * Reads a profile by itself, outside any adapter.
 *
 * @throws ConfigError ADAPTER_INVALID with every fault and its place.
 */
export async function loadProfile(name: string, systemsFolder = defaultSystemsFolder()): Promise<Profile> {
  const file = await readYaml(`${name}/profile.yaml`, join(systemsFolder, name, 'profile.yaml'));
  const codes = await loadCodeTables(join(systemsFolder, name, 'codes'), `${name}/codes`);
  const parsed = profileSettings.safeParse(expandColumns(file.value));
  const formFaults =
    parsed.success || file.faults.length > 0 ? [] : settingsFaults(parsed.error, locateIn([file]));
  const faults = [...file.faults, ...formFaults, ...codes.faults];
  if (!parsed.success || faults.length > 0) {
    throw new ConfigError('ADAPTER_INVALID', summarize(`The profile ${name} has faults`, faults), { faults });
  }
  return { name, ...parsed.data, codeTables: codes.tables };
}
