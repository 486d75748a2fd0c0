import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesOf } from '../support/two-namnder.js';
import { aNumber, OctoberWorld, person } from './october-world.js';

const fields = `personCount isAsApproved changedRows knownOn interruptions
  comparison { origin changes { insats persons lastYear } }
  approval { id approvedAt approvedBy knownOn accepted note personCount totals { column sex persons } interruptions }
  approvals { withdrawnAt withdrawnBy withdrawalReason personCount }
  kommunReport { isComplete personCount sharedPersonCount }
  rows(first: 500) { nodes { person { id } columns } }`;
const reportText = `query R($year: Int!, $knownOn: Date) {
  octoberReport(kommunCode: "2026", year: $year, knownOn: $knownOn) { ${fields} } }`;
const approveText = `mutation A($year: Int!, $accept: [OctoberCheckCode!], $note: String, $knownOn: Date) {
  approveOctoberReport(kommunCode: "2026", year: $year, accept: $accept, note: $note, knownOn: $knownOn) { ${fields} } }`;
const withdrawText = `mutation W($year: Int!, $reason: String!) {
  withdrawOctoberApproval(kommunCode: "2026", year: $year, reason: $reason) { ${fields} } }`;

const inGagnef = <Record extends object>(record: Record): Record => ({ ...record, kommunCode: '2026' });
const contact = { insats: 'LSS_9_4' } as const;
const groupHome = { insats: 'LSS_9_9', subtype: 'GRUPPBOSTAD' } as const;
const first = [
  ...person('a', aNumber(1), [contact]),
  ...person('b', aNumber(2), [groupHome]),
  ...person('c', aNumber(3), [contact], { personkrets: null }),
];

type Answer = Awaited<ReturnType<OctoberWorld['ask']>>;
// biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is what the test states.
const dataOf = (answer: Answer): any => {
  expect(answer.errors).toBeUndefined();
  return Object.values(answer.data as object)[0];
};

