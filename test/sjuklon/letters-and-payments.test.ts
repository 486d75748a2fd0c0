import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesOf } from '../support/two-namnder.js';
import { aClaim, individual, SjuklonWorld } from './sjuklon-world.js';

const submit = `mutation ($input: SjuklonInput!, $key: ID!) { submitSjuklon(input: $input, idempotencyKey: $key) { id } }`;
const decide = `mutation ($id: ID!) { decideSjuklon(id: $id, input: { outcome: BIFALL }) { id } }`;
const attest = `mutation ($id: ID!) { attestSjuklon(id: $id) { id } }`;
const payAll = `mutation ($ids: [ID!]!, $paidOn: Date = "2026-11-22") { paySjukloner(ids: $ids, paidOn: $paidOn) { id status paidOn } }`;
const payments = `query ($from: Date, $to: Date, $status: SjuklonStatus, $kommun: ID = "2026") {
  sjuklonPayments(kommunCode: $kommun, attestedFrom: $from, attestedTo: $to, status: $status) { csv count total claimIds } }`;
const letter = `query ($id: ID!, $name: String) { sjuklon(id: $id) { decisionLetter(deciderName: $name) { title text pdf } } }`;

const world = { current: undefined as unknown as SjuklonWorld };
beforeAll(async () => {
  world.current = await SjuklonWorld.open({ mayDecide: async () => null });
});
afterAll(() => world.current.drop());

let made = 0;
/** A claim of its own assistant, taken as far as asked. */
async function claim(until: 'ATTESTED' | 'DECIDED' | 'SUBMITTED', some: object = {}): Promise<string> {
  made += 1;
  const { current } = world;
  const [period] = aClaim().sickPeriods as [{ assistant: object }];
  const sickPeriods = [{ ...period, assistant: { ...period.assistant, name: `Assistent ${made}` } }];
  const input = aClaim({ sickPeriods, claimNumber: `EA-${made}`, ...some });
  const handler = await current.caller('sjuklonehandlaggare');
  const { data } = await current.ask(handler, submit, { input, key: `key ${made}` });
  const { id } = (data as { submitSjuklon: { id: string } }).submitSjuklon;
  if (until !== 'SUBMITTED') await current.ask(handler, decide, { id });
  if (until === 'ATTESTED') await current.ask(await current.caller('chef', '2026'), attest, { id });
  return id;
}

// biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the query's
async function asked(document: string, variables: Record<string, unknown>, kommun = '2080'): Promise<any> {
  const role = kommun === '2080' ? 'sjuklonehandlaggare' : 'chef';
  const { data, errors } = await world.current.ask(
    await world.current.caller(role, kommun),
    document,
    variables,
  );
  expect(world.current.world.unexpected).toEqual([]);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0];
}

describe('the letter of a decision', () => {
  it('is there after the decision, as text and as a tagged PDF in Swedish that is the same each time', async () => {
    const id = await claim('SUBMITTED');
    expect((await asked(letter, { id })).decisionLetter).toBeNull();
    await asked(decide, { id });
    const { decisionLetter } = await asked(letter, { id, name: 'Frans Hägg' });
    const text = decisionLetter.text.replaceAll(/\s+/g, ' ');
    expect(text).toContain('i Gagnef bifaller ansökan om ersättning');
    expect(text).toContain('Ersättningen är 3 179,31 kr.');
    expect(text).toContain('Förvaltningsrätten i Falun');
    expect(text).toContain('Frans Hägg, sjuklönehandläggare');
    expect(text).not.toContain(individual);
    const pdf = Buffer.from(decisionLetter.pdf, 'base64');
    const head = pdf.toString('latin1');
    expect(head).toMatch(/^%PDF-1\.7/);
    expect(head).toContain('/MarkInfo');
    expect(head).toMatch(/\/Lang \((?:sv-SE|\xfe\xff\0s\0v\0-\0S\0E)\)/);
    expect(head).toContain('/Table');
    expect(head).toContain('/FontFile2');
    expect((await asked(letter, { id, name: 'Frans Hägg' })).decisionLetter.pdf).toBe(decisionLetter.pdf);
    expect((await asked(letter, { id })).decisionLetter.text).toContain('____, sjuklönehandläggare');
    expect(inflatedParts(pdf)).toBeGreaterThan(0);
  });

  it('is refused to those who do not read the claim', async () => {
    const id = await claim('DECIDED');
    const { current } = world;
    const other = await current.ask(await current.caller('chef', '2080'), letter, { id });
    expect(other).toMatchObject({ data: { sjuklon: null } });
    expect(codesOf(await current.ask(await current.caller('region'), letter, { id }))).toEqual(['FORBIDDEN']);
    const long = { id, name: 'a'.repeat(201) };
    expect(codesOf(await current.ask(await current.caller('sjuklonehandlaggare'), letter, long))).toEqual([
      'BAD_INPUT',
    ]);
  });
});

