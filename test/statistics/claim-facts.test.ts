import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellsOf, unitRows } from '../../subgraphs/statistics/src/index.js';
import { aClaim, SjuklonWorld } from '../sjuklon/sjuklon-world.js';

let sjuklon: SjuklonWorld;
beforeAll(async () => {
  sjuklon = await SjuklonWorld.open({ mayDecide: async () => null });
});
afterAll(() => sjuklon?.drop());

const facts = (which: string) =>
  sjuklon.world.test.owner
    .query(
      `select status, outcome, requested, granted, paid_on::text, recovered, sick_days, person.id as person
         from statistics.claim_facts fact left join statistics.surrogates person on person.key = fact.person_key
        where ${which} order by fact_id`,
    )
    .then(({ rows }) => rows);

it('keeps a fact of each claim as it is written, with its earlier states', async () => {
  const handler = await sjuklon.caller('sjuklonehandlaggare');
  const submit = `mutation ($input: SjuklonInput!, $key: ID!) {
    submitSjuklon(input: $input, idempotencyKey: $key) { id person { id } } }`;
  const made = await sjuklon.ask(handler, submit, {
    input: aClaim({ requestedAmount: '3179.31' }),
    key: 'one',
  });
  // biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the query's
  const { id, person } = (made.data as any).submitSjuklon;
  const registered = {
    ...{ status: 'INKOMMEN', outcome: null, requested: '3179.31', granted: null, paid_on: null },
    ...{ recovered: null, sick_days: 3, person: person.id },
  };
  expect(await facts('true')).toEqual([registered]);

  const decide = `mutation ($id: ID!, $input: SjuklonDecisionInput!) { decideSjuklon(id: $id, input: $input) { status } }`;
  await sjuklon.ask(handler, decide, { id, input: { outcome: 'BIFALL' } });
  const decided = { ...registered, status: 'BESLUT_BIFALL', outcome: 'BIFALL', granted: '3179.31' };
  expect(await facts(`known_to = 'infinity'`)).toEqual([decided]);
  expect(await facts(`known_to < 'infinity'`)).toEqual([registered]);

  await sjuklon.world.test.owner.query('update sjukloner.claims set input_cipher = input_cipher');
  expect(await facts('true')).toHaveLength(2);
});

it('counts claims by the day of the decision, with sums and days', async () => {
  const { rows } = await sjuklon.world.test.owner.query<Record<string, unknown>>(
    cellsOf('sjukloner', unitRows('sjukloner', { from: '2026-11-01', to: '2026-11-30' })),
  );
  expect(rows).toHaveLength(2);
  expect(rows.find(({ margin }) => margin === 'TOTALT')).toMatchObject({
    ...{ kommun_code: '2026', namnd_id: '2026-LSS', units: 1, persons: 1 },
    ...{ total: '3179.31', second_total: '3', known: 1, known_persons: 1 },
  });
});

it('tells nothing of claims that are not decided', async () => {
  const day = { from: '2026-12-01', to: '2026-12-31' };
  const { rows } = await sjuklon.world.test.owner.query(cellsOf('sjukloner', unitRows('sjukloner', day)));
  expect(rows).toEqual([]);
});

it('leads to nobody by an id that a claim is completed with and that is of no person of the nämnd', async () => {
  const handler = await sjuklon.caller('sjuklonehandlaggare');
  const submit = `mutation ($input: SjuklonInput!, $key: ID!) { submitSjuklon(input: $input, idempotencyKey: $key) { id } }`;
  const complete = `mutation ($id: ID!, $input: SjuklonInput!) {
    requestCompletion(id: $id, missing: ["FULLMAKT"]) { id }
    completeSjuklon(id: $id, input: $input) { id } }`;
  const input = aClaim({ personnummer: null, personId: '2080-somebody-else' });
  const made = await sjuklon.ask(handler, submit, { input, key: 'somebody' });
  expect(made.errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the query's
  const { id } = (made.data as any).submitSjuklon;
  const completed = await sjuklon.ask(handler, complete, { id, input });
  expect(completed.errors).toBeUndefined();
  const { rows } = await sjuklon.world.test.owner.query(
    `select id from statistics.surrogates where id like '%somebody%'`,
  );
  expect(rows).toEqual([]);
});

it('takes claims of nobody whom the hub knows for one individual’s: few must not look like many', async () => {
  await sjuklon.world.test.owner.query(
    `insert into statistics.claim_facts (kommun_code, namnd_id, known_from, key, application_date, decided_on, outcome, granted, sick_days, status)
     select '2026', '2026-LSS', now(), -claim, '2026-08-01', '2026-09-10', 'BIFALL', 1000, 2, 'BESLUT_BIFALL'
       from generate_series(1, 6) claim`,
  );
  const day = { from: '2026-09-01', to: '2026-09-30' };
  const { rows } = await sjuklon.world.test.owner.query<Record<string, number>>(
    cellsOf('sjukloner', unitRows('sjukloner', day)),
  );
  expect(rows.map(({ units, persons, known_persons }) => [units, persons, known_persons])).toEqual([
    [6, 1, 1],
    [6, 1, 1],
  ]);
});
