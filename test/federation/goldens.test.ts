import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../../gateway/src/composition/compose.js';
import { createEngine, inProcessTransport } from '../../gateway/src/execution/index.js';
import { type Counter, dataSubgraph, linked, type SubgraphData } from './support/data-subgraph.js';

const root = fileURLToPath(new URL('.', import.meta.url));

for (const group of ['features', 'errors']) {
  describe(group, () => {
    test.each(readdirSync(join(root, group)))('%s: plan and answer are the golden ones', async (name) => {
      const folder = join(root, group, name);
      const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
      const data = JSON.parse(read('data.json')) as Record<string, SubgraphData> & { $variables?: object };
      const names = readdirSync(folder).flatMap((file) => /^(.*)\.subgraph\.graphql$/.exec(file)?.[1] ?? []);
      const counter: Counter = { done: 0 };
      const supergraphSdl = composeSupergraph(
        names.map((one) => ({
          name: one,
          url: `http://${one}.invalid`,
          sdl: linked(read(`${one}.subgraph.graphql`)),
        })),
      );
      const transports = Object.fromEntries(
        names.map((one) => {
          const schema = dataSubgraph(read(`${one}.subgraph.graphql`), data[one] ?? {}, counter);
          return [one, inProcessTransport({ schema })];
        }),
      );
      const engine = createEngine({ supergraphSdl, transports });
      const document = parse(read('query.graphql'));
      expect(validate(engine.publicSchema, document)).toEqual([]);
      const variables = { ...data.$variables };
      await expect(await engine.explain({ document, variables })).toMatchFileSnapshot(
        join(folder, 'query.plan.txt'),
      );
      const answer = await engine.execute({ document, variables });
      await expect(`${JSON.stringify(answer, null, 2)}\n`).toMatchFileSnapshot(
        join(folder, 'query.answer.json'),
      );
      expect(Boolean(answer.errors)).toBe(group === 'errors');
      await engine.stop();
    });
  });
}
