import { join } from 'node:path';
import { ConfigError, dayInStockholm } from '@kommunhub/schema';
import {
  AuditSealer,
  type AuditSigner,
  auditSigner,
  CheckpointFolder,
  type KeyRing,
  PersonTrail,
} from '@kommunhub/subgraph-kit';
import type { Logger } from './logger.js';
import { tableSpecs } from './parts.js';
import { loadPersonKey, parsePersonKey } from './secrets.js';
import type { Settings } from './settings.js';

/** Where the checkpoints of the log lie. */
export function checkpointFolder({ auditCheckpoints, dataDirectory }: Settings): CheckpointFolder {
  return new CheckpointFolder(auditCheckpoints ?? join(dataDirectory, 'audit'));
}

/**
 * With what they are signed: the key of the settings, or the data directory's own.
 *
 * @throws ConfigError when there is none and `mayMake` does not let it be made.
 */
export async function checkpointSigner(settings: Settings, mayMake = false): Promise<AuditSigner> {
  const { auditKey, dataDirectory } = settings;
  const seed =
    auditKey === undefined
      ? await loadPersonKey(join(dataDirectory, 'audit.key'), mayMake)
      : parsePersonKey(auditKey, 'KOMMUNHUB_AUDIT_KEY');
  if (seed !== null) return auditSigner(seed);
  throw new ConfigError(
    'CONFIG_INVALID',
    'KOMMUNHUB_AUDIT_KEY is not set, and the data directory has no audit.key.',
  );
}

/** Begins to seal the log of the hub. */
export async function openAuditSealer(settings: Settings, url: string, logger: Logger): Promise<AuditSealer> {
  const sealer = new AuditSealer({
    folder: checkpointFolder(settings),
    signer: await checkpointSigner(settings, true),
    url,
    onFailure: (error) => logger.error({ error }, 'the log could not be sealed'),
  });
  sealer.start();
  return sealer;
}

/** Finds a person's traces for the graph's questions to the log. */
export function personTrail(url: string, keyRing: KeyRing, clock: () => Date): PersonTrail {
  return new PersonTrail({
    ...{ url, keyRing, specs: tableSpecs },
    lookup: { table: 'cases.persons', column: 'personnummer_hash' },
    today: () => dayInStockholm(clock()),
  });
}
