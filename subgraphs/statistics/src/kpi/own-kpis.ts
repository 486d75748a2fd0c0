import {
  caseloadOf,
  computeKpi,
  daysOf,
  judgeKpi,
  type Kpi,
  type KpiFigures,
  kommunByCode,
  meanOfDays,
  type OwnFigure,
  type OwnParts,
  type Period,
  printPeriod,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { type Inhabitants, inhabitantsFigure, inhabitantsOf, loadInhabitants } from './inhabitants.js';
import { loadTargets, type TargetRow, targetInForce } from './kpi-targets.js';
import { type KpiValueRow, usesInhabitants } from './kpi-value-row.js';
import {
  type HandlerCasesRow,
  type KoladaDays,
  loadHandlerCases,
  loadKoladaDays,
  overKommuner,
  WHOLE_NAMND,
} from './own-facts.js';
import { OwnFigures } from './own-figures.js';
import { loadOwnNamnd, type OwnNamndRow } from './own-place-rows.js';

/** Key figures of the own nämnd, with when its sources were read last. */
export interface OwnKpis {
  readonly values: readonly KpiValueRow[];
  readonly asOf: string | null;
}

/**
 * Exact key figures of the caller's own nämnd: over all its kommuner, and of
 * each where it has several. The same statements whatever the number of kommuner.
 */
export async function ownKpis(
  session: Session,
  namndId: string,
  kpis: readonly Kpi[],
  period: Period,
): Promise<OwnKpis> {
  const namnd = await loadOwnNamnd(session, namndId);
  if (namnd === undefined) return { values: [], asOf: null };
  const read = await readOwn(session, namnd, kpis, period);
  const places = namnd.kommunCodes.length > 1 ? [WHOLE_NAMND, ...namnd.kommunCodes] : [WHOLE_NAMND];
  const values = kpis.flatMap((kpi) => places.map((place) => ownValue(read, kpi, period, place)));
  return { values, asOf: namnd.asOf };
}

interface OwnRead {
  readonly namnd: OwnNamndRow;
  readonly figures: OwnFigures;
  readonly handlerCases: readonly HandlerCasesRow[];
  readonly days: ReadonlyMap<string, KoladaDays>;
  readonly inhabitants: ReadonlyMap<string, Inhabitants>;
  readonly targets: readonly TargetRow[];
}

async function readOwn(
  session: Session,
  namnd: OwnNamndRow,
  kpis: readonly Kpi[],
  period: Period,
): Promise<OwnRead> {
  const asked = kpis.filter(({ periods }) => periods.includes(period.kind));
  const own = asked.flatMap(({ formula }) => (formula.kind === 'OWN' ? [formula.figure] : []));
  const asks = (...wanted: OwnFigure[]) => own.some((figure) => wanted.includes(figure));
  const lastDay = daysOf(period)[1];
  const place = { namndId: namnd.id, kommunCodes: namnd.kommunCodes };
  return {
    namnd,
    figures: await OwnFigures.load(session, place, asked, period),
    handlerCases: asks('CASES_PER_ADULT_HANDLER', 'CASES_PER_CHILD_HANDLER')
      ? await loadHandlerCases(session, lastDay)
      : [],
    days: asks('KOLADA_MEAN', 'KOLADA_MEDIAN') ? await loadKoladaDays(session, period) : new Map(),
    inhabitants: asked.some(usesInhabitants)
      ? await loadInhabitants((sql, parameters) => session.query(sql, parameters))
      : new Map(),
    targets: await loadTargets(session, namnd.id),
  };
}

function ownValue(read: OwnRead, kpi: Kpi, period: Period, place: string): KpiValueRow {
  const { namnd, targets } = read;
  const kommunCodes = place === WHOLE_NAMND ? namnd.kommunCodes : [place];
  const inhabitants = inhabitantsOf(read.inhabitants, kommunCodes);
  const figures: KpiFigures = {
    cell: (address) => read.figures.at(address, kommunCodes),
    inhabitants: () => inhabitantsFigure(inhabitants),
    own: (figure) => ownParts(read, figure, place),
    threshold: null,
    months: period.kind === 'MONTH' ? 1 : 12,
  };
  const { exact, ...result } = computeKpi(kpi, period.kind, figures);
  const target = targetInForce(kpi, targets, daysOf(period)[1]);
  return {
    ...{ kpi, period: printPeriod(period), ...result, target, light: judgeKpi(kpi, exact, target) },
    place:
      place === WHOLE_NAMND
        ? { code: namnd.id, name: namnd.name, level: 'NAMND' }
        : { code: place, name: kommunByCode(place)?.name ?? place, level: 'KOMMUN' },
    inhabitantsOn: usesInhabitants(kpi) && result.value !== null ? (inhabitants?.on ?? null) : null,
    releases: [],
  };
}

const noDays = meanOfDays(0, 0);

function ownParts({ handlerCases, days }: OwnRead, figure: OwnFigure, place: string): OwnParts {
  if (figure === 'KOLADA_MEAN') return days.get(place)?.mean ?? noDays;
  if (figure === 'KOLADA_MEDIAN') return days.get(place)?.median ?? noDays;
  const isWhole = place === WHOLE_NAMND;
  const rows = isWhole
    ? overKommuner(handlerCases)
    : handlerCases.filter(({ kommunCode }) => kommunCode === place);
  return caseloadOf(rows, figure === 'CASES_PER_ADULT_HANDLER' ? 'adults' : 'children');
}
