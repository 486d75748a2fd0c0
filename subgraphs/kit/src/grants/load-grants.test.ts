import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSource } from '../../../../test/support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { registerSource } from '../ingest/register-source.js';
import { type CallerIdentity, loadGrants } from './load-grants.js';
import { storeAgreements } from './store-agreements.js';
import { type NewUppdrag, storeUppdrag } from './store-uppdrag.js';

const kim: CallerIdentity = {
  issuer: 'https://login.example',
  subject: 'kim',
  role: 'handlaggare',
  kommunCode: '2080',
  namndId: '2080-LSS',
  staffKey: 'FAL-7',
  functions: ['LSS_HANDLAGGARE'],
};

const forRattvik: NewUppdrag = {
  homeNamndId: '2031-LSS',
  homeKommunCode: '2031',
  performingKommunCode: '2080',
  holder: { issuer: kim.issuer, subject: kim.subject },
  task: 'LSS_HANDLAGGNING',
  staffKey: 'RAT-3',
  validFrom: '2026-01-01',
  validTo: '2026-06-30',
  grantedBy: 'nämnden',
};

let test: TestDatabase;
let uppdragId: string;
beforeAll(async () => {
  test = await createTestDatabase();
  const { database, keyRing } = test;
  await registerSource(database, keyRing, aSource({ id: 'falun-treserva' }));
  const namnd = (id: string, name: string) => ({ namnd: { id, name } });
  await registerSource(
    database,
    keyRing,
    aSource({ id: 'rattvik-treserva', kommunCodes: ['2031'], ...namnd('2031-LSS', 'Socialnämnden') }),
  );
  await registerSource(
    database,
    keyRing,
    aSource({ id: 'mora-treserva', kommunCodes: ['2062', '2034'], ...namnd('2062-LSS', 'Gemensam nämnd') }),
  );
  const agreement = { name: 'Samverkan', performingKommunCode: '2080', validFrom: '2026-01-01', note: null };
  await storeAgreements(database, [
    { ...agreement, homeKommunCode: '2031', kinds: ['D01', 'D05'], validTo: '2026-03-31' },
    { ...agreement, homeKommunCode: '2034', kinds: ['D05'], validTo: null },
  ]);
  [uppdragId = ''] = await storeUppdrag(database, keyRing, [
    forRattvik,
    { ...forRattvik, homeNamndId: '2062-LSS', homeKommunCode: '2034', task: 'LSS_HANDLAGGNING' },
    {
      ...forRattvik,
      ...{ homeNamndId: '2062-LSS', homeKommunCode: '2034', task: 'SJUKLON', staffKey: null },
      ...{ holder: { function: 'LSS_HANDLAGGARE' }, validTo: null },
    },
  ]);
});
afterAll(() => test.drop());

const noon = (day: string) => new Date(`${day}T12:00:00Z`);
const grantsOn = (day: string, changes: Partial<CallerIdentity> = {}) =>
  loadGrants(test.database, test.keyRing, { ...kim, ...changes }, noon(day));

