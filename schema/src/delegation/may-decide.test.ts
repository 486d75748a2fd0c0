import { describe, expect, it } from 'vitest';
import type { MandateQuestion } from './mandate.js';
import { mayDecide } from './may-decide.js';
import type { DelegationPointRecord } from './order-record.js';
import { aPoint, aQuestion, ask, conditionsIn, short } from './testing/mandate-builders.js';

const byHandlaggare = aPoint();
const byChef = aPoint({ number: '2', level: 'ENHETSCHEF' });
const upTo20 = aPoint({ conditions: conditionsIn('TIMMAR_VECKA_MAX=20') });

describe('KL 6 kap. 37 §: who may decide', () => {
  it.each<[string, Partial<MandateQuestion>, DelegationPointRecord[], unknown[]]>([
    ['at the level of the point', {}, [byHandlaggare], ['OK', 'HANDLAGGARE']],
    ['above the level', { role: 'ENHETSCHEF' }, [byHandlaggare], ['OK', 'HANDLAGGARE']],
    ['below the level', {}, [byChef], ['FEL_NIVA', 'ENHETSCHEF']],
    ['an explicit level wins over the role', { level: 'ENHETSCHEF' }, [byChef], ['OK', 'ENHETSCHEF']],
    [
      'a lower explicit level too',
      { role: 'ENHETSCHEF', level: 'HANDLAGGARE' },
      [byChef],
      ['FEL_NIVA', 'ENHETSCHEF'],
    ],
    [
      'gruppledare and förste handläggare are one step',
      { role: 'GRUPPLEDARE' },
      [aPoint({ level: 'FORSTE_HANDLAGGARE' })],
      ['OK', 'FORSTE_HANDLAGGARE'],
    ],
    [
      'and the other way',
      { role: 'FORSTE_HANDLAGGARE' },
      [aPoint({ level: 'GRUPPLEDARE' })],
      ['OK', 'GRUPPLEDARE'],
    ],
    ['a position without level', { role: 'KOORDINATOR' }, [byHandlaggare], ['FEL_NIVA', 'HANDLAGGARE']],
    ['no role and no level', { role: null }, [byHandlaggare], ['FEL_NIVA', 'HANDLAGGARE']],
    ['no point for the kind', { kind: 'D16' }, [byHandlaggare], ['EJ_DELEGERAD', 'NAMND']],
    ['the nämnd, without a point', { role: 'NAMND', kind: 'D16' }, [byHandlaggare], ['OK', 'NAMND']],
    ['the nämnd, where a delegate may too', { role: 'NAMND' }, [byChef], ['OK', 'ENHETSCHEF']],
    ['the nämnd, past a broken condition', { role: 'NAMND', hoursPerWeek: '80' }, [upTo20], ['OK', 'NAMND']],
    ['a point that is not mapped', {}, [aPoint({ kinds: [] })], ['EJ_DELEGERAD', 'NAMND']],
    [
      'D12 by the handläggare where the order says utskott',
      { kind: 'D12' },
      [aPoint({ kinds: ['D12'], level: 'UTSKOTT' })],
      ['FEL_NIVA', 'UTSKOTT'],
    ],
    [
      'ordförande as an ordinary delegate',
      { role: 'ORDFORANDE' },
      [aPoint({ level: 'ORDFORANDE' })],
      ['OK', 'ORDFORANDE'],
    ],
  ])('%s', (_title, facts, points, expected) => {
    expect(short(ask(facts, points))).toEqual(expected);
  });

  it('says of an urgent matter what is missing, in both directions', () => {
    const urgent = [aPoint({ level: 'ORDFORANDE_BRADSKANDE' })];
    expect(ask({ role: 'ORDFORANDE' }, urgent).explanation).toContain('gäller brådskande ärenden');
    expect(ask({ level: 'ORDFORANDE_BRADSKANDE' }, [byHandlaggare]).explanation).toContain(
      'bara när ärendet är brådskande',
    );
  });

  it('without an order in force nobody but the nämnd', () => {
    expect(short(mayDecide(aQuestion(), null, []))).toEqual(['INGEN_ORDNING', 'NAMND']);
    expect(mayDecide(aQuestion({ role: 'NAMND' }), null, []).allowed).toBe(true);
  });
});

