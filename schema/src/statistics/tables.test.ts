import { describe, expect, it } from 'vitest';
import { columnsOf } from './columns.js';
import { ageGroups, dimensions, outcomeGroups } from './dimensions.js';
import { statisticTables } from './tables.js';

describe('statistic tables', () => {
  it.each(statisticTables)('$id names every column once and in ASCII', (table) => {
    const names = columnsOf(table).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z_]*$/);
  });

  it.each(statisticTables)('$id has one to four figures and margins that narrow each other', (table) => {
    expect(table.measures.length).toBeGreaterThan(0);
    expect(table.measures.length).toBeLessThanOrEqual(4);
    const own = table.margins.map(({ dimension }) => dimension);
    for (const [place, { within }] of table.margins.entries())
      if (within !== undefined) expect(own.slice(0, place)).toContain(within);
    if (table.isProtected) expect(table.measures[0]).toMatchObject({ id: 'antal', type: 'integer' });
  });

  it('divide ages and outcomes so that the narrow groups fill the wide ones', () => {
    for (const [place, group] of ageGroups.entries())
      expect(group.from).toBe(place === 0 ? 0 : ageGroups[place - 1]!.to! + 1);
    const wide = dimensions.alder_grov.values.map(({ code }) => code);
    for (const group of ageGroups) expect(wide).toContain(group.wide);
    const outcomes = dimensions.utfall.values.map(({ code }) => code);
    expect(Object.values(outcomeGroups).flat().sort()).toEqual([...outcomes].sort());
  });
});
