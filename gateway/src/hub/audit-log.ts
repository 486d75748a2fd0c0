import { join } from 'node:path';
import { dayInStockholm } from '@kommunhub/schema';
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

/** Where the checkpoints of the log lie and with what they are signed. */
export interface AuditPlaces {
  readonly folder: CheckpointFolder;
  readonly signer: AuditSigner;
}

/** Finds both, making the key (0600) in the data directory when there is none and the settings name none. */
export async function auditPlaces(settings: Settings): Promise<AuditPlaces> {
  const { auditKey, auditCheckpoints, dataDirectory } = settings;
  const file = join(dataDirectory, 'audit.key');
  const seed =
    auditKey === undefined
      ? await loadPersonKey(file, true)
      : parsePersonKey(auditKey, 'KOMMUNHUB_AUDIT_KEY');
  return {
    folder: new CheckpointFolder(auditCheckpoints ?? join(dataDirectory, 'audit')),
    signer: auditSigner(seed!),
  };
}

/** Begins to seal the log of the hub. */
export async function openAuditSealer(settings: Settings, url: string, logger: Logger): Promise<AuditSealer> {
  const sealer = new AuditSealer({
    ...(await auditPlaces(settings)),
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
