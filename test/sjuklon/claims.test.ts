import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeAgreements } from '../../subgraphs/kit/src/index.js';
import type { MandatePort } from '../../subgraphs/sjukloner/src/index.js';
import { codesOf } from '../support/two-namnder.js';
import { aClaim, individual, SjuklonWorld } from './sjuklon-world.js';

const submit = `mutation ($input: SjuklonInput!, $key: ID!) {
  submitSjuklon(input: $input, idempotencyKey: $key) {
    id status calculatedAmount dueOn ageDays missing outcome provider kommun { code } namnd { id }
    person { id } case { id } calculation { amount outcome lines { code amount } cuts { code } }
    events { action status role } duplicates { kind claimId date }
  } }`;
const decide = `mutation ($id: ID!, $input: SjuklonDecisionInput!) {
  decideSjuklon(id: $id, input: $input) { id status outcome grantedAmount decidedOn mandate motivation decision { id } } }`;
const attest = `mutation ($id: ID!) { attestSjuklon(id: $id) { status attestedAt } }`;

/** Nobody's order is in the hub. */
const withoutOrders: MandatePort = { mayDecide: async () => null };

describe('a claim that Falun handles for Gagnef', () => {
  let world: SjuklonWorld;
  const statements: string[] = [];
  let keys = 0;
  beforeAll(async () => {
    world = await SjuklonWorld.open(withoutOrders, (sql) => statements.push(sql));
  });
  afterAll(() => world.drop());

  async function submitted(changes: Record<string, unknown> = {}) {
    const handler = await world.caller('sjuklonehandlaggare');
    keys += 1;
    const answer = await world.ask(handler, submit, { input: aClaim(changes), key: `key ${keys}` });
    expect(world.world.unexpected).toEqual([]);
    expect(answer.errors).toBeUndefined();
    // biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the query's
    return (answer.data as any).submitSjuklon;
  }

  it("is calculated by the payer's policy, finds its individual and case, and stands as INKOMMEN", async () => {
    const claim = await submitted();
    expect(claim).toMatchObject({
      status: 'INKOMMEN',
      calculatedAmount: '3179.31',
      dueOn: '2027-04-20',
      ageDays: 33,
      missing: [],
      provider: 'Exempelassistans AB',
      kommun: { code: '2026' },
      namnd: { id: '2026-LSS' },
      calculation: { amount: '3179.31', outcome: 'BIFALL', cuts: [] },
      events: [{ action: 'REGISTER', status: 'INKOMMEN', role: 'sjuklonehandlaggare' }],
    });
    expect(claim.person.id).toMatch(/^2026-[0-9a-f]{32}$/);
    expect(claim.case.id).toMatch(/^2026-[0-9a-f]{32}$/);
  });

  it('is told every fault of a decision that the calculation does not carry, and stays as it is', async () => {
    const { id } = await submitted({ claimNumber: 'A-2' });
    const handler = await world.caller('sjuklonehandlaggare');
    const over = await world.ask(handler, decide, { id, input: { outcome: 'AVSLAG', amount: '9999.00' } });
    expect(over.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_INPUT',
      faults: [
        { path: 'amount', code: 'AMOUNT_ABOVE_CALCULATED' },
        { path: 'amount', code: 'AMOUNT_AT_AVSLAG' },
        { path: 'motivation', code: 'MOTIVATION_MISSING' },
      ],
    });
    const chef = await world.caller('chef', '2026');
    expect(codesOf(await world.ask(chef, attest, { id }))).toEqual(['CLAIM_STATE']);
  });

  it("is decided once, with its decision in the individual's case, and never attested by who decided", async () => {
    const fresh = await SjuklonWorld.open(withoutOrders);
    const handler = await fresh.caller('sjuklonehandlaggare');
    const made = await fresh.ask(handler, submit, { input: aClaim(), key: 'one' });
    // biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the query's
    const { id, case: of } = (made.data as any).submitSjuklon;
    const decided = await fresh.ask(handler, decide, { id, input: { outcome: 'BIFALL' } });
    expect(decided).toMatchObject({
      data: {
        decideSjuklon: {
          status: 'BESLUT_BIFALL',
          grantedAmount: '3179.31',
          decidedOn: '2026-11-22',
          mandate: null,
        },
      },
    });
    const again = await fresh.ask(handler, decide, { id, input: { outcome: 'BIFALL' } });
    expect(codesOf(again)).toEqual(['CLAIM_STATE']);
    const { rows } = await fresh.world.test.owner.query(
      `select case_id, source_id, subtype, outcome, amount, valid_from::text, valid_to::text
         from cases.decisions where source_id = 'kommunhub'`,
    );
    expect(rows).toEqual([
      {
        case_id: of.id,
        source_id: 'kommunhub',
        subtype: 'SJUKVIKARIE',
        outcome: 'BIFALL',
        amount: '3179.31',
        valid_from: '2026-10-05',
        valid_to: '2026-10-07',
      },
    ]);
    // A handler of Falun is no chef of the payer; Falun's own chef is not either.
    expect(codesOf(await fresh.ask(handler, attest, { id }))).toEqual(['FORBIDDEN']);
    expect(codesOf(await fresh.ask(await fresh.caller('chef', '2080'), attest, { id }))).toEqual([
      'NOT_FOUND',
    ]);
    const chef = await fresh.caller('chef', '2026');
    expect(await fresh.ask(chef, attest, { id })).toMatchObject({
      data: { attestSjuklon: { status: 'ATTESTERAD' } },
    });
    const pay = `mutation ($id: ID!) { paySjuklon(id: $id, paidOn: "2026-11-22") { status paidOn events { action } } }`;
    expect(await fresh.ask(handler, pay, { id })).toMatchObject({
      data: {
        paySjuklon: {
          status: 'UTBETALD',
          events: [{}, { action: 'DECIDE' }, { action: 'ATTEST' }, { action: 'PAY' }],
        },
      },
    });
    const recover = `mutation ($id: ID!, $amount: Decimal!) { recoverSjuklon(id: $id, amount: $amount) { status recoveredAmount } }`;
    expect(codesOf(await fresh.ask(handler, recover, { id, amount: '3179.32' }))).toEqual(['BAD_INPUT']);
    expect(await fresh.ask(handler, recover, { id, amount: '79.31' })).toMatchObject({
      data: { recoverSjuklon: { status: 'ATERKRAV', recoveredAmount: '79.31' } },
    });
    await fresh.drop();
  });

  it('is registered once under a key, and the key is refused for other content', async () => {
    const handler = await world.caller('sjuklonehandlaggare');
    const input = aClaim({ claimNumber: 'once' });
    const all = await Promise.all(
      Array.from({ length: 12 }, () => world.ask(handler, submit, { input, key: 'the same' })),
    );
    // biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the query's
    const ids = new Set(all.map((answer) => (answer.data as any)?.submitSjuklon.id));
    expect(ids.size).toBe(1);
    const other = await world.ask(handler, submit, {
      input: aClaim({ claimNumber: 'other' }),
      key: 'the same',
    });
    expect(codesOf(other)).toEqual(['IDEMPOTENCY_CONFLICT']);
    const { rows } = await world.world.test.owner.query(
      'select count(*)::int as count from sjukloner.claims where id = $1',
      [[...ids][0]],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('cuts passes that an earlier claim has, and says where they stand', async () => {
    const fresh = await SjuklonWorld.open(withoutOrders);
    const handler = await fresh.caller('sjuklonehandlaggare');
    const first = await fresh.ask(handler, submit, { input: aClaim(), key: 'first' });
    fresh.clock = () => new Date('2026-11-22T12:00:01Z');
    const second = await fresh.ask(handler, submit, { input: aClaim(), key: 'second' });
    // biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the query's
    const [one, two] = [first, second].map((answer) => (answer.data as any).submitSjuklon);
    expect(two.calculatedAmount).toBe('0.00');
    expect(new Set(two.calculation.cuts.map(({ code }: { code: string }) => code))).toEqual(new Set(['S09']));
    expect(two.duplicates).toEqual(
      ['2026-10-05', '2026-10-06', '2026-10-07'].map((date) => ({ kind: 'PASS', claimId: one.id, date })),
    );
    await fresh.drop();
  });

  it('asks for the whole claim again when completed, and keeps what it said before', async () => {
    const { id } = await submitted({ claimNumber: 'complete' });
    const handler = await world.caller('sjuklonehandlaggare');
    const ask = `mutation ($id: ID!) { requestCompletion(id: $id, missing: ["LAKARINTYG"]) { status missing } }`;
    expect(await world.ask(handler, ask, { id })).toMatchObject({
      data: { requestCompletion: { status: 'KOMPLETTERING', missing: ['LAKARINTYG'] } },
    });
    const complete = `mutation ($id: ID!, $input: SjuklonInput!) { completeSjuklon(id: $id, input: $input) { status missing } }`;
    const other = await world.ask(handler, complete, { id, input: aClaim({ personnummer: '199002020015' }) });
    expect(codesOf(other)).toEqual(['BAD_INPUT']);
    const done = await world.ask(handler, complete, {
      id,
      input: aClaim({ claimNumber: 'complete', documents: ['LAKARINTYG'] }),
    });
    expect(done).toMatchObject({ data: { completeSjuklon: { status: 'UTREDS', missing: [] } } });
    const { rows } = await world.world.test.owner.query(
      `select ordinal, earlier_input_cipher is not null as kept from sjukloner.claim_events where claim_id = $1 order by 1`,
      [id],
    );
    expect(rows).toMatchObject([{ kept: false }, { kept: false }, { kept: true }]);
  });

  it('is told of all its faults at once, and nothing of it is stored or repeated', async () => {
    const handler = await world.caller('sjuklonehandlaggare');
    const count = async () =>
      (await world.world.test.owner.query('select count(*)::int as count from sjukloner.claims')).rows;
    const before = await count();
    const [period] = aClaim().sickPeriods as [{ assistant: object; shifts: object[] }];
    const input = aClaim({
      kommunCode: '2026',
      sickPeriods: [
        {
          ...period,
          assistant: { ...period.assistant, monthlyPay: '25000' },
          firstSickDay: '2026-10-07',
          lastSickDay: '2026-10-05',
          holidayPayRate: '1.2',
          shifts: [{ ...period.shifts[0], hours: '-8' }],
        },
      ],
    });
    const answer = await world.ask(handler, submit, { input, key: 'bad' });
    const faults = answer.errors?.[0]?.extensions.faults as { path: string }[];
    expect(faults.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(answer)).not.toContain(individual);
    expect(await count()).toEqual(before);
  });

  it('is seen by nobody who handles no sjuklöner there', async () => {
    await submitted({ claimNumber: 'secret' });
    const list = `{ sjukloner(first: 500) { totalCount nodes { id } } }`;
    const seen = async (role: Parameters<SjuklonWorld['caller']>[0], kommun?: string) => {
      const { data, errors } = await world.ask(await world.caller(role, kommun), list);
      // biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the query's
      return errors?.[0]?.extensions.code ?? (data as any).sjukloner.totalCount;
    };
    expect(await seen('sjuklonehandlaggare')).toBeGreaterThan(0);
    expect(await seen('sjuklonehandlaggare', '2026')).toBeGreaterThan(0);
    expect(await seen('chef', '2026')).toBeGreaterThan(0);
    expect(await seen('sjuklonehandlaggare', '2062')).toBe(0);
    expect(await seen('chef', '2080')).toBe(0);
    expect(await seen('handlaggare', '2026')).toBe(0);
    for (const role of ['it', 'region', 'bi', 'dataskyddsombud', 'revisor'] as const) {
      expect(await seen(role)).toBe('FORBIDDEN');
    }
  });

  it('costs as many statements for a page of many as for a page of one', async () => {
    const handler = await world.caller('sjuklonehandlaggare');
    const page = (first: number) =>
      `{ sjukloner(first: ${first}) { nodes { id status calculation { amount } events { action } duplicates { date } } } }`;
    const costOf = async (first: number) => {
      statements.length = 0;
      const { errors } = await world.ask(handler, page(first));
      expect(errors).toBeUndefined();
      return statements.length;
    };
    const few = await costOf(1);
    for (let index = 0; index < 20; index += 1) await submitted({ claimNumber: `n ${index}` });
    expect(await costOf(50)).toBe(few);
  });
});

describe('a pass that two kommuner are asked to pay', () => {
  const claimedElsewhere = `mutation ($input: SjuklonInput!, $key: ID!) {
    submitSjuklon(input: $input, idempotencyKey: $key) { id claimedElsewhere { hit legalNote } } }`;
  const turn = `mutation ($input: DuplicateCheckInput!) { setDuplicateCheck(input: $input) }`;
  const [period] = aClaim().sickPeriods as [{ assistant: object }];
  const numbered = [{ ...period, assistant: { ...period.assistant, personnummer: '198501020016' } }];

  it('is found by a yes or no only once both nämnder have switched the check on, with its legal note', async () => {
    const world = await SjuklonWorld.open(withoutOrders);
    const parties = { performingKommunCode: '2080', validFrom: '2025-01-01', validTo: null, note: null };
    const name = 'Sjuklöner i Falun';
    await storeAgreements(world.world.test.database, [
      { ...parties, name, homeKommunCode: '2026', kinds: ['D05'] },
      { ...parties, name, homeKommunCode: '2062', kinds: ['D05'] },
    ]);
    const hitOf = async (kommunCode: string, subject: string, key: string) => {
      const input = aClaim({ kommunCode, sickPeriods: numbered });
      const handler = await world.caller('sjuklonehandlaggare', subject);
      const { data, errors } = await world.ask(handler, claimedElsewhere, { input, key });
      expect(errors).toBeUndefined();
      // biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the query's
      return (data as any).submitSjuklon.claimedElsewhere;
    };
    expect(await hitOf('2026', '2026', 'a')).toMatchObject({
      hit: null,
      legalNote: expect.stringContaining('OSL'),
    });
    const on = { agreement: name, performingKommunCode: '2080', enabled: true };
    const chef = (kommun: string) => world.caller('chef', kommun);
    const basis = 'Beslut i nämnden § 12';
    const input = { ...on, kommunCode: '2026' };
    expect(codesOf(await world.ask(await chef('2026'), turn, { input }))).toEqual(['BAD_INPUT']);
    expect(
      codesOf(await world.ask(await chef('2062'), turn, { input: { ...input, legalBasis: basis } })),
    ).toEqual(['FORBIDDEN']);
    for (const kommunCode of ['2026', '2062']) {
      const answer = await world.ask(await chef(kommunCode), turn, {
        input: { ...on, kommunCode, legalBasis: basis },
      });
      expect(answer.errors).toBeUndefined();
    }
    expect(await hitOf('2026', '2026', 'b')).toMatchObject({ hit: false });
    expect(await hitOf('2062', '2062', 'c')).toMatchObject({ hit: true });
    await world.ask(await chef('2026'), turn, { input: { ...input, enabled: false } });
    expect(await hitOf('2062', '2062', 'd')).toMatchObject({ hit: false });
    await world.drop();
  });
});
