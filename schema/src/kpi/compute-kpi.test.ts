import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeKpi, type Figure, type KpiFigures, type KpiReason } from './compute-kpi.js';
import { definedTargetOf, judgeKpi } from './judge-kpi.js';
import type { Kpi } from './kpi.js';
import { kpiById, kpis } from './kpi-list.js';
import { caseloadOf, meanOfDays, medianOfDays } from './own-parts.js';

const kpi = (id: string): Kpi => kpiById(id)!;
const figure = (value: string): Figure => ({ value, reason: null });
const hidden = (reason: KpiReason): Figure => ({ value: null, reason });

/** Cells by `table stratum value measure`; what is not named is 0. */
function figuresOf(
  cells: Readonly<Record<string, Figure | string>>,
  more: Partial<KpiFigures> = {},
): KpiFigures {
  return {
    cell: ({ table, stratum, value, measure }) => {
      const found = cells[`${table} ${stratum} ${value} ${measure}`] ?? cells[`${table} ${measure}`] ?? '0';
      return typeof found === 'string' ? figure(found) : found;
    },
    inhabitants: () => hidden('UPPGIFT_SAKNAS'),
    ...{ threshold: 5, months: 12, ...more },
  };
}

const compute = (id: string, figures: KpiFigures, period: 'YEAR' | 'QUARTER' | 'MONTH' = 'YEAR') =>
  computeKpi(kpi(id), period, figures);
const shown = (...asked: Parameters<typeof compute>) => compute(...asked).value;
const lightOf = (...asked: Parameters<typeof compute>) =>
  judgeKpi(kpi(asked[0]), compute(...asked).exact, definedTargetOf(kpi(asked[0])));

describe('the figures of the founding documents', () => {
  it('has 549 cases of twelve handlers at 45,75', () => {
    const figures = figuresOf({
      'arendemangd LSS TOTALT antal': '540',
      'arendemangd SOL TOTALT antal': '9',
      'tjanster handlaggare': '12',
    });
    expect(compute('arendemangd_total', figures)).toMatchObject({
      ...{ value: '45.75', n: '12', numerator: '549', denominator: '12' },
    });
  });

  it.each([
    ['utredningstid_pa', 'PERSONLIG_ASSISTANS', '33', 'GRON'],
    ['utredningstid_ovriga', 'OVRIGA_LSS', '45', 'GRON'],
    ['utredningstid_ovriga', 'OVRIGA_LSS', '60', 'GUL'],
    ['utredningstid_ovriga', 'OVRIGA_LSS', '66', 'GUL'],
    ['utredningstid_ovriga', 'OVRIGA_LSS', '66.1', 'ROD'],
  ] as const)('judges %s of %s at %s days %s', (id, category, days, light) => {
    const cells = {
      [`beslut ${category} TOTALT medel_dagar`]: days,
      [`beslut ${category} JA antal`]: '3',
      [`beslut ${category} NEJ antal`]: '7',
    };
    expect(shown(id, figuresOf(cells))).toBe(days);
    expect(compute(id, figuresOf(cells)).n).toBe('10');
    expect(lightOf(id, figuresOf(cells))).toBe(light);
  });

  it('counts thirty follow-ups in a month as thirty, and of a year a twelfth', () => {
    const cells = { 'uppfoljningar LSS_9_9 TOTALT antal': '20', 'uppfoljningar LSS_9_10 TOTALT antal': '10' };
    const inMonth = figuresOf(cells, { threshold: null, months: 1 });
    expect(shown('uppfoljda_beslut_manad', inMonth, 'MONTH')).toBe('30');
    expect(lightOf('uppfoljda_beslut_manad', inMonth, 'MONTH')).toBe('GRON');
    expect(shown('uppfoljda_beslut_manad', figuresOf(cells))).toBe('2.5');
    expect(lightOf('uppfoljda_beslut_manad', figuresOf(cells))).toBe('ROD');
  });

  it('has 23 decisions waiting, 20 of them over three months, which is red', () => {
    const figures = figuresOf({
      'ej_verkstallda TOTALT TOTALT antal': '23',
      'ej_verkstallda TOTALT OVER_3M antal': '20',
    });
    expect(shown('ej_verkstallda_total', figures)).toBe('23');
    expect(shown('ej_verkstallda_over_3m', figures)).toBe('20');
    expect(lightOf('ej_verkstallda_over_3m', figures)).toBe('ROD');
    expect(lightOf('ej_verkstallda_over_3m', figuresOf({}))).toBe('GRON');
    expect(lightOf('ej_verkstallda_total', figures)).toBeNull();
  });

  it('has 63 insatser of Ljungby’s 36 children at 1,75, which it tells of itself alone', () => {
    const cells = {
      ...{ 'insatser LSS_9_4 TOTALT antal': '14', 'insatser LSS_9_6 TOTALT antal': '25' },
      ...{ 'insatser LSS_9_7 TOTALT antal': '7', 'insatser LSS_9_5 TOTALT antal': '9' },
      ...{ 'insatser LSS_9_2 TOTALT antal': '8', 'personer antal': '36' },
    };
    const own = () => meanOfDays(0, 0);
    expect(shown('insatser_per_person', figuresOf(cells, { threshold: null, own }))).toBe('1.75');
    expect(compute('insatser_per_person', figuresOf(cells)).reason).toBe('ENDAST_EGEN_NAMND');
  });

  it.each([
    ['1', '1', 'GUL'],
    ['1.5', '1', 'GUL'],
    ['2', '0', 'GRON'],
    ['7', '0', 'GRON'],
  ] as const)('flags %s posts as %s', (posts, flag, light) => {
    const figures = figuresOf({ 'tjanster tjanster': posts });
    expect(shown('ensamuppdrag', figures)).toBe(flag);
    expect(lightOf('ensamuppdrag', figures)).toBe(light);
  });
});

