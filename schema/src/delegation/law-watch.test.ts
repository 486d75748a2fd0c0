import { describe, expect, it } from 'vitest';
import { watchLagrum } from './law-watch.js';
import { aPoint } from './testing/mandate-builders.js';

const on = '2026-03-01';

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
    ['SoL 3:6b', [['SoL 13 kap. 7 §', 'CERTAIN']]],
    ['SoL 11 kap. 11 §', [['SoL 15 kap. 10-12 §§', 'CERTAIN']]],
    ['SoL 99 kap. 1 §', [[null, null]]],
    ['KL 1991:900 6 kap. 33 §', [['KL 6 kap. 37 §', 'CERTAIN']]],
    ['KL 6 kap 33 §', [['KL 6 kap. 37 §', 'CERTAIN']]],
    ['6 kap 33 §', [['KL 6 kap. 37 §', 'CERTAIN']]],
    ['6 kap. 33-34 §§ kommunallagen', [['KL 6 kap. 37 §', 'CERTAIN']]],
    ['4 kap 1 § SoL', [['SoL 11 kap. 1 §', 'CERTAIN']]],
    ['socialtjänstlagen (2001:453) 4:1', [['SoL 11 kap. 1 §', 'CERTAIN']]],
    ['KL 2017:725 6 kap. 33 §', []],
    ['SoL 2025:400 11:1', []],
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
