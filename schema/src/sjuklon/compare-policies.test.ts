import { expect, it } from 'vitest';
import { aClaim } from '../../../test/sjuklon/a-claim.js';
import { comparePolicies, defaultSjuklonPolicy } from './index.js';

const a = { name: 'A', policy: defaultSjuklonPolicy };
const b = { name: 'B', policy: { ...defaultSjuklonPolicy, semesterBas: 'B' } as const };
const claims = [
  aClaim(),
  aClaim({ kommunCode: '2081' }),
  aClaim({ kommunCode: '2081', requestedAmount: '3000' }),
];

it('tells what each policy costs beside the first, in all and by kommun', () => {
  const { baseline, baselineTotal, policies } = comparePolicies(claims, [a, b]);
  expect({ baseline, baselineTotal }).toEqual({ baseline: 'FIRST', baselineTotal: '9358.62' });
  expect(policies).toEqual([
    {
      name: 'A',
      total: '9358.62',
      difference: '0.00',
      changedClaims: 0,
      byKommun: [
        { kommunCode: '2080', total: '3179.31', difference: '0.00' },
        { kommunCode: '2081', total: '6179.31', difference: '0.00' },
      ],
    },
    {
      name: 'B',
      total: '9812.82',
      difference: '454.20',
      changedClaims: 2,
      byKommun: [
        { kommunCode: '2080', total: '3406.41', difference: '227.10' },
        { kommunCode: '2081', total: '6406.41', difference: '227.10' },
      ],
    },
  ]);
});

it('tells what harmonising saves against each kommun’s own policy', () => {
  const own = ({ kommunCode }: { kommunCode: string }) => (kommunCode === '2080' ? b.policy : a.policy);
  const { baseline, policies, claims: rows } = comparePolicies(claims, [a], own);
  expect(baseline).toBe('OWN');
  expect(policies[0]).toMatchObject({ difference: '-227.10', changedClaims: 1 });
  expect(rows.map((row) => row.baseline)).toEqual(['3406.41', '3179.31', '3000.00']);
});

it('needs a policy, and takes no claims', () => {
  expect(() => comparePolicies(claims, [])).toThrow(RangeError);
  expect(comparePolicies([], [a]).policies[0]).toMatchObject({ total: '0.00', difference: '0.00' });
});
