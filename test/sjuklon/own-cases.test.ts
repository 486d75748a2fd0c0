import { afterAll, beforeAll, expect, it } from 'vitest';
import { codesOf } from '../support/two-namnder.js';
import { aClaim, SjuklonWorld } from './sjuklon-world.js';

let world: SjuklonWorld;
beforeAll(async () => {
  world = await SjuklonWorld.open({ mayDecide: async () => null });
});
afterAll(() => world.drop());

it('who handles a case reads the claims in it and what was done with them, and no others, and changes none', async () => {
  const submit = `mutation ($input: SjuklonInput!, $key: ID!) { submitSjuklon(input: $input, idempotencyKey: $key) { id } }`;
  const handler = await world.caller('sjuklonehandlaggare');
  const { personnummer: _, ...withoutPerson } = aClaim({ claimNumber: 'of nobody known' });
  for (const input of [aClaim(), withoutPerson])
    expect(
      (await world.ask(handler, submit, { input, key: String(input.claimNumber) })).errors,
    ).toBeUndefined();
  const ofCase = await world.caller('handlaggare', '2026', 'case handler', 'h1');
  const list = '{ sjukloner { totalCount nodes { id events { action } } } }';
  const { data } = await world.ask(ofCase, list);
  expect(data).toMatchObject({
    sjukloner: { totalCount: 1, nodes: [{ events: [{ action: 'REGISTER' }] }] },
  });
  const [own] = (data as { sjukloner: { nodes: { id: string }[] } }).sjukloner.nodes;
  const decide = 'mutation ($id: ID!) { decideSjuklon(id: $id, input: { outcome: BIFALL }) { id } }';
  expect(codesOf(await world.ask(ofCase, decide, { id: own?.id }))).toEqual(['FORBIDDEN']);
  const stranger = await world.caller('handlaggare', '2026', 'another', 'h9');
  expect((await world.ask(stranger, list)).data).toMatchObject({ sjukloner: { totalCount: 0 } });
});
