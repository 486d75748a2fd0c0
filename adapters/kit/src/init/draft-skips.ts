import type { SkipReason } from '@kommunhub/schema';
import { codeKey } from '../codes/code-table.js';
import type { DraftTable } from './draft-table.js';

export interface DraftSkip {
  readonly column: string;
  readonly values: readonly string[];
  readonly reason: SkipReason;
}

/** Laws that case systems hold beside LSS and SoL. */
const otherLaws = new Set([
  'hsl',
  'lvu',
  'lvm',
  'fb',
  'ifo',
  'sfb',
  'lass',
  'ftj',
  'rftj',
  'färdtjänst',
  'lov',
]);

/** Rows that are known to be left out: makulerade decisions, and cases under other laws. */
export function draftSkips({ records, columns }: DraftTable): readonly DraftSkip[] {
  const ofField = (kind: string, field: string) => {
    const source = records
      .find((record) => record.kind === kind)
      ?.fields.find(([name]) => name === field)?.[1];
    return columns.find(({ name }) => name === source);
  };
  const rule = (
    column: ReturnType<typeof ofField>,
    reason: SkipReason,
    isLeftOut: (value: string) => boolean,
  ): DraftSkip[] => {
    const values = [...(column?.survey?.distinct?.keys() ?? [])].filter(isLeftOut);
    return column === undefined || values.length === 0 ? [] : [{ column: column.name, values, reason }];
  };
  return [
    ...rule(ofField('decision', 'outcome'), 'MAKULERAD', (value) => codeKey(value).startsWith('makuler')),
    ...rule(ofField('case', 'law'), 'OUTSIDE_LSS_SOL', (value) => otherLaws.has(codeKey(value))),
  ];
}
