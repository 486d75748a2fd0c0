import type { SubgraphContext } from '@kommunhub/subgraph-kit';
import type { CasesLoaders } from './loaders.js';

export type CasesContext = SubgraphContext<CasesLoaders>;