/** Streams that can be read: the file is whole. */
function inflatedParts(pdf: Buffer): number {
  const starts = [...pdf.toString('latin1').matchAll(/stream\r?\n/g)].map(
    ({ index, 0: mark }) => index + mark.length,
  );
  return starts.filter((start) => {
    try {
      return inflateSync(pdf.subarray(start), { finishFlush: 2 }).length > 0;
    } catch {
      return false;
    }
  }).length;
}

describe('the payment list of a kommun', () => {
  it('has what is attested and not paid, and loses it when it is noted as paid, all or nothing', async () => {
    const [one, two] = [
      await claim('ATTESTED'),
      await claim('ATTESTED', { provider: { name: '=1+1;"AB"' } }),
    ];
    const open = await claim('DECIDED');
    const list = await asked(payments, {});
    expect(list).toMatchObject({ count: 2, total: '6358.62' });
    expect([...list.claimIds].sort()).toEqual([one, two].sort());
    const lines = list.csv.split('\r\n');
    expect(lines[0]).toBe(
      'kommun;arende;mottagare;organisationsnummer;bankgiro;belopp;faktura;beslutsdatum;attestdatum',
    );
    expect(lines).toContain(
      `2026;EA-${made - 2};Exempelassistans AB;;123-4567;3179,31;;2026-11-22;2026-11-22`,
    );
    expect(list.csv).toContain(`"'=1+1;""AB"""`);
    expect(list.csv).not.toContain(individual);
    const { current } = world;
    const handler = await current.caller('sjuklonehandlaggare');
    const refused = await current.ask(handler, payAll, { ids: [one, open, 'nobody'] });
    expect(refused.errors?.[0]?.extensions.faults).toMatchObject([
      { path: 'ids.1', code: 'CLAIM_STATE' },
      { path: 'ids.2', code: 'NOT_FOUND' },
    ]);
    expect((await asked(payments, {})).count).toBe(2);
    for (const ids of [[], [one, one]])
      expect(codesOf(await current.ask(handler, payAll, { ids }))).toEqual(['BAD_INPUT']);
    const future = { ids: [one], paidOn: '2026-11-23' };
    expect(codesOf(await current.ask(handler, payAll, future))).toEqual(['BAD_INPUT']);
    expect(await asked(payAll, { ids: [two, one] })).toEqual(
      [two, one].map((id) => ({ id, status: 'UTBETALD', paidOn: '2026-11-22' })),
    );
    expect(await asked(payments, {})).toMatchObject({ count: 0, total: '0.00' });
    expect(await asked(payments, { status: 'UTBETALD' })).toMatchObject({ count: 2 });
    expect(await asked(payments, { status: 'UTBETALD', from: '2026-11-23' })).toMatchObject({ count: 0 });
    expect(await asked(payments, { status: 'UTBETALD', to: '2026-11-22' }, '2026')).toMatchObject({
      count: 2,
    });
  });

  it('is paid once when two pay at the same time', async () => {
    const ids = [await claim('ATTESTED'), await claim('ATTESTED')];
    const handler = await world.current.caller('sjuklonehandlaggare');
    const answers = await Promise.all([
      world.current.ask(handler, payAll, { ids }),
      world.current.ask(handler, payAll, { ids: ids.toReversed() }),
    ]);
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'DONE').sort()).toEqual([
      'BAD_INPUT',
      'DONE',
    ]);
  });

  it('is for who handles or attests in that kommun, and is logged', async () => {
    const id = await claim('ATTESTED');
    const { current } = world;
    const codes = async (role: Parameters<SjuklonWorld['caller']>[0], kommun: string) =>
      codesOf(await current.ask(await current.caller(role, kommun), payments, {}));
    expect(await codes('chef', '2080')).toEqual(['FORBIDDEN']);
    expect(await codes('sjuklonehandlaggare', '2062')).toEqual(['FORBIDDEN']);
    for (const role of ['handlaggare', 'it', 'kvalitet', 'dataskyddsombud'] as const)
      expect(await codes(role, '2026')).toEqual(['FORBIDDEN']);
    const wrong = await current.ask(await current.caller('chef', '2026'), payments, { status: 'INKOMMEN' });
    expect(codesOf(wrong)).toEqual(['BAD_INPUT']);
    await asked(payments, {});
    const { rows } = await current.world.test.owner.query(
      `select role, fields from audit.entries where $1 = any (ids) and 'provider' = any (fields)`,
      [id],
    );
    expect(rows).toContainEqual({
      role: 'sjuklonehandlaggare',
      fields: ['attestedAt', 'decidedOn', 'grantedAmount', 'provider'],
    });
  });
});

