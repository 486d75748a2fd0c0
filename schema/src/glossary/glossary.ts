import { termSets } from './term-sets.js';

/** One row of `schema/glossary.md`. */
export interface GlossaryRow {
  /** The heading the row stands under. */
  readonly section: string;
  readonly term: string;
  readonly identifier: string;
  /** Null where practice coined the word. */
  readonly lagrum: string | null;
  readonly meaning: string;
}

const none = '–';
const header = '| Term | Identifier | Lagrum | Meaning |\n|---|---|---|---|';
const printedHeading = '## Codes of the term sets';

/** The rows of a glossary's text: every table line of four cells but headers and rulers. */
export function parseGlossary(markdown: string): readonly GlossaryRow[] {
  const rows: GlossaryRow[] = [];
  let section = '';
  for (const line of markdown.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3).trim();
    const cells = line.split('|').map((cell) => cell.trim());
    const [, term = '', identifier = '', lagrum = '', meaning = ''] = cells;
    if (cells.length !== 6 || !/^`.+`$/u.test(identifier)) continue;
    rows.push({
      section,
      term,
      identifier: identifier.slice(1, -1),
      lagrum: lagrum === none ? null : lagrum,
      meaning,
    });
  }
  return rows;
}

/** The glossary with its last section printed anew from {@link termSets}; the sections before stay as written. */
export function reprintGlossary(markdown: string): string {
  const [written = ''] = markdown.split(printedHeading);
  return `${written.trimEnd()}\n\n${printedHeading}\n\n${printCodes()}`;
}

function printCodes(): string {
  const byCode = new Map<string, { names: Set<string>; lagrum: Set<string>; sets: Set<string> }>();
  for (const { title, terms } of termSets) {
    for (const { code, name, lagrum } of Object.values(terms)) {
      const row = byCode.get(code) ?? { names: new Set(), lagrum: new Set(), sets: new Set() };
      row.names.add(name);
      if (lagrum !== null) row.lagrum.add(lagrum);
      row.sets.add(title);
      byCode.set(code, row);
    }
  }
  const rows = [...byCode].map(
    ([code, { names, lagrum, sets }]) =>
      `| ${join(names)} | \`${code}\` | ${lagrum.size === 0 ? none : join(lagrum)} | ${join(sets)} |`,
  );
  return `Printed from the term sets by \`npm run print\`: change the sets, not these rows.\n\n${header}\n${rows.join('\n')}\n`;
}

function join(words: ReadonlySet<string>): string {
  return [...words].join('; ');
}
