import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aClaim, SjuklonWorld } from '../sjuklon/sjuklon-world.js';

let sjuklon: SjuklonWorld;
beforeAll(async () => {
  sjuklon = await SjuklonWorld.open({ mayDecide: async () => null });
});
afterAll(() => sjuklon?.drop());

it('keeps one current fact of a claim that two write at once', async () => {
  const { test } = sjuklon.world;
  const handler = await sjuklon.caller('sjuklonehandlaggare');
  const submit = `mutation ($input: SjuklonInput!, $key: ID!) { submitSjuklon(input: $input, idempotencyKey: $key) { id } }`;
  await sjuklon.ask(handler, submit, { input: aClaim(), key: 'one' });
  const other = new Client({ connectionString: test.ownerUrl });
  await other.connect();
  try {
    await test.owner.query('begin');
    await test.owner.query(`update sjukloner.claims set recovered = 10`);
    await other.query('begin');
    const link = other.query('update sjukloner.claim_links set person_id = null');
    await Promise.race([link, new Promise((resolve) => setTimeout(resolve, 300))]);
    await test.owner.query('commit');
    await link;
    await other.query('commit');
    const { rows } = await test.owner.query(
      `select recovered, person_key from statistics.claim_facts where known_to = 'infinity'`,
    );
    expect(rows).toEqual([{ recovered: '10.00', person_key: null }]);
  } finally {
    await other.end();
  }
});