describe('grants', () => {
  it('hold the own nämnd with the caller as handläggare there', async () => {
    const [own] = await grantsOn('2025-12-31');
    expect(own).toEqual({
      namndId: '2080-LSS',
      kommunCodes: ['2080'],
      task: 'LSS_HANDLAGGNING',
      ground: 'OWN_NAMND',
      uppdragId: null,
      handlaggareIds: [
        test.keyRing.namndKeys('2080-LSS').opaqueId('staff', '2080', 'falun-treserva', 'FAL-7'),
      ],
      scope: 'OWN_CASES',
    });
  });

  it('hold an uppdrag under an agreement that covers its task, with its kommun only', async () => {
    const [, ...others] = await grantsOn('2026-02-01');
    expect(others).toEqual([
      {
        namndId: '2031-LSS',
        kommunCodes: ['2031'],
        task: 'LSS_HANDLAGGNING',
        ground: 'AGREEMENT',
        uppdragId,
        handlaggareIds: [
          test.keyRing.namndKeys('2031-LSS').opaqueId('staff', '2031', 'rattvik-treserva', 'RAT-3'),
        ],
        scope: 'OWN_CASES',
        validTo: '2026-03-31',
      },
      expect.objectContaining({
        namndId: '2062-LSS',
        kommunCodes: ['2034'],
        task: 'SJUKLON',
        handlaggareIds: [],
      }),
    ]);
  });

  it.each([
    ['before the uppdrag begins', '2025-12-31', []],
    ['on the last day of the agreement', '2026-03-31', ['2031-LSS', '2062-LSS']],
    ['the day after the agreement has ended', '2026-04-01', ['2062-LSS']],
    ['after both', '2026-07-01', ['2062-LSS']],
  ])('%s are those in force', async (_when, day, expected) => {
    const [, ...others] = await grantsOn(day);
    expect(others.map((grant) => grant.namndId)).toEqual(expected);
  });

  it('are not given to another person, to the same subject of another issuer or without the function', async () => {
    for (const changes of [{ subject: 'robin' }, { issuer: 'https://other.example' }]) {
      const grants = await grantsOn('2026-02-01', { ...changes, functions: [] });
      expect(grants.map((grant) => grant.ground)).toEqual(['OWN_NAMND']);
    }
  });

  it('end when the holder is no longer of the performing kommun', async () => {
    const grants = await grantsOn('2026-02-01', { kommunCode: '2031', namndId: '2031-LSS' });
    expect(grants.map((grant) => grant.ground)).toEqual(['OWN_NAMND']);
  });

  it('end when the uppdrag is revoked', async () => {
    await test.owner.query('update hub.uppdrag set revoked_at = now() where id = $1', [uppdragId]);
    const grants = await grantsOn('2026-02-01');
    expect(grants.map((grant) => grant.namndId)).not.toContain('2031-LSS');
    await test.owner.query('update hub.uppdrag set revoked_at = null where id = $1', [uppdragId]);
  });

  it('hold no nämnd of another kommun as the own, whatever the token says', async () => {
    const elsewhere: CallerIdentity = { ...kim, subject: 'robin', namndId: '2031-LSS', functions: [] };
    expect(await loadGrants(test.database, test.keyRing, elsewhere, noon('2026-02-01'))).toEqual([]);
    const joint: CallerIdentity = { ...elsewhere, kommunCode: '2034', namndId: '2062-LSS' };
    const [own] = await loadGrants(test.database, test.keyRing, joint, noon('2026-02-01'));
    // A gemensam nämnd is the own one of all the kommuner it serves.
    expect(own).toMatchObject({ ground: 'OWN_NAMND', kommunCodes: ['2034', '2062'] });
  });

  it.each(['it', 'region', 'bi', 'revisor', 'dataskyddsombud', 'service'] as const)(
    'are none for %s, who has no person-level rights',
    async (role) => {
      expect(await grantsOn('2026-02-01', { role })).toEqual([]);
    },
  );

  it.each([
    ['chef', [['2080-LSS', 'LSS_HANDLAGGNING', 'ALL']]],
    ['namnd', [['2080-LSS', 'LSS_HANDLAGGNING', 'PUT_BEFORE']]],
    ['kvalitet', [['2080-LSS', 'LSS_HANDLAGGNING', 'SAMPLE']]],
    [
      'sjuklonehandlaggare',
      [
        ['2080-LSS', 'SJUKLON', 'CLAIMS'],
        ['2062-LSS', 'SJUKLON', 'CLAIMS'],
      ],
    ],
  ] as const)(
    'of %s hold the rows that the policy names, and uppdrag where the role can have one',
    async (role, expected) => {
      const grants = await grantsOn('2026-02-01', { role });
      expect(grants.map(({ namndId, task, scope }) => [namndId, task, scope])).toEqual(expected);
    },
  );

  it('come of agreements that can be stored again with new content', async () => {
    const again = {
      name: 'Samverkan',
      performingKommunCode: '2080',
      validFrom: '2026-01-01',
      note: 'kortad',
    };
    await storeAgreements(test.database, [
      { ...again, homeKommunCode: '2031', kinds: ['D01'], validTo: '2026-01-31' },
    ]);
    const grants = await grantsOn('2026-02-01');
    expect(grants.map((grant) => grant.namndId)).toEqual(['2080-LSS', '2062-LSS']);
  });

  it('keep the holder id in the home system encrypted', async () => {
    const { rows } = await test.owner.query<{ text: string }>(
      `select uppdrag::text as text from hub.uppdrag`,
    );
    expect(rows.map((row) => row.text).join()).not.toMatch(/RAT-3|5241542d33/);
  });
});

describe('registering a source', () => {
  it('refuses an id that another nämnd has', async () => {
    const taken = aSource({
      id: 'falun-treserva',
      kommunCodes: ['2031'],
      namnd: { id: '2031-LSS', name: 'X' },
    });
    await expect(registerSource(test.database, test.keyRing, taken)).rejects.toMatchObject({
      code: 'ADAPTER_INVALID',
    });
  });

  it('keeps the keys of a nämnd when it is registered again', async () => {
    const keys = 'select identity_key_wrapped, data_key_wrapped from hub.namnd_keys order by namnd_id';
    const before = (await test.owner.query(keys)).rows;
    await registerSource(test.database, test.keyRing, aSource({ id: 'falun-treserva', system: 'Annat' }));
    expect((await test.owner.query(keys)).rows).toEqual(before);
  });
});
