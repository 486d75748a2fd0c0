import { describe, expect, it } from 'vitest';
import { decisionOutcomeTerms, insatser } from '../terms/index.js';
import { decisionKindOf, type KindFacts } from './decision-kind-of.js';
import { decisionKindByCode, decisionKindCodes } from './decision-kinds.js';

const aDecision = (facts: Partial<KindFacts>): KindFacts => ({
  insats: 'LSS_9_3',
  subtype: null,
  outcome: 'BIFALL',
  lagrum: 'LSS 9 § 3',
  ...facts,
});

it('knows 24 kinds', () => {
  expect(decisionKindCodes).toHaveLength(24);
  expect(decisionKindByCode('D05')).toBe('D05');
  expect(decisionKindByCode('D25')).toBeUndefined();
  expect(decisionKindByCode('toString')).toBeUndefined();
});

describe('the kind of a decision', () => {
  it.each([
    [{ insats: 'LSS_9_2', subtype: 'SJUKVIKARIE' }, 'D05'],
    [{ insats: 'LSS_9_2', subtype: 'SJUKVIKARIE', outcome: 'AVSLAG' }, 'D05'],
    [{ insats: 'LSS_9_2', subtype: 'TILLFALLIG_UTOKNING' }, 'D04'],
    [{ insats: 'LSS_9_2' }, 'D02'],
    [{ insats: 'LSS_9_2', outcome: 'DELVIS_BIFALL' }, 'D02'],
    [{ insats: 'LSS_9_2', outcome: 'AVSLAG' }, 'D03'],
    [{ insats: 'LSS_9_2', outcome: 'UPPHORANDE' }, 'D03'],
    [{ insats: 'LSS_9_3' }, 'D07'],
    [{ insats: 'LSS_9_4', outcome: 'AVSLAG' }, 'D08'],
    [{ insats: 'LSS_9_5' }, 'D09'],
    [{ insats: 'LSS_9_6', subtype: 'LAGER' }, 'D10'],
    [{ insats: 'LSS_9_7' }, 'D11'],
    [{ insats: 'LSS_9_8' }, 'D12'],
    [{ insats: 'LSS_9_9' }, 'D13'],
    [{ insats: 'LSS_9_10' }, 'D15'],
    [{ insats: 'SOL_BOENDESTOD', lagrum: 'SoL 11 kap. 1 §' }, 'D23'],
    [{ insats: 'SOL_HEMTJANST', lagrum: 'SoL 16 §' }, 'D23'],
    [{ insats: 'LSS_9_9', lagrum: 'LSS 16 §' }, 'D16'],
    [{ insats: 'LSS_9_9', lagrum: 'LSS 9 § 9, 16 c §' }, 'D13'],
    [{ insats: 'LSS_9_1' }, 'OKAND'],
    [{ insats: 'OKAND' }, 'OKAND'],
    [{ outcome: 'OKAND' }, 'OKAND'],
  ] satisfies [Partial<KindFacts>, string][])('of %o is %s', (facts, kind) => {
    expect(decisionKindOf(aDecision(facts))).toEqual({ kind, extraKinds: [] });
  });

  it('is found for every insats and outcome', () => {
    for (const insats of Object.keys(insatser) as KindFacts['insats'][]) {
      for (const outcome of Object.keys(decisionOutcomeTerms) as KindFacts['outcome'][]) {
        const { kind } = decisionKindOf(aDecision({ insats, outcome }));
        expect(insats === 'LSS_9_1' ? kind === 'OKAND' : decisionKindByCode(kind) === kind).toBe(true);
      }
    }
  });
});

describe('LSS 16 c, 17 §§: a place bought or lying elsewhere', () => {
  const elsewhere = { regi: null, executingKommunCode: '2080' } as const;
  const bought = { regi: 'ENSKILD_PLACERING', executingKommunCode: null } as const;
  const own = { regi: 'EGEN_REGI', executingKommunCode: null } as const;

  it.each([
    [[bought]],
    [[elsewhere]],
    [[own, bought]],
    [[{ regi: 'ANNAN_KOMMUN', executingKommunCode: null }]],
  ] as const)('adds D14 to a home: %o', (executions) => {
    expect(decisionKindOf(aDecision({ insats: 'LSS_9_9' }), executions)).toEqual({
      kind: 'D13',
      extraKinds: ['D14'],
    });
  });
  it('adds nothing to a home of the own kommun, to other insatser or to an unknown kind', () => {
    expect(decisionKindOf(aDecision({ insats: 'LSS_9_8' }), [own]).extraKinds).toEqual([]);
    expect(decisionKindOf(aDecision({ insats: 'LSS_9_3' }), [bought]).extraKinds).toEqual([]);
    expect(decisionKindOf(aDecision({ insats: 'LSS_9_9', outcome: 'OKAND' }), [bought]).extraKinds).toEqual(
      [],
    );
  });
});
