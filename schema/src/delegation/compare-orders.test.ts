import { describe, expect, it } from 'vitest';
import { type ComparedKommun, compareOrders, similarity } from './compare-orders.js';
import { parseConditions } from './conditions.js';
import { decisionKindCodes } from './decision-kinds.js';
import { watchLagrum } from './law-watch.js';
import type { DelegationPointRecord } from './order-record.js';
import { proposeCommonOrder } from './propose-common-order.js';
import { suggestKinds } from './suggest-kinds.js';

const aPoint = (changes: Partial<DelegationPointRecord> = {}): DelegationPointRecord => ({
  ...{ ordinal: 1, number: '1', kinds: ['D07'], kindText: null, lagrum: ['LSS 9 § 3'] },
  ...{ level: 'HANDLAGGARE', delegate: null, deputy: null, externalKommunCode: null, conditions: [] },
  ...{ subDelegation: false, reporting: 'ALLA', note: null },
  ...changes,
});
const villkor = (text: string) => parseConditions(text).conditions;
const kommun = (kommunCode: string, ...points: DelegationPointRecord[]): ComparedKommun => ({
  kommunCode,
  order: {
    version: '1',
    adoptedOn: '2025-01-01',
    points: points.map((one, at) => ({ ...one, ordinal: at + 1 })),
  },
});
const on = '2026-03-01';
const rowOf = (kommuner: ComparedKommun[], kind = 'D07') =>
  compareOrders(kommuner, on, []).rows.find((row) => row.kind === kind)!;
const told = (kommuner: ComparedKommun[], kind = 'D07') =>
  rowOf(kommuner, kind).differences.map(({ type, kommunCodes, distance }) =>
    [type, ...kommunCodes, ...(distance === null ? [] : [distance])].join(' '),
  );

describe('comparing delegation orders', () => {
  it('has a row for each of the 24 kinds; uniform is the same step in all', () => {
    const all = [
      kommun('1', aPoint({ level: 'GRUPPLEDARE' })),
      kommun('2', aPoint({ level: 'FORSTE_HANDLAGGARE' })),
    ];
    const { rows, uniformShare } = compareOrders(all, on, []);
    expect(rows.map(({ kind }) => kind)).toEqual(decisionKindCodes);
    expect([rowOf(all).isUniform, uniformShare]).toEqual([true, 1 / 24]);
    expect(told(all)).toEqual([]);
  });

  it('tells level with its distance, conditions beside, and what is missing', () => {
    const high = aPoint({ level: 'VERKSAMHETSCHEF' });
    expect(told([kommun('1', aPoint()), kommun('2', aPoint()), kommun('3', high)])).toEqual(['NIVA 3 3']);
    const limited = aPoint({ conditions: villkor('ALDER_MAX=21') });
    const differing = [kommun('1', aPoint()), kommun('2', aPoint()), kommun('3', limited)];
    expect(told(differing)).toEqual(['VILLKOR 3']);
    expect(rowOf(differing).isUniform).toBe(true);
    const missing = [kommun('1', aPoint()), { kommunCode: '2', order: null }];
    expect(told(missing)).toEqual(['SAKNAS 2']);
    expect(rowOf(missing)).toMatchObject({
      isUniform: false,
      cells: [{ status: 'MATCH' }, { status: 'SAKNAS', level: null }],
    });
  });

  it('holds what nobody has delegated for no agreement', () => {
    expect(compareOrders([kommun('1'), kommun('2')], on, []).uniformShare).toBe(0);
  });

  it('takes the lowest own level, calls a contradiction FLERTYDIG and tiering not', () => {
    const chef = aPoint({ level: 'ENHETSCHEF' });
    const statusOf = (...points: DelegationPointRecord[]) => {
      const [cell] = rowOf([kommun('1', ...points)]).cells;
      return [cell?.status, cell?.level];
    };
    expect(statusOf(chef, aPoint())).toEqual(['FLERTYDIG', 'HANDLAGGARE']);
    expect(statusOf(chef, aPoint({ conditions: villkor('TIMMAR_VECKA_MAX=20') }))).toEqual([
      'MATCH',
      'HANDLAGGARE',
    ]);
    expect(statusOf(chef, aPoint({ externalKommunCode: '2080' }))).toEqual(['MATCH', 'ENHETSCHEF']);
    expect(statusOf(aPoint({ externalKommunCode: '2080' }))).toEqual(['SAKNAS', null]);
    expect(statusOf(aPoint({ level: 'ORDFORANDE_BRADSKANDE' }))).toEqual(['SAKNAS', null]);
  });

  it('finds repealed lagrum, unlawful vidaredelegation and external delegates without agreement', () => {
    const odd = kommun(
      '2082',
      aPoint({ lagrum: ['SoL 2001:453 4 kap. 1 §'], subDelegation: true }),
      aPoint({ externalKommunCode: '2080' }),
    );
    expect(told([odd])).toEqual(['LAGRUM_GAMMALT 2082', 'VIDAREDELEGATION 2082', 'EXTERN_UTAN_AVTAL 2082']);
    const agreement = {
      ...{ homeKommunCode: '2082', performingKommunCode: '2080', kinds: ['D07' as const] },
      ...{ validFrom: '2025-01-01', validTo: on },
    };
    const types = compareOrders([odd], on, [agreement]).rows.find(({ kind }) => kind === 'D07')?.differences;
    expect(types?.map(({ type }) => type)).not.toContain('EXTERN_UTAN_AVTAL');
    expect(told([kommun('1', aPoint({ level: 'FORVALTNINGSCHEF', subDelegation: true }))])).toEqual([]);
  });

  it('tells how alike two kommuner are: level and conditions', () => {
    const one = kommun('1', aPoint({ kinds: ['D07', 'D08'] }));
    expect(similarity(one, kommun('2', aPoint({ kinds: ['D07', 'D08'] })))).toBe(2 / 24);
    expect(
      similarity(one, kommun('2', aPoint(), aPoint({ kinds: ['D08'], conditions: villkor('EGEN_REGI') }))),
    ).toBe(1 / 24);
  });
});

