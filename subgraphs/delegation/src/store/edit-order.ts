import {
  BadInputError,
  type Caller,
  type DelegationOrderRecord,
  ForbiddenError,
  NotFoundError,
  ownNamndScope,
} from '@kommunhub/schema';
import { requireAccess, type Session } from '@kommunhub/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { parseDelegationOrders, printDelegationOrder, toFault } from '../file/index.js';
import { findOrder, type OrderAct, readOrder, storeOrder } from './store-orders.js';

/**
 * Opens the own nämnd's orders for writing in this transaction, for those who
 * may edit them; the row rules let no other nämnd's through.
 *
 * @throws ForbiddenError for whoever may not, or has no nämnd.
 */
export async function beginEditing(session: Session, caller: Caller): Promise<EntityManager> {
  requireAccess(caller, 'DELEGATION_EDIT');
  // A caller without a nämnd may write for none.
  await session.query(`select set_config('hub.delegation_namnd', $1, true)`, [editedNamnd(caller) ?? '']);
  return session.manager();
}

/**
 * The nämnd whose orders the caller edits. Who has grants is of the nämnd that
 * the hub has found to serve the own kommun, whatever the token says; IT, who
 * has none, is of the nämnd that its issuer may speak for.
 */
export function editedNamnd({ role, namndId, grants }: Caller): string | null {
  if (ownNamndScope(role, 'LSS_HANDLAGGNING') === null) return namndId;
  return grants.find((grant) => grant.ground === 'OWN_NAMND' && grant.namndId === namndId)?.namndId ?? null;
}

export interface OrderEdit {
  readonly orderId: string;
  /** The revision that the editor has seen. */
  readonly revision: number;
  readonly act: OrderAct;
  readonly at: Date;
  change(order: DelegationOrderRecord): DelegationOrderRecord;
}

/**
 * Changes a stored order under the same rules as a file, and keeps what it said before.
 *
 * @throws NotFoundError when there is no such order.
 * @throws ForbiddenError when it is another nämnd's.
 * @throws BadInputError when somebody has changed it since it was read, or the change breaks a rule of the format.
 */
export async function editOrder(manager: EntityManager, caller: Caller, edit: OrderEdit): Promise<string> {
  const known = await findOrder(manager, edit.orderId, false);
  if (known === null) throw new NotFoundError('No delegation order has this id.');
  if (known.namndId !== editedNamnd(caller))
    throw new ForbiddenError('The order is another nämnd’s than your own.');
  const locked = await findOrder(manager, edit.orderId, true);
  if (locked?.revision !== edit.revision) {
    throw new BadInputError(
      `The order has been changed since: read it again, it is at revision ${locked?.revision}.`,
    );
  }
  const order = edit.change(await readOrder(manager, locked));
  const { issuer, subject } = caller;
  await storeOrder(manager, refuseFaults(order), { act: edit.act, at: edit.at, issuer, subject });
  return edit.orderId;
}

/** What the format would refuse in a file is refused here, and told in its words. */
function refuseFaults(order: DelegationOrderRecord): DelegationOrderRecord {
  const { faults, orders } = parseDelegationOrders(printDelegationOrder({ ...order, namnd: order.namndId }));
  const [read] = orders;
  if (faults.length > 0 || read === undefined) {
    const told = faults.map(toFault);
    throw new BadInputError(`The change breaks a rule of the order: ${told[0]?.path}: ${told[0]?.message}`, {
      faults: told,
    });
  }
  const { validTo, points } = read;
  return { ...order, validTo, points };
}
