import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSjuklonPolicy, defaultSjuklonPolicy } from './index.js';

const shipped: unknown = JSON.parse(
  readFileSync(new URL('../../data/sjuklon-policy.json', import.meta.url), 'utf8'),
);

function faultsOf(policy: unknown): readonly string[] {
  const checked = checkSjuklonPolicy(policy);
  return checked.kind === 'rejected' ? checked.faults.map(({ path, code }) => `${path} ${code}`) : [];
}

describe('the policy file', () => {
  it('that is shipped sets every key to the default', () => {
    expect(shipped).toEqual(defaultSjuklonPolicy);
    expect(checkSjuklonPolicy(shipped)).toEqual({ kind: 'value', value: defaultSjuklonPolicy });
  });

  it('may name the keys that differ only', () => {
    const godkandaAvtal = [{ namn: 'Fremia', semester: '0.130', pension: null }];
    expect(checkSjuklonPolicy({ semesterBas: 'B', ansokningsfristManader: null, godkandaAvtal })).toEqual({
      kind: 'value',
      value: {
        ...defaultSjuklonPolicy,
        semesterBas: 'B',
        ansokningsfristManader: null,
        godkandaAvtal: [{ namn: 'Fremia', semester: '0.13', pension: null, forsakring: null }],
      },
    });
  });

  it('may require documents by codes of its own, with the letters of the language', () => {
    const checked = checkSjuklonPolicy({ kravdaDokument: ['LAKARINTYG', 'LO\u0308NELISTA', 'blankett-2'] });
    expect(checked).toMatchObject({
      value: { kravdaDokument: ['LAKARINTYG', 'L\u00d6NELISTA', 'blankett-2'] },
    });
  });

  it('is refused with all faults at once, without the values', () => {
    const faults = faultsOf({
      semesterBas: 'C',
      semesterProcentMax: '12',
      godkandaAvtal: [{ semester: '0.13' }, { namn: 'X', pension: '-1', extra: 1 }],
      jourIngar: 'ja',
      vikarieToleransMin: 61,
      lakarintygFranDag: 16,
      ansokningsfristManader: 0,
      kravdaDokument: ['EN BLANKETT'],
      toleransKr: '0.001',
      okand: true,
    });
    expect(faults).toEqual([
      ' FIELD_UNKNOWN',
      'semesterBas CODE_UNKNOWN',
      'semesterProcentMax RATE_ABOVE_ONE',
      'godkandaAvtal.0.namn VALUE_MISSING',
      'godkandaAvtal.1 FIELD_UNKNOWN',
      'godkandaAvtal.1.pension NEGATIVE',
      'jourIngar VALUE_TYPE',
      'vikarieToleransMin OUT_OF_RANGE',
      'lakarintygFranDag OUT_OF_RANGE',
      'ansokningsfristManader OUT_OF_RANGE',
      'kravdaDokument.0 DOCUMENT_CODE',
      'toleransKr DECIMAL_TOO_FINE',
    ]);
    expect(faultsOf([])).toEqual([' VALUE_TYPE']);
  });
});
