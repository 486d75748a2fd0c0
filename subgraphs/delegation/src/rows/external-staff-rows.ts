import type { NamndKeys, Session } from '@kommunhub/subgraph-kit';

/** Somebody in a nämnd's system who is employed in another kommun, for the days of the uppdrag. */
export interface ExternalStaff {
  readonly handlaggareId: string;
  readonly employerKommunCode: string;
  readonly from: string;
  readonly to: string | null;
}

interface UppdragRow {
  readonly id: string;
  readonly namndId: string;
  readonly employerKommunCode: string;
  readonly staffKeyCipher: Buffer;
  readonly from: string;
  readonly to: string | null;
  readonly sources: readonly { readonly id: string; readonly kommunCodes: readonly string[] }[];
}

/**
 * Who in the nämnder's systems is employed elsewhere, by the uppdrag that the
 * nämnd has given (KL 9 kap. 37 §); a nämnd's staff register does not tell.
 * An uppdrag held by a function names nobody and so tells nothing here.
 */
export async function loadExternalStaff(
  session: Session,
  namndIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ExternalStaff[]>> {
  // The row rule opens these rows to who works for the nämnd, and only where they are asked for so.
  await session.query(`select set_config('hub.reads_employers', 'on', true)`);
  const rows = await session.query<UppdragRow>(
    `select uppdrag.id, uppdrag.home_namnd_id as "namndId", uppdrag.performing_kommun_code as "employerKommunCode",
            uppdrag.staff_key_cipher as "staffKeyCipher", uppdrag.valid_from as "from",
            least(uppdrag.valid_to, (uppdrag.revoked_at at time zone 'Europe/Stockholm')::date) as "to",
            (select jsonb_agg(jsonb_build_object('id', source.id, 'kommunCodes', source.kommun_codes))
               from hub.sources source where source.namnd_id = uppdrag.home_namnd_id) as sources
       from hub.uppdrag where uppdrag.home_namnd_id = any ($1::text[]) and uppdrag.staff_key_cipher is not null`,
    [namndIds],
  );
  const byNamnd = new Map<string, ExternalStaff[]>();
  for (const row of rows) {
    const staff = byNamnd.get(row.namndId) ?? [];
    byNamnd.set(row.namndId, staff);
    staff.push(...staffOf(row, await session.keys(row.namndId)));
  }
  return byNamnd;
}

/** The holder under every id that the nämnd's sources may know them by. */
function staffOf(row: UppdragRow, keys: NamndKeys): ExternalStaff[] {
  const staffKey = keys.decrypt('hub.uppdrag', row.id, 'staff_key_cipher', row.staffKeyCipher);
  const { employerKommunCode, from, to } = row;
  return (row.sources ?? []).flatMap((source) =>
    source.kommunCodes.map((kommunCode) => ({
      handlaggareId: keys.opaqueId('staff', kommunCode, source.id, staffKey),
      ...{ employerKommunCode, from, to },
    })),
  );
}
