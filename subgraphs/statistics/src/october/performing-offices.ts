import { octoberDay } from '@kommunhub/schema';
import type { KeyRing, NamndKeys, Session } from '@kommunhub/subgraph-kit';
import type { OctoberScope } from './october-scope.js';

interface UppdragRow {
  readonly id: string;
  readonly performingKommunCode: string;
  readonly staffKeyCipher: Buffer;
  readonly sources: readonly { readonly id: string; readonly kommunCodes: readonly string[] }[];
}

/**
 * Which of the nämnd's handläggare sit in another kommun's office, by the
 * uppdrag they held on 1 October (KL 9 kap. 37 §): handläggare id → kommun code.
 * An uppdrag held by a function names no handläggare and says nothing here.
 */
export async function loadPerformingOffices(
  session: Session,
  keyRing: KeyRing,
  { kommunCode, namndId, year }: OctoberScope,
): Promise<ReadonlyMap<string, string>> {
  const rows = await session.query<UppdragRow>(
    `select uppdrag.id, uppdrag.performing_kommun_code as "performingKommunCode",
            uppdrag.staff_key_cipher as "staffKeyCipher",
            coalesce((select jsonb_agg(jsonb_build_object('id', source.id, 'kommunCodes', source.kommun_codes))
                        from hub.sources source where source.namnd_id = $2), '[]') as sources
       from hub.uppdrag uppdrag
      where uppdrag.home_namnd_id = $2 and uppdrag.home_kommun_code = $1 and uppdrag.task = 'LSS_HANDLAGGNING'
        and uppdrag.staff_key_cipher is not null and uppdrag.performing_kommun_code <> $1
        and uppdrag.valid_from <= $3::date and (uppdrag.valid_to is null or uppdrag.valid_to >= $3::date)
        and (uppdrag.revoked_at is null
          or (uppdrag.revoked_at at time zone 'Europe/Stockholm')::date > $3::date)
      order by uppdrag.valid_from, uppdrag.id`,
    [kommunCode, namndId, octoberDay(year)],
  );
  if (rows.length === 0) return new Map();
  await keyRing.load([namndId]);
  const keys = keyRing.namndKeys(namndId);
  return new Map(rows.flatMap((row) => staffIds(keys, row).map((id) => [id, row.performingKommunCode])));
}

/** The holder as handläggare in every source of the nämnd: in a gemensam nämnd a row may stand in any of its kommuner. */
function staffIds(keys: NamndKeys, { id, staffKeyCipher, sources }: UppdragRow): string[] {
  const staffKey = keys.decrypt('hub.uppdrag', id, 'staff_key_cipher', staffKeyCipher);
  return sources.flatMap((source) =>
    source.kommunCodes.map((code) => keys.opaqueId('staff', code, source.id, staffKey)),
  );
}
