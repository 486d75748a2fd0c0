import { kommunType } from '@kommunhub/subgraph-kit';

export const Kommun = kommunType();
export type Kommun = InstanceType<typeof Kommun>;
