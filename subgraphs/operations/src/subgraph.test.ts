import { expect, it } from 'vitest';
import { createOperationsSubgraph } from './subgraph.js';

it('serves the schema that is committed beside it', async () => {
  await expect(createOperationsSubgraph().sdl).toMatchFileSnapshot('../schema.graphql');
});
