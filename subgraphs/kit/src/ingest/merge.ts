import type { RecordKind } from '@kommunhub/schema';
import { type MergeScope, referencesOf } from './merge-scope.js';
import { referenceSql } from './references.js';
import { literal } from './sql-literal.js';
import type { TableSpec } from './table-spec.js';

/** What became of the records of one kind; `records` is counted apart, so that the sum proves something. */
export interface MergeCounts {
  readonly records: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

const identity = ['kommun_code', 'id', 'namnd_id', 'source_id', 'key_cipher', 'content_hash'] as const;
const knowledge = ['known_from', 'run_id'] as const;

/** All columns of a model table in the order of its making. */
export function modelColumns(spec: TableSpec): string[] {
  return [...identity, ...knowledge, ...spec.columns.map((column) => column.name)];
}

/** Merges a kind: changed rows leave their former state in the history, equal ones are not touched. */
export async function mergeKind(scope: MergeScope, spec: TableSpec): Promise<MergeCounts> {
  const hadRows = await hasRows(scope, spec);
  const updated = hadRows ? await count(scope, updateChanged(scope, spec)) : 0;
  const inserted = await count(scope, insertNew(scope, spec));
  const unchanged = hadRows ? await count(scope, countUnchanged(scope, spec)) : 0;
  return { records: await countRecords(scope, spec.kind), inserted, updated, unchanged };
}

/** The same counts for a delivery that is not merged. */
export async function foreseeKind(scope: MergeScope, spec: TableSpec): Promise<MergeCounts> {
  const inserted = await count(scope, `select count(*) ${incoming(scope, spec)} where stored.id is null`);
  const changed = `select count(*) ${incoming(scope, spec)} where stored.id is not null and (${differs(scope, spec)})`;
  const updated = await count(scope, changed);
  const records = await countRecords(scope, spec.kind);
  return { records, inserted, updated, unchanged: records - inserted - updated };
}

function updateChanged(scope: MergeScope, spec: TableSpec): string {
  const columns = modelColumns(spec);
  const list = (alias: string) => columns.map((name) => `${alias}.${name}`).join(', ');
  const changing = columns.filter((name) => name !== 'kommun_code' && name !== 'id');
  return `
    with changed as materialized (
      select ${values(scope, spec)} ${incoming(scope, spec)}
       where stored.id is not null and (${differs(scope, spec)})
    ), kept as (
      insert into ${spec.table}_history (${columns.join(', ')}, known_to)
      select ${list('former')}, now() from ${spec.table} former join changed using (kommun_code, id)
    ), written as (
      update ${spec.table} stored set ${changing.map((name) => `${name} = changed.${name}`).join(', ')}
        from changed where stored.kommun_code = changed.kommun_code and stored.id = changed.id
      returning 1
    )
    select count(*) from written`;
}

function insertNew(scope: MergeScope, spec: TableSpec): string {
  return `
    with written as (
      insert into ${spec.table} (${modelColumns(spec).join(', ')})
      select ${values(scope, spec)} ${incoming(scope, spec)} where stored.id is null
      returning 1
    )
    select count(*) from written`;
}

function countUnchanged(scope: MergeScope, spec: TableSpec): string {
  return `select count(*) ${incoming(scope, spec)} where stored.run_id <> '${scope.runId}'`;
}

/** Staged records beside what is stored of them. */
function incoming(scope: MergeScope, spec: TableSpec): string {
  const joins = referencesOf(spec).map((reference) => referenceSql(scope, reference).join);
  return `from (${scope.uniqueRecords(spec.kind)}) staged
    ${joins.join('\n')}
    left join ${spec.table} stored
      on stored.kommun_code = staged.kommun_code and stored.id = staged.kommun_code || '-' || staged.key
     and stored.kommun_code in (${scope.kommunCodes.map(literal).join(', ')})`;
}

/**
 * A reference may lead elsewhere although the record is equal: its target has
 * come, gone or moved to another kommun.
 */
function differs(scope: MergeScope, spec: TableSpec): string {
  const references = referencesOf(spec).map(
    (reference) => `stored.${reference.name} is distinct from ${referenceSql(scope, reference).id}`,
  );
  return ['stored.content_hash <> staged.content_hash', ...references].join(' or ');
}

function values(scope: MergeScope, spec: TableSpec): string {
  const own = spec.columns.map((column) => {
    const value = column.as === 'reference' ? referenceSql(scope, column).id : `staged.${column.name}`;
    return `${value} as ${column.name}`;
  });
  return [
    'staged.kommun_code',
    `staged.kommun_code || '-' || staged.key as id`,
    `${literal(scope.source.namnd.id)} as namnd_id`,
    `${literal(scope.source.id)} as source_id`,
    'staged.key_cipher',
    'staged.content_hash',
    'now() as known_from',
    `'${scope.runId}'::uuid as run_id`,
    ...own,
  ].join(', ');
}

async function hasRows(scope: MergeScope, spec: TableSpec): Promise<boolean> {
  const { rows } = await scope.connection.query(
    `select from ${spec.table} where kommun_code = any ($1) and source_id = $2 limit 1`,
    [scope.kommunCodes, scope.source.id],
  );
  return rows.length > 0;
}

function countRecords(scope: MergeScope, kind: RecordKind): Promise<number> {
  return count(scope, `select count(*) from (${scope.uniqueRecords(kind)}) as record`);
}

async function count(scope: MergeScope, sql: string): Promise<number> {
  const { rows } = await scope.connection.query<{ count: number }>(sql);
  return rows[0]!.count;
}
