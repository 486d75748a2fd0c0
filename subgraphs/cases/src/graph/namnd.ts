import { namndType } from '@kommunhub/subgraph-kit';

export const Namnd = namndType();
