import type { HubRecord, SourceRow } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gallringModel } from '../../../gateway/src/hub/lifecycle/gallring-model.js';
import {
  approveGallring,
  dryRunGallring,
  type GallringOptions,
  proposeGallring,
} from '../../../subgraphs/kit/src/index.js';
import { aCase, aDecision, aPerson, aRow, aStaff } from '../../support/small-model.js';
import { falun, gagnef, openWorld, type World } from '../../support/two-namnder.js';

const today = '2026-11-22';
let world: World;
let options: GallringOptions;

/** A person of a birth day whose case ended on the day. */
function life(name: string, number: string, closedOn: string | null, decision: object = {}): HubRecord[] {
  return [
    aPerson(name, { personnummer: number, name: `Person ${name}` }),
    aCase(`c-${name}`, name, { openedOn: '2018-01-01', closedOn }),
    aDecision(`d-${name}`, `c-${name}`, { decidedOn: '2018-02-01', ...decision }),
  ];
}

const delivery: HubRecord[] = [
  aStaff('s1'),
  ...life('old', '199001140017', '2020-05-10'),
  ...life('old-too', '199001130019', '2021-11-22'),
  ...life('recent', '199001140025', '2021-11-23'),
  ...life('open', '199001140033', null),
  ...life('given', '199001140041', '2019-01-01', { validTo: '2030-01-01' }),
  ...life('sample', '199001150016', '2020-05-10'),
  ...life('sample-samordning', '199001750013', '2020-05-10'),
  ...life('child', '199001140058', '2020-05-10', { insats: 'LSS_9_8' }),
  ...life('unknown-insats', '199001140066', '2020-05-10', { insats: 'OKAND', insatsRaw: 'x' }),
  aPerson('no-number', { personnummer: null, idType: 'SAKNAS' }),
  aCase('c-no-number', 'no-number', { openedOn: '2018-01-01', closedOn: '2020-05-10' }),
  // The same person in two records: one old, one recent.
  ...life('twin-old', '199001140074', '2020-05-10'),
  ...life('twin-recent', '199001140074', '2026-01-01'),
];

beforeAll(async () => {
  world = await openWorld();
  const { keyRing, urls } = world.test;
  options = { url: urls.lifecycle, keyRing, model: gallringModel };
  // One whom the source itself takes away afterwards: only the history knows of such a person.
  await world.deliver(
    falun,
    [
      ...delivery,
      ...life('gone', '199001140090', '2019-06-01'),
      ...life('gone-open', '199001140108', null),
    ].map((record) => ({ ...record, ...(record.kind === 'person' && { name: 'Former' }) }) as HubRecord),
  );
  await world.deliverRows(falun, [
    ...delivery.map((record, n) => aRow(n + 2, record)),
    quarantined('199001140017'),
  ]);
  await world.deliver(
    gagnef,
    life('foreign', '199001140082', '2019-01-01').map((record) => ({
      ...record,
      kommunCode: '2026',
    })) as HubRecord[],
  );
});
afterAll(() => world?.drop());

function quarantined(number: string): SourceRow {
  return {
    fate: 'quarantined',
    place: { file: 'beslut.csv', sheet: null, row: 400 },
    ...{ table: 'beslut', keys: [], kindsWithoutKey: [] },
    raw: { Personnummer: `${number.slice(2, 8)}-${number.slice(8)}`, Datum: 'x' },
    faults: [{ reason: 'VALUE_INVALID', column: 'Datum', remedy: 'Correct it.' }],
  };
}

async function count(table: string, where = `namnd_id = '2080-LSS'`): Promise<number> {
  const { rows } = await world.test.owner.query<{ count: number }>(
    `select count(*)::int as count from ${table} where ${where}`,
  );
  return rows[0]!.count;
}

const idOf = (kind: 'person' | 'decision' | 'case', name: string) =>
  world.test.keyRing.namndKeys('2080-LSS').opaqueId(kind, '2080', falun.id, name);

