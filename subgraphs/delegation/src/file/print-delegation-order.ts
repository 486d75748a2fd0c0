import { type DelegationOrderRecord, type DelegationPointRecord, printConditions } from '@kommunhub/schema';
import { orderColumns } from './parse-delegation-orders.js';

type Column = (typeof orderColumns)[number];

/** What an order says of itself on every row; the nämnd in whatever words name it. */
export type OrderToPrint = Omit<DelegationOrderRecord, 'namndId'> & { readonly namnd: string };

/** Writes an order in the fixed CSV format; reading it back gives the same order. */
export function printDelegationOrder(order: OrderToPrint): string {
  const rows = order.points.map((point) => {
    const cells = { ...headOf(order), ...cellsOf(point) };
    return orderColumns.map((column) => quoted(cells[column])).join(';');
  });
  return `${[orderColumns.join(';'), ...rows].join('\r\n')}\r\n`;
}

function headOf({ kommunCode, namnd, version, adoptedOn, validFrom, validTo }: OrderToPrint) {
  return {
    kommun: kommunCode,
    namnd,
    version,
    antagen: adoptedOn,
    ...({ giltig_fran: validFrom, giltig_till: validTo ?? '' } satisfies Partial<Record<Column, string>>),
  };
}

function cellsOf(point: DelegationPointRecord) {
  return {
    nummer: point.number,
    arendetyp: point.kinds.join(' '),
    lagrum: point.lagrum.join('|'),
    niva: point.level,
    delegat: point.delegate ?? '',
    ersattare: point.deputy ?? '',
    villkor: printConditions(point.conditions),
    vidaredelegation: point.subDelegation ? 'ja' : 'nej',
    anmalan: point.reporting,
    anmarkning: point.note ?? '',
    ...({
      arendetyp_text: point.kindText ?? '',
      extern_kommun: point.externalKommunCode ?? '',
    } satisfies Partial<Record<Column, string>>),
  };
}

/** Quotes what would end a cell or a row, and a quotation mark itself. */
function quoted(text: string): string {
  return /[;"\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
