import { BadInputError, type Caller, dayInStockholm, ForbiddenError, octoberDay } from '@kommunhub/schema';
import { requireAccess } from '@kommunhub/subgraph-kit';

/** Whose part of the October report of a year: one nämnd's in one of its kommuner. */
export interface OctoberScope {
  readonly kommunCode: string;
  readonly namndId: string;
  readonly year: number;
}

/** As of when: the end of a day in Stockholm, an instant of an approval, or now. */
export interface OctoberKnowledge {
  /** The last day whose deliveries count. */
  readonly knownOn: string;
  /** SQL text of the instant; null for what is known now. */
  readonly at: string | null;
}

/** The first year of the register in its form (SOSFS 2005:21); the hub tells nothing of earlier ones. */
const firstYear = 2005;

/**
 * The part that the caller answers for: its own nämnd's, in a kommun that the
 * nämnd serves. An uppdrag gives no right to it: whoever handled the cases, the
 * responsible kommun reports.
 *
 * @throws ForbiddenError for another's; HubError PURPOSE_REQUIRED for another purpose.
 * @throws BadInputError for a year without a report.
 */
export function requireOctoberScope(
  caller: Caller,
  wanted: { readonly kommunCode: string; readonly namndId: string | null; readonly year: number },
): OctoberScope {
  requireAccess(caller, 'OCTOBER_REPORT');
  const { kommunCode, year } = wanted;
  const own = caller.grants.find(({ ground }) => ground === 'OWN_NAMND');
  const isOwn = own !== undefined && (wanted.namndId ?? own.namndId) === own.namndId;
  if (!isOwn || !own.kommunCodes.includes(kommunCode)) {
    throw new ForbiddenError('The October report is read by the nämnd that is responsible for it.');
  }
  if (!Number.isInteger(year) || year < firstYear || year > 9998) {
    throw new BadInputError(`"year" must be from ${firstYear} to 9998.`);
  }
  return { kommunCode, namndId: own.namndId, year };
}

/** @throws BadInputError for a day to come, of which nothing is known. */
export function knowledgeOf(knownOn: string | null, now: Date): OctoberKnowledge {
  const today = dayInStockholm(now);
  if (knownOn !== null && knownOn > today) {
    throw new BadInputError('"knownOn" is a day to come: nothing is known of it yet.');
  }
  if (knownOn === null || knownOn === today) return { knownOn: today, at: null };
  return { knownOn, at: `${knownOn} 24:00:00 Europe/Stockholm` };
}

/** SQL: whether the rows of a table of facts were known; `at` is the placeholder of the instant. */
export function wasKnown(rows: string, { at }: OctoberKnowledge, placeholder: string): string {
  // The placeholder stands in both, so that it always has a type.
  return at === null
    ? `${rows}.known_to = 'infinity' and ${placeholder}::timestamptz is null`
    : `${rows}.known_from < ${placeholder}::timestamptz and ${rows}.known_to >= ${placeholder}::timestamptz`;
}

/** Whether the day that the report describes has come. */
export function hasReferenceDay(year: number, now: Date): boolean {
  return dayInStockholm(now) >= octoberDay(year);
}
