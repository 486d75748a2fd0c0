import { expect, it } from 'vitest';
import { SampleMask } from './sample-masking.js';

it('masks a personnummer that has landed in a field of codes', () => {
  const masked = new SampleMask('2026-11-22').mask({
    kind: 'staff',
    sourceId: 'H1',
    kommunCode: '2080',
    name: 'Hanna Handlagd',
    befattning: 'OKAND',
    befattningRaw: 'vik. för 811218-9876',
    fte: null,
    activeFrom: null,
    activeTo: null,
  });
  expect(masked).toMatchObject({ sourceId: 'id-1', name: '***', befattningRaw: '***', kommunCode: '2080' });
});
