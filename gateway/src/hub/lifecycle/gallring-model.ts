import { recordKinds } from '@kommunhub/schema';
import type { GallringModel } from '@kommunhub/subgraph-kit';
import { tableSpecs } from '../parts.js';

const order = (kind: (typeof recordKinds)[number]) => recordKinds.indexOf(kind);

/**
 * What counts as a note on a person (LSS 21 c §): every date that a record
 * tells. Something goes on while a case is open, an insats is being given or
 * is interrupted. An insats that the code tables do not know may have been
 * bostad för barn (LSS 9 § 8), so it is kept like one.
 */
export const gallringModel: GallringModel = {
  specs: [...tableSpecs].sort((one, other) => order(one.kind) - order(other.kind)),
  number: { cipher: 'personnummer_cipher', hash: 'personnummer_hash' },
  notes: [
    {
      kind: 'case',
      lastOn: 'greatest(opened_on, closed_on)',
      isOpen: 'closed_on is null',
      isChildHousing: 'false',
    },
    {
      kind: 'investigation',
      lastOn: 'greatest(applied_on, opened_on, closed_on)',
      isOpen: 'closed_on is null',
      isChildHousing: 'false',
    },
    {
      kind: 'decision',
      lastOn: 'greatest(decided_on, valid_from, valid_to)',
      isOpen: 'false',
      isChildHousing: `insats in ('LSS_9_8', 'OKAND')`,
    },
    {
      kind: 'execution',
      lastOn: 'greatest(ordered_on, started_on, ended_on)',
      isOpen: 'started_on is not null and ended_on is null',
      isChildHousing: 'false',
    },
    { kind: 'followUp', lastOn: 'greatest(planned_on, done_on)', isOpen: 'false', isChildHousing: 'false' },
    {
      kind: 'interruption',
      lastOn: 'greatest(started_on, ended_on)',
      isOpen: 'ended_on is null',
      isChildHousing: 'false',
    },
  ],
};
