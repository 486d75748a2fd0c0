import {
  amountUnitTerms,
  befattningTerms,
  type CalendarDate,
  caseStatusTerms,
  containsPersonnummer,
  decisionLevelTerms,
  decisionOutcomeTerms,
  insatser,
  investigationCategoryTerms,
  lawTerms,
  personkretsTerms,
  protectionTerms,
  regiTerms,
  sexTerms,
  subtypes,
} from '@kommunhub/schema';
import type { Profile } from '../adapter/load-profile.js';
import { codeKey, codeTableHeader } from '../codes/code-table.js';
import { nearest } from '../faults/nearest.js';

/** One line of a drafted code table. */
interface Suggestion {
  /** Null where a person must choose. */
  readonly code: string | null;
  readonly note: string;
}

/** A drafted code table, and how many of its lines a person must fill in. */
export interface DraftCodes {
  readonly csv: string;
  readonly certain: number;
  readonly open: number;
  /** Values left out because they hold a personnummer or are no codes. */
  readonly withheld: number;
}

const terms = {
  sex: sexTerms,
  protection: protectionTerms,
  personkrets: personkretsTerms,
  law: lawTerms,
  status: caseStatusTerms,
  category: investigationCategoryTerms,
  insats: insatser,
  subtype: subtypes,
  outcome: decisionOutcomeTerms,
  level: decisionLevelTerms,
  amountUnit: amountUnitTerms,
  regi: regiTerms,
  befattning: befattningTerms,
} as const;

/** Signs as K and 1 mean the same everywhere only in these tables. */
const shortTables = new Set(['kon', 'personkrets']);
const longestCode = 80;

/**
 * Writes a code table for local values: the shared code where every profile
 * and the terms themselves agree, else empty with the nearest as a suggestion.
 * Nobody has approved a drafted line, so that column is left for a person.
 */
export function draftCodes(
  table: string,
  field: string,
  values: Iterable<string>,
  profiles: readonly Profile[],
  options: { readonly today: CalendarDate; readonly approvedBy: string },
): DraftCodes {
  const lines = new Map<string, string>();
  let certain = 0;
  let withheld = 0;
  for (const value of values) {
    if (value.length > longestCode || containsPersonnummer(value, options.today)) {
      withheld += 1;
      continue;
    }
    if (lines.has(codeKey(value))) continue;
    const { code, note } = suggest(table, field, value, profiles);
    if (code !== null) certain += 1;
    const approvedBy = code === null ? '' : options.approvedBy;
    lines.set(codeKey(value), [value, code ?? '', approvedBy, options.today, note].map(quote).join(';'));
  }
  const sorted = [...lines]
    .sort(([left], [right]) => left.localeCompare(right, 'sv'))
    .map(([, line]) => line);
  const csv = `${[codeTableHeader.join(';'), ...sorted].join('\n')}\n`;
  return { csv, certain, open: lines.size - certain, withheld };
}

const quote = (text: string) => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function suggest(table: string, field: string, value: string, profiles: readonly Profile[]): Suggestion {
  const known = new Map<string, string[]>();
  const add = (text: string, code: string) =>
    known.set(codeKey(text), [...(known.get(codeKey(text)) ?? []), code]);
  let isDoubtful = false;
  for (const { codeTables } of profiles) {
    for (const { local, code, note } of codeTables.get(table)?.values() ?? []) {
      add(local, code);
      // A remark on a line says that the text means something else somewhere.
      if (codeKey(local) === codeKey(value) && /^samma text/i.test(note)) isDoubtful = true;
    }
  }
  const said = known.get(codeKey(value)) ?? [];
  // A sign or two is certain only where several systems use it alike, and never for an outcome or an insats.
  if (value.length <= 2 && (said.length < 2 || !shortTables.has(table))) isDoubtful = true;
  for (const [code, { name }] of Object.entries(termsOf(field))) {
    for (const text of [code, name]) add(text, code);
  }
  const codes = [...new Set(known.get(codeKey(value)))];
  if (codes.length === 1 && !isDoubtful) return { code: codes[0]!, note: '' };
  const near =
    codes.length > 0 ? codes : [...new Set(known.get(nearest(codeKey(value), known.keys()) ?? ''))];
  return { code: null, note: near.length === 0 ? '' : `förslag: ${near.join(' eller ')}` };
}

function termsOf(field: string): Readonly<Record<string, { readonly name: string }>> {
  return Object.entries(terms).find(([of]) => of === field)?.[1] ?? {};
}
