import type {
  DisclosureCell,
  DisclosureInput,
  EarlierVersion,
  GeoNode,
  PublishedCell,
} from '../disclosure-input.js';
import { protect } from '../protect.js';
import { publishedCells } from '../published-cells.js';

/** Places by the text `ALLA > G > A B C; ALLA > D`: the last of a line are kommuner. */
export function treeOf(text: string): GeoNode[] {
  const nodes = new Map<string, GeoNode>();
  for (const line of text.split(';')) {
    const steps = line.split('>').map((step) => step.trim());
    for (const [depth, step] of steps.entries())
      for (const code of step.split(' ')) {
        const level = depth === steps.length - 1 ? 'KOMMUN' : depth === 0 ? 'ALLA' : 'GRUPP';
        nodes.set(code, { code, parent: steps[depth - 1] ?? null, level });
      }
  }
  return [...nodes.values()];
}

/** Cells of the stratum S by kommun: a number is the total, a record the values of a margin. */
export function cellsOfKommuner(
  counts: Readonly<Record<string, number | Readonly<Record<string, number>>>>,
  margin = 'kon',
): DisclosureCell[] {
  return Object.entries(counts).flatMap(([kommunCode, count]) => {
    const cell = (name: string, value: string, persons: number) => ({
      ...{ kommunCode, stratum: 'S', margin: name, value, units: persons, persons },
    });
    if (typeof count === 'number') return [cell('TOTALT', 'TOTALT', count)];
    const sum = Object.values(count).reduce((total, one) => total + one, 0);
    return [
      cell('TOTALT', 'TOTALT', sum),
      ...Object.entries(count).map(([value, one]) => cell(margin, value, one)),
    ];
  });
}

/** A release to be protected: states only what matters to the test. */
export function anInput(
  given: Partial<DisclosureInput> & Pick<DisclosureInput, 'tree' | 'cells'>,
): DisclosureInput {
  const parents = new Set(given.tree.map(({ parent }) => parent));
  return {
    included: given.tree.map(({ code }) => code).filter((code) => !parents.has(code)),
    ...{
      margins: [],
      threshold: 5,
      levels: ['KOMMUN', 'GRUPP', 'ALLA'],
      coalitions: [],
      sticky: [],
      versions: [],
    },
    ...given,
  };
}

/** What `protect` lets out, as `node` for totals and `node.margin` for divisions. */
export function told(input: DisclosureInput): string[] {
  return protect(input)
    .published.map(({ node, margin }) => (margin === 'TOTALT' ? node : `${node}.${margin}`))
    .sort();
}

/** The figures that `protect` lets out. */
export function figuresTold(input: DisclosureInput): PublishedCell[] {
  return publishedCells(input, protect(input));
}

/** The release as the next version of the period sees it. */
export function asEarlier(input: DisclosureInput, changed: readonly string[]): EarlierVersion {
  const { tree, included, cells } = input;
  return { tree, included, cells, published: figuresTold(input), changed };
}
