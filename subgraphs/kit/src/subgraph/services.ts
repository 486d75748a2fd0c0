import type { HubDatabase } from '../database/connect.js';
import type { KeyRing } from '../keys/key-ring.js';

/** What the composition root gives to every subgraph. */
export interface HubServices {
  readonly database: HubDatabase;
  readonly keyRing: KeyRing;
  /** The present moment; tests hold it still. */
  readonly clock: () => Date;
  /** How long a statement may take: no longer than a caller waits. A minute, the login’s own, when left out. */
  readonly patienceMs?: number;
  /** Hears every unexpected error whole, with the id that the client is given. */
  readonly onUnexpectedError: (id: string, error: unknown) => void;
}
