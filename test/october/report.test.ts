import { roles } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeAgreements, storeUppdrag } from '../../subgraphs/kit/src/index.js';
import { aCase, aStaff } from '../support/small-model.js';
import { codesOf } from '../support/two-namnder.js';
import { aNumber, given, OctoberWorld, person } from './october-world.js';

const rowsText = `query Rows($year: Int!, $knownOn: Date, $first: Int, $after: String) {
  octoberReport(kommunCode: "2080", year: $year, knownOn: $knownOn) {
    personCount
    rows(first: $first, after: $after) {
      nodes { person { id } personkrets columns insatser boendekommun { code } handledBy { code } checks }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;
const checksText = `{ octoberReport(kommunCode: "2080", year: 2026) {
  checks { code severity insats personCount persons { id } }
  comparison { origin changes { insats persons lastYear isNotable } } } }`;

interface Row {
  readonly person: { readonly id: string };
  readonly columns: readonly string[];
  readonly checks: readonly string[];
}
interface Report {
  readonly personCount: number;
  readonly rows: {
    readonly nodes: readonly Row[];
    readonly pageInfo: { endCursor: string; hasNextPage: boolean };
  };
  readonly checks: readonly { readonly code: string; readonly persons: readonly { readonly id: string }[] }[];
  readonly comparison: unknown;
}
const reportOf = (answer: { readonly data?: unknown; readonly errors?: unknown }): Report => {
  expect(answer.errors).toBeUndefined();
  return (answer.data as { octoberReport: Report }).octoberReport;
};

const contact = { insats: 'LSS_9_4' } as const;
const groupHome = { insats: 'LSS_9_9', subtype: 'GRUPPBOSTAD' } as const;

describe('the October report of a nämnd', () => {
  let world: OctoberWorld;
  beforeAll(async () => {
    world = await OctoberWorld.open();
    await world.deliver([
      ...[aStaff('own'), aStaff('performing')],
      ...person('plain', aNumber(1), [contact, { ...groupHome, executingKommunCode: '2062' }]),
      ...person('protected', aNumber(2), [contact], { protection: 'SEKRETESSMARKERING', sex: 'MAN' }),
      ...person('expired', aNumber(3), [contact, { insats: 'LSS_9_3', validTo: '2026-09-30' }]),
      ...person('refused', aNumber(4), [{ insats: 'LSS_9_6', outcome: 'AVSLAG' }]),
      ...person('waiting', aNumber(5), [{ ...contact, isExecuted: false }]),
      ...person('paused', aNumber(6), [
        { insats: 'LSS_9_10', interruptions: [{ startedOn: '2026-09-01', endedOn: null }] },
      ]),
      ...person('twin', aNumber(7), [contact]),
      ...person('twin-again', aNumber(7), [{ insats: 'LSS_9_3' }]),
      ...person('unassessed', aNumber(8), [{ insats: 'LSS_9_9' }], { personkrets: null }),
      ...person('numberless', aNumber(9), [contact], { personnummer: null, idType: 'SAKNAS' }),
      ...person('reserve', '19900101-0000', [contact], { idType: 'RESERVNUMMER' }),
      ...person('reserve-too', '19900101-0000', [contact], { idType: 'RESERVNUMMER' }),
      ...person('handled', aNumber(10), []),
      aCase('c-own', 'handled', { handlaggareSourceId: 'own' }),
      aCase('c-performed', 'handled', { handlaggareSourceId: 'performing' }),
      ...given('c-own', contact),
      ...given('c-performed', { insats: 'LSS_9_5' }),
    ]);
  });
  afterAll(() => world.world.drop());

  const ask = (variables: object = {}) => world.ask(rowsText, { year: 2026, first: 100, ...variables });
  const rowOf = async (id: string) =>
    reportOf(await ask()).rows.nodes.find(({ person: { id: found } }) => found === world.personId(id));

  it('has one row for each person, protected ones too', async () => {
    expect(await rowOf('plain')).toEqual({
      ...{ person: { id: world.personId('plain') }, personkrets: 'P1', checks: [] },
      ...{ columns: ['KONTAKTPERSON', 'VUXNA_SARSKILD_SERVICE'], insatser: ['LSS_9_4', 'LSS_9_9'] },
      ...{ boendekommun: { code: '2062' }, handledBy: [] },
    });
    expect(await rowOf('protected')).toBeDefined();
    const report = reportOf(await ask());
    expect(report.personCount).toBe(report.rows.nodes.length);
    for (const id of ['refused', 'waiting', 'paused']) expect(await rowOf(id)).toBeUndefined();
  });

  it('joins records of one number', async () => {
    const rows = reportOf(await ask()).rows.nodes;
    const twins = ['twin', 'twin-again'].map((id) => world.personId(id));
    const found = rows.filter(({ person: { id } }) => twins.includes(id));
    expect(found.map(({ columns, checks }) => [columns, checks])).toEqual([
      [['LEDSAGARSERVICE', 'KONTAKTPERSON'], ['DUBBLETT']],
    ]);
    // Reservnummer filled out with zeros are equal and name nobody.
    for (const id of ['reserve', 'reserve-too'])
      expect(await rowOf(id)).toMatchObject({ checks: ['RESERVNUMMER'] });
  });

  it('tells what to look at, with the persons', async () => {
    const { checks } = reportOf(await world.ask(checksText));
    const told = Object.fromEntries(
      checks.map(({ code, persons }) => [code, persons.map(({ id }) => id).sort()]),
    );
    const ids = (...names: string[]) => names.map((name) => world.personId(name)).sort();
    expect(told).toEqual({
      ...{ NUMMER_SAKNAS: ids('numberless'), PERSONKRETS_SAKNAS: ids('unassessed') },
      ...{ BOENDEFORM_SAKNAS: ids('unassessed'), DUBBLETT: ids('twin', 'twin-again') },
      RESERVNUMMER: ids('reserve', 'reserve-too'),
      ...{ BESLUT_UTGATT: ids('expired'), UTAN_BESLUT: ids('refused') },
      ...{ EJ_VERKSTALLT: ids('waiting'), AVBROTT: ids('paused'), FORANDRING: [] },
    });
    const severities = checks.map((check) => (check as unknown as { severity: string }).severity);
    expect(severities).toEqual(severities.toSorted((a, b) => 'EWI'.indexOf(a[0]!) - 'EWI'.indexOf(b[0]!)));
  });

  it('compares with last year as the facts have it', async () => {
    const { comparison } = reportOf(await world.ask(checksText));
    expect(comparison).toMatchObject({ origin: 'BERAKNAD' });
    // Interrupted this year, given last year.
    expect(JSON.stringify(comparison)).toContain(
      '{"insats":"LSS_9_10","persons":0,"lastYear":1,"isNotable":true}',
    );
  });

  it('says that last year is not known where nothing reaches that far', async () => {
    const answer = await world.ask(checksText.replace('2026', '2025'));
    expect(reportOf(answer).comparison).toMatchObject({ origin: null });
    expect(reportOf(answer).checks.map(({ code }) => code)).toContain('FORRA_ARET_SAKNAS');
  });

  it('names the offices that handle the cases; the responsible kommun reports all the same', async () => {
    const parties = { homeKommunCode: '2080', performingKommunCode: '2026', validFrom: '2026-01-01' };
    const { database, keyRing } = world.world.test;
    await storeAgreements(database, [
      { ...parties, name: 'LSS Falun och Gagnef', kinds: ['D07'], validTo: null, note: null },
    ]);
    await storeUppdrag(database, keyRing, [
      {
        ...{ ...parties, homeNamndId: '2080-LSS', holder: { issuer: 'https://login.example', subject: 'g' } },
        ...{ task: 'LSS_HANDLAGGNING', staffKey: 'performing', validTo: null, grantedBy: 'chef' },
      },
    ]);
    expect(await rowOf('handled')).toMatchObject({ handledBy: [{ code: '2026' }, { code: '2080' }] });
    const holder = await world.world.member(
      { subject: 'g', role: 'handlaggare', kommunCode: '2026', namndId: '2026-LSS' },
      'HANDLAGGNING',
    );
    expect(holder.grants.some(({ uppdragId }) => uppdragId !== null)).toBe(true);
    const variables = { year: 2026, first: 1 };
    expect(codesOf(await world.askAs(holder, rowsText, variables))).toEqual(['FORBIDDEN']);
    // Nor the chef of the office that handles them.
    expect(codesOf(await world.ask(rowsText, variables, '2026-LSS'))).toEqual(['FORBIDDEN']);
  });

  it('is the chef’s for follow-up, and nobody else’s', async () => {
    const variables = { year: 2026, first: 1 };
    for (const role of roles) {
      for (const purpose of ['UPPFOLJNING', 'HANDLAGGNING', null] as const) {
        const caller = await world.member(role, '2080-LSS', purpose);
        const expected =
          role !== 'chef' ? ['FORBIDDEN'] : purpose === 'UPPFOLJNING' ? [] : ['PURPOSE_REQUIRED'];
        const answer = await world.askAs(caller, rowsText, variables);
        expect([role, purpose, codesOf(answer)]).toEqual([role, purpose, expected]);
        if (expected.length > 0) expect(JSON.stringify(answer)).not.toContain('2080-');
      }
    }
    const approve = 'mutation { approveOctoberReport(kommunCode: "2080", year: 2026) { personCount } }';
    const withdraw =
      'mutation { withdrawOctoberApproval(kommunCode: "2080", year: 2026, reason: "x") { year } }';
    for (const text of [approve, withdraw]) {
      const caller = await world.member('kvalitet');
      expect(codesOf(await world.askAs(caller, text))).toEqual(['FORBIDDEN']);
      expect(codesOf(await world.ask(text, {}, '2026-LSS'))).toEqual(['FORBIDDEN']);
    }
  });

  it('is asked for the own nämnd, kommun, and years that have one', async () => {
    const text = `query Q($kommun: ID!, $namnd: ID, $year: Int!, $knownOn: Date) {
      octoberReport(kommunCode: $kommun, namndId: $namnd, year: $year, knownOn: $knownOn) { personCount } }`;
    const codes = async (variables: object) =>
      codesOf(await world.ask(text, { kommun: '2080', year: 2026, ...variables }));
    expect(await codes({ namnd: '2080-LSS' })).toEqual([]);
    expect(await codes({ namnd: '2080-BUN' })).toEqual(['FORBIDDEN']);
    expect(await codes({ namnd: '2026-LSS' })).toEqual(['FORBIDDEN']);
    expect(await codes({ kommun: '2026' })).toEqual(['FORBIDDEN']);
    expect(await codes({ kommun: "2080' or true" })).toEqual(['FORBIDDEN']);
    expect(await codes({ year: 1999 })).toEqual(['BAD_INPUT']);
    expect(await codes({ year: 2_000_000 })).toEqual(['BAD_INPUT']);
    expect(await codes({ knownOn: '2026-10-11' })).toEqual(['BAD_INPUT']);
  });

  it('pages, and refuses the cursor of rows that have changed or of another report', async () => {
    const whole = reportOf(await ask()).rows.nodes;
    const paged: Row[] = [];
    let after: string | null = null;
    for (let isMore = true; isMore; ) {
      const { nodes, pageInfo }: Report['rows'] = reportOf(await ask({ first: 3, after })).rows;
      paged.push(...nodes);
      after = pageInfo.endCursor;
      isMore = pageInfo.hasNextPage;
    }
    expect(paged).toEqual(whole);
    const { endCursor } = reportOf(await ask({ first: 3 })).rows.pageInfo;
    expect(codesOf(await ask({ after: endCursor, year: 2025 }))).toEqual(['CURSOR_INVALID']);
    expect(codesOf(await ask({ first: 501 }))).toEqual(['BAD_INPUT']);
    expect(codesOf(await ask({ first: 0 }))).toEqual(['BAD_INPUT']);
  });

  it('is logged with the persons, the fields and the purpose, and fails when it cannot be', async () => {
    const caller = await world.member('chef');
    await world.askAs(caller, rowsText, { year: 2026, first: 100 });
    const entries = async (operationId: string) => {
      const { rows } = await world.world.test.owner.query<{ fields: string[]; ids: string[] }>(
        `select kommun_code, namnd_id, subject, role, purpose, ground, entity, ids, fields from audit.entries
          where operation_id = $1 order by entity, id`,
        [operationId],
      );
      return rows;
    };
    const shown = reportOf(await ask()).rows.nodes.map(({ person: { id } }) => id);
    const handed = expect.toSatisfy(
      // The record that is joined to another's row is of the same person.
      (ids: string[]) => shown.every((id) => ids.includes(id)) && ids.length === shown.length + 1,
    );
    expect(await entries(caller.operationId)).toEqual([
      {
        ...{ kommun_code: '2080', namnd_id: '2080-LSS', subject: 'chef 2080-LSS', role: 'chef' },
        ...{ purpose: 'UPPFOLJNING', ground: 'OWN_NAMND', entity: 'OctoberRow', ids: handed },
        fields: ['boendekommun', 'checks', 'columns', 'handledBy', 'insatser', 'person', 'personkrets'],
      },
    ]);
    const checking = await world.member('chef');
    await world.askAs(checking, checksText);
    expect(
      (await entries(checking.operationId)).find(({ fields }) => fields.includes('BESLUT_UTGATT')),
    ).toMatchObject({
      ...{ entity: 'OctoberCheck', ids: [world.personId('expired')] },
    });
    // Figures alone tell of nobody.
    const counting = await world.member('chef');
    await world.askAs(
      counting,
      '{ octoberReport(kommunCode: "2080", year: 2026) { totals { column sex persons } } }',
    );
    expect(await entries(counting.operationId)).toEqual([]);

    await world.world.test.owner.query('revoke insert on audit.entries from hub_app');
    const refused = await ask({ first: 2 });
    await world.world.test.owner.query('grant insert on audit.entries to hub_app');
    expect(codesOf(refused)).toEqual(['AUDIT_UNAVAILABLE']);
    expect(refused.data ?? null).toBeNull();
  });

  it('shows what was known on an earlier day', async () => {
    const before = reportOf(await ask());
    const owner = world.world.test.owner;
    expect(codesOf(await ask({ knownOn: '2026-10-04' }))).toEqual(['BAD_INPUT']);
    await owner.query('alter table statistics.refreshes no force row level security');
    await owner.query(`update statistics.refreshes set kept_since = '2026-10-01'`);
    await owner.query('alter table statistics.refreshes force row level security');
    // As if everything but the contact of one person had come long ago.
    for (const table of ['insats_facts', 'waiting_facts', 'decision_facts', 'case_facts'])
      await owner.query(`alter table statistics.${table} no force row level security`);
    await owner.query(`update statistics.insats_facts set known_from = '2026-10-05'`);
    await owner.query(
      `update statistics.insats_facts fact set known_from = '2026-10-08' from statistics.surrogates person
        where person.key = fact.person_key and person.id = $1`,
      [world.personId('protected')],
    );
    const known = async (knownOn: string) => reportOf(await ask({ knownOn })).personCount;
    expect(await known('2026-10-04')).toBe(0);
    expect(await known('2026-10-07')).toBe(before.personCount - 1);
    expect(await known('2026-10-08')).toBe(before.personCount);
    expect(await known('2026-10-10')).toBe(before.personCount);
    for (const table of ['insats_facts', 'waiting_facts', 'decision_facts', 'case_facts'])
      await owner.query(`alter table statistics.${table} force row level security`);
  });
});

describe('the work of a report', () => {
  it('is the same number of statements for ten persons and for a thousand', async () => {
    const world = await OctoberWorld.open();
    const counts: number[] = [];
    for (const size of [10, 1000]) {
      const records = Array.from({ length: size }, (_, index) =>
        person(`p${index}`, aNumber(index), [contact]),
      );
      await world.deliver(records.flat());
      // As the database itself does in its time.
      await world.world.test.owner.query('analyze');
      world.statements.length = 0;
      const report = reportOf(await world.ask(rowsText, { year: 2026, first: 500 }));
      counts.push(world.statements.length);
      expect(report.personCount).toBe(size);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThanOrEqual(20);
    await world.world.drop();
  });
});
