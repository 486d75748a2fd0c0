// Prints errors.md and the last section of glossary.md, after a build: node scripts/print-documents.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printErrorTable, reprintGlossary } from '../dist/index.js';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

writeFileSync(at('../errors.md'), printErrorTable());
writeFileSync(at('../glossary.md'), reprintGlossary(readFileSync(at('../glossary.md'), 'utf8')));