describe('a common order', () => {
  const chef = (text = '') => aPoint({ level: 'ENHETSCHEF', conditions: villkor(text) });
  const practice = [
    kommun('1', aPoint({ conditions: villkor('BELOPP_MAX=5000|SAMRAD_MED=jurist') })),
    kommun('2', chef('BELOPP_MAX=10000')),
    kommun('3', chef('BELOPP_MAX=20000|ALDER_MIN=18')),
    { kommunCode: '4', order: null },
  ];
  const proposed = (principle: Parameters<typeof proposeCommonOrder>[1], kommuner = practice) => {
    const proposal = proposeCommonOrder(kommuner, principle);
    const { level, conditions, changes } = proposal.points.find(({ kind }) => kind === 'D07')!;
    return [
      level,
      conditions.map(({ type, value }) => `${type} ${value}`),
      changes.map(({ kommunCode }) => kommunCode),
    ];
  };

  it('by fewest changes, strictest or most delegated', () => {
    expect(proposed('FEWEST_CHANGES')).toEqual(['ENHETSCHEF', ['BELOPP_MAX 10000'], ['1', '3', '4']]);
    expect(proposed('STRICTEST')).toEqual(['NAMND', [], ['1', '2', '3']]);
    expect(proposed('MOST_DELEGATED')).toEqual([
      'HANDLAGGARE',
      ['BELOPP_MAX 5000', 'SAMRAD_MED jurist'],
      ['2', '3', '4'],
    ]);
  });

  it('takes the tightest limits together, or the widest that all have', () => {
    const two = practice.slice(1, 3);
    expect(proposed('STRICTEST', two)).toEqual([
      'ENHETSCHEF',
      ['BELOPP_MAX 10000', 'ALDER_MIN 18'],
      ['2', '3'],
    ]);
    expect(proposed('MOST_DELEGATED', two)).toEqual(['ENHETSCHEF', ['BELOPP_MAX 20000'], ['2', '3']]);
  });

  it('tells each kommun how many kinds it would have to change', () => {
    const { changesByKommun } = proposeCommonOrder(practice, 'FEWEST_CHANGES');
    expect(changesByKommun.map(({ kinds }) => kinds)).toEqual([1, 0, 1, 1]);
  });

  it('proposes the more cautious level on a tie', () => {
    expect(proposed('FEWEST_CHANGES', [kommun('1', aPoint()), kommun('2', chef())])[0]).toBe('ENHETSCHEF');
  });
});

