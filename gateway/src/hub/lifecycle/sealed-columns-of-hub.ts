import { type SealedColumn, sealedColumns } from '@kommunhub/subgraph-kit';
import { tableSpecs } from '../parts.js';

const ofNamnd = { namnd: 'namnd_id' };

/** Sealed columns that no record of a source fills. A renewal refuses to begin while one is missing here. */
const others: readonly SealedColumn[] = [
  ...['input_cipher', 'calculation_cipher', 'motivation_cipher'].map((column) => ({
    ...{ ...ofNamnd, table: 'sjukloner.claims', column },
    place: { table: 'sjukloner.claims', id: 'id', column },
  })),
  {
    // What the claim said, as it was sealed there.
    ...{ ...ofNamnd, table: 'sjukloner.claim_events', column: 'earlier_input_cipher' },
    place: { table: 'sjukloner.claims', id: 'claim_id', column: 'input_cipher' },
  },
  {
    ...{ ...ofNamnd, table: 'delegation.reported_decisions', column: 'case_number_cipher' },
    place: { table: 'delegation.reported_decisions', id: 'decision_id', column: 'case_number_cipher' },
  },
];

/** Every sealed column of the whole hub. */
export const sealedColumnsOfHub = sealedColumns(tableSpecs, others);
