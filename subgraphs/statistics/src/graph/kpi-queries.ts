import { dayInStockholm, daysOf, kpis as everyKpi, printPeriod, uncarriedKpis } from '@kommunhub/schema';
import {
  CursorCodec,
  type HubServices,
  ListSize,
  requireAccess,
  type SubgraphContext,
} from '@kommunhub/subgraph-kit';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import {
  kpisByCodes,
  periodsBetween,
  placesAsked,
  readPeriod,
  readReleasedPeriod,
  refuseTooMany,
  releasedKpisAsked,
} from '../kpi/asked-kpis.js';
import { loadTargets, ownNamndOf } from '../kpi/kpi-targets.js';
import { ownKpis } from '../kpi/own-kpis.js';
import { releasedKpis } from '../kpi/released-kpis.js';
import { StoredReleasedTables } from '../released/index.js';
import {
  Kpi,
  KpiValue,
  kpiView,
  OwnKpiReport,
  OwnKpiTarget,
  ownTargetView,
  UncarriedKpi,
  valueView,
} from './kpi-types.js';

export type KpiContext = SubgraphContext<unknown, HubServices>;

const ofPlaces = 'Utan kommuner och områden: varje plats som släppet har.';

@Resolver()
export class KpiQueries {
  @ListSize({ assumed: 40 })
  @Query(() => [Kpi], {
    description: 'Alla nyckeltal som kommunernas uppgifter bär, med definition och mål.',
  })
  kpiDefinitions(@Ctx() { caller }: KpiContext): Kpi[] {
    requireAccess(caller, 'RELEASED_TABLES');
    return everyKpi.map(kpiView);
  }

  @ListSize({ assumed: 50 })
  @Query(() => [UncarriedKpi], { description: 'Nyckeltal som kommunernas uppgifter inte bär, och varför.' })
  uncarriedKpis(@Ctx() { caller }: KpiContext): UncarriedKpi[] {
    requireAccess(caller, 'RELEASED_TABLES');
    return [...uncarriedKpis];
  }

  @ListSize({ assumed: 500 })
  @Query(() => [KpiValue], {
    description: `Nyckeltal räknade ur släppta tabeller: tomma där en del är skyddad eller saknas. Kommuner per år, områden även per kvartal. ${ofPlaces}`,
  })
  async kpis(
    @Ctx() context: KpiContext,
    @Arg('codes', () => [ID], {
      nullable: true,
      description: 'Nyckeltal; alla som perioden har när inga anges.',
    })
    codes: string[] | null,
    @Arg('kommunCodes', () => [ID], { nullable: true, description: 'Kommuner.' }) kommunCodes:
      | string[]
      | null,
    @Arg('areas', () => [ID], {
      nullable: true,
      description: 'Koder för områden, län och större platser, som i tabellernas kolumn platskod.',
    })
    areas: string[] | null,
    @Arg('period', () => ID, { description: 'Ett släppt år eller kvartal: 2026, 2026Q3.' }) period: string,
  ): Promise<KpiValue[]> {
    const asked = { codes, places: placesAsked(kommunCodes ?? null, areas ?? null), periods: [period] };
    return released(context, { ...asked, kind: readReleasedPeriod(period).kind });
  }

  @ListSize({ assumed: 500 })
  @Query(() => [KpiValue], {
    description: `Ett nyckeltal över tid ur släppta tabeller, från en period till en annan av samma slag. ${ofPlaces}`,
  })
  async kpiSeries(
    @Ctx() context: KpiContext,
    @Arg('code', () => ID, { description: 'Nyckeltal.' }) code: string,
    @Arg('from', () => ID, { description: 'Första perioden.' }) from: string,
    @Arg('to', () => ID, { description: 'Sista perioden.' }) to: string,
    @Arg('kommunCodes', () => [ID], { nullable: true, description: 'Kommuner.' }) kommunCodes:
      | string[]
      | null,
    @Arg('areas', () => [ID], { nullable: true, description: 'Områden, län och större platser.' })
    areas: string[] | null,
  ): Promise<KpiValue[]> {
    const asked = { codes: [code], places: placesAsked(kommunCodes ?? null, areas ?? null) };
    return released(context, {
      ...asked,
      periods: periodsBetween(from, to),
      kind: readReleasedPeriod(from).kind,
    });
  }

  @Query(() => OwnKpiReport, {
    description: 'Den egna nämndens nyckeltal, exakta, även per månad. Över nämndgränserna: kpis.',
  })
  async ownKpis(
    @Ctx() { caller, session, services }: KpiContext,
    @Arg('codes', () => [ID], {
      nullable: true,
      description: 'Nyckeltal; alla som perioden har när inga anges.',
    })
    codes: string[] | null,
    @Arg('namndId', () => ID, { nullable: true, description: 'Den egna nämnden; inget annat går att ange.' })
    namndId: string | null,
    @Arg('period', () => ID, { description: 'År, kvartal eller månad: 2026, 2026Q3, 2026-09.' })
    period: string,
  ): Promise<OwnKpiReport> {
    requireAccess(caller, 'OWN_AGGREGATES');
    const own = ownNamndOf(caller, namndId ?? null);
    const read = readPeriod(period);
    const asked =
      codes == null ? everyKpi.filter(({ periods }) => periods.includes(read.kind)) : kpisByCodes(codes);
    const { values, asOf } = await ownKpis(session, own, asked, read);
    const isOngoing = daysOf(read)[1] >= dayInStockholm(services.clock());
    return { period: printPeriod(read), isOngoing, asOf, values: values.map(valueView) };
  }

  @ListSize({ assumed: 100 })
  @Query(() => [OwnKpiTarget], {
    description: 'Den egna nämndens egna mål, senaste först; tidigare står kvar.',
  })
  async ownKpiTargets(@Ctx() { caller, session }: KpiContext): Promise<OwnKpiTarget[]> {
    requireAccess(caller, 'OWN_AGGREGATES');
    return (await loadTargets(session, ownNamndOf(caller))).map(ownTargetView);
  }
}

interface Asked {
  readonly codes: readonly string[] | null | undefined;
  readonly places: readonly string[] | null;
  readonly periods: readonly string[];
  readonly kind: 'YEAR' | 'QUARTER' | 'MONTH';
}

async function released({ caller, session, services }: KpiContext, asked: Asked): Promise<KpiValue[]> {
  requireAccess(caller, 'RELEASED_TABLES');
  const { places, periods, kind } = asked;
  const kpis = releasedKpisAsked(caller, asked.codes ?? null, kind);
  refuseTooMany(kpis.length, places?.length ?? 1, periods.length);
  const run = <Row>(sql: string, parameters: readonly unknown[]) => session.query<Row>(sql, parameters);
  const codec = new CursorCodec(services.keyRing.derive('cursors'));
  const tables = new StoredReleasedTables({ run, codec });
  return (await releasedKpis({ tables, run }, kpis, { places, periods })).map(valueView);
}
