import { type Attackers, type Breach, breachByVersion, breachOf, personsOf, wouldHide } from './breach.js';
import type { SuppressionReason } from './disclosure-input.js';
import { type EarlierPattern, publishedUnder, restOf } from './earlier-groups.js';
import type { Geography, Place } from './geography.js';
import type { MarginFigures } from './margin-figures.js';

/** One margin of one stratum, before it is settled. */
export interface UnsettledMargin {
  readonly geography: Geography;
  readonly figures: MarginFigures;
  /** Persons of the stratum at each place: what is lost when it is suppressed. */
  readonly weights: readonly number[];
  readonly attackers: Attackers;
  readonly threshold: number;
  readonly earlier: readonly EarlierPattern[];
  /** Places that may not be told whatever their figures are. */
  readonly barred: ReadonlyMap<Place, SuppressionReason>;
}

/**
 * Suppresses places until every sum that the published ones give is about no
 * person or enough of them; gives back the suppressed places and why.
 *
 * From the leaves up: a place in breach first takes a published place below it
 * into hiding, the one with fewest persons that helps, and hides itself when
 * there is none.
 */
export function settleMargin(unsettled: UnsettledMargin): ReadonlyMap<Place, SuppressionReason> {
  const { geography, figures, weights, threshold } = unsettled;
  const suppressed = new Map(unsettled.barred);
  const isPublished = (place: Place) => !suppressed.has(place);
  const rest = (place: Place) => restOf(place, isPublished);

  const breachOver = (group: readonly number[]): Breach | null => {
    const breach = breachOf(figures, group, unsettled.attackers, threshold);
    if (breach !== null || unsettled.earlier.length === 0) return breach;
    const groupsNow = geography.places.filter(isPublished).map(rest);
    for (const earlier of unsettled.earlier) {
      const found = breachByVersion(figures, group, earlier, unsettled.attackers, threshold, groupsNow);
      if (found !== null) return found;
    }
    return null;
  };
  const settlePlace = (place: Place) => {
    for (let breach = breachOver(rest(place)); breach !== null; breach = breachOver(rest(place))) {
      const found = breach;
      const below = publishedUnder(place, isPublished);
      // Groups that are in order do not mend what all of them together do not: then nobody else need hide.
      const isLost = below.length === 0 || breachOver(place.leaves) !== null;
      const [lightest] = (isLost ? [] : below)
        .filter((child) => wouldHide(rest(child), found))
        .sort((a, b) => (weights[a.index] ?? 0) - (weights[b.index] ?? 0) || a.index - b.index);
      suppressed.set(lightest ?? place, reasonOf(lightest ?? place, found));
      if (lightest === undefined) return;
    }
  };
  const reasonOf = (place: Place, breach: Breach): SuppressionReason => {
    const isSmall = personsOf(figures, place.leaves).some((persons) => persons > 0 && persons < threshold);
    if (isSmall) return 'PRIMARY';
    if (breach.earlier !== null) return 'VERSION';
    return breach.attacker.size > 0 ? 'ATTACKER' : 'COMPLEMENTARY';
  };

  for (let before = -1; before !== suppressed.size; ) {
    before = suppressed.size;
    for (const place of geography.places) if (isPublished(place)) settlePlace(place);
  }
  return suppressed;
}
