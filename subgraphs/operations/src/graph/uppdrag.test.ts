import type { Caller } from '@kommunhub/schema';
import { storeAgreements } from '@kommunhub/subgraph-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { falunRecords, gagnefRecords } from '../../../../test/support/case-records.js';
import { codesOf, falun, gagnef, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { createOperationsSubgraph } from '../subgraph.js';

const operations = createOperationsSubgraph();
const grant = `mutation ($input: UppdragInput!) { grantUppdrag(input: $input) {
  id task state holderSubject validFrom validTo grantedBy homeNamnd { id } performingKommun { code } } }`;
const revoke = 'mutation ($id: ID!) { revokeUppdrag(id: $id) { id state revokedBy } }';

describe('uppdrag through the graph', () => {
  let world: World;
  let chef: Caller;
  beforeAll(async () => {
    world = await openWorld();
    await world.deliver(falun, falunRecords);
    await world.deliver(gagnef, gagnefRecords);
    const parties = { homeKommunCode: '2026', performingKommunCode: '2080', note: null };
    await storeAgreements(world.test.database, [
      {
        ...parties,
        name: 'LSS',
        kinds: ['D02'],
        validFrom: '2026-01-01',
        validTo: '2026-12-31',
      },
    ]);
    chef = await world.member({
      ...{ role: 'chef', subject: 'chef', kommunCode: '2026', namndId: '2026-LSS' },
    });
  });
  afterAll(() => world.drop());

  const ask = (text: string, variables = {}, caller = chef) =>
    world.ask(operations as never, caller, text, variables);
  const input = {
    ...{ kommunCode: '2026', performingKommunCode: '2080', task: 'LSS_HANDLAGGNING' },
    ...{ holderIssuer: 'https://login.example', holderSubject: 'asking', validFrom: '2026-11-01' },
  };
  const logged = async (operationId: string) =>
    (
      await world.test.owner.query(
        'select entity, ids, fields, namnd_id from audit.entries where operation_id = $1',
        [operationId],
      )
    ).rows;

  it('are given by the chef of the home nämnd, give access at once, and are logged', async () => {
    expect(await world.handlaggare().then(({ grants }) => grants.length)).toBe(1);
    const { data, errors } = await ask(grant, { input: { ...input, staffKey: 's1', validTo: '2027-03-31' } });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      grantUppdrag: {
        ...{ task: 'LSS_HANDLAGGNING', state: 'GALLER', holderSubject: 'asking' },
        ...{ grantedBy: 'https://login.example chef', homeNamnd: { id: '2026-LSS' } },
      },
    });
    const { id } = (data as { grantUppdrag: { id: string } }).grantUppdrag;
    expect(await logged(chef.operationId)).toEqual([
      { entity: 'Uppdrag', ids: [id], fields: ['granted'], namnd_id: '2026-LSS' },
    ]);
    const holder = await world.handlaggare();
    expect(holder.grants[1]).toMatchObject({ uppdragId: id, namndId: '2026-LSS', validTo: '2026-12-31' });
    // The holder sees it as its own.
    const seen = await ask('{ viewer { policyVersion grants { scope uppdrag { id state } } } }', {}, holder);
    expect(seen.data).toMatchObject({
      viewer: {
        grants: [
          { scope: 'OWN_CASES', uppdrag: null },
          { scope: 'OWN_CASES', uppdrag: { id, state: 'GALLER' } },
        ],
      },
    });
  });

  it('end at once when they are revoked, and can be revoked once only', async () => {
    const { data } = await ask('{ uppdrag { id } }');
    const [{ id } = { id: '' }] = (data as { uppdrag: { id: string }[] }).uppdrag;
    const revoked = await ask(revoke, { id });
    expect(revoked.data).toMatchObject({ revokeUppdrag: { state: 'ATERKALLAT' } });
    expect((await world.handlaggare()).grants).toHaveLength(1);
    expect((await ask('{ uppdrag { id } }')).data).toEqual({ uppdrag: [] });
    expect((await ask('{ uppdrag(includeEnded: true) { id state } }')).data).toEqual({
      uppdrag: [{ id, state: 'ATERKALLAT' }],
    });
    expect(codesOf(await ask(revoke, { id }))).toEqual(['NOT_FOUND']);
    expect(codesOf(await ask(revoke, { id: 'x' }))).toEqual(['NOT_FOUND']);
  });

  it('are refused with every fault at once, and nothing is stored', async () => {
    const { errors, data } = await ask(grant, {
      input: {
        ...{ kommunCode: '2080', performingKommunCode: '9999', task: 'SJUKLON', holderFunction: 'KUNG' },
        ...{ validFrom: '2026-03-01', validTo: '2026-02-01' },
      },
    });
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_INPUT',
      faults: [
        { path: 'kommunCode', code: 'KOMMUN_NOT_OWN' },
        { path: 'performingKommunCode', code: 'KOMMUN_UNKNOWN' },
        { path: 'holderFunction', code: 'FUNCTION_UNKNOWN' },
        { path: 'validTo', code: 'DATES_REVERSED' },
        { path: 'task', code: 'AGREEMENT_MISSING' },
      ],
    });
    expect(JSON.stringify(errors)).not.toContain('KUNG');
  });

  it.each([
    ['before the agreement', { validFrom: '2025-12-31' }, 'AGREEMENT_MISSING'],
    ['for a task it does not cover', { task: 'SJUKLON' }, 'AGREEMENT_MISSING'],
    ['with both a person and a function', { holderFunction: 'LSS_HANDLAGGARE' }, 'HOLDER_UNCLEAR'],
    ['with nobody', { holderIssuer: null, holderSubject: ' ' }, 'HOLDER_UNCLEAR'],
    ['without an issuer', { holderIssuer: null }, 'HOLDER_INCOMPLETE'],
    ['that has ended', { validTo: '2026-11-21' }, 'ALREADY_ENDED'],
    ['with a number of a person in the note', { note: 'Se 900101-0017.' }, 'NOTE_HOLDS_NUMBER'],
    ['to the own kommun', { performingKommunCode: '2026' }, 'KOMMUN_OWN'],
  ])('are refused %s', async (_title, changes, code) => {
    const { errors } = await ask(grant, { input: { ...input, ...changes } });
    const faults = errors?.[0]?.extensions.faults as { code: string }[];
    expect(faults.map((fault) => fault.code)).toContain(code);
  });

  it('are nobody else’s to give, see or revoke', async () => {
    const given = await ask(grant, { input });
    const { id } = (given.data as { grantUppdrag: { id: string } }).grantUppdrag;
    const others = [
      await world.member({ role: 'chef', subject: 'other' }),
      await world.member({ role: 'handlaggare' }),
      await world.member({ role: 'it' }),
      // Says it is of Gagnef's nämnd but is of Falun.
      await world.member({ role: 'chef', subject: 'liar', namndId: '2026-LSS' }),
    ];
    for (const caller of others) {
      const seen = await ask('{ uppdrag { id } }', {}, caller);
      expect(seen.data ? seen.data.uppdrag : []).toEqual([]);
      expect(codesOf(await ask(grant, { input }, caller))[0]).toMatch(/FORBIDDEN|BAD_INPUT/);
      expect(codesOf(await ask(revoke, { id }, caller))[0]).toMatch(/FORBIDDEN|NOT_FOUND/);
    }
    expect(codesOf(await ask(grant, { input: { ...input, namndId: '2080-LSS' } }))).toEqual(['FORBIDDEN']);
  });

  it('tell the chef when the agreement under them has gone', async () => {
    await world.test.owner.query(`update hub.agreements set valid_to = '2026-11-21'`);
    const { data } = await ask('{ uppdrag { state } }');
    expect(data).toEqual({ uppdrag: [{ state: 'UTAN_AVTAL' }] });
    expect((await world.handlaggare()).grants).toHaveLength(1);
  });
});
