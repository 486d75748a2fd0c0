import { ForbiddenError } from '@kommunhub/schema';
import type { EntityManager } from 'typeorm';
import { type FileFault, parseDelegationOrders } from '../file/index.js';
import { type NamndOfHub, settleOrders } from './settle-orders.js';
import { fateOf, orderId, type StoredOrder, storeOrder } from './store-orders.js';

export interface ImportOptions {
  readonly dryRun: boolean;
  readonly now: Date;
  /** Who imports, for the history of orders that change. */
  readonly by: { readonly issuer: string; readonly subject: string };
  /** The one nämnd whose orders may be written; null when any may. */
  readonly onlyNamnd: string | null;
  /** Called before an order is written, to tell the row rules whose it is. */
  readonly beforeWrite?: (manager: EntityManager, namndId: string) => Promise<void>;
}

export interface ImportedOrders {
  readonly faults: readonly FileFault[];
  /** Empty when there are faults: a file is stored whole or not at all. */
  readonly orders: readonly StoredOrder[];
}

/**
 * Reads delegation orders from a file's text and stores them within the
 * manager's transaction; a dry run says what would become of each.
 *
 * @throws ForbiddenError when the file holds an order of another nämnd than the one allowed.
 */
export async function importOrders(
  manager: EntityManager,
  text: string,
  options: ImportOptions,
): Promise<ImportedOrders> {
  const parsed = parseDelegationOrders(text);
  const settled = settleOrders(parsed.orders, await readNamnder(manager));
  const faults = [...parsed.faults, ...settled.faults];
  const { onlyNamnd } = options;
  if (onlyNamnd !== null && settled.orders.some(({ namndId }) => namndId !== onlyNamnd)) {
    throw new ForbiddenError('The file holds an order of another nämnd than your own.');
  }
  if (faults.length > 0) return { faults, orders: [] };
  const orders: StoredOrder[] = [];
  for (const order of settled.orders) {
    if (options.dryRun) orders.push({ id: orderId(order), order, fate: await fateOf(manager, order) });
    else {
      await options.beforeWrite?.(manager, order.namndId);
      orders.push(await storeOrder(manager, order, { act: 'IMPORTED', at: options.now, ...options.by }));
    }
  }
  return { faults, orders };
}

async function readNamnder(manager: EntityManager): Promise<NamndOfHub[]> {
  return manager.query(
    `select namnd.id, namnd.name, namnd.seat_kommun_code as "seatKommunCode",
            array_agg(serves.kommun_code) as "kommunCodes"
       from hub.namnder namnd join hub.namnd_kommuner serves on serves.namnd_id = namnd.id
      group by namnd.id`,
  );
}
