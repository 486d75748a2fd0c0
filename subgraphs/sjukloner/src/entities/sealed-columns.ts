import type { SealedColumn } from '@kommunhub/subgraph-kit';

const ofClaim = (column: string): SealedColumn => ({
  ...{ table: 'sjukloner.claims', column, namnd: 'namnd_id' },
  place: { table: 'sjukloner.claims', id: 'id', column },
});

/** The encrypted columns of this subgraph, for the renewal of a nämnd's data key. */
export const sjuklonerSealedColumns: readonly SealedColumn[] = [
  ofClaim('input_cipher'),
  ofClaim('calculation_cipher'),
  ofClaim('motivation_cipher'),
  {
    ...{ table: 'sjukloner.claim_events', column: 'earlier_input_cipher', namnd: 'namnd_id' },
    // It was sealed as the claim's own input and moved as it was.
    place: { table: 'sjukloner.claims', id: 'claim_id', column: 'input_cipher' },
  },
];
