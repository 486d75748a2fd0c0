import { randomUUID } from 'node:crypto';
import type { UppdragTask } from '@kommunhub/schema';
import type { HubDatabase } from '../database/connect.js';
import type { KeyRing } from '../keys/key-ring.js';

/** What a nämnd lets somebody of another kommun do in its place. */
export interface NewUppdrag {
  readonly homeNamndId: string;
  readonly homeKommunCode: string;
  readonly performingKommunCode: string;
  /** A person by issuer and subject, or whoever has a function in the performing kommun. */
  readonly holder: { readonly issuer: string; readonly subject: string } | { readonly function: string };
  readonly task: UppdragTask;
  /** The holder's id as handläggare in the home nämnd's system; null: the queue only. */
  readonly staffKey: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly grantedBy: string;
}

/** Stores uppdrag and gives their ids, in the same order. The nämnder must be registered. */
export async function storeUppdrag(
  database: HubDatabase,
  keyRing: KeyRing,
  uppdrag: readonly NewUppdrag[],
): Promise<string[]> {
  await keyRing.load(uppdrag.map((one) => one.homeNamndId));
  return database.ingest.transaction(async (manager) => {
    const ids: string[] = [];
    for (const one of uppdrag) {
      const id = randomUUID();
      const person = 'issuer' in one.holder ? one.holder : null;
      const keys = keyRing.namndKeys(one.homeNamndId);
      const staffKey =
        one.staffKey === null ? null : keys.encrypt('hub.uppdrag', id, 'staff_key_cipher', one.staffKey);
      await manager.query(`select set_config('hub.ingest_namnd', $1, true)`, [one.homeNamndId]);
      await manager.query(
        `insert into hub.uppdrag (id, home_namnd_id, home_kommun_code, performing_kommun_code, holder_issuer,
                holder_subject, holder_function, task, staff_key_cipher, valid_from, valid_to, granted_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          id,
          one.homeNamndId,
          one.homeKommunCode,
          one.performingKommunCode,
          person?.issuer ?? null,
          person?.subject ?? null,
          'function' in one.holder ? one.holder.function : null,
          one.task,
          staffKey,
          one.validFrom,
          one.validTo,
          one.grantedBy,
        ],
      );
      ids.push(id);
    }
    return ids;
  });
}
