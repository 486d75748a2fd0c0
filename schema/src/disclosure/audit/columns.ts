import type { DisclosureCell, DisclosureMargin, PublishedCell } from '../disclosure-input.js';

/** What the columns of a stratum add up to: the total first. */
export interface Columns {
  readonly names: readonly { readonly margin: string; readonly value: string }[];
  readonly indexOf: (margin: string, value: string) => number | undefined;
  /** Columns that make up another, at every place. */
  readonly sums: readonly { readonly whole: number; readonly parts: readonly number[] }[];
}

const TOTALT = 'TOTALT';
const OTHER = ' ';

/**
 * The columns of one stratum, from what is published and what is counted.
 *
 * Where the values of a margin do not make up the wider figure at some leaf,
 * there is a column for the rest, of which nobody knows anything.
 */
export function columnsOf(
  margins: readonly DisclosureMargin[],
  published: readonly PublishedCell[],
  cells: readonly DisclosureCell[],
): Columns {
  const names: { margin: string; value: string }[] = [];
  const indexes = new Map<string, number>();
  const add = (margin: string, value: string) => {
    const key = `${margin}|${value}`;
    if (!indexes.has(key)) indexes.set(key, names.push({ margin, value }) - 1);
    return indexes.get(key) ?? 0;
  };
  add(TOTALT, TOTALT);
  for (const { margin, value } of [...published, ...cells]) add(margin, value);

  const sums: { whole: number; parts: number[] }[] = [];
  for (const { id, within, wideOf } of margins) {
    const own = names.flatMap(({ margin, value }, index) => (margin === id ? [{ value, index }] : []));
    const wide = within === undefined ? [TOTALT] : [...new Set(Object.values(wideOf ?? {}))];
    for (const wideValue of wide) {
      const parts = own.filter(({ value }) => within === undefined || wideOf?.[value] === wideValue);
      if (own.length === 0) continue;
      const whole = add(within ?? TOTALT, wideValue);
      const values = new Set(parts.map(({ value }) => value));
      const isWhole = makesUp(cells, { margin: id, values }, { margin: within ?? TOTALT, value: wideValue });
      const rest = isWhole ? [] : [add(id, `${OTHER}${wideValue}`)];
      sums.push({ whole, parts: [...parts.map(({ index }) => index), ...rest] });
    }
  }
  return { names, indexOf: (margin, value) => indexes.get(`${margin}|${value}`), sums };
}

function makesUp(
  cells: readonly DisclosureCell[],
  part: { readonly margin: string; readonly values: ReadonlySet<string> },
  whole: { readonly margin: string; readonly value: string },
): boolean {
  const left = new Map<string, number>();
  for (const { kommunCode, margin, value, units } of cells) {
    if (margin === whole.margin && value === whole.value)
      left.set(kommunCode, (left.get(kommunCode) ?? 0) + units);
    if (margin === part.margin && part.values.has(value))
      left.set(kommunCode, (left.get(kommunCode) ?? 0) - units);
  }
  return [...left.values()].every((units) => units === 0);
}
