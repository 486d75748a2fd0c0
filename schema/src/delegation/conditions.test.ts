import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conditionTypes,
  conditionUnits,
  type DelegationCondition,
  parseConditions,
  printConditions,
} from './conditions.js';

const codesOf = (text: string) => parseConditions(text).faults.map(({ path, code }) => `${path} ${code}`);

describe('the column villkor', () => {
  it('holds conditions joined by a bar', () => {
    expect(parseConditions('BELOPP_MAX=5000|TIMMAR_VECKA_MAX=20|ENDAST_BIFALL')).toEqual({
      conditions: [
        { type: 'BELOPP_MAX', value: '5000' },
        { type: 'TIMMAR_VECKA_MAX', value: '20' },
        { type: 'ENDAST_BIFALL', value: null },
      ],
      faults: [],
    });
  });
  it.each(['', '  '])('holds none when it is "%s"', (text) => {
    expect(parseConditions(text)).toEqual({ conditions: [], faults: [] });
  });
  it('reads numbers as Swedish files write them', () => {
    expect(parseConditions(' belopp_max = 5 000,50 kr | timmar_vecka_max=37,5').conditions).toEqual([
      { type: 'BELOPP_MAX', value: '5000.5' },
      { type: 'TIMMAR_VECKA_MAX', value: '37.5' },
    ]);
  });
  it('keeps a free text and lets it be left out', () => {
    expect(parseConditions('SAMRAD_MED=jurist = kommunens|INOM_RIKTLINJE').conditions).toEqual([
      { type: 'SAMRAD_MED', value: 'jurist = kommunens' },
      { type: 'INOM_RIKTLINJE', value: null },
    ]);
  });
  it('gives every fault with the place of its condition', () => {
    expect(
      codesOf('BELOPP=1|BELOPP_MAX|BELOPP_MAX=mycket|ENDAST_BIFALL=ja|TID_MAX_MANADER=1,5||ALDER_MAX=-1'),
    ).toEqual([
      'villkor.0 CONDITION_UNKNOWN',
      'villkor.1 CONDITION_VALUE_MISSING',
      'villkor.2 CONDITION_VALUE_INVALID',
      'villkor.3 CONDITION_VALUE_UNWANTED',
      'villkor.4 CONDITION_VALUE_INVALID',
      'villkor.5 CONDITION_UNKNOWN',
      'villkor.6 CONDITION_VALUE_INVALID',
    ]);
  });
  it.each([
    ['BELOPP_MAX=1|BELOPP_MAX=2', 'villkor CONDITION_TWICE'],
    ['ENDAST_BIFALL|ENDAST_AVSLAG', 'villkor CONDITION_CONTRADICTION'],
    ['ALDER_MIN=18|ALDER_MAX=9', 'villkor CONDITION_CONTRADICTION'],
  ])('cannot say %s', (text, fault) => {
    expect(codesOf(text)).toEqual([fault]);
  });
  it('may name several to consult', () => {
    expect(codesOf('SAMRAD_MED=jurist|SAMRAD_MED=gruppledare')).toEqual([]);
  });
  it('never repeats what was written', () => {
    const { faults } = parseConditions('XYZZY=1|BELOPP_MAX=XYZZY|EGEN_REGI=XYZZY');
    expect(faults).toHaveLength(3);
    expect(JSON.stringify(faults)).not.toContain('XYZZY');
  });
});

it('reads back what it prints', () => {
  const valueFor = (type: DelegationCondition['type']): fc.Arbitrary<DelegationCondition['value']> => {
    const unit = conditionUnits[type];
    if (unit === 'INGEN') return fc.constant(null);
    if (unit === 'FRITEXT') return fc.option(fc.stringMatching(/^[a-zåäö=]{1,12}$/u));
    return fc.integer({ min: 0, max: 17 }).map(String);
  };
  const some = fc.uniqueArray(fc.constantFrom(...conditionTypes)).chain((types) => {
    const allowed = types.filter((type) => type !== 'ENDAST_AVSLAG' && type !== 'ALDER_MIN');
    return fc.tuple(
      ...allowed.map((type) => valueFor(type).map((value): DelegationCondition => ({ type, value }))),
    );
  });
  fc.assert(
    fc.property(some, (conditions) => {
      expect(parseConditions(printConditions(conditions))).toEqual({ conditions, faults: [] });
    }),
  );
});