describe('the watch over repealed lagrum', () => {
  const watch = (
    lagrum: string,
    { adoptedOn = '2024-01-01', day = on, kindText = null as string | null } = {},
  ) =>
    watchLagrum({ adoptedOn, points: [aPoint({ lagrum: [lagrum], kindText })] }, day).map(
      ({ suggestion, confidence }) => [suggestion, confidence],
    );
  it.each([
    ['SoL 2001:453 4 kap. 1 §', [['SoL 11 kap. 1 §', 'CERTAIN']]],
    ['SoL 4:1', [['SoL 11 kap. 1 §', 'CERTAIN']]],
    ['SoL 4 kap 2 §', [['SoL 11 kap. 4 §', 'LIKELY']]],
    ['SoL 11 kap. 11 §', [['SoL 15 kap. 10-12 §§', 'CERTAIN']]],
    ['SoL 99 kap. 1 §', [[null, null]]],
    ['KL 1991:900 6 kap. 33 §', [['KL 6 kap. 37 §', 'CERTAIN']]],
    ['KL 6 kap 33 §', [['KL 6 kap. 37 §', 'CERTAIN']]],
    ['SoL 2025:400 11 kap. 1 §', []],
    ['SoL 11 kap. 1 §', []],
    ['LSS 9 § 3', []],
    ['KL 6 kap. 37 §', []],
  ])('%s', (lagrum, expected) => {
    expect(watch(lagrum)).toEqual(expected);
  });

  it('knows the day, the act in force when the order was adopted, and what the point is about', () => {
    expect(watch('SoL 4 kap. 1 §', { day: '2025-06-30' })).toEqual([]);
    expect(watch('SoL 4 kap. 1 §', { day: '2025-07-01' })).toHaveLength(1);
    expect(watch('SoL 4 kap. 1 §', { adoptedOn: '2025-07-01' })).toEqual([]);
    expect(watch('SoL 4 kap. 1 §', { kindText: 'Ekonomiskt bistånd' })).toEqual([
      ['SoL 12 kap. 1 §', 'CERTAIN'],
    ]);
  });
});

describe('suggested kinds', () => {
  it.each([
    [['LSS 9 § 3'], 'Ledsagning', ['D07 BOTH']],
    [['LSS 9 § 3–5'], 'Insatser', ['D07 LAGRUM', 'D08 LAGRUM', 'D09 LAGRUM']],
    [['LSS 9 § 2'], 'Neka assistans', ['D03 BOTH']],
    [['LSS 9 § 2'], null, ['D02 LAGRUM', 'D03 LAGRUM', 'D04 LAGRUM', 'D05 LAGRUM']],
    [['LSS 9 § 10'], null, ['D15 LAGRUM']],
    [['LSS 16 §'], null, ['D16 LAGRUM']],
    [['LSS 16 a–c §§'], null, ['D17 LAGRUM']],
    [['SoL 4 kap. 1 §'], 'Boendestöd', ['D23 BOTH']],
    [[], 'Tillfälligt fler assistanstimmar', ['D04 TEXT']],
    [['TF 2 kap.'], 'Utlämnande av allmän handling', []],
  ])('of %o "%s"', (lagrum, kindText, expected) => {
    expect(suggestKinds({ lagrum, kindText }).map(({ kind, by }) => `${kind} ${by}`)).toEqual(expected);
  });
});
