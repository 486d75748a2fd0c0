import { cleanText, type SkipReason } from '@kommunhub/schema';
import { codeKey } from '../codes/code-table.js';
import type { Row } from '../connector/connector.js';
import type { CompiledRecord, CompiledTable } from './compiled-table.js';

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

/** What tells that a row of a delta is not a record but the end of some. */
export interface DeletedRule {
  readonly column: string;
  readonly values: ReadonlySet<string>;
  /** What the row would be a record of, and ends. */
  readonly records: readonly CompiledRecord[];
}

export function isDeleted({ cells }: Row, rule: DeletedRule | null): boolean {
  return rule?.values.has(codeKey(cells[rule.column] ?? '')) ?? false;
}

/**
 * Why the row is left out, or null when it is not.
 *
 * A total row opens with a total's label and lacks something that every row of
 * data has, or has the label for its id where rows need have nothing else: a
 * person whose name is Summa is not a total. A cell that cannot be read is not
 * empty.
 */
export function skipReasonOf(
  { cells, faults = [] }: Pick<Row, 'cells' | 'faults'>,
  { required, keyColumns }: Pick<CompiledTable, 'required' | 'keyColumns'>,
  rules: readonly SkipRule[],
): SkipReason | null {
  let first: string | null = null;
  for (const column in cells) {
    if (cleanText(cells[column] ?? '') === '') continue;
    first = column;
    break;
  }
  if (first === null) return faults.length === 0 ? 'BLANK' : null;
  if (isTotalLabel(cells[first] ?? '')) {
    const isEmpty = (column: string) =>
      cleanText(cells[column] ?? '') === '' && !faults.some((fault) => fault.column === column);
    const lacking = required.some((column) => column !== first && isEmpty(column));
    // Where nothing else is asked of a row, its id alone can tell; "Total1" may be one.
    const isAlone = required.every((column) => column === first);
    const isId = isAlone && keyColumns.has(first) && !/[^\s:\d]\d/u.test(cells[first] ?? '');
    if (lacking || isId) return 'TOTAL';
  }
  const rule = rules.find(({ column, values }) => values.has(codeKey(cells[column] ?? '')));
  return rule?.reason ?? null;
}
