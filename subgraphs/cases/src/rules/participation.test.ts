import { expect, it } from 'vitest';
import { participatingKommuner } from './participation.js';

const agreements = [
  { homeKommunCode: '2082', performingKommunCode: '2081', kinds: ['D02', 'D05'] },
  { homeKommunCode: '2026', performingKommunCode: '2080', kinds: ['D05'] },
  { homeKommunCode: '2029', performingKommunCode: '2080', kinds: ['D07'] },
];

it('counts both sides of every agreement on another kind than D05 as taking part in LSS', () => {
  expect([...participatingKommuner(agreements, 'LSS')].sort()).toEqual(['2029', '2080', '2081', '2082']);
});

it('counts both sides of every agreement on D05 as taking part in sjuklön', () => {
  expect([...participatingKommuner(agreements, 'SJUKLON')].sort()).toEqual(['2026', '2080', '2081', '2082']);
});
