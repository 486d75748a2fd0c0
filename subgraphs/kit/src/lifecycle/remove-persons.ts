import type { RecordKind } from '@kommunhub/schema';
import type { Client } from 'pg';
import { keyHashOf } from '../ingest/gallrade.js';
import { openRaw } from '../ingest/raw-rows.js';
import type { TableSpec } from '../ingest/table-spec.js';
import type { NamndKeys } from '../keys/namnd-keys.js';
import { dependentsOf } from './dependents.js';
import { type OpenedRow, openRow } from './open-row.js';
import type { DuePerson } from './plan-gallring.js';

export interface RemovedCounts {
  readonly records: number;
  readonly history: number;
  readonly keptRows: number;
}

/** Whose records have gone, and which: their ids by kind, of what is and of what was. */
export interface RemovedRecords {
  /** In the transaction of the removal, with the row rules of the nämnd. */
  readonly connection: Client;
  readonly namndId: string;
  readonly ids: ReadonlyMap<RecordKind, readonly string[]>;
}

/** Takes away what else is kept of removed persons; when it fails, nothing has been removed. */
export type AfterRemoval = (removed: RemovedRecords) => Promise<void>;

export interface RemovalScope {
  readonly connection: Client;
  readonly keys: NamndKeys;
  readonly specs: readonly TableSpec[];
  readonly number: { readonly cipher: string };
  readonly afterRemoval: AfterRemoval;
}

/** Everything on one person, by table. */
type PersonFile = Record<string, readonly OpenedRow[]>;

/** Removes persons with all that hangs on them, leaving tombstones and, of the exempt, a sealed file in the archive. */
export async function removePersons(
  scope: RemovalScope,
  gallringId: string,
  persons: readonly DuePerson[],
): Promise<RemovedCounts> {
  let [records, history, keptRows] = [0, 0, 0];
  const words = new Set<string>();
  const gone = new Map<RecordKind, string[]>();
  for (const person of persons) {
    const ids = await idsOf(scope, person.ids);
    const file = await readFile(scope, ids);
    gatherWords(words, file, scope.number.cipher.replace(/_cipher$/, ''));
    if (person.exemption !== null) await archive(scope, gallringId, person, file);
    await leaveTombstones(scope, gallringId, ids);
    for (const [kind, found] of [...ids].reverse()) {
      const { table } = specOf(scope, kind);
      records += await removed(scope, table, found);
      history += await removed(scope, `${table}_history`, found);
      gone.set(kind, [...(gone.get(kind) ?? []), ...found]);
    }
  }
  await scope.afterRemoval({ connection: scope.connection, namndId: scope.keys.namndId, ids: gone });
  keptRows = await removeKeptRows(scope, words);
  return { records, history, keptRows };
}

function specOf({ specs }: RemovalScope, kind: RecordKind): TableSpec {
  return specs.find((spec) => spec.kind === kind)!;
}

/** Ids by kind, nearest to the person first, of what is and of what was. */
async function idsOf(
  scope: RemovalScope,
  persons: readonly string[],
): Promise<Map<RecordKind, readonly string[]>> {
  const ids = new Map<RecordKind, readonly string[]>([['person', persons]]);
  for (const { spec, column, of } of dependentsOf(scope.specs, 'person')) {
    const { rows } = await scope.connection.query<{ id: string }>(
      `select id from ${spec.table} where ${column} = any ($1)
       union select id from ${spec.table}_history where ${column} = any ($1)`,
      [ids.get(of)],
    );
    ids.set(
      spec.kind,
      rows.map(({ id }) => id),
    );
  }
  return ids;
}

