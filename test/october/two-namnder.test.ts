import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesOf } from '../support/two-namnder.js';
import { aNumber, falunChildren, OctoberWorld, person } from './october-world.js';

const fields = `personCount totals { column sex persons }
  kommunReport { isComplete personCount sharedPersonCount
    parts { namnd { id } approvedAt personCount } }
  rows(first: 100) { nodes { person { id } personkrets columns boendekommun { code } isMerged isReportedElsewhere } }`;
const reportText = `{ octoberReport(kommunCode: "2080", year: 2026) { ${fields} } }`;
const approveText = `mutation { approveOctoberReport(kommunCode: "2080", year: 2026) { ${fields} } }`;
const withdrawText = `mutation { withdrawOctoberApproval(kommunCode: "2080", year: 2026, reason: "Rättelse") { ${fields} } }`;

const adults = '2080-LSS';
const children = '2080-BUN';
const contact = { insats: 'LSS_9_4' } as const;

type Answer = Awaited<ReturnType<OctoberWorld['ask']>>;
// biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is what the test states.
const dataOf = (answer: Answer): any => {
  expect(answer.errors).toBeUndefined();
  return Object.values(answer.data as object)[0];
};

describe('a kommun with two nämnder', () => {
  let world: OctoberWorld;
  const ask = (text: string, namndId: string) => world.ask(text, {}, namndId);
  // Just eighteen: handed over from one nämnd to the other, with insatser left in both.
  const shared = aNumber(5, 2008);
  beforeAll(async () => {
    world = await OctoberWorld.open();
    await world.deliver([
      ...person('adult', aNumber(1), [contact]),
      ...person('handed-over', shared, [contact, { insats: 'LSS_9_10' }]),
    ]);
    await world.deliver(
      [
        ...person('child', aNumber(2, 2012), [{ insats: 'LSS_9_5' }, contact]),
        ...person('left', shared, [
          contact,
          { insats: 'LSS_9_8', subtype: 'FAMILJEHEM', executingKommunCode: '2062' },
        ]),
      ],
      falunChildren,
    );
  });
  afterAll(() => world.world.drop());

  const row = (report: { rows: { nodes: { person: { id: string } }[] } }, id: string) =>
    report.rows.nodes.find(({ person: { id: found } }) => found === id);
  const ownId = () => world.personId('handed-over');
  const theirId = () => world.personId('left', falunChildren);

  it('shows each nämnd its own part, and who has approved', async () => {
    const report = dataOf(await ask(approveText, children));
    expect(report).toMatchObject({
      personCount: 2,
      kommunReport: {
        ...{ isComplete: false, personCount: null, sharedPersonCount: null },
        parts: [
          { namnd: { id: children }, personCount: 2 },
          { namnd: { id: adults }, approvedAt: null },
        ],
      },
    });
    const other = dataOf(await ask(reportText, adults));
    expect(other.personCount).toBe(2);
    expect(JSON.stringify(other)).not.toContain(theirId());
    // Until all have approved nothing of the other part is in a row.
    expect(row(other, ownId())).toMatchObject({
      isMerged: false,
      isReportedElsewhere: false,
      boendekommun: null,
    });
  });

  it('counts a person once when the last has approved, and lets that nämnd carry the row', async () => {
    const caller = await world.member('chef', adults);
    const report = dataOf(await world.askAs(caller, approveText));
    expect(report.kommunReport).toMatchObject({ isComplete: true, personCount: 3, sharedPersonCount: 1 });
    expect(row(report, ownId())).toEqual({
      ...{ person: { id: ownId() }, personkrets: 'P1', isMerged: true, isReportedElsewhere: false },
      ...{
        columns: ['KONTAKTPERSON', 'BARN_FAMILJEHEM', 'DAGLIG_VERKSAMHET'],
        boendekommun: { code: '2062' },
      },
    });
    expect(report.rows.nodes).toHaveLength(2);
    expect(JSON.stringify(report)).not.toContain(theirId());

    const { rows: entries } = await world.world.test.owner.query(
      `select namnd_id, subject, ground, purpose, ids from audit.entries
        where operation_id = $1 and (namnd_id <> '2080-LSS' or entity = 'OctoberApproval') order by namnd_id`,
      [caller.operationId],
    );
    expect(entries).toEqual([
      {
        ...{ namnd_id: children, subject: 'chef 2080-LSS', ground: 'LEGAL_DUTY', purpose: 'UPPFOLJNING' },
        ids: [theirId()],
      },
      {
        ...{ namnd_id: adults, subject: 'chef 2080-LSS', ground: 'OWN_NAMND', purpose: 'UPPFOLJNING' },
        ids: ['2080-2026'],
      },
    ]);
  });

  it('tells the nämnd that approved first whom the other reports, and nothing more', async () => {
    const report = dataOf(await ask(reportText, children));
    expect(row(report, theirId())).toMatchObject({
      ...{ isMerged: false, isReportedElsewhere: true, columns: ['KONTAKTPERSON', 'BARN_FAMILJEHEM'] },
    });
    expect(report.kommunReport).toMatchObject({ isComplete: true, personCount: 3 });
    const mine = report.rows.nodes.filter(
      ({ isReportedElsewhere }: { isReportedElsewhere: boolean }) => !isReportedElsewhere,
    );
    const theirs = dataOf(await ask(reportText, adults)).rows.nodes;
    // The two files together: a row for each person.
    expect(mine.length + theirs.length).toBe(3);
  });

  it('asks the other part about nobody whom the own one was not approved with', async () => {
    await world.deliver([
      ...person('adult', aNumber(1), [contact]),
      ...person('handed-over', shared, [contact, { insats: 'LSS_9_10' }]),
      ...person('asked', aNumber(2, 2012), [contact]),
    ]);
    const text = reportText.replace('year: 2026', 'year: 2026, knownOn: "2026-10-10"');
    const report = dataOf(await ask(text, adults));
    expect(row(report, world.personId('asked'))).toMatchObject({
      ...{ columns: ['KONTAKTPERSON'], isMerged: false, isReportedElsewhere: false },
    });
    expect(row(report, ownId())).toMatchObject({ isMerged: true });
  });

  it('stores nothing by which a person or an answer could be read', async () => {
    const { rows } = await world.world.test.owner.query<{ namnd_id: string; mark: string }>(
      `select namnd_id, encode(mark, 'hex') as mark from statistics.october_marks`,
    );
    const text = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(8);
    expect(new Set(rows.filter(({ namnd_id }) => namnd_id === adults).map(({ mark }) => mark)).size).toBe(
      rows.filter(({ namnd_id }) => namnd_id === adults).length,
    );
    for (const known of [shared, aNumber(1), 'KONTAKTPERSON']) expect(text).not.toContain(known);
    // A mark is found by who holds the same number alone; a caller without the chef's rights sees none.
    for (const role of ['handlaggare', 'kvalitet', 'it'] as const) {
      const caller = await world.member(role, adults);
      expect(codesOf(await world.askAs(caller, reportText))).toEqual(['FORBIDDEN']);
    }
  });

  it('is incomplete again when one withdraws, and the one that approves anew carries the row', async () => {
    world.now = new Date('2026-10-15T12:00:00Z');
    const withdrawn = dataOf(await ask(withdrawText, children));
    expect(withdrawn.kommunReport).toMatchObject({ isComplete: false, personCount: null });
    expect(row(dataOf(await ask(reportText, adults)), ownId())).toMatchObject({ isMerged: false });
    const report = dataOf(await ask(approveText, children));
    expect(report.kommunReport).toMatchObject({ isComplete: true, personCount: 3, sharedPersonCount: 1 });
    expect(row(report, theirId())).toMatchObject({ isMerged: true });
    expect(row(dataOf(await ask(reportText, adults)), ownId())).toMatchObject({ isReportedElsewhere: true });
  });

  it('is not complete with a part that was approved while its nämnd was alone', async () => {
    await ask(withdrawText, adults);
    const { owner } = world.world.test;
    await owner.query('alter table statistics.october_marks no force row level security');
    await owner.query('create temporary table kept as select * from statistics.october_marks');
    await owner.query('delete from statistics.october_marks');
    expect(codesOf(await ask(approveText, adults))).toEqual(['OCTOBER_STATE']);
    await owner.query('insert into statistics.october_marks select * from kept');
    await owner.query('alter table statistics.october_marks force row level security');
    dataOf(await ask(approveText, adults));
  });

  it('approves at the same time without both believing to be the first', async () => {
    await ask(withdrawText, children);
    await ask(withdrawText, adults);
    const answers = await Promise.all([ask(approveText, children), ask(approveText, adults)]);
    const complete = answers.map((answer) => dataOf(answer).kommunReport.isComplete);
    expect(complete.toSorted()).toEqual([false, true]);
    expect(dataOf(await ask(reportText, adults)).kommunReport).toMatchObject({
      isComplete: true,
      personCount: 3,
    });
  });
});