/** Gagnef, whose nämnd is alone with LSS. */
describe('an approval of the October report', () => {
  let world: OctoberWorld;
  const ask = (text: string, variables: object = {}) =>
    world.ask(text, { year: 2026, ...variables }, '2026-LSS');
  const deliver = (records: readonly object[]) => world.deliverIn('gagnef', records.map(inGagnef) as never);
  beforeAll(async () => {
    world = await OctoberWorld.open();
    await deliver(first);
  });
  afterAll(() => world.world.drop());

  it('is refused before 1 October', async () => {
    world.now = new Date('2026-09-30T21:00:00Z');
    expect(codesOf(await ask(approveText))).toEqual(['OCTOBER_STATE']);
    world.now = new Date('2026-10-10T12:00:00Z');
  });

  it('is refused with every fault that is not accepted, and keeps nothing', async () => {
    const refused = await ask(approveText);
    expect(codesOf(refused)).toEqual(['OCTOBER_FAULTS']);
    expect(refused.errors?.[0]?.extensions.faults).toEqual([
      { path: 'accept', code: 'PERSONKRETS_SAKNAS', message: 'Personkrets saknas eller är okänd.' },
    ]);
    expect(codesOf(await ask(approveText, { accept: ['RESERVNUMMER'] }))).toEqual(['OCTOBER_FAULTS']);
    expect(dataOf(await ask(reportText)).approvals).toEqual([]);
  });

  it('is refused with a note that would be kept when persons are not', async () => {
    const accept = ['PERSONKRETS_SAKNAS'];
    for (const note of [`Gäller ${aNumber(3)}`, 'x'.repeat(501), 'a\nb'])
      expect(codesOf(await ask(approveText, { accept, note }))).toEqual(['BAD_INPUT']);
  });

  it('keeps who, when, the knowledge and the figures', async () => {
    const report = dataOf(await ask(approveText, { accept: ['PERSONKRETS_SAKNAS'], note: ' Genomgången ' }));
    expect(report).toMatchObject({
      ...{ personCount: 3, isAsApproved: true, changedRows: 0 },
      approval: {
        ...{ approvedAt: '2026-10-10T12:00:00.000Z', approvedBy: 'chef 2026-LSS', knownOn: '2026-10-10' },
        ...{
          accepted: ['PERSONKRETS_SAKNAS'],
          note: 'Genomgången',
          personCount: 3,
          interruptions: 'EXKLUDERAS',
        },
      },
      kommunReport: { isComplete: true, personCount: 3, sharedPersonCount: 0 },
    });
    expect(report.approval.totals).toContainEqual({ column: 'KONTAKTPERSON', sex: 'KVINNA', persons: 2 });
    expect(codesOf(await ask(approveText, { accept: ['PERSONKRETS_SAKNAS'] }))).toEqual(['OCTOBER_STATE']);
    const { rows } = await world.world.test.owner.query('select * from statistics.october_approvals');
    expect(JSON.stringify(rows)).not.toMatch(/2026-[0-9a-f]{32}/u);
  });

  it('shows what was approved after a late correction, and how much differs now', async () => {
    const before = dataOf(await ask(reportText));
    world.now = new Date('2026-10-12T12:00:00Z');
    await deliver([
      ...person('a', aNumber(1), [{ ...contact, endedOn: '2026-09-15' }]),
      ...person('b', aNumber(2), [groupHome, { insats: 'LSS_9_10' }]),
      ...person('c', aNumber(3), [contact]),
      ...person('d', aNumber(4), [contact]),
    ]);
    const after = dataOf(await ask(reportText));
    expect(after.rows).toEqual(before.rows);
    // Gone, given more, assessed, and new.
    expect(after).toMatchObject({
      isAsApproved: true,
      changedRows: 4,
      personCount: 3,
      knownOn: '2026-10-10',
    });
    const today = dataOf(await ask(reportText, { knownOn: '2026-10-12' }));
    expect(today).toMatchObject({ isAsApproved: false, changedRows: 4, personCount: 3 });
    expect(today.rows).not.toEqual(before.rows);
  });

  it('is withdrawn with a reason until 25 October, and stays in the history', async () => {
    expect(codesOf(await ask(withdrawText, { reason: ' ' }))).toEqual(['BAD_INPUT']);
    world.now = new Date('2026-10-26T00:30:00+01:00');
    expect(codesOf(await ask(withdrawText, { reason: 'För sent' }))).toEqual(['OCTOBER_STATE']);
    world.now = new Date('2026-10-25T20:00:00Z');
    const report = dataOf(await ask(withdrawText, { reason: 'Sen rättelse' }));
    expect(report).toMatchObject({
      ...{ approval: null, isAsApproved: null, changedRows: null, personCount: 3 },
      approvals: [{ withdrawnBy: 'chef 2026-LSS', withdrawalReason: 'Sen rättelse', personCount: 3 }],
    });
    expect(codesOf(await ask(withdrawText, { reason: 'Igen' }))).toEqual(['OCTOBER_STATE']);
    expect(dataOf(await ask(approveText))).toMatchObject({ personCount: 3, changedRows: 0 });
    expect(dataOf(await ask(reportText)).approvals).toHaveLength(2);
  });

  it('is what next year is compared with', async () => {
    world.now = new Date('2027-10-05T12:00:00Z');
    const { comparison } = dataOf(await ask(reportText, { year: 2027 }));
    expect(comparison.origin).toBe('GODKAND');
    expect(comparison.changes).toContainEqual({ insats: 'LSS_9_10', persons: 1, lastYear: 1 });
  });

  it('keeps its figures when the persons are gone, and says that the rows are not those approved', async () => {
    const ids = ['a', 'b', 'c', 'd'].map((id) => world.personIdIn('gagnef', id));
    const { owner } = world.world.test;
    for (const [table, column] of [
      ['insats_facts', 'person_key'],
      ['surrogates', 'key'],
    ]) {
      await owner.query(`alter table statistics.${table} no force row level security`);
      await owner.query(
        `delete from statistics.${table} where ${column} in
           (select known.key from statistics.surrogates known where known.id = any ($1))`,
        [ids],
      );
      await owner.query(`alter table statistics.${table} force row level security`);
    }
    world.now = new Date('2026-10-25T20:00:00Z');
    const report = dataOf(await ask(reportText));
    expect(report).toMatchObject({ personCount: 0, isAsApproved: false, approval: { personCount: 3 } });
    expect(report.approval.totals).toContainEqual({ column: 'KONTAKTPERSON', sex: 'KVINNA', persons: 2 });
  });

  it('freezes one state of the records, also while a delivery is under way', async () => {
    const records = (size: number) => [
      ...person('b', aNumber(2), [groupHome, { insats: 'LSS_9_10' }]),
      ...person('c', aNumber(3), [contact]),
      ...Array.from({ length: size }, (_, index) =>
        person(`d${index}`, aNumber(10 + index), [contact]),
      ).flat(),
    ];
    for (const size of [5, 9, 14]) {
      await ask(withdrawText, { reason: 'Ny leverans' });
      const [approved] = await Promise.all([
        ask(approveText, { accept: ['INGA_RADER'] }),
        deliver(records(size)),
      ]);
      const { personCount } = dataOf(approved);
      expect(dataOf(await ask(reportText))).toMatchObject({ isAsApproved: true, personCount });
    }
  });
});
