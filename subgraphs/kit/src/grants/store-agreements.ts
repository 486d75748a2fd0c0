import { randomUUID } from 'node:crypto';
import type { HubDatabase } from '../database/connect.js';

/** Avtalssamverkan between two kommuner (KL 9 kap. 37 §). Dates are inclusive; no end is open. */
export interface Agreement {
  readonly name: string;
  /** Whose decisions. */
  readonly homeKommunCode: string;
  /** Whose employee decides. */
  readonly performingKommunCode: string;
  /** Decision kinds, `D01`…`D24`. */
  readonly kinds: readonly string[];
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly note: string | null;
}

/** Stores agreements; one that is known by name, kommuner and first day takes the new content. */
export async function storeAgreements(
  database: HubDatabase,
  agreements: readonly Agreement[],
): Promise<void> {
  const rows = agreements.map((agreement) => ({ id: randomUUID(), ...agreement }));
  await database.ingest.query(
    `insert into hub.agreements (id, name, home_kommun_code, performing_kommun_code, kinds, valid_from, valid_to, note)
     select id, name, "homeKommunCode", "performingKommunCode", kinds, "validFrom", "validTo", note
       from jsonb_to_recordset($1::jsonb) as agreement (id uuid, name text, "homeKommunCode" text,
            "performingKommunCode" text, kinds text[], "validFrom" date, "validTo" date, note text)
     on conflict (name, home_kommun_code, performing_kommun_code, valid_from)
     do update set kinds = excluded.kinds, valid_to = excluded.valid_to, note = excluded.note`,
    [JSON.stringify(rows)],
  );
}
