import { expect, it } from 'vitest';
import { createDelegationSubgraph } from './subgraph.js';

it('serves the schema that is committed beside it', async () => {
  await expect(createDelegationSubgraph().sdl).toMatchFileSnapshot('../schema.graphql');
});
