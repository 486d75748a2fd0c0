import { describe, expect, it } from 'vitest';
import { type ComparedKommun } from './compare-orders.js';
import type { DelegationPointRecord } from './order-record.js';
import { proposeCommonOrder } from './propose-common-order.js';
import { aPoint as anyPoint, conditionsIn } from './testing/mandate-builders.js';

const aPoint = (changes: Partial<DelegationPointRecord> = {}) =>
  anyPoint({ kinds: ['D07'], kindText: null, lagrum: ['LSS 9 § 3'], ...changes });
const kommun = (kommunCode: string, ...points: DelegationPointRecord[]): ComparedKommun => ({
  kommunCode,
  order: {
    version: '1',
    adoptedOn: '2025-01-01',
    points: points.map((one, at) => ({ ...one, ordinal: at + 1 })),
  },
});

describe('a common order', () => {
  const chef = (text = '') => aPoint({ level: 'ENHETSCHEF', conditions: conditionsIn(text) });
  const practice = [
    kommun('1', aPoint({ conditions: conditionsIn('BELOPP_MAX=5000|SAMRAD_MED=jurist') })),
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
