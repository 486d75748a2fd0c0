import type { Client } from 'pg';
import { canonicalJson } from '../keys/canonical-json.js';
import type { NamndKeys } from '../keys/namnd-keys.js';
import { isExported, type OwnedTable, ownedTables } from './owned-tables.js';
import type { SealedColumn } from './sealed-columns.js';

const ROWS_AT_A_TIME = 500;

/**
 * Everything that belongs to the nämnd of the transaction as NDJSON: one row a
 * line, what is sealed opened, hashes and keys left out. The same rows give
 * the same lines, so that a digest of them tells whether anything has changed.
 */
export async function* exportLines(
  connection: Client,
  keys: NamndKeys,
  columns: readonly SealedColumn[],
): AsyncGenerator<string> {
  yield `${canonicalJson({ type: 'namnd', id: keys.namndId, format: 1 })}\n`;
  let count = 0;
  for (const table of (await ownedTables(connection)).filter(isExported)) {
    const sealed = columns.filter((column) => column.table === table.name);
    for await (const row of rowsOf(connection, table, sealed)) {
      yield `${canonicalJson({ type: 'row', table: table.name, row: opened(row, sealed, keys) })}\n`;
      count += 1;
    }
  }
  yield `${canonicalJson({ type: 'end', rows: count })}\n`;
}

type Row = Readonly<Record<string, unknown>>;

async function* rowsOf(
  connection: Client,
  { name, isOwned, key }: OwnedTable,
  sealed: readonly SealedColumn[],
): AsyncGenerator<Row> {
  const places = sealed.map(({ place }, index) => `, ${place.id} as place_${index}`).join('');
  await connection.query(
    `declare exported no scroll cursor for select *${places} from ${name} where ${isOwned} order by ${key.join(', ')}`,
  );
  for (;;) {
    const { rows } = await connection.query<Row>(`fetch ${ROWS_AT_A_TIME} from exported`);
    yield* rows;
    if (rows.length < ROWS_AT_A_TIME) break;
  }
  await connection.query('close exported');
}

function opened(row: Row, sealed: readonly SealedColumn[], keys: NamndKeys): Row {
  const cells: [string, unknown][] = [];
  for (const [name, value] of Object.entries(row)) {
    if (/_hash$|^place_\d+$|^fingerprint$/.test(name)) continue;
    const index = sealed.findIndex(({ column }) => column === name);
    const place = sealed[index]?.place;
    const isSealed = place !== undefined && Buffer.isBuffer(value);
    const plain = isSealed
      ? keys.decrypt(place.table, String(row[`place_${index}`]), place.column, value)
      : value;
    cells.push([name.replace(/_cipher$/, ''), Buffer.isBuffer(plain) ? plain.toString('hex') : plain]);
  }
  return Object.fromEntries(cells);
}
