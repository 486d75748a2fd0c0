import type { DecisionKind, DecisionLevel, Reporting } from '@kommunhub/schema';
import type { DemoNamnd } from '../data/namnder.js';

/** A point as the fixed file format of delegation orders writes it. */
export interface DemoPoint {
  readonly number: string;
  readonly kinds: readonly DecisionKind[];
  readonly kindText: string;
  /** Several are joined by a vertical bar. */
  readonly lagrum: string;
  readonly level: DecisionLevel;
  readonly delegate: string;
  readonly deputy: string;
  readonly externalKommunCode: string | null;
  readonly conditions: string;
  readonly subDelegation: boolean;
  readonly reporting: Reporting;
  readonly note: string;
}

/** The order of one nämnd; it holds in all the nämnd's kommuner. */
export interface DemoOrder {
  readonly namnd: DemoNamnd;
  readonly version: string;
  readonly adoptedOn: string;
  readonly validFrom: string;
  readonly points: readonly DemoPoint[];
  /** The level of the nämnd's own people for each kind; a kind that is not here is the nämnd's. */
  readonly ownLevels: ReadonlyMap<DecisionKind, DecisionLevel>;
}
