import {
  type CalendarDate,
  type CellAddress,
  caseloadOf,
  computeKpi,
  daysOf,
  type Figure,
  judgeKpi,
  type Kpi,
  type KpiFigures,
  kommunByCode,
  meanOfDays,
  type OwnFigure,
  type OwnParts,
  type Period,
  printPeriod,
  referenceOf,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import type { CountCell } from '../facts/index.js';
import { type Inhabitants, inhabitantsFigure, inhabitantsOf, loadInhabitants } from './inhabitants.js';
import { loadTargets, type TargetRow, targetInForce } from './kpi-targets.js';
import { type KpiValueRow, usesInhabitants } from './kpi-value-row.js';
import { cellKey, neededCells } from './needed-cells.js';
import { loadOwnCells, WHOLE_NAMND } from './own-cells.js';
import {
  type HandlerCasesRow,
  type KoladaDays,
  loadHandlerCases,
  loadKoladaDays,
  overKommuner,
} from './own-facts.js';
import { loadOwnNamnd, type OwnNamndRow } from './own-place-rows.js';

/** Key figures of the own nämnd, with when its facts were brought up to date. */
export interface OwnKpis {
  readonly values: readonly KpiValueRow[];
  readonly asOf: string | null;
}

/**
 * Exact key figures of the caller's own nämnd: over all its kommuner, and of
 * each where it has several. One statement a table, whatever is asked.
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
  return { values, asOf: namnd.refreshedAt };
}

interface OwnRead {
  readonly namnd: OwnNamndRow;
  /** By `table place` the cells of it. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, CountCell>>;
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
  const cells = new Map<string, Map<string, CountCell>>();
  for (const { table } of neededCells(asked)) {
    for (const cell of await loadOwnCells(session, table.id, referenceOf(table.timing, period))) {
      const key = `${table.id} ${cell.kommunCode}`;
      const ofPlace = cells.get(key) ?? new Map<string, CountCell>();
      cells.set(key, ofPlace.set(`${cell.stratum} ${cell.margin} ${cell.value}`, cell));
    }
  }
  const figures = asked.flatMap(({ formula }) => (formula.kind === 'OWN' ? [formula.figure] : []));
  const asks = (...wanted: OwnFigure[]) => figures.some((figure) => wanted.includes(figure));
  const lastDay = daysOf(period)[1];
  const targets = await loadTargets(session, namnd.id);
  return {
    ...{ namnd, cells, targets },
    handlerCases: asks('CASES_PER_ADULT_HANDLER', 'CASES_PER_CHILD_HANDLER')
      ? await loadHandlerCases(session, lastDay)
      : [],
    days: asks('KOLADA_MEAN', 'KOLADA_MEDIAN') ? await loadKoladaDays(session, period) : new Map(),
    inhabitants: asked.some(usesInhabitants)
      ? await loadInhabitants((sql, parameters) => session.query(sql, parameters))
      : new Map(),
  };
}

function ownValue(read: OwnRead, kpi: Kpi, period: Period, place: string): KpiValueRow {
  const { namnd, targets } = read;
  const kommunCodes = place === WHOLE_NAMND ? namnd.kommunCodes : [place];
  const inhabitants = inhabitantsOf(read.inhabitants, kommunCodes);
  const figures: KpiFigures = {
    // A nämnd that has delivered nothing has no figures, rather than zeros.
    cell: (address) => (namnd.refreshedAt === null ? unknown : ownFigure(read, address, place)),
    inhabitants: () => inhabitantsFigure(inhabitants),
    own: (figure) => ownParts(read, figure, place),
    threshold: null,
    months: period.kind === 'MONTH' ? 1 : 12,
  };
  const { exact, ...result } = computeKpi(kpi, period.kind, figures);
  const lastDay: CalendarDate = daysOf(period)[1];
  const target = targetInForce(kpi, targets, lastDay);
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

const unknown: Figure = { value: null, reason: 'UPPGIFT_SAKNAS' };

/** How a cell says each measure; null where nothing is known. */
const measures: Readonly<Record<string, (cell: CountCell) => Figure['value']>> = {
  antal: ({ units }) => String(units),
  handlaggare: ({ units }) => String(units),
  tjanster: ({ total }) => total,
  medel_dagar: ({ total, known }) => (total === null ? null : { n: BigInt(total), d: BigInt(known) }),
  median_dagar: ({ median }) => median,
};
const counts = ['antal', 'handlaggare'];

/** What nobody is counted in is zero; of what is summed up there may be nothing known. */
function ownFigure({ cells }: OwnRead, { table, measure, ...address }: CellAddress, place: string): Figure {
  const cell = cells.get(`${table} ${place}`)?.get(cellKey(address));
  const absent = counts.includes(measure) ? '0' : null;
  const value = cell === undefined ? absent : (measures[measure]?.(cell) ?? null);
  return value === null ? unknown : { value, reason: null };
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
