import type {
  CompanionTable,
  DisclosureCell,
  DisclosureMargin,
  EarlierVersion,
  GeoTree,
  PublishedCell,
  RecoveredCell,
} from '../disclosure-input.js';
import { leafSetsOf } from './leaf-sets.js';
import { type Stratum, StratumAudit } from './stratum-audit.js';

/** A release about to be stored, and all that those hold who would see through it. */
export interface AuditInput {
  readonly tree: GeoTree;
  readonly included: readonly string[];
  /** The exact figures: what is small, and what each attacker knows of its own. */
  readonly cells: readonly DisclosureCell[];
  readonly margins: readonly DisclosureMargin[];
  readonly threshold: number;
  readonly coalitions: readonly (readonly string[])[];
  /** Every figure that will be told, zeros too. */
  readonly published: readonly PublishedCell[];
  readonly versions: readonly EarlierVersion[];
  readonly companion?: CompanionTable;
}

/**
 * The small figures that somebody could work out, exactly or to a range
 * narrower than 3; empty for a release that may be stored.
 *
 * Knows nothing of how the pattern was chosen: it holds what anybody holds,
 * and narrows bounds until nothing moves, once for everybody and once for each
 * leaf and coalition. What it finds is real; that it finds nothing is no proof.
 *
 * @throws RangeError when the figures published contradict each other.
 */
export function audit(input: AuditInput): RecoveredCell[] {
  const now = { tree: input.tree, included: input.included, changed: [] };
  const places = leafSetsOf([...input.versions, now]);
  const versionsOf = (stratum: string) => [
    ...input.versions.map(({ published, cells }) => ({
      published: published.filter((cell) => cell.stratum === stratum),
      cells: (cells ?? []).filter((cell) => cell.stratum === stratum),
    })),
    {
      published: input.published.filter((cell) => cell.stratum === stratum),
      cells: input.cells.filter((cell) => cell.stratum === stratum),
    },
  ];
  const own = strataOf(input.cells, [
    ...input.versions.flatMap(({ published }) => published),
    ...input.published,
  ]).map((name): Stratum => ({ name, margins: input.margins, versions: versionsOf(name) }));
  const { companion } = input;
  const parts = strataOf(companion?.cells ?? [], companion?.published ?? []).map(
    (name): Stratum => ({
      ...{ name, margins: companion?.margins ?? [] },
      versions: versionsOf(name).map((_, version) => ({
        published: version < input.versions.length ? [] : ofStratum(companion?.published ?? [], name),
        cells: version < input.versions.length ? [] : ofStratum(companion?.cells ?? [], name),
      })),
    }),
  );
  if (parts.length > 0 && own.length > 1)
    throw new RangeError('A table with a companion has one stratum: the individuals themselves.');
  const together = parts.length > 0 ? [[...own, ...parts]] : own.map((stratum) => [stratum]);
  return together.flatMap((strata) =>
    new StratumAudit(places, strata, input.threshold).recovered(attackersOf(input)),
  );
}

function attackersOf({ included, coalitions }: AuditInput): readonly (readonly string[])[] {
  return [[], ...included.map((code) => [code]), ...coalitions.filter((codes) => codes.length > 1)];
}

const ofStratum = <T extends { readonly stratum: string }>(cells: readonly T[], name: string): T[] =>
  cells.filter(({ stratum }) => stratum === name);

function strataOf(cells: readonly DisclosureCell[], published: readonly PublishedCell[]): readonly string[] {
  return [...new Set([...cells, ...published].map(({ stratum }) => stratum))].sort();
}
