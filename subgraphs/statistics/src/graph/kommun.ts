import { kommunType, namndType } from '@kommunhub/subgraph-kit';

export const Kommun = kommunType();
export type Kommun = InstanceType<typeof Kommun>;

export const Namnd = namndType();
export type Namnd = InstanceType<typeof Namnd>;
