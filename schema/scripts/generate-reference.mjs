// Prints src/reference/kommun-data.ts from data/kommuner.csv: node scripts/generate-reference.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The text of the generated module for the text of the list. */
export function printReference(csv) {
  const rows = csv
    .trim()
    .split(/\r?\n/u)
    .slice(1)
    .map((line) => line.split(','));
  const counties = new Map(rows.map(([, , code, name]) => [code, name]));
  const list = (entries) => [...entries].map(([code, name]) => `  ['${code}', '${name}'],`).join('\n');
  return `// Printed by scripts/generate-reference.mjs from data/kommuner.csv: do not edit.

export const countyRows: readonly (readonly [code: string, name: string])[] = [
${list([...counties].sort(([a], [b]) => (a < b ? -1 : 1)))}
];

export const kommunRows: readonly (readonly [code: string, name: string])[] = [
${list(rows)}
];
`;
}

if (process.argv[1] === at(import.meta.url)) {
  writeFileSync(
    at('../src/reference/kommun-data.ts'),
    printReference(readFileSync(at('../data/kommuner.csv'), 'utf8')),
  );
}
