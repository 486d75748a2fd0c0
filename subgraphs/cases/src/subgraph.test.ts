import { expect, it } from 'vitest';
import { createCasesSubgraph } from './subgraph.js';

it('serves the schema that is committed beside it', async () => {
  await expect(createCasesSubgraph().sdl).toMatchFileSnapshot('../schema.graphql');
});