describe('targets', () => {
  it('hold "< 55" strictly and before rounding', () => {
    const rows = (adults: number, handlers: number) => [
      ...Array.from({ length: handlers }, () => ({ isHandlers: true, adults: 1, children: 0 })),
      { isHandlers: false, adults: adults - handlers, children: 0 },
    ];
    const of = (adults: number, handlers: number) =>
      figuresOf({}, { threshold: null, own: () => caseloadOf(rows(adults, handlers), 'adults') });
    expect(lightOf('arendemangd_vuxen', of(55, 1))).toBe('GUL');
    expect(shown('arendemangd_vuxen', of(54_999, 1000))).toBe('55');
    expect(lightOf('arendemangd_vuxen', of(54_999, 1000))).toBe('GRON');
    expect(lightOf('arendemangd_vuxen', of(61, 1))).toBe('ROD');
  });

  it('are not judged without a value', () => {
    expect(lightOf('utredningstid_pa', figuresOf({}))).toBeNull();
  });

  it.each(kpis)('$id has its target, if any, in the form of one', ({ target, comparison }) => {
    if (target !== null) expect([comparison === null, /^\d+$/.test(target.value)]).toEqual([false, true]);
  });
});

describe('caseloads by group', () => {
  const load = (id: string, rows: Parameters<typeof caseloadOf>[0]) =>
    compute(
      id,
      figuresOf(
        {},
        {
          threshold: null,
          own: (asked) => caseloadOf(rows, asked === 'CASES_PER_ADULT_HANDLER' ? 'adults' : 'children'),
        },
      ),
    );

  it('divide by the handlers of the group where each has one group', () => {
    const rows = [
      { isHandlers: true, adults: 60, children: 0 },
      { isHandlers: true, adults: 40, children: 0 },
      { isHandlers: true, adults: 0, children: 30 },
      { isHandlers: false, adults: 2, children: 1 },
    ];
    expect(load('arendemangd_vuxen', rows)).toMatchObject({ value: '51', n: '2', numerator: '102' });
    expect(load('arendemangd_barn', rows)).toMatchObject({ value: '31', n: '1' });
  });

  it('of one who has both are the whole own caseload, exactly', () => {
    const rows = [{ isHandlers: true, adults: 2, children: 1 }];
    expect(load('arendemangd_vuxen', rows).value).toBe('3');
    expect(load('arendemangd_barn', rows).value).toBe('3');
  });

  it('of a group that nobody handles have no value', () => {
    const rows = [{ isHandlers: false, adults: 2, children: 1 }];
    expect(load('arendemangd_barn', rows)).toMatchObject({ value: null, reason: 'INGA', n: '0' });
  });
});

