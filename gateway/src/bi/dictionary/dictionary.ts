import {
  isReleasedKpi,
  type Kpi,
  kpis,
  type Release,
  statisticTables,
  tablesOf,
  type UncarriedKpi,
  uncarriedKpis,
} from '@kommunhub/schema';
import { type DescribedTable, describeTable } from './describe-table.js';

/** What every figure of the hub means, and what has been released; no figure among it. */
export interface Dictionary {
  readonly tables: readonly DescribedTable[];
  readonly kpis: readonly DescribedKpi[];
  /** Key figures that are asked for elsewhere and cannot be made here, with the reason. */
  readonly notCarried: readonly UncarriedKpi[];
}

export interface DescribedKpi
  extends Pick<
    Kpi,
    | 'id'
    | 'name'
    | 'definition'
    | 'unit'
    | 'decimals'
    | 'periods'
    | 'nMeaning'
    | 'minimumN'
    | 'lagrum'
    | 'origin'
  > {
  readonly formula: string;
  readonly target: { readonly comparison: string; readonly value: string; readonly source: string } | null;
  /** The released tables that it is made of; none where only the own nämnd's facts tell it. */
  readonly tables: readonly string[];
  readonly isReleased: boolean;
}

/** The dictionary of a hub that is reached at the address. */
export function dictionaryOf(releases: readonly Release[], hub: string): Dictionary {
  return {
    tables: statisticTables.map((table) => describeTable(table, releases, hub)),
    kpis: kpis.map(describeKpi),
    notCarried: uncarriedKpis,
  };
}

function describeKpi(kpi: Kpi): DescribedKpi {
  const { id, name, definition, unit, decimals, periods, nMeaning, minimumN, lagrum, origin } = kpi;
  return {
    ...{ id, name, definition, formula: kpi.formulaText, unit, decimals, periods, nMeaning, minimumN },
    target:
      kpi.target === null || kpi.comparison === null ? null : { comparison: kpi.comparison, ...kpi.target },
    ...{ lagrum, origin, tables: tablesOf(kpi), isReleased: isReleasedKpi(kpi) },
  };
}
