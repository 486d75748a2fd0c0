import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecureHub, secrets } from '../support/secure-hub.js';

let hub: SecureHub;
beforeAll(async () => {
  hub = await SecureHub.start({ KOMMUNHUB_RATE_PER_CALLER: '60' });
});
afterAll(() => hub?.stop());

const logged = async (subject: string) =>
  (
    await hub.database.owner.query(
      'select entity, purpose, ids, fields from audit.entries where subject = $1 order by id',
      [subject],
    )
  ).rows as { entity: string; purpose: string; ids: string[]; fields: string[] }[];

describe('API6:2023 harvesting people with the rights one has', () => {
  it('leaves a trace of every person read, with purpose and fields', async () => {
    const token = await hub.issuer.token({ sub: 'harvester' });
    const { data } = await hub.ask(token, '{ cases { nodes { person { id personnummer name } } } }');
    const [found] = data.cases.nodes;
    expect(found.person.name).toBe(secrets.falun.name);
    const reads = await logged('harvester');
    const ofPerson = reads.find(({ entity, ids }) => entity === 'Person' && ids.includes(found.person.id));
    expect(ofPerson).toMatchObject({ purpose: 'HANDLAGGNING' });
    expect(ofPerson?.fields).toEqual(expect.arrayContaining(['personnummer', 'name']));
  });

  it('leaves a trace of what is guessed without a hit', async () => {
    const token = await hub.issuer.token({ sub: 'guesser' });
    const id = `2080-${'0'.repeat(32)}`;
    await hub.ask(token, 'query ($id: ID!) { case(id: $id) { person { name } } }', { id });
    expect((await logged('guesser')).some(({ ids }) => ids.length === 0 || ids.includes(id))).toBe(true);
  });

  it('leaves a trace of each look-up of a person, with a hit or without', async () => {
    const token = await hub.issuer.token({ sub: 'curious' });
    const query = 'query ($input: PersonLookupInput!) { personLookup(input: $input) { id } }';
    const hit = await hub.ask(token, query, { input: { personnummer: secrets.falun.personnummer } });
    expect(hit.data.personLookup).toHaveLength(1);
    const foreign = await hub.ask(token, query, { input: { personnummer: secrets.gagnef.personnummer } });
    expect(foreign.data.personLookup).toEqual([]);
    const reads = (await logged('curious')).filter(({ entity }) => entity === 'Person');
    expect(reads.map(({ ids }) => ids.length).toSorted()).toEqual([0, 1]);
    expect(JSON.stringify(reads) + hub.log()).not.toMatch(/199001010017|198505050014/);
  });

  it('is not done faster than a person works', async () => {
    const token = await hub.issuer.token({ sub: 'script' });
    const query = 'query ($id: ID!) { case(id: $id) { id } }';
    const guesses = Array.from({ length: 70 }, (_, n) =>
      hub.ask(token, query, { id: `2080-${String(n).padStart(32, '0')}` }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });

  it('is not done by one request that asks for a hundred', async () => {
    const token = await hub.issuer.token({ sub: 'batcher' });
    const many = Array.from(
      { length: 101 },
      (_, n) => `c${n}: case(id: "2080-${String(n).padStart(32, '0')}") { id }`,
    );
    expect((await hub.ask(token, `{ ${many.join(' ')} }`)).codes).toEqual(['OPERATION_TOO_WIDE']);
  });

  it('is not done by leaving before the answer is logged', async () => {
    const token = await hub.issuer.token({ sub: 'runaway' });
    await hub.database.owner.query('alter table audit.entries rename to entries_away');
    try {
      const { data, codes, text } = await hub.ask(token, '{ cases { nodes { person { name } } } }');
      expect(data?.cases ?? null).toBeNull();
      expect(codes).toEqual([expect.stringMatching(/AUDIT_UNAVAILABLE|INTERNAL/)]);
      expect(text).not.toContain(secrets.falun.name);
    } finally {
      await hub.database.owner.query('alter table audit.entries_away rename to entries');
    }
  });
});
