import { afterAll, beforeAll, it } from 'vitest';
import { CreateSmallModel1795348899000 } from '../support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { holdAgainstModel } from './kept-rows-property.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ migrations: [CreateSmallModel1795348899000] });
});
afterAll(() => test.drop());

it('holds through five hundred random lives of a source', () => holdAgainstModel(test, 500));
