import { audit } from './audit/audit.js';
import { attackersOf } from './breach.js';
import { withFloors } from './companion-floors.js';
import type {
  DisclosureInput,
  DisclosurePattern,
  PatternPlace,
  SuppressedPlace,
  SuppressionReason,
} from './disclosure-input.js';
import { earlierPatterns } from './earlier-groups.js';
import { type Geography, geographyOf, type Place } from './geography.js';
import { figuresOf, TOTALT } from './margin-figures.js';
import { publishedCells } from './published-cells.js';
import { settleMargin } from './settle-margin.js';

/**
 * Decides which figures of a table and period are told.
 *
 * Promises that nothing under the threshold can be worked out from them, by
 * somebody who also holds the exact figures of one leaf or of a coalition, and
 * every earlier version of the period. The README says what is promised and
 * why it holds. The same input always gives the same pattern.
 *
 * @throws RangeError for a tree, a threshold or figures that cannot be.
 */
export function protect(input: DisclosureInput): DisclosurePattern {
  const barred: SuppressedPlace[] = [];
  for (let pattern = settle(input, barred); ; pattern = settle(input, barred)) {
    const more = stillTelling(input, pattern);
    if (more.length === 0) return pattern;
    barred.push(...more);
  }
}

/**
 * The places to suppress for what the audit still finds: nothing for a table
 * on its own, where the rule of groups is enough. Several versions and tables
 * about the same individuals can meet in ways that no rule of one margin sees.
 */
function stillTelling(input: DisclosureInput, pattern: DisclosurePattern): SuppressedPlace[] {
  if (input.versions.length === 0 && input.companion === undefined) return [];
  const parentOf = new Map(input.tree.map(({ code, parent }) => [code, parent]));
  const widerOf = new Map(input.margins.map(({ id, within }) => [id, within ?? TOTALT]));
  const published = new Set(pattern.published.map(keyOf));
  const ownStrata = new Set(pattern.published.map(({ stratum }) => stratum));
  const found = new Map<string, SuppressedPlace>();
  for (const cell of audit({ ...input, published: publishedCells(input, pattern) })) {
    const isOwn = ownStrata.has(cell.stratum);
    const strata = isOwn ? [cell.stratum] : [...ownStrata];
    for (const stratum of strata) {
      const place = lowestPublished({ ...cell, stratum }, published, parentOf, widerOf);
      if (place !== null)
        found.set(keyOf(place), {
          ...place,
          reason: isOwn && input.versions.length > 0 ? 'VERSION' : 'COMPANION',
        });
    }
  }
  return [...found.values()];
}

function lowestPublished(
  { stratum, margin, node }: PatternPlace,
  published: ReadonlySet<string>,
  parentOf: ReadonlyMap<string, string | null>,
  widerOf: ReadonlyMap<string, string>,
): PatternPlace | null {
  const divisions = [margin, widerOf.get(margin) ?? TOTALT, TOTALT];
  for (const division of divisions)
    for (let at: string | null = node; at !== null; at = parentOf.get(at) ?? null) {
      const place = { stratum, margin: division, node: at };
      if (published.has(keyOf(place))) return place;
    }
  return null;
}

function settle(input: DisclosureInput, alsoBarred: readonly SuppressedPlace[]): DisclosurePattern {
  if (!Number.isInteger(input.threshold) || input.threshold < 4 || input.threshold > 10)
    throw new RangeError('The threshold of small figures is a whole number from 4 to 10.');
  const geography = geographyOf(input.tree, input.included, input.levels);
  const attackers = attackersOf(geography.leaves, input.coalitions);
  const earlierOf = earlierPatterns(input.versions, geography.leaves);
  const sticky = new Set(input.sticky.map(keyOf));
  const barredBefore = new Map(alsoBarred.map((place) => [keyOf(place), place.reason]));
  const strata = [...new Set(input.strata ?? input.cells.map(({ stratum }) => stratum))].sort();

  const suppressed: SuppressedPlace[] = [];
  const published: PatternPlace[] = [];
  for (const stratum of strata) {
    const own = figuresOf(input, geography.leaves, stratum);
    const { companion } = input;
    const margins =
      companion === undefined ? own : own.map((figures) => withFloors(figures, companion, geography.leaves));
    const weights = weightsOf(geography, margins[0]);
    const settled = new Map<string, ReadonlyMap<Place, SuppressionReason>>();
    for (const figures of margins) {
      const margin = figures.margin.id;
      const earlier = earlierOf(stratum, margin);
      const wider = margin === TOTALT ? undefined : settled.get(figures.margin.within ?? TOTALT);
      const barred = new Map<Place, SuppressionReason>();
      for (const place of geography.places) {
        const keys = place.toldCodes.map((node) => keyOf({ stratum, margin, node }));
        const before = keys.map((key) => barredBefore.get(key)).find((reason) => reason !== undefined);
        if (keys.some((key) => sticky.has(key))) barred.set(place, 'STICKY');
        else if (place.toldCodes.some((code) => earlier.some((version) => version.withheld(code))))
          barred.set(place, 'VERSION');
        else if (before !== undefined) barred.set(place, before);
        else if (keys.length === 0 || wider?.has(place)) barred.set(place, 'WIDER');
      }
      const unsettled = {
        geography,
        figures,
        weights,
        attackers,
        threshold: input.threshold,
        earlier,
        barred,
      };
      const result = settleMargin(unsettled);
      settled.set(margin, result);
      for (const place of geography.places) {
        const reason = result.get(place);
        for (const node of place.toldCodes)
          if (reason === undefined) published.push({ stratum, margin, node });
          else suppressed.push({ stratum, margin, node, reason });
      }
    }
  }
  return { published, suppressed };
}

function weightsOf(
  { places }: Geography,
  total: { readonly persons: Int32Array; readonly valueCount: number } | undefined,
) {
  return places.map(({ leaves }) =>
    leaves.reduce((sum, leaf) => sum + (total?.persons[leaf * total.valueCount] ?? 0), 0),
  );
}

const keyOf = ({ stratum, margin, node }: PatternPlace) => `${stratum}|${margin}|${node}`;
