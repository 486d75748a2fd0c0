import { cleanText, type SkipReason } from '@kommunhub/schema';
import { codeKey } from '../codes/code-table.js';

const totalLabel =
  /^(del)?(summa|summering|total(t|er|summa)?|antal( rader| poster| personer)?) ?:? ?[\d ]*$/iu;

/** Whether a cell is the label of a total row, as `Summa` or `Totalt: 120`. */
export function isTotalLabel(text: string): boolean {
  return text.length < 60 && totalLabel.test(cleanText(text));
}

export interface SkipRule {
  readonly column: string;
  readonly values: ReadonlySet<string>;
  readonly reason: SkipReason;
}

/**
 * Why the row is left out, or null when it is not.
 *
 * A total row opens with a total's label and lacks something that every row of
 * data has: a person whose name is Summa is not a total.
 */
export function skipReasonOf(
  cells: Readonly<Record<string, string>>,
  required: readonly string[],
  rules: readonly SkipRule[],
): SkipReason | null {
  let first: string | null = null;
  for (const column in cells) {
    if (cleanText(cells[column] ?? '') === '') continue;
    first = column;
    break;
  }
  if (first === null) return 'BLANK';
  if (isTotalLabel(cells[first] ?? '')) {
    const lacking = required.some((column) => column !== first && cleanText(cells[column] ?? '') === '');
    if (lacking) return 'TOTAL';
  }
  const rule = rules.find(({ column, values }) => values.has(codeKey(cells[column] ?? '')));
  return rule?.reason ?? null;
}
