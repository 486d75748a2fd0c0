import type { UppdragTask } from '@kommunhub/schema';
import type { QueryRunner } from 'typeorm';

/**
 * The columns that every model table begins with, in this order.
 * `known_from` and `run_id` say since when and by which run the row is as it is.
 */
export const commonColumns = [
  ['kommun_code', 'text not null'],
  ['id', 'text not null'],
  ['namnd_id', 'text not null'],
  ['source_id', 'text not null'],
  ['key_cipher', 'bytea not null'],
  ['content_hash', 'bytea not null'],
  ['known_from', 'timestamptz not null'],
  ['run_id', 'uuid not null'],
] as const;

export interface ModelTable {
  /** Schema and name, as `cases.persons`; the history is `cases.persons_history`. */
  readonly table: string;
  /** Own columns after the common ones: name and SQL type with constraints. */
  readonly columns: readonly (readonly [name: string, type: string])[];
  /**
   * Which rows the app login sees: an SQL condition over `row`, the table's
   * alias-free columns, as {@link grantedRows} gives; null when the rows are public.
   */
  readonly visible: string | null;
  /** The same for the history; `visible` when left out. */
  readonly historyVisible?: string;
}

/**
 * The condition that a row's nämnd and kommun are granted to the caller for
 * the task. The sub-selects are read once per statement, not per row.
 */
export function grantedRows(task: UppdragTask, table?: string): string {
  const prefix = table === undefined ? '' : `${table}.`;
  return `(${prefix}kommun_code = any ((select hub.granted_kommuner('${task}'))::text[])
    and ${prefix}namnd_id || ' ' || ${prefix}kommun_code = any ((select hub.granted_areas('${task}'))::text[]))`;
}

/** The condition that a row's nämnd is granted to the caller for the task in any of its kommuner. */
export function grantedNamnd(task: UppdragTask, table: string): string {
  return `${table}.namnd_id = any ((select hub.granted_namnder('${task}'))::text[])`;
}

/** The ids under which the caller is handläggare where the task is granted, as an SQL array. */
export function ownHandlaggareIds(task: UppdragTask): string {
  return `((select hub.granted_handlaggare('${task}'))::text[])`;
}

/**
 * Creates a model table with its history, row rules and rights: the app login
 * reads what `visible` says, the ingest login writes rows of the run's nämnd.
 */
export async function createModelTable(runner: QueryRunner, model: ModelTable): Promise<void> {
  const columns = [...commonColumns, ...model.columns].map(([name, type]) => `${name} ${type}`).join(',\n  ');
  const history = `${model.table}_history`;
  await runner.query(`create table ${model.table} (\n  ${columns},\n  primary key (kommun_code, id))`);
  await runner.query(
    `create table ${history} (\n  ${columns},\n  known_to timestamptz not null,\n  primary key (kommun_code, id, known_to))`,
  );
  for (const table of [model.table, history]) {
    await runner.query(`grant select on ${table} to hub_app`);
    await runner.query(`alter table ${table} enable row level security`);
    await runner.query(`alter table ${table} force row level security`);
    const condition = table === history ? (model.historyVisible ?? model.visible) : model.visible;
    await runner.query(
      `create policy app_reads on ${table} for select to hub_app using (${condition ?? 'true'})`,
    );
    await runner.query(
      `create policy ingest_writes on ${table} to hub_ingest
         using (namnd_id = (select hub.ingest_namnd())) with check (namnd_id = (select hub.ingest_namnd()))`,
    );
  }
  await runner.query(`grant select, insert, update, delete on ${model.table} to hub_ingest`);
  await runner.query(`grant insert on ${history} to hub_ingest`);
}

/** Creates a schema that both logins may use; rights on its tables are given table by table. */
export async function createModelSchema(runner: QueryRunner, schema: string): Promise<void> {
  await runner.query(`create schema ${schema}`);
  await runner.query(`revoke all on schema ${schema} from public`);
  await runner.query(`grant usage on schema ${schema} to hub_app, hub_ingest`);
}
