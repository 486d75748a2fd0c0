import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSource } from '../../../../test/support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { registerSource } from './register-source.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test?.drop());

it('a source that was real once is never a demo’s again', async () => {
  await registerSource(test.database, test.keyRing, aSource({ id: 'real', demo: false }));
  await registerSource(test.database, test.keyRing, aSource({ id: 'real', demo: true }));
  const { rows } = await test.owner.query(`select demo from hub.sources where id = 'real'`);
  expect(rows).toEqual([{ demo: false }]);
});

describe('a source with facts of other kommuner', () => {
  it('does not make its nämnd their authority', async () => {
    const namnd = { id: '2026-LSS', name: 'Socialnämnden', kommunCodes: ['2026'] };
    const description = aSource({ id: 'facts', namnd, kommunCodes: ['2026', '2080'], kinds: ['kommun'] });
    await registerSource(test.database, test.keyRing, description);
    const { rows } = await test.owner.query(
      `select kommun_code from hub.namnd_kommuner where namnd_id = '2026-LSS'`,
    );
    expect(rows).toEqual([{ kommun_code: '2026' }]);
  });

  it('is refused when it would deliver their persons', async () => {
    const namnd = { id: '2026-LSS', name: 'Socialnämnden', kommunCodes: ['2026'] };
    const description = aSource({ id: 'foreign', namnd, kommunCodes: ['2026', '2080'], kinds: ['person'] });
    await expect(registerSource(test.database, test.keyRing, description)).rejects.toMatchObject({
      code: 'ADAPTER_INVALID',
    });
  });
});
