import { addMonths, dayInStockholm, lastDayOf, type Reference, type TableId } from '@kommunhub/schema';
import type { RunSql } from '../released/index.js';
import type { HubKnowledge, SourceStanding } from './hub-knowledge.js';
import type { LeafCoverage } from './release-content.js';

type Existing =
  | 'decision_facts'
  | 'case_facts'
  | 'follow_up_facts'
  | 'claim_facts'
  | 'staff_facts'
  | 'staffing_facts';

/** Facts of which a nämnd must have any for its figures to be in; one of them is enough. */
export const neededFacts: ReadonlyMap<TableId, readonly Existing[]> = new Map([
  ['insatser', ['decision_facts']],
  ['personer', ['decision_facts']],
  ['beslut', ['decision_facts']],
  ['ej_verkstallda', ['decision_facts']],
  ['arendemangd', ['case_facts']],
  ['uppfoljningar', ['follow_up_facts']],
  // Claims are the hub's own: a nämnd that delivers cases and has none has none.
  ['sjukloner', ['case_facts', 'claim_facts']],
  ['tjanster', ['staff_facts', 'staffing_facts']],
]);

/** Kinds of records that a table is made of: only nämnder whose sources deliver them answer for its figures. */
const kindsOfTable: Readonly<Partial<Record<TableId, readonly string[]>>> = {
  tjanster: ['staff', 'kommun'],
  uppfoljningar: ['followUp'],
};
const usualKinds = ['decision', 'case', 'execution', 'insatsCount'];

/** How long a nämnd's own counting holds: as long as unit rows let it. */
const countMonths = -3;

/**
 * Which leaves' figures a release holds, with the state of their sources.
 *
 * A leaf lacks when no source delivers what the table is made of, and when one
 * of the nämnder that should has delivered nothing of it, or nothing since the
 * day that the table tells of: its zeros would not be true.
 */
export async function coverageOf(
  run: RunSql,
  table: TableId,
  reference: Reference,
  leaves: readonly string[],
  { sources }: HubKnowledge,
): Promise<readonly LeafCoverage[]> {
  const lastDay = lastDayOf(reference);
  const having = await namnderWithFacts(run, table, lastDay);
  const kinds = kindsOfTable[table] ?? usualKinds;
  return leaves.map((kommunCode): LeafCoverage => {
    const ofLeaf = sources.filter(({ kommunCodes }) => kommunCodes.includes(kommunCode));
    const relevant = ofLeaf.filter((source) => delivers(source, kinds));
    const namnder = [...Map.groupBy(relevant, ({ namndId }) => namndId)];
    const isIncluded =
      namnder.length > 0 &&
      namnder.every(([namndId, own]) => {
        const counted = having.get(namndId);
        if (counted === undefined) return false;
        const freshest = freshestOf(own);
        const isFresh = freshest !== null && dayInStockholm(new Date(freshest)) >= lastDay;
        return counted || isFresh || table === 'tjanster';
      });
    const shown = relevant.length > 0 ? relevant : ofLeaf;
    return { kommunCode, state: worst(shown)?.state ?? null, asOf: freshestOf(shown), isIncluded };
  });
}

/** Nämnder that have delivered what the table counts; true where it is what they have counted themselves, on a day that holds. */
async function namnderWithFacts(
  run: RunSql,
  table: TableId,
  lastDay: string,
): Promise<ReadonlyMap<string, boolean>> {
  const facts = neededFacts.get(table) ?? [];
  const current = (name: string) =>
    `select distinct fact.namnd_id, false as counted from statistics.${name} fact where fact.known_to = 'infinity'`;
  const counted = `select distinct fact.namnd_id, true from statistics.count_facts fact
      where fact.known_to = 'infinity' and fact.counted_on <= $1::date and fact.counted_on > $2::date`;
  const isCounted = table === 'insatser';
  const rows = await run<{ readonly namndId: string; readonly counted: boolean }>(
    `select namnd_id as "namndId", bool_and(counted) as counted
       from (${[...facts.map(current), ...(isCounted ? [counted] : [])].join(' union all ')}) found group by 1`,
    isCounted ? [lastDay, addMonths(lastDay, countMonths)] : [],
  );
  return new Map(rows.map(({ namndId, counted: own }) => [namndId, own]));
}

/** A source that declares no kinds may deliver any. */
const delivers = (source: SourceStanding, kinds: readonly string[]) =>
  source.kinds.length === 0 || source.kinds.some((kind) => kinds.includes(kind));

function freshestOf(sources: readonly SourceStanding[]): string | null {
  const told = sources.flatMap(({ asOf }) => asOf ?? []);
  return told.toSorted().at(-1) ?? null;
}

const worstFirst = ['UNTRUSTED', 'UNAVAILABLE', 'PARTIAL', 'STALE', 'OK'];

function worst(sources: readonly SourceStanding[]): SourceStanding | undefined {
  return sources.toSorted((one, other) => worstFirst.indexOf(one.state) - worstFirst.indexOf(other.state))[0];
}
