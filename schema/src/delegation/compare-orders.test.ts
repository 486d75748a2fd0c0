import { describe, expect, it } from 'vitest';
import { type ComparedKommun, compareOrders, similarities } from './compare-orders.js';
import { decisionKindCodes } from './decision-kinds.js';
import type { DelegationPointRecord } from './order-record.js';
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
    const limited = aPoint({ conditions: conditionsIn('ALDER_MAX=21') });
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
    expect(statusOf(chef, aPoint({ conditions: conditionsIn('TIMMAR_VECKA_MAX=20') }))).toEqual([
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

  it('reads the orders of all nämnder of a kommun, as where children and adults are different ones’', () => {
    const children = kommun('1', aPoint({ kinds: ['D12'], level: 'UTSKOTT', lagrum: ['SoL 2001:453 4:1'] }));
    const adults = kommun('1', aPoint({ kinds: ['D13'], level: 'ENHETSCHEF' }));
    const both = { ...children, otherOrders: [adults.order!] };
    const levelOf = (kind: string) => rowOf([both], kind).cells[0]?.level;
    expect([levelOf('D12'), levelOf('D13'), levelOf('D07')]).toEqual(['UTSKOTT', 'ENHETSCHEF', null]);
    // Points of two orders share their numbers, not their faults.
    expect([told([both], 'D12'), told([both], 'D13')]).toEqual([['LAGRUM_GAMMALT 1'], []]);
  });

  const shareOf = (...pair: ComparedKommun[]) => similarities(pair)[0]?.share;
  it('tells how alike two kommuner are: level and conditions', () => {
    const one = kommun('1', aPoint({ kinds: ['D07', 'D08'] }));
    expect(shareOf(one, kommun('2', aPoint({ kinds: ['D07', 'D08'] })))).toBe(2 / 24);
    expect(
      shareOf(one, kommun('2', aPoint(), aPoint({ kinds: ['D08'], conditions: conditionsIn('EGEN_REGI') }))),
    ).toBe(1 / 24);
  });
});
