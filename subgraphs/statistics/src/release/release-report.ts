import type { PlaceLevel, ReleaseContent } from './release-content.js';

/** How much of a release is told at the places of a level. */
export interface LevelReport {
  readonly level: PlaceLevel;
  readonly rows: number;
  readonly suppressed: number;
  /** Rows without a figure for want of a kommun. */
  readonly lacking: number;
}

/** What building a release came to. */
export interface ReleaseReport {
  readonly table: string;
  readonly period: string;
  readonly version: number;
  /** UNCHANGED: the facts are those of the latest version, which stands. */
  readonly outcome: 'RELEASED' | 'UNCHANGED' | 'NOT_STORED';
  readonly levels: readonly LevelReport[];
  /** Kommuner whose figures are not in. */
  readonly missing: readonly string[];
}

export function reportOf(
  { table, period, nodes, cells, coverage }: ReleaseContent,
  version: number,
  outcome: ReleaseReport['outcome'],
): ReleaseReport {
  const levelOf = new Map(nodes.map(({ code, level }) => [code, level]));
  const levels = [...new Set(nodes.map(({ level }) => level))].map((level): LevelReport => {
    const own = cells.filter(({ node }) => levelOf.get(node) === level);
    return {
      level,
      rows: own.length,
      suppressed: own.filter(({ isSuppressed }) => isSuppressed).length,
      lacking: own.filter(({ figures, isSuppressed }) => !isSuppressed && figures[0] === null).length,
    };
  });
  return {
    ...{ table, period, version, outcome },
    levels: levels.filter(({ rows }) => rows > 0),
    missing: coverage.filter(({ isIncluded }) => !isIncluded).map(({ kommunCode }) => kommunCode),
  };
}
