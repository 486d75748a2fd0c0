import type { Caller, Role } from '@kommunhub/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casesEntities, casesMigrations } from '../../../subgraphs/cases/src/index.js';
import { loadGrants, registerSource, Session } from '../../../subgraphs/kit/src/index.js';
import { aSource } from '../../support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { type Asking, type CaseFact, type Facts, rowsByHand, type Seen } from './rows-by-hand.js';
import { isSampled, issuer, storeCases, storeTerms } from './stored-facts.js';

const namnder = [
  { id: '2080-LSS', kommuner: ['2080'] },
  { id: '2026-LSS', kommuner: ['2026'] },
  { id: '2026-AF', kommuner: ['2026'] },
  { id: '2062-LSS', kommuner: ['2034', '2062'] },
];
const kommuner = ['2080', '2026', '2034', '2062'];
const staffKeys = ['s1', 's2', 's3'];
const days = ['2026-01-01', '2026-03-31', '2026-04-01', '2026-06-15', '2026-12-31'];
const threshold = 20_000;
const noon = (day: string) => new Date(`${day}T12:00:00Z`);
const sourceOf = (namnd: string) => `source-${namnd.toLowerCase()}`;

const day = fc.constantFrom(...days);
const period = fc
  .tuple(day, fc.option(day))
  .map(([from, to]) => ({ from, to: to !== null && to < from ? null : to }));
const kinds = fc.constantFrom<readonly string[]>(['D01', 'D02'], ['D05'], ['D02', 'D05']);
const performer = fc.constantFrom('2080', '2080', '2080', ...kommuner);
const agreement = fc
  .tuple(fc.constantFrom(...kommuner), performer, kinds, period)
  .map(([home, performing, of, dates]) => ({ home, performing, kinds: of, ...dates }));
const uppdrag = fc
  .record({
    namnd: fc.constantFrom(...namnder),
    at: fc.nat(1),
    performing: performer,
    holder: fc.constantFrom({ subject: 'anna' }, { subject: 'bo' }, { function: 'LSS_HANDLAGGARE' }),
    task: fc.constantFrom('LSS_HANDLAGGNING' as const, 'SJUKLON' as const),
    staff: fc.option(fc.constantFrom(...staffKeys)),
    dates: period,
    isRevoked: fc.constantFrom(false, false, false, true),
  })
  .map(({ namnd, at, dates, ...rest }) => ({
    ...{ ...rest, ...dates, namnd: namnd.id },
    home: namnd.kommuner[at % namnd.kommuner.length]!,
  }));
const asking = fc
  .record({
    role: fc.constantFrom(
      ...['handlaggare', 'handlaggare', 'handlaggare', 'chef', 'kvalitet', 'namnd', 'sjuklonehandlaggare'],
      ...['it', 'region', 'revisor', 'dataskyddsombud', 'bi', 'service'],
    ),
    subject: fc.constantFrom('anna', 'bo'),
    // Mostly where they say; now and then of a nämnd that does not serve their kommun.
    place: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          ...namnder.flatMap(({ id, kommuner: served }) => served.map((kommun) => [kommun, id] as const)),
        ),
      },
      { weight: 1, arbitrary: fc.constantFrom(['2080', '2026-LSS'] as const, ['2034', '2080-LSS'] as const) },
    ),
    staff: fc.option(fc.constantFrom(...staffKeys)),
    functions: fc.constantFrom<readonly string[]>([], ['LSS_HANDLAGGARE']),
    hasBrokenGlass: fc.boolean(),
  })
  .map(({ place: [kommun, namnd], ...who }) => ({ ...who, kommun, namnd }));

/** Cases of every kind in every nämnd and kommun, the same each time. */
function madeCases(): CaseFact[] {
  return namnder.flatMap((namnd) =>
    namnd.kommuner.flatMap((kommun) =>
      [null, null, ...staffKeys, 's1'].flatMap((staff, at) =>
        [false, true].map((isClosed): CaseFact => {
          const name = `${namnd.id}-${at}${isClosed ? 'c' : 'o'}`;
          return {
            ...{ id: `${kommun}-case-${name}`, kommun, namnd: namnd.id, staff, isClosed },
            // Two cases of a person now and then.
            person: `${kommun}-person-${namnd.id}-${at % 4}`,
            decisions: [
              {
                id: `${kommun}-d1-${name}`,
                level: [null, 'HANDLAGGARE', 'UTSKOTT', 'NAMND'][at % 4]!,
                isSjuklon: false,
              },
              { id: `${kommun}-d2-${name}`, level: null, isSjuklon: true },
            ],
          };
        }),
      ),
    ),
  );
}

