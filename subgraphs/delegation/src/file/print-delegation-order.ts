import { type DelegationOrderRecord, type DelegationPointRecord, printConditions } from '@kommunhub/schema';
import { orderColumns } from './parse-delegation-orders.js';

/** What an order says of itself on every row; the nämnd in whatever words name it. */
export type OrderToPrint = Omit<DelegationOrderRecord, 'namndId'> & { readonly namnd: string };

/** Writes an order in the fixed CSV format; reading it back gives the same order. */
export function printDelegationOrder(order: OrderToPrint): string {
  const { kommunCode, namnd, version, adoptedOn, validFrom, validTo, points } = order;
  const head = [kommunCode, namnd, version, adoptedOn, validFrom, validTo ?? ''];
  const rows = points.map((point) => [...head, ...cellsOf(point)].map(quoted).join(';'));
  return `${[orderColumns.join(';'), ...rows].join('\r\n')}\r\n`;
}

/** What a point says of itself, in the order of the format's columns from `nummer` on. */
function cellsOf(point: DelegationPointRecord): readonly string[] {
  return [
    point.number,
    point.kinds.join(' '),
    point.kindText ?? '',
    point.lagrum.join('|'),
    point.level,
    point.delegate ?? '',
    point.deputy ?? '',
    point.externalKommunCode ?? '',
    printConditions(point.conditions),
    point.subDelegation ? 'ja' : 'nej',
    point.reporting,
    point.note ?? '',
  ];
}

/** Quotes what would end a cell or a row, and a quotation mark itself. */
function quoted(text: string): string {
  return /[;"\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
