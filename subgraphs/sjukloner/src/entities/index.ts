import { ClaimEntity } from './claim-entity.js';
import { ClaimEventEntity } from './claim-event-entity.js';
import { ClaimLinkEntity } from './claim-link-entity.js';
import { ClaimedShiftEntity } from './claimed-shift-entity.js';
import { IdempotencyKeyEntity } from './idempotency-key-entity.js';
import { PolicyEntity } from './policy-entity.js';

export {
  ClaimEntity,
  ClaimEventEntity,
  ClaimedShiftEntity,
  ClaimLinkEntity,
  IdempotencyKeyEntity,
  PolicyEntity,
};

/** The tables of this subgraph, for the data source. */
export const sjuklonerEntities = [
  ClaimEntity,
  ClaimEventEntity,
  ClaimLinkEntity,
  ClaimedShiftEntity,
  IdempotencyKeyEntity,
  PolicyEntity,
];