async function readFile(
  scope: RemovalScope,
  ids: ReadonlyMap<RecordKind, readonly string[]>,
): Promise<PersonFile> {
  const file: Record<string, OpenedRow[]> = {};
  for (const [kind, found] of ids) {
    const spec = specOf(scope, kind);
    for (const table of [spec.table, `${spec.table}_history`]) {
      const { rows } = await scope.connection.query<Record<string, unknown>>(
        `select * from ${table} where id = any ($1) order by id, known_from`,
        [found],
      );
      if (rows.length > 0) file[table] = rows.map((row) => openRow(spec, row, scope.keys));
    }
  }
  return file;
}

/** What a kept row of the person would hold: the person's number and the records' own ids in the source. */
function gatherWords(words: Set<string>, file: PersonFile, number: string): void {
  for (const row of Object.values(file).flat()) {
    if (typeof row.key === 'string') words.add(row.key);
    const value = row[number];
    if (typeof value === 'string')
      for (const form of [value, value.slice(2)]) words.add(form.replace(/\D/g, '') || form);
  }
}

async function archive(
  { connection, keys }: RemovalScope,
  gallringId: string,
  { ids, exemption }: DuePerson,
  file: PersonFile,
): Promise<void> {
  const id = ids[0]!;
  const cipher = keys.encrypt('hub.archive', id, 'person_cipher', JSON.stringify(file));
  await connection.query(
    `insert into hub.archive (kommun_code, id, namnd_id, gallring_id, exemption, person_cipher) values ($1, $2, $3, $4, $5, $6)
     on conflict (kommun_code, id) do update set gallring_id = excluded.gallring_id, person_cipher = excluded.person_cipher`,
    [id.slice(0, 4), id, keys.namndId, gallringId, exemption, cipher],
  );
}

async function leaveTombstones(
  { connection, keys }: RemovalScope,
  gallringId: string,
  ids: ReadonlyMap<RecordKind, readonly string[]>,
): Promise<void> {
  for (const [kind, found] of ids) {
    await connection.query(
      `insert into hub.gallrade (kommun_code, namnd_id, kind, key_hash, gallring_id)
       select left(id, 4), $1, $2, ${keyHashOf('substr(id, 6)')}, $3 from unnest($4::text[]) as id on conflict do nothing`,
      [keys.namndId, kind, gallringId, found],
    );
  }
}

async function removed({ connection }: RemovalScope, table: string, ids: readonly string[]): Promise<number> {
  return (await connection.query(`delete from ${table} where id = any ($1)`, [ids])).rowCount ?? 0;
}

/** Kept rows with a cell that is the person's number or an own id of what was removed. */
async function removeKeptRows(
  { connection, keys }: RemovalScope,
  words: ReadonlySet<string>,
): Promise<number> {
  const tells = (cell: string) => words.has(cell.trim()) || words.has(cell.replace(/\D/g, ''));
  const { rows } = await connection.query<{ id: string; raw_id: string; raw_cipher: Buffer }>(
    'select id, raw_id, raw_cipher from hub.kept_rows where namnd_id = $1 and raw_cipher is not null',
    [keys.namndId],
  );
  const found = rows.filter(({ raw_id, raw_cipher }) =>
    Object.values(openRaw(raw_id, raw_cipher, keys)).some(tells),
  );
  const ids = found.map(({ id }) => id);
  await connection.query('delete from hub.quarantine where row_id = any ($1)', [ids]);
  await connection.query('delete from hub.kept_rows where id = any ($1)', [ids]);
  // A hub of an earlier version kept the row with its fault.
  const { rows: faults } = await connection.query<{ id: string; raw_cipher: Buffer }>(
    'select id, raw_cipher from hub.quarantine where namnd_id = $1 and raw_cipher is not null',
    [keys.namndId],
  );
  const told = faults.filter(({ id, raw_cipher }) => {
    const raw = JSON.parse(keys.decrypt('hub.quarantine', id, 'raw_cipher', raw_cipher)) as Record<
      string,
      string
    >;
    return Object.values(raw).some(tells);
  });
  await connection.query('delete from hub.quarantine where id = any ($1)', [told.map(({ id }) => id)]);
  return found.length + told.length;
}