describe('KL 6 kap. 39 §: urgent matters', () => {
  const urgent = aPoint({ level: 'ORDFORANDE_BRADSKANDE' });
  const utskott = aPoint({ number: '2', level: 'UTSKOTT' });
  it.each<[string, Partial<MandateQuestion>, DelegationPointRecord[], unknown[]]>([
    [
      'counts when urgent',
      { level: 'ORDFORANDE_BRADSKANDE', urgent: true },
      [urgent],
      ['OK', 'ORDFORANDE_BRADSKANDE'],
    ],
    ['ordförande too', { role: 'ORDFORANDE', urgent: true }, [urgent], ['OK', 'ORDFORANDE_BRADSKANDE']],
    ['does not count otherwise', { role: 'ORDFORANDE', urgent: false }, [urgent], ['EJ_DELEGERAD', 'NAMND']],
    ['asks when it is not told', { role: 'ORDFORANDE' }, [urgent], ['EJ_DELEGERAD', 'NAMND', 'urgent']],
    [
      'gives no level without urgency',
      { level: 'ORDFORANDE_BRADSKANDE' },
      [byHandlaggare],
      ['FEL_NIVA', 'HANDLAGGARE', 'urgent'],
    ],
    [
      'beside utskott is no contradiction',
      { role: 'ORDFORANDE', urgent: true },
      [urgent, utskott],
      ['OK', 'ORDFORANDE_BRADSKANDE'],
    ],
    [
      'beside utskott, not urgent',
      { role: 'ORDFORANDE', urgent: false },
      [urgent, utskott],
      ['FEL_NIVA', 'UTSKOTT'],
    ],
  ])('%s', (_title, facts, points, expected) => {
    expect(short(ask(facts, points))).toEqual(expected);
  });
});

describe('conditions', () => {
  it.each<[string, Partial<MandateQuestion>, Partial<MandateQuestion>, string]>([
    ['BELOPP_MAX=5000', { amount: '5000' }, { amount: '5000.01' }, 'amount'],
    ['TIMMAR_VECKA_MAX=20', { hoursPerWeek: '20' }, { hoursPerWeek: '20.0001' }, 'hoursPerWeek'],
    ['TID_MAX_MANADER=3', { months: 3 }, { months: 4 }, 'months'],
    ['ENDAST_BIFALL', { outcome: 'BIFALL' }, { outcome: 'DELVIS_BIFALL' }, 'outcome'],
    ['ENDAST_AVSLAG', { outcome: 'AVSLAG' }, { outcome: 'AVVISNING' }, 'outcome'],
    ['ALDER_MAX=21', { age: 21 }, { age: 22 }, 'age'],
    ['ALDER_MIN=18', { age: 18 }, { age: 17 }, 'age'],
    ['EGEN_REGI', { ownRegi: true }, { ownRegi: false }, 'ownRegi'],
    [
      'INOM_RAMAVTAL',
      { withinFrameworkAgreement: true },
      { withinFrameworkAgreement: false },
      'withinFrameworkAgreement',
    ],
  ])('%s holds on its border, breaks beyond it, and asks for its fact', (text, holds, breaks, fact) => {
    const points = [aPoint({ conditions: conditionsIn(text) })];
    expect(short(ask(holds, points))).toEqual(['OK', 'HANDLAGGARE']);
    expect(short(ask(breaks, points))).toEqual(['VILLKOR_BRUTET', 'NAMND']);
    expect(short(ask({}, points))).toEqual(['VILLKOR_BRUTET', 'HANDLAGGARE', fact]);
    expect(ask(breaks, points).broken).toHaveLength(1);
  });

  it.each<[string, Partial<MandateQuestion>, Partial<MandateQuestion>]>([
    ['SAMRAD_MED=Jurist', { consulted: ['chef', ' jurist '] }, { consulted: ['chef'] }],
    ['SAMRAD_MED', { consulted: ['någon'] }, { consulted: [] }],
    ['INOM_RIKTLINJE=4 timmar', { withinGuideline: true }, { withinGuideline: false }],
  ])('%s is to confirm when nothing was told', (text, holds, breaks) => {
    const points = [aPoint({ conditions: conditionsIn(text) })];
    expect(ask({}, points).toConfirm).toEqual([
      expect.stringContaining(text),
      expect.stringContaining('6 kap. 38 §'),
    ]);
    expect(ask(holds, points).toConfirm).toEqual([expect.stringContaining('6 kap. 38 §')]);
    expect(ask(breaks, points).reason).toBe('VILLKOR_BRUTET');
  });

  it('are all to be met, and a level that does not fit is told first', () => {
    const both = [
      aPoint({ level: 'ENHETSCHEF', conditions: conditionsIn('TIMMAR_VECKA_MAX=20|ENDAST_BIFALL') }),
    ];
    expect(short(ask({ hoursPerWeek: '21' }, both))).toEqual(['FEL_NIVA', 'NAMND']);
    expect(short(ask({ role: 'ENHETSCHEF', hoursPerWeek: '21' }, both))).toEqual([
      'VILLKOR_BRUTET',
      'NAMND',
      'outcome',
    ]);
    expect(short(ask({ role: 'ENHETSCHEF', hoursPerWeek: '20', outcome: 'BIFALL' }, both))).toEqual([
      'OK',
      'ENHETSCHEF',
    ]);
  });

  it('make tiers, not contradictions: few hours by the handläggare, more by the chef', () => {
    const tiers = [upTo20, byChef];
    expect(short(ask({ hoursPerWeek: '20' }, tiers))).toEqual(['OK', 'HANDLAGGARE']);
    expect(short(ask({ hoursPerWeek: '20.5' }, tiers))).toEqual(['VILLKOR_BRUTET', 'ENHETSCHEF']);
    expect(short(ask({ hoursPerWeek: '20.5', role: 'ENHETSCHEF' }, tiers))).toEqual(['OK', 'ENHETSCHEF']);
    expect(ask({ hoursPerWeek: '10', role: 'ENHETSCHEF' }, tiers).point?.number).toBe('1');
    const chefUpTo40 = aPoint({ ...byChef, conditions: conditionsIn('TIMMAR_VECKA_MAX=40') });
    expect(ask({ hoursPerWeek: '45', role: 'ENHETSCHEF' }, [upTo20, chefUpTo40])).toMatchObject({
      reason: 'VILLKOR_BRUTET',
      lowestLevel: 'NAMND',
      point: { number: '2' },
    });
  });
});

