import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse } from 'graphql';
import { expect, it } from 'vitest';
import { documents } from '../../gateway/src/cli/documents.js';
import { welcomeQueries } from '../../gateway/src/cli/welcome-queries.js';
import { operationsFolderOf, parseSettings } from '../../gateway/src/hub/settings.js';
import {
  compareSchemas,
  type KnownOperation,
  printComparison,
  readOperations,
} from '../../gateway/src/operations/index.js';
import { readProjectFile, root } from './repository.js';

const file = 'gateway/public-schema.graphql';

/** What is promised to callers by the last commit; null outside a checkout with a history. */
function committedSchema(): string | null {
  try {
    return execFileSync('git', ['show', `HEAD:${file}`], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    // No git, no commit yet, or none with the file: there is nothing to compare with.
    return null;
  }
}

/** Operations of the hub itself, and those registered on this machine. */
async function knownOperations(): Promise<KnownOperation[]> {
  const goldens = join(root, 'test', 'goldens', 'queries');
  const shipped = [
    ...Object.entries(documents),
    ...welcomeQueries.map(({ title, query }) => [title.split(':')[0] ?? title, query] as const),
    ...readdirSync(goldens)
      .filter((name) => name.endsWith('.graphql'))
      .map((name) => [name, readFileSync(join(goldens, name), 'utf8')] as const),
  ];
  const registered = await readOperations(operationsFolderOf(parseSettings(process.env)));
  return [
    ...shipped.map(([name, text]) => ({ name, document: parse(text) })),
    ...registered.flatMap(({ name, document }) => (document ? [{ name, document }] : [])),
  ];
}

it('no shipped or registered operation breaks by what has changed since the last commit', async ({
  skip,
}) => {
  const committed = committedSchema();
  if (committed === null) return skip('There is no committed public schema to compare with.');
  const comparison = compareSchemas(
    buildSchema(committed),
    buildSchema(readProjectFile(file)),
    await knownOperations(),
  );
  console.log(printComparison(comparison));
  expect(comparison.broken, 'Commit the change if it is meant; tell those who ask.').toEqual([]);
});
