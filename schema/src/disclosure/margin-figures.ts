import type { DisclosureCell, DisclosureInput, DisclosureMargin } from './disclosure-input.js';

/** The name of the margin that is no division, and of its only value. */
export const TOTALT = 'TOTALT';

/** A margin of one stratum: persons behind each value of each leaf. */
export interface MarginFigures {
  readonly margin: DisclosureMargin;
  readonly valueCount: number;
  readonly values: readonly string[];
  /** By leaf, then value: `leaf * valueCount + value`. */
  readonly persons: Int32Array;
  /** What must be enough, and not only when it is not zero, wherever the value has anybody: one number for each leaf. */
  readonly floors: readonly { readonly value: number; readonly amounts: Int32Array }[];
}

/** The total first, and each margin after the one that it lies within. */
export function marginsInOrder(margins: readonly DisclosureMargin[]): readonly DisclosureMargin[] {
  const ordered: DisclosureMargin[] = [{ id: TOTALT }];
  const left = margins.filter(({ id }) => id !== TOTALT);
  while (left.length > 0) {
    const next = left.findIndex(
      ({ within }) => within === undefined || ordered.some(({ id }) => id === within),
    );
    if (next < 0) throw new RangeError('A margin lies within one that is not of the table.');
    ordered.push(...left.splice(next, 1));
  }
  return ordered;
}

/** What a margin leaves of the wider figure, when its values do not make it up: as good as published. */
const REMAINDER = 'REST OF ';

/**
 * The figures of each margin of a stratum, in the order of `marginsInOrder`.
 *
 * Where the values of a margin are fewer than the wider figure (a kommun that
 * tells only its total), what is missing becomes a value of its own, since
 * everybody can subtract.
 *
 * @throws RangeError when values are more than the wider figure they divide.
 */
export function figuresOf(
  input: Pick<DisclosureInput, 'margins' | 'cells'>,
  leaves: readonly string[],
  stratum: string,
): readonly MarginFigures[] {
  const leafIndex = new Map(leaves.map((code, index) => [code, index]));
  const cells = new Map<string, DisclosureCell[]>();
  for (const cell of input.cells) {
    if (cell.stratum !== stratum || !leafIndex.has(cell.kommunCode)) continue;
    const key = `${cell.margin}|${cell.kommunCode}`;
    const listed = cells.get(key);
    if (listed === undefined) cells.set(key, [cell]);
    else listed.push(cell);
  }
  const cellsAt = (margin: string, leaf: string) => cells.get(`${margin}|${leaf}`) ?? [];

  return marginsInOrder(input.margins).map((margin) => {
    const values = new Map<string, number>();
    const entries: [leaf: number, value: number, persons: number][] = [];
    const add = (leaf: number, value: string, persons: number) => {
      const index = values.get(value) ?? values.set(value, values.size).size - 1;
      entries.push([leaf, index, persons]);
    };
    for (const [leaf, code] of leaves.entries()) {
      const own = cellsAt(margin.id, code);
      for (const { value, units, persons } of own) if (units > 0 || persons > 0) add(leaf, value, persons);
      if (margin.id === TOTALT) continue;
      for (const wide of cellsAt(margin.within ?? TOTALT, code)) {
        const parts = own.filter(
          ({ value }) => margin.within === undefined || margin.wideOf?.[value] === wide.value,
        );
        const units = wide.units - sum(parts.map((part) => part.units));
        if (units < 0) throw new RangeError(`The values of ${margin.id} are more than what they divide.`);
        const persons = Math.max(1, wide.persons - sum(parts.map((part) => part.persons)));
        if (units > 0) add(leaf, `${REMAINDER}${wide.value}`, persons);
      }
    }
    const persons = new Int32Array(leaves.length * values.size);
    for (const [leaf, value, count] of entries) persons[leaf * values.size + value]! += count;
    return { margin, valueCount: values.size, values: [...values.keys()], persons, floors: [] };
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
