export { type GlossaryRow, parseGlossary, reprintGlossary } from './glossary.js';
export { termSets } from './term-sets.js';
