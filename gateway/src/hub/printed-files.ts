import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printJsonSchemas } from '@kommunhub/adapter-kit';
import { printErrorTable, printPolicy, reprintGlossary } from '@kommunhub/schema';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { printConformance } from '../bi/odata/index.js';
import { composeSupergraph } from '../composition/compose.js';
import { publicSchemaOf } from '../execution/index.js';
import { createSubgraphs } from './parts.js';
import { printSettings } from './settings.js';

const glossary = join(import.meta.dirname, '..', '..', '..', 'schema', 'glossary.md');

/** Every file that is printed from code, by its path in the checkout. A test compares them with what is committed. */
export function printedFiles(): ReadonlyMap<string, string> {
  const subgraphs = createSubgraphs();
  const composed = composeSupergraph(
    // In one process the addresses are not used; apart, each part gets its own.
    subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://127.0.0.1/${name}` })),
  );
  return new Map([
    ...subgraphs.map(({ name, sdl }) => [`subgraphs/${name}/schema.graphql`, sdl] as const),
    ['gateway/supergraph.graphql', composed],
    ['gateway/public-schema.graphql', printPublicSchema(composed)],
    ['gateway/settings.md', printSettings()],
    ['gateway/src/bi/odata/conformance.md', printConformance()],
    ['schema/errors.md', printErrorTable()],
    ['schema/policy.md', printPolicy()],
    ['schema/glossary.md', reprintGlossary(readFileSync(glossary, 'utf8'))],
    ...Object.entries(printJsonSchemas()).map(([name, text]) => [`adapters/kit/${name}`, text] as const),
  ]);
}

/** What callers see: what is promised to them, and so what a change is compared with. */
function printPublicSchema(supergraph: string): string {
  return `${printSchema(lexicographicSortSchema(publicSchemaOf(parse(supergraph))))}\n`;
}
