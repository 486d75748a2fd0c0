import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { casesMigrations } from '../migrations/index.js';
import { casesEntities } from './index.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ migrations: casesMigrations, entities: casesEntities });
});
afterAll(() => test.drop());

it.each(casesEntities.map((entity) => [entity.name, entity] as const))(
  '%s has the columns of its table',
  async (_name, entity) => {
    const metadata = test.database.app.getMetadata(entity);
    const { rows } = await test.owner.query<{ name: string; nullable: boolean }>(
      `select column_name as name, is_nullable = 'YES' as nullable from information_schema.columns
      where table_schema = $1 and table_name = $2`,
      [metadata.schema, metadata.tableName],
    );
    const declared = metadata.columns.map((column) => ({
      name: column.databaseName,
      nullable: column.isNullable,
    }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(declared.toSorted(byName)).toEqual(rows.toSorted(byName));
  },
);
