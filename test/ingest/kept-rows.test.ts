import { afterAll, beforeAll, expect, it } from 'vitest';
import { CreateSmallModel1795348899000 } from '../support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { holdAgainstModel } from './kept-rows-property.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ migrations: [CreateSmallModel1795348899000] });
});
afterAll(() => test.drop());

it('does with every row what the model says, however deliveries, replays and broken runs follow on each other', async () => {
  await holdAgainstModel(test, 15);
  const { rows } = await test.owner.query(
    `select from hub.kept_rows where state = 'SETTLED' and raw_cipher is not null`,
  );
  expect(rows).toHaveLength(0);
}, 300_000);
