import { ForbiddenError, type Ground, type Reader } from '@kommunhub/schema';
import { kommunCodeOfId, type SelectionInfo, type Session, selectedFields } from '@kommunhub/subgraph-kit';
import type { ModelTableName, TenantRow } from '../rows/model-rows.js';

/** Entities of this subgraph whose reading is logged. */
export type LoggedEntity =
  | 'Case'
  | 'Person'
  | 'Decision'
  | 'Investigation'
  | 'Execution'
  | 'FollowUp'
  | 'Interruption';

/**
 * Notes rows that are about to be handed out with the fields asked for of
 * them, and gives the rows back. What is noted is written with the answer.
 */
export function handOut<Row extends TenantRow>(
  session: Session,
  entity: LoggedEntity,
  rows: readonly Row[],
  fields: readonly string[],
): readonly Row[] {
  for (const { id, namndId, kommunCode } of rows) {
    session.recordRead({ entity, namndId, kommunCode, ids: [id], fields });
  }
  return rows;
}

/** {@link handOut} for the rows of a list field. */
export function handOutAll<Row extends TenantRow>(
  session: Session,
  entity: LoggedEntity,
  rows: readonly Row[],
  info: SelectionInfo,
): readonly Row[] {
  return handOut(session, entity, rows, selectedFields(info, entity));
}

/** {@link handOut} for the row of a field that is perhaps empty. */
export function handOutOne<Row extends TenantRow>(
  session: Session,
  entity: LoggedEntity,
  row: Row | null,
  info: SelectionInfo,
): Row | null {
  if (row !== null) handOutAll(session, entity, [row], info);
  return row;
}

/** Notes a look-up by an id that does not exist or is not visible to the caller: the two are one. */
export function noteMiss(
  session: Session,
  entity: LoggedEntity,
  id: string,
  fields: readonly string[],
): void {
  session.recordMiss({ entity, kommunCode: kommunCodeOfId(id), fields });
}

/** The ground on which the caller reads the row. */
export function groundOf(session: Session, { namndId, kommunCode }: TenantRow): Ground {
  const grant = session.grantFor(namndId, kommunCode);
  if (grant === undefined) throw new ForbiddenError(`The caller has no grant for nämnd ${namndId}.`);
  return grant.ground;
}

/** The caller as the reader of the row. */
export function readerOf(session: Session, row: TenantRow): Reader {
  return { role: session.caller.role, ground: groundOf(session, row) };
}

/** The plain text of an encrypted cell; null where nothing is recorded. */
export async function decrypted(
  session: Session,
  row: TenantRow,
  table: ModelTableName,
  column: string,
  sealed: Buffer | null,
): Promise<string | null> {
  if (sealed === null) return null;
  return (await session.keys(row.namndId)).decrypt(`cases.${table}`, row.id, column, sealed);
}