describe('comparing kommuner’s rules', () => {
  const compare = `query ($kommuner: [ID!]!, $ids: [ID!], $inputs: [SjuklonInput!]) {
    compareSjuklonPolicies(kommunCodes: $kommuner, claimIds: $ids, inputs: $inputs) {
      claims ownTotal policies { kommunCode kommunName total difference changedClaims byKommun { kommunCode difference } } } }`;
  const adopt = `mutation { adoptSjuklonPolicy(kommunCode: "2080", validFrom: "2025-01-01", policy: "{\\"semesterBas\\": \\"B\\"}") { semesterBas } }`;

  it('tells what the claims that the caller handles would have cost under them', async () => {
    const { current } = world;
    expect((await current.ask(await current.caller('chef', '2080'), adopt)).errors).toBeUndefined();
    const id = await claim('SUBMITTED');
    const answer = await asked(compare, { kommuner: ['2026', '2080'], ids: [id], inputs: [aClaim()] });
    expect(answer).toEqual({
      claims: 2,
      ownTotal: '6358.62',
      policies: [
        {
          ...{
            kommunCode: '2026',
            kommunName: 'Gagnef',
            total: '6358.62',
            difference: '0.00',
            changedClaims: 0,
          },
          byKommun: [{ kommunCode: '2026', difference: '0.00' }],
        },
        {
          ...{
            kommunCode: '2080',
            kommunName: 'Falun',
            total: '6812.82',
            difference: '454.20',
            changedClaims: 2,
          },
          byKommun: [{ kommunCode: '2026', difference: '454.20' }],
        },
      ],
    });
  });

  it('tells nothing of claims of others, and every fault at once', async () => {
    const { current } = world;
    const id = await claim('SUBMITTED');
    const other = await current.ask(await current.caller('sjuklonehandlaggare', '2062'), compare, {
      kommuner: ['2026', '9999'],
      ids: [id, '2026-nobody'],
    });
    const faults = other.errors?.[0]?.extensions.faults as { path: string; code: string }[];
    expect(faults.map(({ path, code }) => [path, code])).toEqual([
      ['kommunCodes.1', 'KOMMUN_UNKNOWN'],
      ['claimIds.0', 'NOT_FOUND'],
      ['claimIds.1', 'NOT_FOUND'],
    ]);
    const region = await current.ask(await current.caller('region'), compare, {
      kommuner: ['2026'],
      inputs: [aClaim()],
    });
    expect(codesOf(region)).toEqual(['FORBIDDEN']);
  });
});
