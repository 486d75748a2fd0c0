import type DataLoader from 'dataloader';
import type { TenantRow } from '../rows/model-rows.js';
import type { CasesContext } from './context.js';
import { groundOf } from './reads.js';

export const historyDescription =
  'Allt som har varit känt, det senaste först: rättelser som kommit i efterhand står bredvid det de rättar. Bara i den egna nämnden; tomt (null) i andra.';

/** The states of a row, or null where it is read on another ground than the own nämnd: the past is not lent. */
export async function historyOf<State>(
  { session }: CasesContext,
  row: TenantRow,
  states: DataLoader<string, readonly State[]>,
): Promise<readonly State[] | null> {
  return groundOf(session, row) === 'OWN_NAMND' ? states.load(row.id) : null;
}
