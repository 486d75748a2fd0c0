import { kommunCodeOfId, type SelectionInfo, type Session, selectedFields } from '@kommunhub/subgraph-kit';
import type { ClaimRow } from '../rows/claim-rows.js';
import { claimGrant } from '../store/claim-access.js';

/** Notes claims that are about to be handed out with the fields asked for, and gives them back. */
export function handOutClaims(
  session: Session,
  rows: readonly ClaimRow[],
  fields: readonly string[],
): readonly ClaimRow[] {
  for (const row of rows) {
    const { id, namndId, kommunCode } = row;
    const task = claimGrant(session, row)?.task ?? 'SJUKLON';
    session.recordRead({ entity: 'Sjuklon', namndId, kommunCode, ids: [id], fields, task });
  }
  return rows;
}

/** {@link handOutClaims} for one row that is perhaps missing; a look-up that finds nothing is noted too. */
export function handOutClaim(
  session: Session,
  id: string,
  row: ClaimRow | null,
  info: SelectionInfo,
): ClaimRow | null {
  const fields = selectedFields(info, 'Sjuklon');
  if (row === null) session.recordMiss({ entity: 'Sjuklon', kommunCode: kommunCodeOfId(id), fields });
  else handOutClaims(session, [row], fields);
  return row;
}
