import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dimensions, statisticTableById, TOTAL } from '../statistics/index.js';
import { cellSumsOf, isReleasedKpi, tablesOf } from './kpi.js';
import { kpis } from './kpi-list.js';
import { uncarriedKpis } from './uncarried-kpis.js';

const catalogue = join(import.meta.dirname, '../../../../shared/data/kolada_lss_kpi.csv');
const ofKolada = /^[NU]\d{5}$/;

describe('key figures', () => {
  it('have ids of their own in ASCII, carried or not', () => {
    const ids = [...kpis, ...uncarriedKpis].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^(?:[a-z][a-z0-9_]*|[NU]\d{5})$/);
  });

  it.each(kpis)('$id is made of cells that its tables have', ({ formula }) => {
    for (const { table, measure, strata, where } of cellSumsOf(formula)) {
      const found = statisticTableById(table)!;
      expect(found.measures.map(({ id }) => id)).toContain(measure);
      const known =
        found.stratum === null ? [TOTAL] : dimensions[found.stratum].values.map(({ code }) => code);
      expect(strata.filter((stratum) => !known.includes(stratum))).toEqual([]);
      if (where === undefined) continue;
      expect(found.margins.map(({ dimension }) => dimension)).toContain(where.dimension);
      const values = dimensions[where.dimension].values.map(({ code }) => code);
      expect(where.values.filter((value) => !values.includes(value))).toEqual([]);
    }
  });

  it('that no released table carries say so', () => {
    for (const kpi of kpis)
      expect(isReleasedKpi(kpi)).toBe(tablesOf(kpi).length > 0 && kpi.id !== 'insatser_per_person');
  });

  it('ask no sum of hidden parts where the table has a figure of all', () => {
    for (const { formula } of kpis)
      for (const { table, strata } of cellSumsOf(formula))
        if (table === 'ej_verkstallda') expect(strata).toEqual([TOTAL]);
  });

  it.runIf(existsSync(catalogue))('that are Kolada’s are in its catalogue', () => {
    const known = new Set(readFileSync(catalogue, 'utf8').match(/^[NU]\d{5}(?=,)/gm));
    const ours = [...kpis, ...uncarriedKpis].map(({ id }) => id).filter((id) => ofKolada.test(id));
    expect(ours.length).toBeGreaterThan(30);
    expect(ours.filter((id) => !known.has(id))).toEqual([]);
  });
});
