import {
  BadInputError,
  type Caller,
  columnsOf,
  daysOf,
  ForbiddenError,
  keyReachesTable,
  NotFoundError,
  parsePeriod,
  type ReleasedRow,
  type RowFilter,
  type Release as StoredRelease,
  statisticTableById,
  statisticTables,
  type StatisticTable as TableDefinition,
} from '@kommunhub/schema';
import {
  CursorCodec,
  ListSize,
  referenceDeliverer,
  requireAccess,
  type SubgraphContext,
} from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { StoredReleasedTables } from '../released/index.js';
import type { SourceStateName, SuppressionReasonName } from './statistic-enums.js';
import {
  Coverage,
  DimensionFilter,
  MAX_CELLS,
  Release,
  StatisticCell,
  StatisticResult,
} from './statistic-result.js';
import { dimensionValue, StatisticTable, tableView } from './statistic-table.js';

/** An answer before its cells and coverage are asked for. */
type ResultRoot = Pick<StatisticResult, 'table' | 'release'> & {
  readonly definition: TableDefinition;
  readonly filter: RowFilter | null;
  readonly allowPartial: boolean;
};

@Resolver(() => StatisticResult)
export class StatisticQueries {
  @ListSize({ assumed: 20 })
  @Query(() => [StatisticTable], { description: 'Alla tabeller som släpps, med definitioner.' })
  statisticTables(@Ctx() { caller }: SubgraphContext): StatisticTable[] {
    requireAccess(caller, 'RELEASED_TABLES');
    return statisticTables.filter(({ id }) => keyReachesTable(caller, id)).map(tableView);
  }

  @ListSize({ assumed: 500 })
  @Query(() => [Release], {
    description: 'Släpp, den senaste perioden först och av varje period den senaste versionen.',
  })
  async releases(
    @Ctx() context: SubgraphContext,
    @Arg('table', () => ID, { nullable: true, description: 'Tabell; alla när ingen anges.' }) id:
      | string
      | null,
  ): Promise<readonly Release[]> {
    requireAccess(context.caller, 'RELEASED_TABLES');
    const releases = await readerOf(context).releases(
      id == null ? undefined : tableFor(context.caller, id).id,
    );
    return releases.filter(({ table }) => keyReachesTable(context.caller, table));
  }

  @Query(() => StatisticResult, {
    description: `Celler ur en släppt tabell: ur den senaste perioden, eller den som väljs med \`period\` eller ett släpp. Högst ${MAX_CELLS} celler; större svar finns som CSV och OData.`,
  })
  async statistics(
    @Ctx() context: SubgraphContext,
    @Arg('table', () => ID, { description: 'Tabellens id.' }) id: string,
    @Arg('where', () => [DimensionFilter], { nullable: true, description: 'Urval; alla villkor gäller.' })
    where: DimensionFilter[] | null,
    @Arg('release', () => ID, { nullable: true, description: 'Släppets id.' }) releaseId: string | null,
    @Arg('allowPartial', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'Visa även summor där en kommun saknas; de är märkta.',
    })
    allowPartial: boolean | null,
  ): Promise<ResultRoot> {
    requireAccess(context.caller, 'RELEASED_TABLES');
    const definition = tableFor(context.caller, id);
    const filter = filterOf(definition, where ?? []);
    const release = chosen(await readerOf(context).releases(definition.id), where ?? [], releaseId ?? null);
    return { definition, table: tableView(definition), release, filter, allowPartial: allowPartial === true };
  }

  @FieldResolver(() => [StatisticCell])
  async cells(
    @Root() { definition, release, filter, allowPartial }: ResultRoot,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly StatisticCell[]> {
    const { rows, next } = await readerOf(context).read({
      ...{ table: definition.id, release: release.id, limit: MAX_CELLS, allowPartial },
      ...(filter !== null && { filter }),
    });
    if (next !== null)
      throw new BadInputError(
        `The answer has more than ${MAX_CELLS} cells; choose with "where", or read the table as CSV or by OData.`,
      );
    return rows.map((row) => cellOf(definition, row));
  }

  @FieldResolver(() => Coverage)
  async coverage(@Root() { release }: ResultRoot, @Ctx() { session }: SubgraphContext): Promise<Coverage> {
    const rows = await session.query<CoverageRow>(
      `select kommun_code as "code", state, as_of as "asOf", is_included as included
         from bi.coverage where release_id = $1 order by kommun_code collate "C"`,
      [release.id],
    );
    const kommuner = rows.flatMap(({ code, ...standing }) => {
      const kommun = referenceDeliverer(code);
      return kommun === null ? [] : [{ kommun, ...standing }];
    });
    return { complete: release.complete, kommuner };
  }
}

