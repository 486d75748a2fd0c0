import type { StatisticTable } from '@kommunhub/schema';
import { servicePath } from './odata/index.js';

/** Where a table is had by each door. */
export interface TableAddresses {
  readonly csv: string;
  readonly odata: string;
  readonly pbids: string;
}

export function addressesOf(hub: string, { id }: Pick<StatisticTable, 'id'>): TableAddresses {
  return {
    csv: `${hub}/statistics/${id}.csv`,
    odata: `${hub}${servicePath}${id}`,
    pbids: `${hub}/statistics/${id}.pbids`,
  };
}

/**
 * The file that Power BI Desktop opens by double-click, with the address of a
 * table filled in ("Use PBIDS files to get data" in the documentation of Power
 * BI). It can hold no key: Power BI asks for it.
 */
export function printPbids(odataAddress: string): string {
  const connection = { details: { protocol: 'odata', address: { url: odataAddress } } };
  return `${JSON.stringify({ version: '0.1', connections: [connection] }, null, 2)}\n`;
}
