import { describe, expect, it } from 'vitest';
import { suggestKinds } from './suggest-kinds.js';

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
