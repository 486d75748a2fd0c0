import { DelegationOrderEntity } from './delegation-order-entity.js';
import { DelegationPointEntity } from './delegation-point-entity.js';

export { DelegationOrderEntity, DelegationPointEntity };

/** The tables of this subgraph, for the data source. */
export const delegationEntities = [DelegationOrderEntity, DelegationPointEntity];
