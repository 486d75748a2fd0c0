import { type CalendarDate, defaultSjuklonPolicy, isWithin, type SjuklonPolicy } from '@kommunhub/schema';
import type { PolicyRow } from '../rows/policy-rows.js';

/** The kommun's policy in force on the day; of several the one begun last. */
export function rowInForce(rows: readonly PolicyRow[], on: CalendarDate): PolicyRow | null {
  const inForce = rows.filter(({ validFrom, validTo }) => isWithin(on, validFrom, validTo));
  return inForce.toSorted((one, other) => other.validFrom.localeCompare(one.validFrom))[0] ?? null;
}

/** What the policy says, or what the hub ships where there is none; keys newer than the policy have their default. */
export function contentOf(row: PolicyRow | null): SjuklonPolicy {
  if (row === null) return defaultSjuklonPolicy;
  return { ...defaultSjuklonPolicy, ...(row.content as Partial<SjuklonPolicy>) };
}