interface CoverageRow {
  readonly code: string;
  readonly state: SourceStateName | null;
  readonly asOf: string | null;
  readonly included: boolean;
}

function readerOf({ session, services }: SubgraphContext): StoredReleasedTables {
  return new StoredReleasedTables({
    run: (sql, parameters) => session.query(sql, parameters),
    codec: new CursorCodec(services.keyRing.derive('cursors')),
  });
}

/** @throws NotFoundError where there is no such table; ForbiddenError where the key was made for others. */
function tableFor(caller: Caller, id: string): TableDefinition {
  const table = statisticTableById(id);
  if (table === undefined) throw new NotFoundError('There is no table of this id; see "statisticTables".');
  if (!keyReachesTable(caller, table.id)) throw new ForbiddenError('The key was made for other tables.');
  return table;
}

/** The conditions on rows; the period chooses a release and is none of them. */
function filterOf(table: TableDefinition, where: readonly DimensionFilter[]): RowFilter | null {
  const columns = columnsOf(table).filter(({ part }) => part === 'dimension' || part === 'place');
  const terms = where
    .filter(({ dimension }) => dimension !== 'period')
    .map(({ dimension, values }): RowFilter => {
      if (columns.some(({ name }) => name === dimension)) return { op: 'in', column: dimension, values };
      const names = ['period', ...columns.map(({ name }) => name)].join(', ');
      throw new BadInputError(`The table cannot be chosen from by one of the dimensions; it has ${names}.`);
    });
  return terms.length === 0 ? null : { op: 'and', terms };
}

/** @throws NotFoundError when nothing is released of the table, or not of the period, or no release has the id. */
function chosen(
  releases: readonly StoredRelease[],
  where: readonly DimensionFilter[],
  id: string | null,
): StoredRelease {
  const periods = where.filter(({ dimension }) => dimension === 'period').map(({ values }) => values);
  if (periods.some(({ length }) => length !== 1) || periods.length > 1)
    throw new BadInputError('An answer is of one period; give "period" one value.');
  const period = periods[0]?.[0];
  const found =
    id === null ? latest(releases, period) : releases.find((release) => release.id === id.toLowerCase());
  if (found === undefined || (period !== undefined && found.period !== period))
    throw new NotFoundError('Nothing of the table is released so; see "releases".');
  return found;
}

/** The period that ended last; its latest version. A year and a quarter that end together: the year, which tells more. */
function latest(releases: readonly StoredRelease[], period: string | undefined): StoredRelease | undefined {
  const endOf = ({ period: name }: StoredRelease) => {
    const read = parsePeriod(name);
    return read === null ? '' : daysOf(read)[1];
  };
  return releases
    .filter((release) => period === undefined || release.period === period)
    .toSorted((one, other) =>
      endOf(one) < endOf(other) ? 1 : endOf(one) > endOf(other) ? -1 : other.version - one.version,
    )[0];
}

function cellOf(table: TableDefinition, row: ReleasedRow): StatisticCell {
  const measures = table.measures.map(({ id }) => ({ id, value: textOf(row[id]) }));
  const dimensions = columnsOf(table)
    .filter(({ part, name }) => part === 'dimension' && (name === table.stratum || row[name] !== 'TOTALT'))
    .flatMap(({ name }) => (row[name] === null ? [] : [dimensionValue(name, String(row[name]))]));
  const place = { dimension: 'platskod', value: String(row.platskod), label: String(row.plats) };
  return {
    dimensions: [place, ...dimensions],
    value: measures[0]?.value ?? null,
    measures,
    suppressed: row.undertryckt === true,
    reason: row.skal as SuppressionReasonName | null,
    complete: row.fullstandig === true,
  };
}

const textOf = (value: ReleasedRow[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