describe('gallring', () => {
  const report = {
    ...{ namndId: '2080-LSS', dueOn: today, deleted: 3, late: 1 },
    archived: { FORSKNING_URVAL: 2, BARNBOENDE: 2, FODELSEDAG_OKAND: 1 },
  };

  it('tells in a dry run what is due, and changes nothing', async () => {
    const before = await count('cases.persons');
    expect(await dryRunGallring('2080-LSS', today, options)).toEqual(report);
    expect(await dryRunGallring('2080-LSS', '2027-01-01', options)).toMatchObject({ deleted: 4, late: 7 });
    expect(await count('cases.persons')).toBe(before);
  });

  it('waits for another person, and for what was proposed to be what is due', async () => {
    const proposal = await proposeGallring('2080-LSS', '2025-06-01', 'issuer anna', options);
    const approve = (id: string, by: string) => approveGallring('2080-LSS', id, by, options);
    await expect(approve(proposal.id, 'issuer anna')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(approveGallring('2026-LSS', proposal.id, 'issuer bo', options)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await world.test.owner.query(
      `update cases.cases set closed_on = '2022-01-01' where id in (select id from cases.cases where person_id = $1)`,
      [idOf('person', 'old')],
    );
    await expect(approve(proposal.id, 'issuer bo')).rejects.toThrow(/changed/);
    await world.test.owner.query(`update cases.cases set closed_on = '2020-05-10' where person_id = $1`, [
      idOf('person', 'old'),
    ]);
  });

  it('deletes rows, history and kept rows of whom is due; exceptions go to the archive; the rest stays', async () => {
    expect(await count('hub.kept_rows')).toBe(1);
    const { id } = await proposeGallring('2080-LSS', today, 'issuer anna', options);
    const done = await approveGallring('2080-LSS', id, 'issuer bo', options);
    expect(done).toMatchObject({ ...report, removed: { records: 20, keptRows: 1 } });
    expect(done.removed.history).toBeGreaterThan(6);
    const { rows } = await world.test.owner.query<{ id: string }>(
      `select id from cases.persons where namnd_id = '2080-LSS'`,
    );
    const left = ['recent', 'open', 'given', 'twin-old', 'twin-recent'].map((name) => idOf('person', name));
    expect(rows.map((row) => row.id).sort()).toEqual(left.sort());
    expect(await count('cases.persons_history', `id = '${idOf('person', 'old')}'`)).toBe(0);
    expect(await count('cases.decisions_history', `id = '${idOf('decision', 'd-old')}'`)).toBe(0);
    expect(await count('cases.cases_history', `id = '${idOf('case', 'c-gone')}'`)).toBe(0);
    expect(await count('cases.cases_history', `id = '${idOf('case', 'c-gone-open')}'`)).toBe(1);
    expect(await count('hub.quarantine')).toBe(0);
    expect(await count('hub.archive')).toBe(5);
    expect(await count('cases.persons', `namnd_id = '2026-LSS'`)).toBe(1);
    await expect(approveGallring('2080-LSS', id, 'issuer bo', options)).rejects.toThrow(/carried out/);
  });

  it('keeps in the archive all that was known, sealed, for its login only', async () => {
    const { owner, keyRing, database } = world.test;
    const { rows } = await owner.query<{ id: string; person_cipher: Buffer; exemption: string }>(
      'select id, person_cipher, exemption from hub.archive where id = $1',
      [idOf('person', 'sample')],
    );
    const text = keyRing
      .namndKeys('2080-LSS')
      .decrypt('hub.archive', rows[0]!.id, 'person_cipher', rows[0]!.person_cipher);
    const file = JSON.parse(text);
    expect(rows[0]?.exemption).toBe('FORSKNING_URVAL');
    expect(file['cases.persons']).toMatchObject([{ personnummer: '199001150016', name: 'Person sample' }]);
    expect(file['cases.persons_history']).toMatchObject([{ name: 'Former' }]);
    expect(file['cases.decisions']).toHaveLength(1);
    await expect(database.app.query('select from hub.archive')).rejects.toThrow(/permission/);
    await expect(database.ingest.query('select from hub.archive')).rejects.toThrow(/permission/);
  });

  it('is not undone by the next delivery: rows of what is gone are skipped and counted', async () => {
    const again = await world.deliver(falun, delivery);
    expect(again).toMatchObject({ state: 'DONE', counts: { inserted: 0, updated: 0, removed: 0 } });
    expect(again.counts.skipped).toEqual({ GALLRAD: 20 });
    expect(await count('cases.persons')).toBe(5);
    expect(await count('hub.kept_rows')).toBe(0);
    expect((await world.deliver(falun, delivery)).counts.skipped).toEqual({ GALLRAD: 20 });
  });

  it('does not shut out a person who comes back', async () => {
    const back = aCase('c-new', 'old', { openedOn: '2026-11-01' });
    const { counts } = await world.deliver(falun, [...delivery, back]);
    expect(counts.skipped).toEqual({ GALLRAD: 19 });
    expect(counts).toMatchObject({ inserted: 2, rowsQuarantined: 0 });
    expect(await dryRunGallring('2080-LSS', today, options)).toMatchObject({ deleted: 0 });
  });

  it('waits for a delivery that is being read', async () => {
    const { owner } = world.test;
    const { id } = await proposeGallring('2080-LSS', '2030-01-01', 'issuer anna', options);
    await owner.query(`select pg_advisory_lock(hashtextextended('kommunhub run of ' || $1, 0))`, [falun.id]);
    await expect(approveGallring('2080-LSS', id, 'issuer bo', options)).rejects.toMatchObject({
      code: 'SYNC_RUNNING',
    });
    await owner.query('select pg_advisory_unlock_all()');
  });
});