describe('figures that may not be told', () => {
  it('leave the whole without value, never as zero', () => {
    const figures = figuresOf({
      'insatser LSS_9_9 TOTALT antal': '23',
      'insatser LSS_9_8 TOTALT antal': hidden('SMA_TAL'),
    });
    expect(compute('N28801', figures)).toEqual({
      ...{ value: null, reason: 'SMA_TAL', n: null, numerator: null, denominator: null, exact: null },
    });
  });

  it('tell the worst reason of several', () => {
    const figures = figuresOf({
      ...{
        'insatser LSS_9_8 TOTALT antal': hidden('SMA_TAL'),
        'insatser LSS_9_9 TOTALT antal': hidden('EJ_SLAPPT'),
      },
    });
    expect(compute('N28801', figures).reason).toBe('EJ_SLAPPT');
    expect(compute('N28820', figures).reason).toBe('EJ_SLAPPT');
  });

  it.each([
    ['4', '0', 'SMA_TAL'],
    ['5', '0', null],
    ['5', '4', 'SMA_TAL'],
    ['9', '5', null],
    ['0', '0', 'SMA_TAL'],
  ])('hide a share of %s persons with %s at five as %s', (all, some, reason) => {
    const figures = figuresOf({ 'personer antal': all, 'insatser LSS_9_10 TOTALT antal': some });
    const expected = all === '0' ? 'INGA' : reason;
    expect(compute('N28803', figures).reason).toBe(expected);
    expect(compute('N28803', { ...figures, threshold: null }).reason).toBe(all === '0' ? 'INGA' : null);
  });
});

describe('means over nothing', () => {
  it('are null, not zero', () => {
    expect(compute('utredningstid_pa', figuresOf({}))).toMatchObject({ value: null, reason: 'INGA', n: '0' });
    expect(compute('arendemangd_total', figuresOf({}))).toMatchObject({ value: null, reason: 'INGA' });
  });
});

describe('Kolada', () => {
  it('is told of the year alone', () => {
    expect(compute('N28804', figuresOf({ 'insatser antal': '8' })).value).toBe('8');
    expect(compute('N28804', figuresOf({}), 'QUARTER')).toMatchObject({
      value: null,
      reason: 'ANNAN_PERIOD',
    });
  });

  it('has persons per 10 000 inhabitants, one decimal', () => {
    const figures = figuresOf(
      { 'insatser LSS_9_10 TOTALT antal': '241' },
      { inhabitants: () => figure('60004') },
    );
    expect(compute('N28819', figures)).toMatchObject({ value: '40.2', n: '60004', numerator: '241' });
    expect(compute('N28819', figuresOf({})).reason).toBe('UPPGIFT_SAKNAS');
  });

  it('has days over all insatser in the own nämnd alone, from four decisions on', () => {
    const own = (parts: ReturnType<typeof meanOfDays>) =>
      figuresOf({}, { threshold: null, own: () => parts });
    expect(compute('U28414', own(meanOfDays(181, 4)))).toMatchObject({ value: '45.3', n: '4' });
    expect(compute('U28417', own(medianOfDays(30, 31, 4)))).toMatchObject({ value: '30.5', numerator: null });
    expect(compute('U28414', own(meanOfDays(181, 3)))).toMatchObject({
      value: null,
      reason: 'FOR_FA',
      n: '3',
    });
    expect(compute('U28417', own(medianOfDays(0, 0, 0)))).toMatchObject({ value: null, reason: 'INGA' });
    expect(compute('U28414', figuresOf({})).reason).toBe('ENDAST_EGEN_NAMND');
  });
});

it('shows every part that is told, and nothing of parts that are not', () => {
  const some = fc.option(fc.integer({ min: 0, max: 400 }), { nil: null });
  fc.assert(
    fc.property(fc.constantFrom(...kpis), fc.infiniteStream(some), (one, stream) => {
      const cells = new Map<string, Figure>();
      const figures: KpiFigures = {
        cell: (address) => {
          const key = JSON.stringify(address);
          const next = stream.next().value;
          if (!cells.has(key)) cells.set(key, next === null ? hidden('SMA_TAL') : figure(String(next)));
          return cells.get(key)!;
        },
        inhabitants: () => figure('10000'),
        ...{ threshold: 5, months: 12 },
      };
      const { value, reason, numerator, denominator } = computeKpi(one, 'YEAR', figures);
      expect(value === null).toBe(reason !== null);
      const isHidden = [...cells.values()].some((cell) => cell.value === null);
      // A mean stands by itself: that its number is hidden does not hide it.
      if (isHidden && one.formula.kind !== 'MEASURE') expect(value).toBeNull();
      if (reason === 'SMA_TAL') expect([numerator, denominator]).toEqual([null, null]);
    }),
  );
});
