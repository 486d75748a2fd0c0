import {
  BadInputError,
  type CalendarDate,
  dayInStockholm,
  dimensions,
  type Measure,
  type Period,
  parsePeriod,
  type Reference,
  referenceOf,
  statisticTableById,
  type StatisticTable as TableDefinition,
  TOTAL,
} from '@kommunhub/schema';
import { DateScalar, referenceDeliverer, requireAccess, type SubgraphContext } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { type CountCell, ownCells } from '../facts/index.js';
import { ownNamndOf } from '../kpi/kpi-targets.js';
import { DimensionFilter, MAX_CELLS, OwnStatisticCell, OwnStatisticResult } from './statistic-result.js';
import { dimensionValue, tableView } from './statistic-table.js';

@Resolver()
export class OwnStatisticQueries {
  @Query(() => OwnStatisticResult, {
    nullable: true,
    description:
      'Den egna nämndens exakta tal för en period (även månad) eller en dag. Tomt (null) när inget är levererat. Över nämndgränserna: statistics.',
  })
  async ownStatistics(
    @Ctx() { caller, session, services }: SubgraphContext,
    @Arg('table', () => ID, { description: 'Tabellens id.' }) id: string,
    @Arg('namndId', () => ID, { nullable: true, description: 'Den egna nämnden; inget annat går att ange.' })
    namndId: string | null,
    @Arg('period', () => ID, {
      nullable: true,
      description: 'År, kvartal eller månad: 2026, 2026Q3, 2026-09.',
    })
    period: string | null,
    @Arg('on', () => DateScalar, { nullable: true, description: 'En dag, i stället för en period.' }) on:
      | string
      | null,
    @Arg('knownOn', () => DateScalar, { nullable: true, description: 'Som det var känt i slutet av dagen.' })
    knownOn: string | null,
    @Arg('where', () => [DimensionFilter], { nullable: true, description: 'Urval; alla villkor gäller.' })
    where: DimensionFilter[] | null,
  ): Promise<OwnStatisticResult | null> {
    requireAccess(caller, 'OWN_AGGREGATES');
    const own = ownNamndOf(caller, namndId ?? null);
    const table = ownTable(id);
    const asked = askedOf(period ?? null, on ?? null);
    if (knownOn != null && knownOn > dayInStockholm(services.clock()))
      throw new BadInputError('What will be known on a day to come is not known yet.');
    const cells = await ownCells(session, {
      ...{ table: table.id, namndId: own, asked, knownOn: knownOn ?? undefined },
    });
    if (cells === null) return null;
    const chosen = cells.filter(choice(table, where ?? []));
    if (chosen.length > MAX_CELLS)
      throw new BadInputError(`The answer has more than ${MAX_CELLS} cells; choose with "where".`);
    const [from, to] = daysAsked(table, asked);
    return {
      ...{ table: tableView(table), namndId: own, from, to, knownOn: knownOn ?? null, isInternal: true },
      cells: inOrder(table, chosen).flatMap((cell) => cellOf(table, cell)),
    };
  }
}

function ownTable(id: string): TableDefinition {
  const table = statisticTableById(id);
  if (table !== undefined && table.id !== 'tackning') return table;
  throw new BadInputError('The own nämnd has no table of this id; see "statisticTables".');
}

/** @throws BadInputError unless exactly one of period and day is given. */
function askedOf(period: string | null, on: CalendarDate | null): Period | Reference {
  const read = period === null ? null : parsePeriod(period);
  if (period !== null && read === null)
    throw new BadInputError('"period" must be a year, a quarter or a month, as 2026, 2026Q3 or 2026-09.');
  if ((read === null) === (on === null)) throw new BadInputError('Give either "period" or "on".');
  return read ?? { on: on ?? '' };
}

function daysAsked(table: TableDefinition, asked: Period | Reference): readonly [CalendarDate, CalendarDate] {
  const reference = 'kind' in asked ? referenceOf(table.timing, asked) : asked;
  return 'on' in reference ? [reference.on, reference.on] : [reference.from, reference.to];
}

/** @throws BadInputError for a dimension that the table does not have. */
function choice(
  { stratum, margins }: TableDefinition,
  where: readonly DimensionFilter[],
): (cell: CountCell) => boolean {
  const names = [
    'platskod',
    ...(stratum === null ? [] : [stratum]),
    ...margins.map(({ dimension }) => dimension),
  ];
  if (where.some(({ dimension }) => !names.includes(dimension as never)))
    throw new BadInputError(
      `The table cannot be chosen from by one of the dimensions; it has ${names.join(', ')}.`,
    );
  const codeOf = (cell: CountCell, dimension: string) => {
    if (dimension === 'platskod') return cell.kommunCode;
    if (dimension === stratum) return cell.stratum;
    return cell.margin === dimension ? cell.value : TOTAL;
  };
  return (cell) => where.every(({ dimension, values }) => values.includes(codeOf(cell, dimension)));
}

/** By kommun, stratum, division and value, as released tables are. */
function inOrder({ stratum, margins }: TableDefinition, cells: readonly CountCell[]): readonly CountCell[] {
  const placeIn = (dimension: string | null, code: string) =>
    dimension === null
      ? -1
      : (dimensions[dimension as keyof typeof dimensions]?.values.findIndex((value) => value.code === code) ??
        -1);
  const divisions = margins.map(({ dimension }) => dimension as string);
  const keyOf = (cell: CountCell) => [
    Number(cell.kommunCode),
    placeIn(stratum, cell.stratum),
    divisions.indexOf(cell.margin),
    cell.margin === TOTAL ? 0 : placeIn(cell.margin, cell.value),
  ];
  const keyed = cells.map((cell) => ({ cell, key: keyOf(cell) }));
  const compare = (one: readonly number[], other: readonly number[]) =>
    one.map((part, place) => part - (other[place] ?? 0)).find((difference) => difference !== 0) ?? 0;
  return keyed.toSorted((one, other) => compare(one.key, other.key)).map(({ cell }) => cell);
}

function cellOf(table: TableDefinition, cell: CountCell): OwnStatisticCell[] {
  const kommun = referenceDeliverer(cell.kommunCode);
  if (kommun === null) return [];
  const measures = table.measures.map((measure, place) => ({
    id: measure.id,
    value: figureOf(measure, place, cell),
  }));
  return [
    {
      kommun,
      dimensions: [
        ...(table.stratum === null ? [] : [dimensionValue(table.stratum, cell.stratum)]),
        ...(cell.margin === TOTAL ? [] : [dimensionValue(cell.margin, cell.value)]),
      ],
      value: measures[0]?.value ?? null,
      measures,
      persons: cell.persons,
    },
  ];
}

function figureOf({ id }: Measure, place: number, cell: CountCell): string | null {
  if (place === 0) return String(cell.units);
  if (id === 'medel_dagar') return meanOf(cell);
  if (id === 'median_dagar') return cell.median;
  if (id === 'dagar') return cell.secondTotal;
  return cell.total;
}

/** One decimal, halves up: the sum is of whole days. */
function meanOf({ total, known }: CountCell): string | null {
  if (total === null || known === 0) return null;
  const tenths = (BigInt(total.split('.')[0] ?? '0') * 20n + BigInt(known)) / (BigInt(known) * 2n);
  return `${tenths / 10n}.${tenths % 10n}`;
}
