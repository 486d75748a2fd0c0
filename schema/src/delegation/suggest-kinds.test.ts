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
    [['9 § 4 p LSS'], null, ['D08 LAGRUM']],
    [['LSS 9:4'], null, ['D08 LAGRUM']],
    [['9 §§ 3–7 LSS'], null, ['D07 LAGRUM', 'D08 LAGRUM', 'D09 LAGRUM', 'D10 LAGRUM', 'D11 LAGRUM']],
    [['9 § punkt 3, 5 och 10 LSS'], null, ['D07 LAGRUM', 'D09 LAGRUM', 'D15 LAGRUM']],
    [['16 a § LSS'], null, ['D17 LAGRUM']],
    [['16 § LSS'], null, ['D16 LAGRUM']],
    [['37 § FL'], null, ['D19 LAGRUM']],
    [['KL 6:38 p 2'], null, ['D20 LAGRUM']],
    [['SoL 11:1'], null, ['D23 LAGRUM']],
    [[], 'Beslut om insatser enligt 9 § 3–5 LSS', ['D07 TEXT', 'D08 TEXT', 'D09 TEXT']],
    [[], 'Personlig assistans', ['D02 TEXT', 'D03 TEXT']],
    [[], 'Bostad med särskild service för barn eller ungdomar', ['D12 TEXT']],
    [['TF 2 kap.'], 'Utlämnande av allmän handling', []],
  ])('of %o "%s"', (lagrum, kindText, expected) => {
    expect(suggestKinds({ lagrum, kindText }).map(({ kind, by }) => `${kind} ${by}`)).toEqual(expected);
  });
});
