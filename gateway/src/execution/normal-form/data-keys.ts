import { type FieldNode, print } from 'graphql';

/**
 * Names fields in the response tree and in subgraph operations, so that no two that differ share
 * a name.
 *
 * An alias may bear the name of a key field, and one key may stand for `height(unit: M)` on one
 * type and for `height(unit: CM)` on another. The planner (0.0.38) mixes such fields up or ends
 * its process. So every field with an alias or with arguments gets a name that ends in the
 * suffix and, for the second and further meanings of one key, a number.
 */
export class DataKeys {
  readonly #meanings = new Map<string, string[]>();

  constructor(readonly suffix: string) {}

  keyOf(node: FieldNode): string {
    const name = node.name.value;
    const responseKey = node.alias?.value ?? name;
    const args = node.arguments ?? [];
    if (name === '__typename' || (responseKey === name && args.length === 0)) return name;
    const meaning = `${name}(${args.map(print).sort().join()})`;
    const meanings = this.#meanings.get(responseKey) ?? [];
    this.#meanings.set(responseKey, meanings);
    const known = meanings.indexOf(meaning);
    const place = known < 0 ? meanings.push(meaning) - 1 : known;
    return responseKey + this.suffix + (place === 0 ? '' : String(place));
  }
}

/** Turns a data key back into what the caller called the field. */
export function responseKeyOf(dataKey: string, suffix: string): string {
  const end = dataKey.lastIndexOf(suffix);
  return end > 0 && /^\d*$/.test(dataKey.slice(end + suffix.length)) ? dataKey.slice(0, end) : dataKey;
}