describe('contradictions: same people, same conditions, different level', () => {
  const points = [byHandlaggare, byChef];
  it.each([
    ['LSS_HANDLAGGARE', ['MOTSTRIDIGA_PUNKTER', 'ENHETSCHEF']],
    ['GRUPPLEDARE', ['MOTSTRIDIGA_PUNKTER', 'ENHETSCHEF']],
    ['ENHETSCHEF', ['OK', 'ENHETSCHEF']],
    ['ADMINISTRATOR', ['FEL_NIVA', 'ENHETSCHEF']],
  ] as const)('%s', (role, expected) => {
    expect(short(ask({ role }, points))).toEqual(expected);
    expect(short(ask({ role }, points.toReversed()))).toEqual(expected);
  });

  it('are none between levels of one step, own and external delegates, or other conditions', () => {
    const sameStep = [aPoint({ level: 'GRUPPLEDARE' }), aPoint({ number: '2', level: 'FORSTE_HANDLAGGARE' })];
    expect(short(ask({ role: 'GRUPPLEDARE' }, sameStep))).toEqual(['OK', 'FORSTE_HANDLAGGARE']);
    const external = [byHandlaggare, aPoint({ level: 'ENHETSCHEF', externalKommunCode: '2080' })];
    expect(ask({}, external).reason).toBe('OK');
    const order = [
      aPoint({ conditions: conditionsIn('EGEN_REGI|ENDAST_BIFALL') }),
      aPoint({ level: 'ENHETSCHEF', conditions: conditionsIn('ENDAST_BIFALL|EGEN_REGI') }),
    ];
    expect(ask({ ownRegi: true, outcome: 'BIFALL' }, order).reason).toBe('MOTSTRIDIGA_PUNKTER');
    expect(ask({ ownRegi: false, outcome: 'BIFALL' }, order).reason).toBe('VILLKOR_BRUTET');
  });

  it('do not stand in the way of another point that fits', () => {
    const points = [byHandlaggare, byChef, aPoint({ number: '3', conditions: conditionsIn('EGEN_REGI') })];
    expect(short(ask({ ownRegi: true }, points))).toEqual(['OK', 'HANDLAGGARE']);
  });
});