describe('rows from SQL', () => {
  let test: TestDatabase;
  const cases = madeCases();
  beforeAll(async () => {
    test = await createTestDatabase({ migrations: casesMigrations, entities: casesEntities });
    for (const { id, kommuner: kommunCodes } of namnder) {
      const source = aSource({ id: sourceOf(id), kommunCodes, namnd: { id, name: id } });
      await registerSource(test.database, test.keyRing, source);
    }
    await test.keyRing.load(namnder.map(({ id }) => id));
    await storeCases(test, sourceOf, cases);
    await test.owner.query(
      `insert into hub.samples select '2080-LSS', substr(day, 1, 7), ${threshold}, now(), 'i', 's'
         from unnest($1::text[]) as day on conflict do nothing`,
      [days],
    );
  });
  afterAll(() => test.drop());

  const isOwn = (caseId: string, namnd: string) => caseId.includes(`-case-${namnd}-`);
  const callerOf = async (who: Asking, today: string): Promise<Caller> => {
    const identity = {
      ...{ issuer, subject: who.subject, role: who.role as Role, kommunCode: who.kommun },
      ...{ namndId: who.namnd, staffKey: who.staff, functions: who.functions },
    };
    const grants = await loadGrants(test.database, test.keyRing, identity, noon(today));
    const request = { purpose: 'HANDLAGGNING', operationId: 'rows', operationName: null } as const;
    return {
      ...request,
      issuer,
      subject: who.subject,
      role: identity.role,
      kommunCode: who.kommun,
      namndId: who.namnd,
      grants,
    };
  };
  const rowsFromSql = async (caller: Caller): Promise<Seen> => {
    const session = new Session({ database: test.database, keyRing: test.keyRing, caller });
    const ids = async (table: string) =>
      (await session.query<{ id: string }>(`select id from cases.${table}`)).map(({ id }) => id).sort();
    const seen = {
      cases: await ids('cases'),
      persons: await ids('persons'),
      decisions: await ids('decisions'),
    };
    await session.close();
    return seen;
  };
  const breakGlass = (who: Asking, today: string) =>
    test.owner.query(
      `insert into hub.break_glass select gen_random_uuid(), $1, '2080', $2, $3, $4, 'x', $5::timestamptz - interval '10 minutes',
              $5::timestamptz + interval '50 minutes'`,
      [who.namnd, issuer, who.subject, who.role, noon(today)],
    );

  it('are those that a model written apart says, whoever asks, whenever, under whatever agreements', async () => {
    let compared = 0;
    const seenBy = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(agreement, { maxLength: 6 }),
        fc.array(uppdrag, { maxLength: 6 }),
        fc.array(fc.tuple(asking, day), { minLength: 10, maxLength: 10 }),
        async (agreements, granted, questions) => {
          await storeTerms(test, agreements, granted);
          const facts: Facts = {
            ...{ namnder, cases, agreements, uppdrag: granted, drawn: ['2080-LSS'] },
            inSample: (id, month) => isSampled(id, month, threshold),
          };
          for (const [who, today] of questions) {
            await test.owner.query('delete from hub.break_glass');
            if (who.hasBrokenGlass) await breakGlass(who, today);
            const expected = rowsByHand(facts, who, today);
            expect(await rowsFromSql(await callerOf(who, today))).toEqual(expected);
            compared += 1;
            const isLent = expected.cases.some((id) => !isOwn(id, who.namnd));
            for (const name of [who.role, ...(isLent ? ['by uppdrag'] : [])]) {
              seenBy.set(name, (seenBy.get(name) ?? 0) + expected.decisions.length);
            }
          }
        },
      ),
      { numRuns: 20, seed: 20_261_122 },
    );
    expect(compared).toBeGreaterThanOrEqual(200);
    // The comparison says nothing of a role that never saw a row.
    for (const role of ['handlaggare', 'chef', 'kvalitet', 'namnd', 'by uppdrag'])
      expect(seenBy.get(role)).toBeGreaterThan(0);
  });

  it('are none without a context', async () => {
    for (const table of ['cases', 'persons', 'decisions', 'handlaggare', 'cases_history', 'put_before']) {
      expect(await test.database.app.query(`select from cases.${table}`)).toHaveLength(0);
    }
    for (const table of ['uppdrag', 'break_glass', 'samples']) {
      expect(await test.database.app.query(`select from hub.${table}`)).toHaveLength(0);
    }
  });
});
