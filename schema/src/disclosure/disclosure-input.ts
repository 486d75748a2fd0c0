/** A place of a release: a leaf (kommun or region) or a node over others. A root has no parent. */
export interface GeoNode {
  readonly code: string;
  readonly parent: string | null;
  readonly level: string;
}

/** Any forest of places; the order of the nodes means nothing. */
export type GeoTree = readonly GeoNode[];

/**
 * The exact figures of one leaf: never leaves the builder.
 *
 * The cell of all values has margin and value `TOTALT`. A cell that is left out
 * is zero. `persons` are distinct individuals and alone decide what is small.
 */
export interface DisclosureCell {
  readonly kommunCode: string;
  readonly stratum: string;
  readonly margin: string;
  readonly value: string;
  readonly units: number;
  readonly persons: number;
}

/** A division of each stratum's total. */
export interface DisclosureMargin {
  readonly id: string;
  /** The wider division that this one divides further. */
  readonly within?: string;
  /** Which wide value each value lies in; needed where there is `within`. */
  readonly wideOf?: Readonly<Record<string, string>>;
}

/** A margin of a stratum at a node: told whole, every value of it, or not at all. */
export interface PatternPlace {
  readonly stratum: string;
  /** `TOTALT` is the stratum's total. */
  readonly margin: string;
  readonly node: string;
}

/** A figure that everybody can read. */
export interface PublishedCell extends PatternPlace {
  readonly value: string;
  readonly units: number;
}

/** What an earlier version of the same period told. */
export interface EarlierVersion {
  /** The tree as it was then. */
  readonly tree: GeoTree;
  readonly published: readonly PublishedCell[];
  /** Leaves whose figures were in it. */
  readonly included: readonly string[];
  /** Leaves in both whose figures of this table and period differ between that version and the next; after the last of these comes the new one. */
  readonly changed: readonly string[];
  /** The exact figures of then, where the builder can still count them: the audit arms the attackers with them. */
  readonly cells?: readonly DisclosureCell[];
}

/**
 * A table about the same individuals that is released already for the same
 * period: `personer` beside `insatser`. Each of its strata counts some of the
 * individuals of the new table's only stratum, and together they count all.
 */
export interface CompanionTable {
  readonly margins: readonly DisclosureMargin[];
  readonly cells: readonly DisclosureCell[];
  readonly published: readonly PublishedCell[];
}

/** All that decides which figures of a table and period may be told. */
export interface DisclosureInput {
  readonly tree: GeoTree;
  /** Leaves whose figures are in; those of `tree` that are missing count nothing and bind nothing. */
  readonly included: readonly string[];
  readonly cells: readonly DisclosureCell[];
  /** Every stratum of the table, also those that count nothing now; left out: those of `cells`. */
  readonly strata?: readonly string[];
  /** Every division but the total. */
  readonly margins: readonly DisclosureMargin[];
  /** Fewer persons than this behind a figure hide it: 4 to 10. */
  readonly threshold: number;
  /** Levels of which the period tells: a quarter leaves KOMMUN and REGION out. */
  readonly levels: readonly string[];
  /** Leaves that know each other's exact figures: one gemensam nämnd, or an agreement. Each leaf alone is an attacker always. */
  readonly coalitions: readonly (readonly string[])[];
  /** What earlier periods of the calendar year suppressed: it stays so. */
  readonly sticky: readonly PatternPlace[];
  /** Earlier versions of the same period, oldest first. */
  readonly versions: readonly EarlierVersion[];
  readonly companion?: CompanionTable;
}

/** Why a place is suppressed. For the builder's own eyes: everybody else is told `SMA_TAL` of each alike. */
export type SuppressionReason =
  /** Few persons behind one of its own figures. */
  | 'PRIMARY'
  /** Telling it would give another place away. */
  | 'COMPLEMENTARY'
  /** Telling it would give something away to one who knows the figures of a kommun or a coalition. */
  | 'ATTACKER'
  /** The wider division or the total is suppressed there. */
  | 'WIDER'
  /** Suppressed in an earlier period of the year. */
  | 'STICKY'
  /** An earlier version suppressed it, or together with one it would give something away. */
  | 'VERSION'
  /** Together with the companion table it would give something away. */
  | 'COMPANION';

export interface SuppressedPlace extends PatternPlace {
  readonly reason: SuppressionReason;
}

/** Every place of the levels told that has an included leaf, once: published or suppressed. */
export interface DisclosurePattern {
  readonly published: readonly PatternPlace[];
  readonly suppressed: readonly SuppressedPlace[];
}

/** A small figure that somebody could work out. Names places and never the figure. */
export interface RecoveredCell extends PatternPlace {
  readonly value: string;
  /** Who works it out: leaves that know their own figures; empty for everybody. */
  readonly attacker: readonly string[];
  /** Which version's figure, counted from 0, the new one last. */
  readonly version: number;
}
