import type { DecisionRecord, ExecutionRecord } from '../records/index.js';
import type { Insatskod } from '../terms/index.js';
import type { DecisionKind } from './decision-kinds.js';

/** What a decision is in the terms of a delegation order. A mandate needs all kinds. */
export interface KindsOfDecision {
  /** `OKAND` when insats or outcome is unknown to the shared terms: then no mandate is computed. */
  readonly kind: DecisionKind | 'OKAND';
  readonly extraKinds: readonly DecisionKind[];
}

/** The part of a decision that its kind depends on. */
export type KindFacts = Pick<DecisionRecord, 'insats' | 'subtype' | 'outcome' | 'lagrum'>;

/** The part of an execution that tells an external placement. */
export type PlacementFacts = Pick<ExecutionRecord, 'regi' | 'executingKommunCode'>;

type LssInsats = Extract<Insatskod, `LSS_${string}`>;

const kindsByInsats: Readonly<Record<Exclude<LssInsats, 'LSS_9_2'>, DecisionKind | 'OKAND'>> = {
  // Råd och stöd is the region's to decide (LSS 2 §), so no kommun's order speaks of it.
  LSS_9_1: 'OKAND',
  LSS_9_3: 'D07',
  LSS_9_4: 'D08',
  LSS_9_5: 'D09',
  LSS_9_6: 'D10',
  LSS_9_7: 'D11',
  LSS_9_8: 'D12',
  LSS_9_9: 'D13',
  LSS_9_10: 'D15',
};

/**
 * The decision kind of a record, with the further kinds that it also is.
 *
 * A förhandsbesked is told by its lagrum, LSS 16 § without a letter. A home
 * under 9 § 8 or 9 § 9 that is bought as a single place or lies in another
 * kommun is also an external placement, D14.
 */
export function decisionKindOf(
  decision: KindFacts,
  executions: readonly PlacementFacts[] = [],
): KindsOfDecision {
  const kind = ownKind(decision);
  const isPlacedOutside = isHome(decision.insats) && executions.some(isExternalPlacement);
  return { kind, extraKinds: kind !== 'OKAND' && isPlacedOutside ? ['D14'] : [] };
}

function ownKind({ insats, subtype, outcome, lagrum }: KindFacts): DecisionKind | 'OKAND' {
  if (insats === 'OKAND' || outcome === 'OKAND') return 'OKAND';
  if (!isLss(insats)) return 'D23';
  if (isForhandsbesked(lagrum)) return 'D16';
  if (insats !== 'LSS_9_2') return kindsByInsats[insats];
  if (subtype === 'SJUKVIKARIE') return 'D05';
  if (subtype === 'TILLFALLIG_UTOKNING') return 'D04';
  return isFavourable(outcome) ? 'D02' : 'D03';
}

/** Gynnande beslut: something of what was asked for is granted. */
export function isFavourable(outcome: DecisionRecord['outcome']): boolean {
  return outcome === 'BIFALL' || outcome === 'DELVIS_BIFALL';
}

function isLss(insats: Insatskod): insats is LssInsats {
  return insats.startsWith('LSS_');
}

function isHome(insats: DecisionRecord['insats']): boolean {
  return insats === 'LSS_9_8' || insats === 'LSS_9_9';
}

function isForhandsbesked(lagrum: string): boolean {
  return /(?<![\d:.])16\s*§/u.test(lagrum);
}

function isExternalPlacement({ regi, executingKommunCode }: PlacementFacts): boolean {
  return regi === 'ENSKILD_PLACERING' || regi === 'ANNAN_KOMMUN' || executingKommunCode !== null;
}
