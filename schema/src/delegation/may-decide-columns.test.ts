import { describe, expect, it } from 'vitest';
import type { MandateQuestion } from './mandate.js';
import type { AgreementParties } from './may-decide.js';
import type { DelegationPointRecord } from './order-record.js';
import { agreement, aPoint, ask, short } from './testing/mandate-builders.js';

const byHandlaggare = aPoint();
const byChef = aPoint({ number: '2', level: 'ENHETSCHEF' });

describe('KL 9 kap. 37 §: employees of another kommun', () => {
  const external = aPoint({ number: '9', externalKommunCode: '2080' });
  const inFalun = { employerKommunCode: '2080' };
  it.each<[string, Partial<MandateQuestion>, DelegationPointRecord[], AgreementParties[], unknown[]]>([
    ['with agreement and point', inFalun, [external], [agreement], ['OK', 'HANDLAGGARE']],
    ['without agreement', inFalun, [external], [], ['EXTERN_UTAN_AVTAL', 'NAMND']],
    ['agreement but no point', inFalun, [byHandlaggare], [agreement], ['EJ_DELEGERAD', 'NAMND']],
    [
      'agreement about another kind',
      inFalun,
      [external],
      [{ ...agreement, kinds: ['D05'] }],
      ['EXTERN_UTAN_AVTAL', 'NAMND'],
    ],
    [
      'agreement the other way round',
      inFalun,
      [external],
      [{ ...agreement, homeKommunCode: '2080', performingKommunCode: '2082' }],
      ['EXTERN_UTAN_AVTAL', 'NAMND'],
    ],
    [
      'the day after the agreement',
      { ...inFalun, on: '2026-03-02' },
      [external],
      [agreement],
      ['EXTERN_UTAN_AVTAL', 'NAMND'],
    ],
    [
      'the day before it',
      { ...inFalun, on: '2025-05-31' },
      [external],
      [agreement],
      ['EXTERN_UTAN_AVTAL', 'NAMND'],
    ],
    ['its first day', { ...inFalun, on: '2025-06-01' }, [external], [agreement], ['OK', 'HANDLAGGARE']],
    [
      'below the level of the point',
      inFalun,
      [aPoint({ externalKommunCode: '2080', level: 'ENHETSCHEF' })],
      [agreement],
      ['FEL_NIVA', 'ENHETSCHEF'],
    ],
    ['an external point is not for the own people', {}, [external], [agreement], ['EJ_DELEGERAD', 'NAMND']],
    [
      'nor for a third kommun',
      { employerKommunCode: '2081' },
      [external],
      [{ ...agreement, performingKommunCode: '2081' }],
      ['EJ_DELEGERAD', 'NAMND'],
    ],
    [
      'those elected there decide nothing here',
      { ...inFalun, role: 'NAMND' },
      [external],
      [agreement],
      ['FEL_NIVA', 'HANDLAGGARE'],
    ],
    [
      'the own kommun as employer is no external',
      { employerKommunCode: '2082' },
      [byHandlaggare],
      [],
      ['OK', 'HANDLAGGARE'],
    ],
    [
      'nor a kommun of the same gemensam nämnd',
      { kommunCode: '2034', servedKommunCodes: ['2062', '2034'], employerKommunCode: '2062' },
      [byHandlaggare],
      [],
      ['OK', 'HANDLAGGARE'],
    ],
  ])('%s', (_title, facts, points, agreements, expected) => {
    expect(short(ask(facts, points, agreements))).toEqual(expected);
  });
});

describe('no column of a point is decorative', () => {
  const answers = (one: Partial<DelegationPointRecord>, facts: Partial<MandateQuestion> = {}) =>
    ask(facts, [aPoint(one)]);

  it('ersattare lets the deputy decide when the delegate is away', () => {
    const facts = { asDeputy: true };
    expect(answers({ level: 'ENHETSCHEF' }, facts).reason).toBe('FEL_NIVA');
    const named = answers({ level: 'ENHETSCHEF', deputy: 'Handläggare Norr' }, facts);
    expect([named.reason, named.toConfirm[0]]).toEqual(['OK', expect.stringContaining('Handläggare Norr')]);
    expect(answers({ level: 'ENHETSCHEF', deputy: 'Handläggare Norr' }).reason).toBe('FEL_NIVA');
  });

  it('vidaredelegation lets an employee decide for the förvaltningschef, and for nobody else (KL 7 kap. 6 §)', () => {
    const facts = { subDelegated: true };
    const lawful = answers({ level: 'FORVALTNINGSCHEF', subDelegation: true }, facts);
    expect([lawful.reason, lawful.lagrum]).toEqual(['OK', expect.arrayContaining(['KL 7 kap. 6 §'])]);
    expect(answers({ level: 'FORVALTNINGSCHEF' }, facts).reason).toBe('FEL_NIVA');
    const unlawful = answers({ level: 'ENHETSCHEF', subDelegation: true }, facts);
    expect([unlawful.reason, unlawful.explanation]).toEqual([
      'FEL_NIVA',
      expect.stringContaining('bara en förvaltningschef'),
    ]);
    expect(answers({ level: 'ENHETSCHEF', subDelegation: true }, { role: 'ENHETSCHEF' }).reason).toBe('OK');
  });

  it('number, text, delegate, deputy and note are told; lagrum is the ground', () => {
    const { explanation, lagrum } = answers({
      number: '4.2',
      kindText: 'Stöd',
      delegate: 'LSS-enheten',
      deputy: 'Annan',
      note: 'Se riktlinje',
    });
    expect(explanation).toBe(
      'LSS-handläggare får besluta: Personlig assistans, bifall (D02), enligt punkt 4.2 ("Stöd") i ordningen 2025:1, som delegerar till handläggare. Delegat: LSS-enheten. Ersättare när delegaten är borta: Annan. Anmärkning: Se riktlinje.',
    );
    expect(lagrum).toEqual(['LSS 9 § 2', 'KL 7 kap. 5 §']);
  });

  it('the answer holds while order and agreement do', () => {
    const { validFrom, validTo, version } = ask(
      { employerKommunCode: '2080' },
      [aPoint({ externalKommunCode: '2080' })],
      [agreement],
    );
    expect([version, validFrom, validTo]).toEqual(['2025:1', '2025-06-01', '2026-03-01']);
    expect(ask({}, [byHandlaggare])).toMatchObject({ validFrom: '2025-01-01', validTo: '2026-12-31' });
  });

  it.each([
    [{ level: 'UTSKOTT' } as const, { role: 'UTSKOTT' } as const, 'KL 6 kap. 37 §'],
    [
      { level: 'ORDFORANDE_BRADSKANDE' } as const,
      { role: 'ORDFORANDE', urgent: true } as const,
      'KL 6 kap. 39 §',
    ],
  ])('the mandate itself has a lagrum: %o', (point, facts, lagrum) => {
    expect(answers(point, facts).lagrum).toContain(lagrum);
  });

  it('says of every allowed mandate what no order may delegate', () => {
    expect(ask({}, [byHandlaggare]).toConfirm.at(-1)).toMatch(/^KL 6 kap\. 38 § p 3/);
    expect(ask({ role: 'NAMND' }, []).toConfirm.at(-1)).toMatch(/^KL 6 kap\. 38 § p 3/);
    expect(ask({}, [byChef]).toConfirm).toEqual([]);
  });
});
