import type { DelegationOrderRecord } from '@kommunhub/schema';
import type { FileFault, ParsedOrder } from '../file/index.js';

/** A nämnd of the hub with the kommuner it serves. */
export interface NamndOfHub {
  readonly id: string;
  readonly name: string;
  readonly seatKommunCode: string;
  readonly kommunCodes: readonly string[];
}

/**
 * Settles which nämnd each order of a file belongs to, by id or by name among
 * the nämnder that serve the kommun.
 *
 * A gemensam nämnd's order may be written out once for each of its kommuner;
 * then all of them must say the same, and it is one order.
 */
export function settleOrders(
  parsed: readonly ParsedOrder[],
  namnder: readonly NamndOfHub[],
): { readonly orders: readonly DelegationOrderRecord[]; readonly faults: readonly FileFault[] } {
  const faults: FileFault[] = [];
  const settled = new Map<string, DelegationOrderRecord>();
  for (const order of parsed) {
    const namnd = findNamnd(order, namnder);
    if (namnd === undefined) {
      const message =
        'No nämnd of this hub with this id or name serves the kommun; connect its source first.';
      faults.push({ row: order.row, column: 'namnd', code: 'VALUE_INVALID', message });
      continue;
    }
    const { version, adoptedOn, validFrom, validTo, points } = order;
    const head = { kommunCode: namnd.seatKommunCode, namndId: namnd.id };
    const record = { ...head, version, adoptedOn, validFrom, validTo, points };
    const key = JSON.stringify([namnd.id, version]);
    const other = settled.get(key);
    if (other === undefined) settled.set(key, record);
    else if (JSON.stringify(other) !== JSON.stringify(record)) {
      const message = 'The same version of the same nämnd stands in the file with other content.';
      faults.push({ row: order.row, column: 'version', code: 'ROWS_DISAGREE', message });
    }
  }
  return { orders: [...settled.values()], faults };
}

function findNamnd(
  { kommunCode, namnd }: ParsedOrder,
  namnder: readonly NamndOfHub[],
): NamndOfHub | undefined {
  const serving = namnder.filter(({ kommunCodes }) => kommunCodes.includes(kommunCode));
  return serving.find(({ id }) => id === namnd) ?? serving.find(({ name }) => sameName(name, namnd));
}

const names = new Intl.Collator('sv', { sensitivity: 'accent' });

function sameName(one: string, other: string): boolean {
  return names.compare(one.normalize('NFC'), other.normalize('NFC')) === 0;
}
