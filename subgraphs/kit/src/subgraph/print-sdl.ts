import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, parse, print, visit } from 'graphql';

const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';

const importable = new Set([
  'key',
  'shareable',
  'external',
  'requires',
  'provides',
  'override',
  'inaccessible',
  'tag',
  'interfaceObject',
  'extends',
  'composeDirective',
  'authenticated',
  'requiresScopes',
  'policy',
  'cost',
  'listSize',
]); // prettier-ignore

/**
 * The subgraph's SDL with a `@link` that imports the federation directives in
 * use and no others, so that the text does not change with the library.
 */
export function printSdl(schema: GraphQLSchema): string {
  const document = parse(printSchemaWithDirectives(schema));
  const used = new Set<string>();
  visit(document, {
    Directive: ({ name }) => {
      if (importable.has(name.value)) used.add(name.value);
    },
  });
  const definitions = document.definitions.filter(
    (definition) => definition.kind !== 'DirectiveDefinition' || !importable.has(definition.name.value),
  );
  const imports = [...used].sort().map((name) => `"@${name}"`);
  const link = `extend schema @link(url: "${FEDERATION}", import: [${imports.join(', ')}])`;
  return `${link}\n\n${print({ ...document, definitions })}\n`;
}
