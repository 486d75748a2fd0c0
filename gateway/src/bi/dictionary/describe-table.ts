import {
  columnsOf,
  type Dimension,
  type DimensionValue,
  dimensions,
  type Measure,
  parsePeriod,
  type Release,
  referenceOf,
  type StatisticTable,
  type TableColumn,
  type Timing,
  totalValue,
} from '@kommunhub/schema';
import { addressesOf, type TableAddresses } from '../pbids.js';

/** All that is told of a table but its figures. */
export interface DescribedTable {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly population: string;
  readonly source: string;
  readonly lagrum: string;
  readonly timing: { readonly code: Timing; readonly text: string };
  readonly disclosureControl: string;
  readonly addresses: TableAddresses;
  readonly columns: readonly Pick<TableColumn, 'name' | 'label' | 'type' | 'isNullable' | 'definition'>[];
  readonly dimensions: readonly DescribedDimension[];
  readonly measures: readonly Measure[];
  readonly releases: readonly DescribedRelease[];
}

export interface DescribedDimension extends Pick<Dimension, 'id' | 'name' | 'definition'> {
  readonly values: readonly DimensionValue[];
  /** The wider division that this one divides further. */
  readonly within: string | null;
}

export interface DescribedRelease extends Omit<Release, 'table'> {
  /** The day, or the first and the last day, that the figures tell of. */
  readonly days: readonly string[];
  /** Whether a later version has taken its place. */
  readonly isReplaced: boolean;
  /** Which kommuner are in it, in which state and how fresh: a table of its own. */
  readonly coverage: string;
}

/** Describes a table and its releases, with addresses that begin with the hub's. */
export function describeTable(
  table: StatisticTable,
  releases: readonly Release[],
  hub: string,
): DescribedTable {
  const { id, title, definition, population, source, lagrum, timing, measures } = table;
  return {
    ...{ id, title, definition, population, source, lagrum },
    timing: { code: timing, text: timingWords[timing] },
    disclosureControl: table.isProtected ? protectedWords : openWords,
    addresses: addressesOf(hub, table),
    columns: columnsOf(table).map(({ part: _part, ...column }) => column),
    dimensions: dimensionsOf(table),
    measures,
    releases: newestFirst(releases.filter(({ table: of }) => of === id)).map((release, _index, all) =>
      describeRelease(table, release, all, hub),
    ),
  };
}

function dimensionsOf({ stratum, margins }: StatisticTable): DescribedDimension[] {
  const divided = [...(stratum === null ? [] : [{ dimension: stratum, within: null }]), ...margins];
  return divided.map(({ dimension, within = null }) => {
    const { id, name, definition, values } = dimensions[dimension];
    return { id, name, definition, within, values: [...values, totalValue] };
  });
}

function newestFirst(releases: readonly Release[]): readonly Release[] {
  return releases.toSorted(
    (one, other) => other.period.localeCompare(one.period) || other.version - one.version,
  );
}

function describeRelease(
  table: StatisticTable,
  { table: id, ...release }: Release,
  all: readonly Release[],
  hub: string,
): DescribedRelease {
  const period = parsePeriod(release.period);
  const reference = period === null ? null : referenceOf(table.timing, period);
  return {
    ...release,
    days: reference === null ? [] : 'on' in reference ? [reference.on] : [reference.from, reference.to],
    isReplaced: all.some((other) => other.period === release.period && other.version > release.version),
    coverage: `${hub}/statistics/tackning.csv?tabell=${id}&period=${release.period}`,
  };
}

const timingWords: Readonly<Record<Timing, string>> = {
  FIRST_DAY:
    'Läget en viss dag. Året: 1 oktober. Kvartalen Q1–Q3: kvartalets första dag. Det fjärde kvartalet är årets dag och släpps inte för sig.',
  LAST_DAY:
    'Läget en viss dag. Året: 31 december. Kvartalen Q1–Q3: kvartalets sista dag. Det fjärde kvartalet är årets dag och släpps inte för sig.',
  FLOW: 'Det som hänt under en tid. Året: kalenderåret. Kvartalen Q1–Q3: de fyra kvartal som slutar med kvartalet (rullande tolv månader). Perioder ska därför inte summeras.',
};

const protectedWords =
  'Ja. Ett värde med få personer bakom sig visas inte, och inte heller de värden som det kunde räknas fram ur. Noll visas.';
const openWords = 'Nej. Tabellen handlar inte om enskilda.';
