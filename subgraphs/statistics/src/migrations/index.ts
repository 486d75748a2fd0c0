import type { MigrationClass } from '@kommunhub/subgraph-kit';
import { BuilderReads1795349452000 } from './builder-reads.js';
import { CreateFacts1795349450000 } from './create-facts.js';
import { CreateReleases1795349470000 } from './create-releases.js';
import { FactShapes1795349457000 } from './fact-shapes.js';
import { KeepClaimFacts1795349455000 } from './keep-claim-facts.js';
import { KpiTargets1795349485000 } from './kpi-targets.js';
import { NarrowSurrogates1795349456000 } from './narrow-surrogates.js';
import { OctoberApprovals1795349460000 } from './october-approvals.js';
import { OneFactOfAClaim1795349458000 } from './one-fact-of-a-claim.js';
import { ReadHistories1795349454000 } from './read-histories.js';
import { SettledClaimLinks1795349459000 } from './settled-claim-links.js';

/** Migrations of the schema `statistics`; they come after those whose rows facts are made of. */
export const statisticsMigrations: readonly MigrationClass[] = [
  CreateFacts1795349450000,
  BuilderReads1795349452000,
  ReadHistories1795349454000,
  KeepClaimFacts1795349455000,
  NarrowSurrogates1795349456000,
  FactShapes1795349457000,
  OneFactOfAClaim1795349458000,
  SettledClaimLinks1795349459000,
  OctoberApprovals1795349460000,
  CreateReleases1795349470000,
  KpiTargets1795349485000,
];
