import {
  type CellAddress,
  type Figure,
  type Kpi,
  type Period,
  referenceOf,
  statisticTableById,
  type TableId,
  totalOf,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { type CountCell, ownCells, unitRows } from '../facts/index.js';
import { neededFacts } from '../release/included-leaves.js';
import { cellKey, neededCells } from './needed-cells.js';
import { loadPosts } from './posts.js';

/** Exact cells of the own nämnd, by kommun. */
export class OwnFigures {
  private constructor(
    private readonly cells: ReadonlyMap<string, readonly CountCell[]>,
    private readonly withoutFacts: ReadonlySet<TableId>,
    /** Medians over several kommuner, by stratum: they are not made of those of each. */
    private readonly medians: ReadonlyMap<string, string>,
    private readonly posts: ReadonlyMap<string, string>,
  ) {}

  /** Reads each table that the key figures are made of once. */
  static async load(
    session: Session,
    { namndId, kommunCodes }: { readonly namndId: string; readonly kommunCodes: readonly string[] },
    kpis: readonly Kpi[],
    period: Period,
  ): Promise<OwnFigures> {
    const needed = neededCells(kpis);
    const cells = new Map<string, CountCell[]>();
    const ids = needed.map(({ table }) => table.id);
    const withoutFacts = new Set(ids.length === 0 ? [] : await notDelivered(session, namndId, ids));
    for (const { table } of needed) {
      const found = await ownCells(session, { table: table.id, namndId, asked: period });
      if (found === null) withoutFacts.add(table.id);
      for (const cell of found ?? []) {
        const key = `${table.id} ${cell.stratum} ${cell.margin} ${cell.value}`;
        cells.set(key, [...(cells.get(key) ?? []), cell]);
      }
    }
    const asks = (measure: string) =>
      needed.some(({ addresses }) => addresses.some((address) => address.measure === measure));
    const severalMedians = kommunCodes.length > 1 && asks('median_dagar');
    const medians = severalMedians ? await loadMedians(session, namndId, period) : new Map<string, string>();
    const posts = asks('tjanster') ? await loadPosts(session, kommunCodes) : new Map<string, string>();
    return new OwnFigures(cells, withoutFacts, medians, posts);
  }

  /** The figure of the kommuner together. What nobody is counted in is zero; of what is summed up there may be nothing. */
  at({ table, measure, ...address }: CellAddress, kommunCodes: readonly string[]): Figure {
    if (measure === 'tjanster') return this.postsOf(kommunCodes);
    if (this.withoutFacts.has(table)) return unknown;
    const cells = (this.cells.get(`${table} ${cellKey(address)}`) ?? []).filter(({ kommunCode }) =>
      kommunCodes.includes(kommunCode),
    );
    if (measure === 'medel_dagar') return meanOf(cells);
    if (measure !== 'median_dagar') return told(String(cells.reduce((sum, { units }) => sum + units, 0)));
    const median = kommunCodes.length > 1 ? this.medians.get(address.stratum) : cells[0]?.median;
    return median === undefined || median === null ? unknown : told(median);
  }

  /** Posts stand in a public list that may come through another nämnd's source; one that lacks leaves no sum. */
  private postsOf(kommunCodes: readonly string[]): Figure {
    const posts = kommunCodes.flatMap((code) => this.posts.get(code) ?? []);
    return posts.length < kommunCodes.length || posts.length === 0
      ? unknown
      : { value: totalOf(posts), reason: null };
  }
}

/** Of a table that nothing was delivered for there is no figure: its zeros would not be true. */
async function notDelivered(
  session: Session,
  namndId: string,
  tables: readonly TableId[],
): Promise<readonly TableId[]> {
  const isThere = (facts: string) =>
    `exists (select from statistics.${facts} fact where fact.namnd_id = $1 and fact.known_to = 'infinity')`;
  const lacks = tables.map(
    (table) => `case when not (${factsOf(table).map(isThere).join(' or ')}) then '${table}' end`,
  );
  const [row] = await session.query<{ readonly tables: readonly (TableId | null)[] }>(
    `select array[${lacks.join(', ')}] as tables`,
    [namndId],
  );
  return row?.tables.filter((table) => table !== null) ?? tables;
}

/** What a nämnd may have delivered for a table; posts stand in a public list. */
function factsOf(table: TableId): readonly string[] {
  if (table === 'tjanster') return ['staff_facts'];
  const facts = neededFacts.get(table) ?? [];
  return table === 'insatser' ? [...facts, 'count_facts'] : facts;
}

const unknown: Figure = { value: null, reason: 'UPPGIFT_SAKNAS' };
const told = (value: string): Figure => ({ value, reason: null });

function meanOf(cells: readonly CountCell[]): Figure {
  const known = cells.reduce((sum, cell) => sum + cell.known, 0);
  if (known === 0) return unknown;
  const { n, d } = totalOf(cells.flatMap(({ total }) => total ?? []));
  return { value: { n, d: d * BigInt(known) }, reason: null };
}

/** The medians of days over all kommuner of the nämnd, by stratum. */
async function loadMedians(
  session: Session,
  namndId: string,
  period: Period,
): Promise<ReadonlyMap<string, string>> {
  const timing = statisticTableById('beslut')?.timing ?? 'FLOW';
  const units = unitRows('beslut', referenceOf(timing, period), { where: 'fact.namnd_id = $1' });
  const rows = await session.query<{ readonly stratum: string; readonly median: string }>(
    `select unit.stratum, (percentile_cont(0.5) within group (order by unit.amount))::numeric::text as median
       from (${units}) unit where unit.amount is not null group by unit.stratum`,
    [namndId],
  );
  return new Map(rows.map(({ stratum, median }) => [stratum, median]));
}
